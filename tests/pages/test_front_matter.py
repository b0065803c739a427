"""What stands above each page: a title, a description, the day of the check, and the sources."""

import re
from datetime import date
from pathlib import Path

import pytest

from pages import pages, read_front_matter
from problems import report

SOURCE = re.compile(
    r"[\w.-]+/[\w.-]+@[0-9a-f]{40}:[\w./-]+"  # repository, whole commit, file or folder
    r"|[\w.-]+/[\w.-]+#\d+"  # thread
    r"|https://\S+"  # documentation
)


def line_of(page: Path, start: str) -> str:
    """`path:line` of the first line that starts like this; line 1 if there is none."""
    numbers = [n for n, line in enumerate(page.read_text(encoding="utf-8").split("\n"), 1) if line.startswith(start)]
    return f"{page}:{[*numbers, 1][0]}"


def test_front_matter() -> None:
    """Every page has a title, a description that a search engine shows whole, the day of its check, and its sources."""
    wrong = []
    for page in pages():
        matter, problem = read_front_matter(page)
        if problem:
            wrong.append(problem)
            continue
        if not matter.get("title"):
            wrong.append(f"{line_of(page, 'title')}: no title")
        length = len(str(matter.get("description", "")))
        if not 60 <= length <= 180:
            wrong.append(f"{line_of(page, 'description')}: description of {length} characters, expected 60-180")
        if not isinstance(matter.get("checked"), date):
            wrong.append(f"{line_of(page, 'checked')}: checked {matter.get('checked')}, expected a date")
        sources = matter.get("sources") or []
        odd = [source for source in sources if not SOURCE.fullmatch(str(source))]
        wrong += [
            f"{line_of(page, f'  - {source}')}: {source!r}, expected a file at a whole commit, a thread or an address"
            for source in odd
        ]
        if not sources:
            wrong.append(f"{line_of(page, 'sources')}: no sources")
    report(wrong)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("---\ntitle: Note: a colon\n---\n", "2: the front matter is not YAML: mapping values are not allowed"),
        ("---\ntitle: A\nsources:\n\t- a/b#1\n---\n", "4: the front matter is not YAML: found character"),
        ("---\ntitle: A\nchecked: 2026-13-01\n---\n", "1: the front matter is not YAML: month must be in 1..12"),
        ("---\ntitle: \x01\n---\n", "1: the front matter is not YAML: "),
        ("---\n- title\n---\n", "1: no front matter"),
        ("# A page\n", "1: no front matter"),
    ],
)
def test_what_can_not_be_read_is_named(tmp_path: Path, written: str, expected: str) -> None:
    """A slip comes out as one sentence with path and line, and no value of that page is known."""
    page = tmp_path / "page.md"
    page.write_text(written, encoding="utf-8")
    values, problem = read_front_matter(page)
    assert {} == values
    assert str(problem).startswith(f"{page}:{expected}")
