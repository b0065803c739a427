"""What a visitor of the checker sees, step by step, word for word, without a browser."""

import difflib

import pytest

import visit
from problems import report


@pytest.mark.parametrize("language", ["en", pytest.param("ru", marks=pytest.mark.slow)])
def test_the_page_shows_what_was_written_down(language: str) -> None:
    """A change of the page is seen before it is released: `make record` writes it down, and the difference is read."""
    recorded, now = visit.file(language).read_text(encoding="utf-8"), visit.visit(language)
    changes = [*difflib.unified_diff(recorded.split("\n"), now.split("\n"), "recorded", "now", lineterm="", n=1)]
    where = f"{visit.file(language)}: the page shows something else, `make record` writes it down"
    report([where, *changes] if changes else [])
