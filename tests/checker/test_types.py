"""The checker's modules before they run: their types agree, and eslint finds nothing in them."""

import functools
import json
import re
import subprocess
from pathlib import Path

from catalogue import SITE
from data_modules import shared_data, words
from node_packages import HERE, installed
from pages import ROOT

CHECKED = [*sorted((ROOT / "docs/assets").glob("*.mjs")), *sorted(HERE.glob("*.mjs"))]
# What a line may tell a tool to overlook; the reason then stands behind " -- ".
IGNORE = re.compile(r"@ts-(?:ignore|nocheck|expect-error)|eslint-disable")


def node(*arguments: str | Path) -> str:
    """Run a program in Node; what it says if it fails."""
    ran = subprocess.run(["node", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    return (ran.stdout + ran.stderr) if ran.returncode else ""


@functools.cache
def checked() -> tuple[list[str], list[str]]:
    """What TypeScript complains about, and the files that it reads: absolute paths, each a line of its own."""
    command = ["node", installed("typescript/bin/tsc"), "--project", HERE, "--listFiles", "--pretty", "false"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    lines = ran.stdout.splitlines()
    complaints = [line for line in lines if not Path(line).is_absolute()]
    return complaints + [ran.stderr] * bool(ran.returncode and not complaints), lines


def test_types() -> None:
    """Each function is given what it asks for; nothing is used that the oldest browsers do not have."""
    assert [] == checked()[0]


def test_eslint() -> None:
    """No variable is unknown, unused or named by nothing; only the page's files know a browser."""
    options = ["--config", HERE / "eslint.config.mjs", "--no-warn-ignored", "--max-warnings=0"]
    # Files that were found right before are not read again.
    options += ["--cache", "--cache-strategy=content", "--cache-location", ROOT / ".cache/eslint"]
    assert "" == node(installed("eslint/bin/eslint.js"), *options, *CHECKED)


def test_every_file_is_checked() -> None:
    """TypeScript reads every module, not only those that a page imports."""
    assert len(CHECKED) > 30
    assert [] == sorted({str(file) for file in CHECKED} - {*checked()[1]})


def test_the_catalogue_has_the_types_that_are_declared(tmp_path: Path) -> None:
    """What the site's build makes of the catalogue is what catalogue.d.mts says: no field more, none less."""
    types = json.dumps(str(HERE / "catalogue.mjs"))
    made = tmp_path / "made.mts"
    made.write_text(
        f"import type catalogue from {types};\nimport type {{ Words }} from {types};\n"
        f"export const data: typeof catalogue = {json.dumps(shared_data(SITE['url']))};\n"
        f"export const words: Words[] = {json.dumps([words('en'), words('ru')])};\n",
        encoding="utf-8",
    )
    options = {"strict": True, "noEmit": True, "target": "es2024", "module": "nodenext", "types": []}
    project = tmp_path / "tsconfig.json"
    project.write_text(json.dumps({"compilerOptions": options, "files": [str(made)]}), encoding="utf-8")
    assert "" == node(installed("typescript/bin/tsc"), "--project", project)


def test_files_that_comments_name_exist() -> None:
    """A module names its counterpart among the snippets, and what makes a file that it imports."""
    named = [
        (file.name, path)
        for file in CHECKED
        for path in re.findall(r"(?:snippets|docs|tests)/[\w./-]+\.\w+", file.read_text(encoding="utf-8"))
    ]
    assert len(named) > 20
    assert [] == [f"{name}: {path}" for name, path in named if not (ROOT / path).exists()]


def test_what_is_overlooked_has_its_reason() -> None:
    """A line that tells a tool to overlook something says why."""
    wrong = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in CHECKED
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        if IGNORE.search(line) and not re.search(r" -- \w", line)
    ]
    assert [] == wrong
