"""The settings that readers copy: the tool that reads a file takes the fixed one, and refuses the broken one."""

import ast
import configparser
import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from local_clients import installed
from local_server import silent_port
from pages import ROOT

FOLDER = ROOT / "snippets/copy/config"
UPLOAD, SIMPLE = "https://test.pypi.org/legacy/", "https://test.pypi.org/simple/"
# docs.github.com/en/rest/deployments/environments: of the two kinds of branches exactly one is chosen.
ENVIRONMENT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "wait_timer": {"type": "integer", "minimum": 0, "maximum": 43200},
        "prevent_self_review": {"type": "boolean"},
        "reviewers": {
            "type": "array",
            "maxItems": 6,
            "items": {
                "type": "object",
                "required": ["type", "id"],
                "properties": {"type": {"enum": ["User", "Team"]}, "id": {"type": "integer"}},
            },
        },
        "deployment_branch_policy": {
            "enum": [
                None,
                {"protected_branches": True, "custom_branch_policies": False},
                {"protected_branches": False, "custom_branch_policies": True},
            ]
        },
    },
}


def read_by_uv(text: str, folder: Path) -> bool:
    """Whether uv itself finds where to upload; nothing listens at the address, so that uv stops after that."""
    with silent_port() as port:
        return read_at(f"http://127.0.0.1:{port}", text, folder)


def read_at(address: str, text: str, folder: Path) -> bool:
    """Whether uv finds this address in settings in which it takes TestPyPI's place."""
    settings = text.replace("https://test.pypi.org", address)
    (folder / "pyproject.toml").write_text(f'[project]\nname = "sampleproject"\nversion = "1.4.0"\n\n{settings}')
    wheel = folder / "sampleproject-1.4.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        metadata = "Metadata-Version: 2.1\nName: sampleproject\nVersion: 1.4.0\n"
        archive.writestr("sampleproject-1.4.0.dist-info/METADATA", metadata)
    command = [str(Path(sys.executable).with_name("uv")), "publish", "--index", "testpypi", "--dry-run"]
    command += ["--trusted-publishing", "never", "--username", "a", "--password", "b", wheel.name]
    variables = {"HOME": str(folder), "UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0"}
    ran = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=60, check=False)
    assert "Failed to parse" not in ran.stderr, ran.stderr
    return f"Checking 1 file against {address}/legacy/" in ran.stderr


def read_by_twine(text: str, folder: Path) -> bool:
    """Whether each index has an upload address, and no password keeps twine from Trusted Publishing."""
    read = configparser.RawConfigParser()
    read.read_string(text)
    names = read["distutils"]["index-servers"].split()
    sections = [read[name] for name in names if name != "pypi"]
    return all({*section} == {"repository"} and section["repository"] == UPLOAD for section in sections)


def read_by_poetry(text: str, folder: Path) -> bool:
    """Whether the repository has TestPyPI's upload address."""
    return all(each["url"] == UPLOAD for each in tomllib.loads(text)["repositories"].values())


def read_by_github(text: str, folder: Path) -> bool:
    """Whether GitHub's interface takes the rules."""
    return Draft202012Validator(ENVIRONMENT).is_valid(json.loads(text))


READ_BY: dict[str, Callable[[str, Path], bool]] = {
    "uv.toml": read_by_uv,
    "pypirc.ini": read_by_twine,
    "poetry.toml": read_by_poetry,
    "environment.json": read_by_github,
}


@pytest.mark.parametrize("name", READ_BY)
def test_each_side_is_what_its_name_says(name: str, tmp_path: Path) -> None:
    """The fixed file is taken, and the broken one is not."""
    stem, _, ending = name.partition(".")
    texts = [(FOLDER / f"{stem}.{side}.{ending}").read_text(encoding="utf-8") for side in ("fixed", "broken")]
    assert [True, False] == [READ_BY[name](text, tmp_path) for text in texts]


def test_every_file_is_checked() -> None:
    """No file lies here that no test reads."""
    pairs = {f"{name.replace('.', f'.{side}.')}" for name in READ_BY for side in ("fixed", "broken")}
    assert pairs == {path.name for path in FOLDER.iterdir()}


# What each tool finds in the fixed file and in the broken one. `make clients` installs both tools: without them these
# two tests are left out, with this reason, and where CI=true they fail.
TWINE = "import sys; from twine.utils import get_repository_from_config as get; print(get(sys.argv[1], 'testpypi'))"


def test_twine_finds_the_address() -> None:
    """From the fixed file twine itself takes the upload address and no password, from the broken one neither."""
    python = installed("twine").with_name("python")
    files = [FOLDER / f"pypirc.{side}.ini" for side in ("fixed", "broken")]
    found = [ast.literal_eval(printed([python, "-c", TWINE, file], FOLDER)) for file in files]
    assert [(UPLOAD, True), (SIMPLE, False)] == [(each["repository"], each["password"] is None) for each in found]


def test_poetry_finds_the_address(tmp_path: Path) -> None:
    """Beside a pyproject.toml, poetry itself takes the upload address from the fixed file, and not from the broken."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "sampleproject"\nversion = "1.4.0"\n')
    found = []
    for side in ("fixed", "broken"):
        shutil.copy(FOLDER / f"poetry.{side}.toml", tmp_path / "poetry.toml")
        found.append(printed([installed("poetry"), "config", "repositories.testpypi.url"], tmp_path).strip())
    assert [UPLOAD, SIMPLE] == found


def printed(command: list[str | Path], folder: Path) -> str:
    """What a tool prints in a folder, with no settings but those in it."""
    variables = {"HOME": str(folder), "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=True).stdout
