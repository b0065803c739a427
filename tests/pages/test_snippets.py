"""The examples in the snippets' own docstrings run, and each snippet imports only what lies below it."""

import doctest
import importlib
import re

import pytest

import forks
from pages import ROOT

FOLDER = ROOT / "snippets"
SNIPPETS = {
    ".".join(path.relative_to(FOLDER).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(FOLDER.rglob("*.py"))
    if path.parent.name != "copy"  # tests/copy runs those alone, as readers do
}
TEXTS = {name: path.read_text(encoding="utf-8") for name, path in SNIPPETS.items()}
COMMANDS = sorted(name for name in SNIPPETS if "__main__" in TEXTS[name])
IMPORT = re.compile(r"^ *(?:from (\S+) import (.+)|import (\S+))", re.MULTILINE)


def imported(name: str) -> set[str]:
    """The snippets that a snippet imports."""
    found: set[str] = set()
    for package, names, module in IMPORT.findall(TEXTS[name]):
        found |= {package or module, *(f"{package}.{each.strip(' (')}" for each in names.split(","))}
    return found & SNIPPETS.keys()


def test_every_snippet_is_looked_at() -> None:
    """The commands lie on top, and everything else in a folder of its kind."""
    assert 30 <= len(SNIPPETS)
    assert COMMANDS == sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "command_line")


@pytest.mark.parametrize("name", SNIPPETS)
def test_docstrings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `>>>` prints what stands under it."""
    monkeypatch.delenv("SITE_URL", raising=False)
    written = len(re.findall(r"^ *>>> ", TEXTS[name], re.MULTILINE))
    result = doctest.testmod(importlib.import_module(name))
    assert (0, written) == (result.failed, result.attempted)


def test_imports_lead_downwards() -> None:
    """No snippet imports one that imports it."""
    imports = {name: imported(name) for name in SNIPPETS}
    while leaves := [name for name, needed in imports.items() if not needed]:
        imports = {name: needed - {*leaves} for name, needed in imports.items() if name not in leaves}
    assert {} == imports


@pytest.mark.parametrize(
    ("package", "allowed"),
    [("jwt", {"read_token", "verify_token"}), ("yaml", {"ci_files.read_workflow"})],
)
def test_packages_are_imported_where_they_are_used(package: str, allowed: set[str]) -> None:
    """To read a log takes the standard library and nothing else."""
    pattern = re.compile(rf"^ *(?:from|import) {package}\b", re.MULTILINE)
    assert allowed == {name for name, text in TEXTS.items() if pattern.search(text)}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_names_what_it_can_not_use(name: str) -> None:
    """An argument that no command knows ends in status 2, and is named, or the usage is told."""
    ran = forks.run(SNIPPETS[name], "--no-such-option", "no where", cwd=ROOT, env={})
    assert (2, "") == (ran.returncode, ran.stdout)
    assert "--no-such-option" in ran.stderr or ran.stderr.startswith("usage: ")


@pytest.mark.parametrize("name", [name for name in COMMANDS if "def parser" in TEXTS[name]])
def test_help_begins_with_what_a_command_does(name: str) -> None:
    """--help says first what the file says first."""
    module = importlib.import_module(name)
    assert module.__doc__.splitlines()[0] == module.parser().description
