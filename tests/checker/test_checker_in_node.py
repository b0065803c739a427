"""The checker's engine gives the same answers as the snippets in Node too, which takes seconds and no browser."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from catalogue import SITE
from checker_answers import ASK, compare
from checker_cases import GROUPS, OTHER_SHAPES
from data_modules import data_modules
from pages import ROOT

FILES = sorted((ROOT / "docs/assets").glob("checker*.mjs"))
SERVE = f"""
import {{ readFileSync, writeFileSync }} from "node:fs";
const ask = {ASK};
writeFileSync("answers.json", await ask(["./checker.mjs", readFileSync("asked.json", "utf8")]));
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay the files out as the site serves them; where Node is required, its absence is a failure."""
    if shutil.which("node") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no node on the PATH: Node 20 is needed")
    for file in FILES:
        shutil.copy(file, tmp_path)
    for name, source in data_modules(SITE["url"]).items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    (tmp_path / "serve.mjs").write_text(SERVE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "group", [pytest.param(each, marks=[pytest.mark.slow] * (each == OTHER_SHAPES)) for each in GROUPS]
)
def test_the_same_answers(folder: Path, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked, both engines say the same, down to the last field."""
    monkeypatch.delenv("SITE_URL", raising=False)

    def ask(asked: str) -> str:
        (folder / "asked.json").write_text(asked, encoding="utf-8")
        ran = subprocess.run(
            ["node", "--no-warnings", "serve.mjs"],
            cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        assert 0 == ran.returncode, ran.stderr
        return (folder / "answers.json").read_text(encoding="utf-8")

    compare(group, ask)
