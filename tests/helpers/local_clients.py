"""Run clients as they come from PyPI, as a CI job would, against the local index and nothing else."""

import io
import json
import os
import subprocess
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import forks
from local_index import REQUEST_TOKEN
from local_server import Local
from pages import ROOT

PYPI, TESTPYPI = "https://upload.pypi.org/legacy/", "https://test.pypi.org/legacy/"
WHEEL = "sampleproject-1.4.0-py3-none-any.whl"
REQUIREMENTS = ROOT / "tests/clients/requirements"
PATIENCE = 300  # seconds that a client may take; on an idle machine it takes one or two
CALLER = "https://github.com/octo-org/sampleproject/.github/workflows/ci.yml@refs/tags/v1.4.0"


class Client(NamedTuple):
    """A command line, and the width of the terminal; None, as in most jobs, leaves the width to the client."""

    command: tuple[str, ...]
    address: str  # the option that takes the index's address
    columns: str | None


TWINE = ("twine", "upload", "--non-interactive")
ALWAYS = ("--trusted-publishing", "always")
CLIENTS = {
    "uv-80": Client(("uv", "publish"), "--publish-url", "80"),
    "uv": Client(("uv", "publish"), "--publish-url", None),
    "uv-always": Client(("uv", "publish", *ALWAYS), "--publish-url", None),
    "twine-80": Client(TWINE, "--repository-url", "80"),
    "twine-200": Client(TWINE, "--repository-url", "200"),
}


class Ran(NamedTuple):
    """How a client ended, and all that it printed."""

    status: int
    log: str


def publish(
    local: Local,
    folder: Path,
    client: Client,
    variables: Mapping[str, str | None],
    options: Sequence[str] = (),
    address: str = PYPI,
    metadata: str = "2.1",
) -> Ran:
    """Publish the sample with no credentials but what `variables` hold; a variable given as None is left out."""
    make_distribution(folder / "dist" / WHEEL, "Version: 1.4.0\n", metadata)
    program, *arguments = client.command
    given = (*arguments, *options, client.address, address, "dist/*")
    return start(local, folder, program, given, {"COLUMNS": client.columns, **variables})


def start(
    local: Local, folder: Path, client: str, arguments: Sequence[str], variables: Mapping[str, str | None]
) -> Ran:
    """Start a client in the folder, with an environment in which it finds the local index and nothing of this machine.

    A variable that is given as None is left out.
    """
    (folder / "home").mkdir(exist_ok=True)
    proxy = f"http://127.0.0.1:{local.proxy.server_port}"
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder / "home"),
        "CI": "true",
        "HTTPS_PROXY": proxy,
        "HTTP_PROXY": proxy,
        "NO_PROXY": "127.0.0.1",  # the identity provider
        "SSL_CERT_FILE": str(local.authority),
        "REQUESTS_CA_BUNDLE": str(local.authority),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",  # a desktop's keyring may hold a real token
        "UV_NO_CONFIG": "1",  # the machine's configuration may name another index
        "UV_HTTP_RETRIES": "0",  # three retries take seconds, and print nothing else
        **variables,
    }
    given = {name: value for name, value in environment.items() if value is not None}
    run = forks.run if client == "twine" else alone
    ran = run(installed(client), *arguments, cwd=folder, env=given, together=True)
    return Ran(ran.returncode, ran.stdout)


def installed(client: str) -> Path:
    """The program of a client; without it the test is left out, and where all are required it fails."""
    if not is_installed(client):
        required = os.environ.get("CI") == "true"
        (pytest.fail if required else pytest.skip)(f"{client} is not in .clients: `make clients` puts it there")
    return ROOT / ".clients" / client / "bin" / client


def is_installed(client: str) -> bool:
    """Whether `make clients` has put a client into its environment."""
    return (ROOT / ".clients" / client / "ready").exists()


def left_out() -> list[str]:
    """The clients that are not there."""
    return [file.stem for file in sorted(REQUIREMENTS.glob("*.in")) if not is_installed(file.stem)]


def alone(
    program: Path, *arguments: str, cwd: Path, env: Mapping[str, str], together: bool
) -> subprocess.CompletedProcess[str]:
    """Run a program as a shell would; `together`: both outputs as one."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT if together else subprocess.PIPE}
    command, nothing = [program, *arguments], subprocess.DEVNULL
    ran = subprocess.run(command, cwd=cwd, env=env, stdin=nothing, timeout=PATIENCE, check=False, **pipes)
    return subprocess.CompletedProcess(command, ran.returncode, ran.stdout.decode(), (ran.stderr or b"").decode())


def github_job(local: Local) -> dict[str, str | None]:
    """The variables of a GitHub job that may ask for a token."""
    return {
        "GITHUB_ACTIONS": "true",
        "ACTIONS_ID_TOKEN_REQUEST_URL": f"{local.address}/id-token?api-version=2.0",
        "ACTIONS_ID_TOKEN_REQUEST_TOKEN": REQUEST_TOKEN,
    }


def gitlab_job(audience: str, token: str) -> dict[str, str | None]:
    """The variables of a GitLab job with `id_tokens`, whose name both clients make from the audience."""
    return {"GITLAB_CI": "true", f"{audience.upper()}_ID_TOKEN": token}


def make_distribution(file: Path, fields: str, metadata: str = "2.1") -> None:
    """A wheel or an sdist, by its name, of a project without code: metadata of that version, with these fields."""
    file.parent.mkdir(exist_ok=True)
    text = f"Metadata-Version: {metadata}\nName: sampleproject\n{fields}"
    if file.name.endswith(".tar.gz"):
        with tarfile.open(file, "w:gz", compresslevel=0) as archive:
            for name, held in {"PKG-INFO": text, "sampleproject.py": "\n"}.items():
                member = tarfile.TarInfo(f"{file.name.removesuffix('.tar.gz')}/{name}")
                member.size = len(held)
                archive.addfile(member, io.BytesIO(held.encode()))
        return
    name, version, *tags = file.stem.split("-")
    wheel = f"Wheel-Version: 1.0\nGenerator: by-hand\nRoot-Is-Purelib: true\nTag: {'-'.join(tags)}\n"
    with zipfile.ZipFile(file, "w") as archive:
        for member, held in {"METADATA": text, "WHEEL": wheel, "RECORD": ""}.items():
            archive.writestr(f"{name}-{version}.dist-info/{member}", held)


def attest(folder: Path) -> None:
    """Lay an attestation beside the wheel: instead of a certificate it holds the one claim that PyPI compares."""
    (folder / "dist").mkdir(exist_ok=True)
    (folder / "dist" / f"{WHEEL}.publish.attestation").write_text(json.dumps({"build_config_uri": CALLER}))
