"""Ask modules of the site, laid out in a folder, in Node."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from data_modules import data_modules
from pages import ROOT

SAFE_TEXT = ("checker-safe-text", "checker-patterns", "checker-text")  # the first needs the others


def lay_out(folder: Path, names: tuple[str, ...], program: str) -> Path:
    """The modules, and the program that asks them; where Node is required, its absence is a failure."""
    if shutil.which("node") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no node on the PATH: Node 20 is needed")
    for name in names:
        file = folder / f"{name}.mjs"
        file.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / f"docs/assets/{name}.mjs", file)
    (folder / "secrets.mjs").write_text(data_modules("")["secrets.mjs"], "utf-8")
    (folder / "ask.mjs").write_text(program, "utf-8")
    return folder


def answers(folder: Path, question: dict[str, Any]) -> list[Any]:
    """What the program prints for a question, which it reads from a file."""
    file = folder / "asked.json"
    file.write_text(json.dumps(question), "utf-8")
    ran = subprocess.run(
        ["node", "ask.mjs", file], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert 0 == ran.returncode, ran.stderr
    told: list[Any] = json.loads(ran.stdout)
    return told
