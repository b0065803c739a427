"""The examples in the snippets' own docstrings run."""

import doctest
import importlib
import re

import pytest

import forks
from pages import ROOT

SNIPPETS = sorted(path.stem for path in (ROOT / "snippets").glob("*.py"))


@pytest.mark.parametrize("name", SNIPPETS)
def test_docstrings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `>>>` prints what stands under it."""
    monkeypatch.delenv("SITE_URL", raising=False)
    module = importlib.import_module(name)
    written = len(re.findall(r"^ *>>> ", (ROOT / f"snippets/{name}.py").read_text(encoding="utf-8"), re.MULTILINE))
    result = doctest.testmod(module)
    assert (0, written) == (result.failed, result.attempted)


def test_imports_lead_downwards() -> None:
    """No snippet imports one that imports it, so that each can be read and copied with what it stands on."""
    imports = {
        name: set(
            re.findall(r"^(?:from|import) (\w+)", (ROOT / f"snippets/{name}.py").read_text("utf-8"), re.MULTILINE)
        )
        & {*SNIPPETS}
        for name in SNIPPETS
    }
    while leaves := [name for name, needed in imports.items() if not needed]:
        imports = {name: needed - {*leaves} for name, needed in imports.items() if name not in leaves}
    assert {} == imports


@pytest.mark.parametrize(("package", "allowed"), [("jwt", {"read_token", "verify_token"}), ("yaml", {"read_workflow"})])
def test_packages_are_imported_where_they_are_used(package: str, allowed: set[str]) -> None:
    """Whoever reads a log needs the standard library and nothing else."""
    pattern = re.compile(rf"^ *(?:from|import) {package}\b", re.MULTILINE)
    users = {name for name in SNIPPETS if pattern.search((ROOT / f"snippets/{name}.py").read_text(encoding="utf-8"))}
    assert allowed == users


@pytest.mark.parametrize(
    "name", [name for name in SNIPPETS if "__main__" in (ROOT / f"snippets/{name}.py").read_text("utf-8")]
)
def test_a_command_names_what_it_can_not_use(name: str) -> None:
    """An argument that no command knows ends in status 2, and is named, or the usage is told."""
    ran = forks.run(ROOT / f"snippets/{name}.py", "--no-such-option", "no where", cwd=ROOT, env={})
    assert (2, "") == (ran.returncode, ran.stdout)
    assert "--no-such-option" in ran.stderr or ran.stderr.startswith("usage: ")


@pytest.mark.parametrize(
    "name", [name for name in SNIPPETS if "def parser" in (ROOT / f"snippets/{name}.py").read_text("utf-8")]
)
def test_help_begins_with_what_a_command_does(name: str) -> None:
    """--help says first what the file says first."""
    module = importlib.import_module(name)
    assert module.__doc__.splitlines()[0] == module.parser().description
