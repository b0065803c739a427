"""Line by line, both languages say the same: the same code, numbers, and names of fields and buttons."""

from pathlib import Path

import pytest

from pages import ROOT, pages
from problems import report
from same_facts import differences, facts

PAGE = """---
title: A page of 2
description: About `iss` in *Environment name*
---

Type `pypi` into *Environment name* within 15 minutes.

| Claim | Holds | Required |
|---|---|---|
| `iss` | `https://gitlab.com` of GitLab | yes, always |
"""


def test_every_line_says_the_same_in_both_languages() -> None:
    """No line, and no cell of a table, has a fact that its counterpart has not."""
    wrong = []
    for english in pages("en"):
        russian = ROOT / "docs/ru" / english.relative_to(ROOT / "docs/en")
        wrong += differences(english, russian) if russian.exists() else []
    report(wrong)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("`pypi`", "`pipy`", ":6: ['pipy'], expected ['pypi']"),
        ("within 15", "within 16", ":6: numbers ['16'], expected ['15']"),
        ("page of 2", "page of 3", ":2: numbers ['3'], expected ['2']"),
        ("into *Environment name*", "into *Environment*", ":6: ['Environment'], expected ['Environment name']"),
        ("| `iss` | `https://gitlab.com` of", "| `https://gitlab.com` | `iss` of", ":10: ['https://gitlab.com'], exp"),
        ("of GitLab", "of GitHub", ":10: ['GitHub'], expected ['GitLab']"),
        ("| yes, always", "| нет, никогда", ":10: no, expected yes"),
        ("| `iss` | `https", "| `iss` | | `https", ":10: 6 cells, expected 5"),
        ("Type `pypi` into *Environment name* within 15 minutes.\n", "", ":1: 5 lines of text, expected 6"),
    ],
)
def test_a_difference_is_named(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """A difference comes out with the page, the line, what was found and what the other language has."""
    (tmp_path / "en.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "ru.md").write_text(PAGE.replace(old, new), encoding="utf-8")
    first = next(differences(tmp_path / "en.md", tmp_path / "ru.md"))
    assert complaint in first
    assert first.startswith("ru.md:")


def test_russian_may_repeat_and_quote(tmp_path: Path) -> None:
    """A name said again, a placeholder in Russian, and what PyPI's Russian pages say are no differences."""
    (tmp_path / "en.md").write_text("`FILE` has `iss`.\nIt is empty: `(Any)`.\n", encoding="utf-8")
    (tmp_path / "ru.md").write_text("В `ФАЙЛ` есть `iss`.\n`iss` пуст: `(Any)` (`(Любая)`).\n", encoding="utf-8")
    assert [] == list(differences(tmp_path / "en.md", tmp_path / "ru.md"))


def test_facts_of_a_row() -> None:
    """A cell keeps its own facts; a bar behind a backslash ends no cell."""
    assert [{"a|b"}, {"c"}] == [{code.replace("\\", "") for code in each.code} for each in facts(r"`a\|b` | `c`")]
