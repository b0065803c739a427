"""The settings that readers copy: the tool that reads a file takes the fixed one, and refuses the broken one."""

import configparser
import json
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from local_clients import is_installed
from pages import ROOT

FOLDER = ROOT / "snippets/copy/config"
UPLOAD = "https://test.pypi.org/legacy/"
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
    settings = text.replace("https://test.pypi.org", "http://127.0.0.1:9")
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
    return "Checking 1 file against http://127.0.0.1:9/legacy/" in ran.stderr


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


@pytest.mark.skipif(not is_installed("twine"), reason="`make clients` installs twine")
def test_twine_finds_the_address() -> None:
    """From the fixed file twine itself takes the upload address."""
    code = (
        "import sys; from twine.utils import get_repository_from_config as get; print(get(*sys.argv[1:])['repository'])"
    )
    command = [ROOT / ".clients/twine/bin/python", "-c", code, FOLDER / "pypirc.fixed.ini", "testpypi"]
    assert f"{UPLOAD}\n" == subprocess.run(command, capture_output=True, text=True, check=True).stdout
