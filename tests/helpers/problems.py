"""How a test says what is wrong: a line for each problem, each problem once, and no traceback."""

from collections.abc import Iterable

import pytest

from pages import ROOT


def report(problems: Iterable[str]) -> None:
    """Fail if there is a problem. Each is one line, `path:line: found, expected`, with the path in the project."""
    __tracebackhide__ = True
    told = [problem.replace(f"{ROOT}/", "") for problem in problems]
    if told:
        pytest.fail("\n".join(told), pytrace=False)


def in_catalogue(file: str, entry: str) -> str:
    """The place of an entry in a file of the catalogue: `path:line: id`."""
    before, found, _ = (ROOT / "snippets/catalogue" / file).read_text(encoding="utf-8").partition(f'"id": "{entry}"')
    return f"snippets/catalogue/{file}:{before.count(chr(10)) + 1 if found else 1}: {entry}"
