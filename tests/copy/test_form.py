"""Every snippet on the shelf is short, says what it takes and what it needs, has examples, and fails politely."""

import ast
import re
import sys
from pathlib import Path

import pytest

import shelf
from pages import LANGUAGES, ROOT, fences
from problems import report

PACKAGES = {
    "jwt": "PyJWT",
    "yaml": "PyYAML",
    "readme_renderer": "readme-renderer",
    "trove_classifiers": "trove-classifiers",
}


def test_every_snippet_is_looked_at() -> None:
    """There are snippets, and each is a file of the shelf."""
    assert 12 <= len(shelf.NAMES)


@pytest.mark.parametrize("name", shelf.NAMES)
def test_form(name: str) -> None:
    """10 to 40 lines; the first says what goes in and what comes out; every function is explained."""
    text, lines = shelf.text_of(name), shelf.text_of(name).rstrip("\n").split("\n")
    wrong = []
    if not 10 <= len(lines) <= 40:
        wrong += shelf.named(name, len(lines), f"{len(lines)} lines, expected 10 to 40")
    first = shelf.first_line(name)
    if not (first.startswith("In: ") and " Out: " in first and first.endswith(".")):
        wrong += shelf.named(name, 1, f"{first!r}, expected 'In: ... Out: ...'")
    with shelf.blamed(name):
        tree = ast.parse(text)
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        wrong += [
            problem
            for node in functions
            if not (ast.get_docstring(node) or "").split("\n")[0].endswith(".")
            for problem in shelf.named(name, node.lineno, f"{node.name}: no sentence says what it does")
        ]
        wrong += [
            problem
            for node in functions
            for paragraph in (ast.get_docstring(node) or "").split("\n\n")[1:]
            if not paragraph.startswith(">>> ")
            for problem in shelf.named(name, node.lineno, f"{node.name}: {paragraph!r}, expected an example")
        ]
    report(wrong)


@pytest.mark.parametrize("name", shelf.NAMES)
def test_imports(name: str) -> None:
    """A snippet imports the standard library, and what its first line says; nothing of this project."""
    wrong = []
    with shelf.blamed(name):
        for node in ast.walk(ast.parse(shelf.text_of(name))):
            imported = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in (each.partition(".")[0] for each in imported):
                package = PACKAGES.get(module, module)
                said = [each.partition("[")[0] for each in shelf.needs(name)]
                if module not in sys.stdlib_module_names and package not in said:
                    wrong += shelf.named(name, node.lineno, f"imports {module}, which the first line does not name")
    report(wrong)


@pytest.mark.parametrize("name", shelf.NAMES)
def test_doctests(name: str) -> None:
    """Sybil runs the examples in a snippet's docstrings, as they stand on the page; each snippet has some."""
    with shelf.blamed(name):
        number = len(shelf.examples(name))
    report(shelf.doctests(name) if number else shelf.named(name, 1, "no doctest"))


FILES = {
    "binary": b"\xff\xfe\x00 eyJhbGciOiJSUzI1NiJ9",
    "list.json": b"[1]",
    "empty.json": b"{}",
    "keys.json": b'{"keys": []}',
    "number.toml": b"project = 1",
    "classifiers.toml": b"[project]\nclassifiers = 1",
    "jobs.yml": b"jobs: []",
    "open.yml": b"jobs: [",
}
BAD = [
    (("no line of PyPI",), b'"repository": "a/b", "project_path": "a/b"'),
    (("Repository: a/b Workflow: c.yml Environment name: (Any)",), b"no claims"),
    (("Project: a/b Top-level pipeline: c.yml Environment name: (Any) Issuer: https://gitlab.com",), b"no claims"),
    *(((), stdin) for stdin in (b"", b"[1]", b"1", b"\xff\xfe")),
    *(((file,), b"{}") for file in ("no-such-file", *FILES)),
    *((("list.json", keys, "issuer", "pypi"), b"{}") for keys in ("list.json", "empty.json", "keys.json")),
    (("-", "-"), b"{}"),
    ((), b'{"project_path": "a/b", "ci_config_ref_uri": 1}'),
    (("1", "2", "3", "4", "5"), b"{}"),
]


@pytest.mark.parametrize("name", [each for each in shelf.NAMES if each != "hide_secrets"])
def test_bad_input(name: str, tmp_path: Path) -> None:
    """What can't be used ends in status 2, and in one line that says how to call the snippet, as its section does.

    A reason may follow in parentheses; no token and no traceback is printed.
    """
    for file, held in FILES.items():
        (tmp_path / file).write_bytes(held)
    line, wrong = shelf.line_of(name, "if __name__"), []
    for arguments, stdin in BAD:
        ran = shelf.forked(name, *arguments, cwd=tmp_path, stdin=stdin)
        one = re.fullmatch(rf"usage: {re.escape(shelf.call(name))}( \((?!.*eyJ)[^\n]+\))?\n", ran.stderr)
        if not one or ran.returncode != 2 or ran.stdout:
            said = (ran.stdout + ran.stderr)[-200:]
            wrong += shelf.named(name, line, f"{arguments} {stdin!r}: status {ran.returncode}, {said!r}")
    report(wrong[:4])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_lists_the_shelf(language: str) -> None:
    """Each snippet has a section under its own name, with its block, its file, and what it needs."""
    page = ROOT / "docs" / language / shelf.PAGE
    text, wrong = page.read_text(encoding="utf-8"), []
    sections = {part.partition(" }")[0]: part for part in text.split("{ #")}
    for name in shelf.NAMES:
        section = sections.get(name, "")
        expected = [
            f"](copy/{name}.py)",
            f'--8<-- "snippets/copy/{name}.py"',
            *(f"`{each}`" for each in shelf.needs(name)),
        ]
        wrong += [f"{page}: {name}: {each} is missing in its section" for each in expected if each not in section]
    shown = [each for fence in fences(page) for each in fence.includes if each.startswith("snippets/copy/")]
    here = [each for each in shown if each.endswith(".py")]
    wrong += [f"{page}: {each}: no such snippet" for each in here if Path(each).stem not in shelf.NAMES]
    report(wrong)
