"""The snippets on packages say what PyPI says."""

import re
from pathlib import Path
from typing import Any

import pytest

import shelf
from catalogue import MESSAGES
from problems import report

PACKAGE = {"version": "1.0+a", "license": "MIT License", "classifiers": ["x", "Natural Language :: Ukranian"]}


@pytest.mark.parametrize(
    ("name", "arguments", "number"),
    [
        ("package_fields", (PACKAGE,), 4),
        ("package_fields", ({"version": "1.4.0-final"},), 1),
        ("description_renders", ("a\n    b\nc\n", "text/x-rst"), 1),
    ],
)
def test_messages_are_those_of_pypi(name: str, arguments: tuple[Any, ...], number: int) -> None:
    """What the snippets on packages say begins as a sentence of PyPI does."""
    with shelf.blamed(name, "refused"):
        found = shelf.loaded(name).refused(*arguments)
    said = found if isinstance(found, list) else [str(found)]
    known = [text for message in MESSAGES.values() for text in message["texts"]]
    patterns = [
        re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(re.split(r"[.,] ", text)[0].rstrip(".")))) for text in known
    ]
    wrong = [each for each in said if not any(pattern.match(each) for pattern in patterns)]
    if wrong or number != len(said):
        shelf.fail(name, shelf.line_of(name, "def refused"), f"{said}, expected {number} sentences of PyPI")


@pytest.mark.parametrize(
    ("name", "kind"), [("README.md", "text/markdown"), ("README.rst", "text/x-rst"), ("README.TXT", "text/plain")]
)
def test_the_type_of_a_readme(name: str, kind: str, tmp_path: Path) -> None:
    """The ending of the file tells the type, as it does for build backends."""
    (tmp_path / name).write_text("A sentence.\n" if kind == "text/x-rst" else "a\n    b\nc\n")
    ran = shelf.forked("description_renders", name, cwd=tmp_path)
    if f"PyPI accepts the description as {kind}.\n" != ran.stdout:
        line = shelf.line_of("description_renders", "KINDS")
        shelf.fail("description_renders", line, f"{name}: {ran.stdout}{ran.stderr}, expected {kind}")


def test_a_license_as_a_table() -> None:
    """The older form of the field, and fields that are not there, are accepted."""
    report(shelf.held("package_fields", "refused", [], {"license": {"file": "LICENSE"}}))


def test_a_package_without_fault(tmp_path: Path) -> None:
    """If PyPI accepts all the fields, the snippet says so."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.0"\nlicense = "MIT"\n')
    ran = shelf.forked("package_fields", "pyproject.toml", cwd=tmp_path)
    if "PyPI accepts the version, the license and the classifiers.\n" != ran.stdout:
        shelf.fail("package_fields", shelf.line_of("package_fields", "if __name__"), ran.stdout + ran.stderr)
