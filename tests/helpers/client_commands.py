"""How each client that `make clients` installs is told to upload, and what it finds in its folder.

Sources: the documentation and the code of the versions that tests/clients/requirements names, each run on 2026-11-28.
"""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

from local_clients import PYPI, attest, github_job, make_distribution, start
from local_index import Index, Issuer
from local_refusals import API_TOKEN, GITHUB, TOKENS
from local_server import Local
from pages import ROOT
from upload_refusals import Refusal

ISSUER = Issuer()
PROJECT = """\
[build-system]
requires = ["flit_core"]
build-backend = "flit_core.buildapi"

[project]
name = "sampleproject"
version = "{version}"
description = "A sample project"
requires-python = ">=3.11"
"""


class Command(NamedTuple):
    """A client's arguments, and the variables that name the index and hold the credentials."""

    arguments: tuple[str, ...]
    index: Mapping[str, str]
    credentials: Mapping[str, str]


def command(client: str, url: str, file: str, local: Local) -> Command:
    """How a client is told to upload to an address, or to an index by name; `file` is for one that takes no pattern."""
    by_name = not url.startswith("https:")
    match client:
        case "twine" | "twine-verbose":
            verbose = ("--verbose",) if client == "twine-verbose" else ()
            credentials = {"TWINE_USERNAME": "__token__", "TWINE_PASSWORD": API_TOKEN}
            option = "--repository" if by_name else "--repository-url"
            return Command(("upload", *verbose, "--non-interactive", option, url, "dist/*"), {}, credentials)
        case "uv":
            option = "--index" if by_name else "--publish-url"
            return Command(("publish", option, url), {}, {"UV_PUBLISH_TOKEN": API_TOKEN})
        case "poetry" if url == PYPI:
            return Command(("publish", "--no-interaction"), {}, {"POETRY_PYPI_TOKEN_PYPI": API_TOKEN})
        case "poetry":
            credentials = {"POETRY_HTTP_BASIC_INDEX_USERNAME": "__token__"}
            credentials |= {"POETRY_HTTP_BASIC_INDEX_PASSWORD": API_TOKEN}
            arguments = ("publish", "--no-interaction", "--repository", url if by_name else "index")
            return Command(arguments, {} if by_name else {"POETRY_REPOSITORIES_INDEX_URL": url}, credentials)
        case "flit":
            credentials = {"FLIT_USERNAME": "__token__", "FLIT_PASSWORD": API_TOKEN}
            named = ("--repository", url) if by_name else ()
            return Command(("publish", "--no-use-vcs", *named), {} if by_name else {"FLIT_INDEX_URL": url}, credentials)
        case "hatch":  # asks no proxy
            direct = url.replace("https://upload.pypi.org", local.address)
            direct = direct.replace("https://pypi.org", local.address.replace("127.0.0.1", "localhost"))
            index = {"HATCH_INDEX_REPO": direct, "HATCH_INDEX_CA_CERT": str(local.authority)}
            credentials = {"HATCH_INDEX_USER": "__token__", "HATCH_INDEX_AUTH": API_TOKEN}
            return Command(("publish", "--no-prompt"), index, credentials)
        case "pdm":
            index = {"PDM_PUBLISH_REPO": url, "PDM_PUBLISH_CA_CERTS": str(local.authority), "PDM_CHECK_UPDATE": "0"}
            index["PDM_PYTHON"] = str(ROOT / ".clients/pdm/bin/python")  # else it makes an environment first
            credentials = {"PDM_PUBLISH_USERNAME": "__token__", "PDM_PUBLISH_PASSWORD": API_TOKEN}
            return Command(("publish", "--no-build"), index, credentials)
        case "maturin":
            arguments = ("upload", "--non-interactive", f"dist/{file}")
            index = {"MATURIN_REPOSITORY" if by_name else "MATURIN_REPOSITORY_URL": url}
            return Command(arguments, index, {"MATURIN_PYPI_TOKEN": API_TOKEN})
    raise ValueError(client)


class Met(NamedTuple):
    """What the index was asked, how the client ended, and what it printed."""

    index: Index
    status: int
    log: str


def meet(local: Local, folder: Path, client: str, given: Refusal, bare: bool) -> Met:
    """Run a client on a project that holds what the refusal needs, against an index that refuses.

    `bare`: the status line comes without PyPI's sentence. What the client says of the local index names PyPI.
    """
    holds = {"projects": {"sampleproject": [GITHUB]}, "keys": [ISSUER.jwk], **given.index}
    index = local.server.index = Index(ISSUER, TOKENS["github"], bare=bare, **deepcopy(holds))
    make_project(folder, given)
    arguments, names, credentials = command(client, given.address, given.file, local)
    arguments = (*arguments, *given.options.get(client, ()))
    secret = {name: given.secret for name, value in credentials.items() if value == API_TOKEN}
    held = {**credentials, **secret} if given.credentials else {}
    job = github_job(local) if given.exchange else {}
    ran = start(local, folder, client.partition("-")[0], arguments, {**names, **held, **job, **given.variables})
    log = ran.log.replace(local.address, "https://upload.pypi.org")
    log = log.replace(local.address.replace("127.0.0.1", "localhost"), "https://pypi.org")
    return Met(index, ran.status, log)


def make_project(folder: Path, given: Refusal) -> None:
    """A module, its pyproject.toml, and in dist/ what was built from it."""
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(PROJECT.format(version=given.version))
    (folder / "sampleproject.py").write_text('"""A sample project."""\n')
    file = folder / "dist" / given.file
    if given.built:
        make_distribution(file, f"Version: {given.version}\n{given.metadata}", given.metadata_version)
    if given.damaged:
        file.write_bytes(b"version https://git-lfs.github.com/spec/v1\n")  # a pointer, where Git LFS left the file out
    if given.attested:
        attest(folder)
