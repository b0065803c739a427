"""What the pages have to run is run: as many blocks, commands and doctests on each page as were written down."""

from pages import ROOT
from problems import report
from record_blocks import FILE, collected


def test_as_much_is_collected_as_before() -> None:
    """A page that loses a block, or has one in one language only, is named; `make record` writes a change down."""
    text, wrong = collected()
    now, before = text.splitlines(), FILE.read_text(encoding="utf-8").splitlines()
    where = f"(make record writes {FILE.relative_to(ROOT)})"
    for changed in {*now} ^ {*before}:
        page, _, blocks = changed.partition(": ")
        wrong.append(f"docs/en/{page}:1: {'found' if changed in now else 'expected'} {blocks} {where}")
    report(sorted(wrong))
    assert now == before
