"""Every block on every page does what the page says."""

from pathlib import Path

import markdown
import pytest

from blocks import check
from pages import ROOT, Fence, fences, included, pages
from problems import report

PAGES = [page for page in pages() if fences(page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_blocks(page: Path) -> None:
    """Each block of a page runs, or is valid, by what its language says it is."""
    report(filter(None, map(complaint, fences(page))))


def complaint(fence: Fence) -> str:
    """What is wrong with a block, beginning with its place; nothing if it is as it should be."""
    try:
        check(fence)
    except AssertionError as error:
        return str(error)
    return ""


def test_no_block_is_overlooked() -> None:
    """Markdown itself renders exactly the blocks that were collected, and there are some in both languages."""
    wrong = []
    renderer = markdown.Markdown(
        extensions=["admonition", "md_in_html", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"],
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}},
    )
    renderer.treeprocessors.deregister("inline")  # half of the time goes into words, which are no blocks
    for page in pages():
        rendered = renderer.reset().convert(page.read_text(encoding="utf-8")).count('class="highlight"')
        collected = len(fences(page))
        if rendered != collected:
            wrong.append(f"{page.relative_to(ROOT)}: {collected} blocks collected, expected {rendered} (as rendered)")
    report(wrong)
    assert all(any(page.is_relative_to(ROOT / "docs" / language) for page in PAGES) for language in ("en", "ru"))


@pytest.mark.parametrize(
    ("info", "typed", "complaint"),
    [
        ("python", "print(1)", "typed into the page"),
        ("yaml", "on: push", "typed into the page"),
        ("fortran", "END", "language 'fortran', expected one of"),
        ("", "plain", "language '', expected one of"),
        ("text", '--8<-- "snippets/logs/nowhere.txt"', "leads nowhere"),
        ("text", "nothing that a client says", "no valid text"),
        ("json", "{", "no valid json"),
        ("publisher", "Repository without a colon", "no valid publisher"),
        ("console", "$ python snippets/diagnose.py nowhere.txt\nall is well", "prints"),
        ("bash", "rm -rf build", "unknown program rm"),
        ("toml", "a =", "no valid toml"),
    ],
)
def test_a_wrong_block_is_named(info: str, typed: str, complaint: str) -> None:
    """A block that is not what it says fails, with the page and the line."""
    with pytest.raises(AssertionError, match=r"docs/en/index\.md:7: ") as failure:
        check(Fence(ROOT / "docs/en/index.md", 7, info, typed))
    assert complaint in str(failure.value)


def test_includes_bring_in_what_the_site_shows() -> None:
    """A line range of a log is what stands there."""
    path = "snippets/logs/environment-missing-in-workflow.action.txt"
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    assert lines[3] == included(f"{path}:4:4", "here")
