"""The snippets that readers copy, where the pages show them, and what each of them needs.

A failing test names the page and the line at which a reader finds the snippet, and the line of the snippet.
"""

import contextlib
import functools
import importlib.util
import re
import subprocess
import sys
import traceback
import venv
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from typing import Any

import jwt
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.example import Example, NotEvaluated, SybilFailure
from sybil.parsers.rest import DocTestParser

import forks
from pages import ROOT, fences, pages

FOLDER = ROOT / "snippets/copy"
PAGE = "snippets.md"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py"))
STUB = ROOT / "tests/copy/network"  # a sitecustomize that answers in the index's place
NEEDS = re.compile(r" Needs ([^\"]+)\.$")


def path_of(name: str) -> Path:
    """The file of a snippet."""
    return FOLDER / f"{name}.py"


def text_of(name: str) -> str:
    """What a reader copies."""
    return path_of(name).read_text(encoding="utf-8")


def first_line(name: str) -> str:
    """What goes in, what comes out, and what is needed."""
    return text_of(name).split("\n")[0].strip('"')


def needs(name: str) -> list[str]:
    """The packages that the first line asks for."""
    found = NEEDS.search(first_line(name))
    return found[1].split(", ") if found else []


@functools.cache
def call(name: str) -> str:
    """How its section on the page says that the snippet is called; the page in the other language says the same."""
    found = {
        called
        for page in pages()
        if page.name == PAGE
        for called in re.findall(rf"^- \w+: `(python {name}\.py .+)`$", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert len(found) == 1, f"docs/*/{PAGE}: {sorted(found)}, expected one way to call {name}.py"
    return found.pop()


@functools.cache
def places(name: str) -> list[str]:
    """`path:line` of each block that shows the snippet; its own file if no page shows it."""
    reference = f"snippets/copy/{name}.py"
    shown = [fence.place for page in pages() for fence in fences(page) if reference in fence.includes]
    return shown or [reference]


def named(name: str, line: int, problem: str) -> list[str]:
    """A problem at a line of a snippet, once for each page that shows the snippet."""
    return [f"{place}: snippets/copy/{name}.py:{line}: {problem}" for place in places(name)]


def fail(name: str, line: int, problem: str) -> None:
    """Fail, and name the pages and the line."""
    __tracebackhide__ = True
    pytest.fail("\n".join(named(name, line, problem)), pytrace=False)


@contextlib.contextmanager
def blamed(name: str, function: str = "") -> Iterator[None]:
    """Whatever goes wrong inside is said of the snippet: at the line that raised, or else where the function begins."""
    __tracebackhide__ = True
    try:
        yield
    except (Exception, SystemExit) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if f"{name}.py" in frame.filename]
        line = getattr(error, "lineno", None) or (lines[-1] if lines else line_of(name, f"def {function}"))
        fail(name, line or 1, f"{type(error).__name__}: {error}")


def line_of(name: str, start: str) -> int:
    """The first line of a snippet that begins like this; 1 if none does."""
    lines = text_of(name).split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(start)), 1)


@functools.cache  # thousands of recorded cases ask the same snippet
def loaded(name: str) -> ModuleType:
    """The snippet as a module, loaded from its file."""
    __tracebackhide__ = True
    with blamed(name):
        spec = importlib.util.spec_from_file_location(name, path_of(name))
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    raise AssertionError  # not reached: a failure has been raised


def held(name: str, function: str, expected: object, *arguments: Any) -> list[str]:
    """A problem where a function of a snippet gives another answer than the one expected."""
    __tracebackhide__ = True
    with blamed(name, function):
        try:
            found = getattr(loaded(name), function)(*arguments)
        except (ValueError, jwt.PyJWTError):
            found = ValueError
    if found == expected and type(found) is type(expected):
        return []
    line = line_of(name, f"def {function}")
    return named(name, line, f"{function}{arguments!r:.200}: {found!r:.200}, expected {expected!r:.200}")


class Docstrings(PythonDocStringDocument):
    """The docstrings of a snippet, which is loaded from its file: no package holds the snippet."""

    def import_document(self, _example: object) -> None:
        """Give the examples the names of the snippet."""
        self.namespace.update(vars(loaded(Path(self.path).stem)))
        self.pop_evaluator(self.import_document)
        raise NotEvaluated


def examples(name: str) -> list[Example]:
    """The doctests that Sybil finds in a snippet."""
    with blamed(name):
        return [*Sybil([DocTestParser()], document_types={".py": Docstrings}).parse(path_of(name)).examples()]
    raise AssertionError  # not reached: a failure has been raised


def doctests(name: str) -> list[str]:
    """What is wrong with the doctests of a snippet, all of which Sybil runs."""
    wrong = []
    for example in examples(name):
        try:
            example.evaluate()
        except SybilFailure as failure:
            wrong += named(name, example.line, " ".join(str(failure.result).split())[:400])
    return wrong


def forked(name: str, *arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run a snippet without the wait for its imports."""
    return forks.run(path_of(name), *arguments, cwd=cwd, env=environment(), stdin=stdin)


def run(program: Path, *arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run a snippet as a reader does."""
    command = [sys.executable, str(program), *arguments]
    ran = subprocess.run(command, cwd=cwd, env=environment(), input=stdin, capture_output=True, timeout=60, check=False)
    return subprocess.CompletedProcess(command, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def environment(programs: Path = Path(sys.executable).parent) -> dict[str, str]:
    """A reader's environment: `python` is the one in the folder, and the index's answers are recorded ones."""
    return {
        "PATH": f"{programs}:/usr/bin:/bin",
        "PYTHONPATH": str(STUB),
        "LANG": "C.UTF-8",
        "PYTHONIOENCODING": "utf-8:strict",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def installed(folder: Path, *wanted: str) -> Path:
    """Make a Python that has these packages and what they need, and nothing else; return the folder of its programs."""
    venv.create(folder, symlinks=True)
    [packages] = folder.glob("lib/python*/site-packages")
    asked, known = [Requirement(each) for each in wanted], set()
    while asked:
        requirement = asked.pop()
        key = (canonicalize_name(requirement.name), *sorted(requirement.extras))
        if key in known:
            continue
        known.add(key)
        found = distribution(requirement.name)
        for top in {Path(str(each)).parts[0] for each in found.files or ()} - {".."}:
            if not (packages / top).exists():
                (packages / top).symlink_to(Path(str(found.locate_file(top))))
        for each in map(Requirement, found.requires or ()):
            extras = requirement.extras or {""}
            if not each.marker or any(each.marker.evaluate({"extra": extra}) for extra in extras):
                asked.append(each)
    return folder / "bin"
