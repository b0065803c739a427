"""Every block on every page does what the page says."""

import markdown
import pytest

from blocks import check
from pages import ROOT, Fence, fences, included, pages

FENCES = [fence for page in pages() for fence in fences(page)]


@pytest.mark.parametrize("fence", FENCES, ids=lambda fence: fence.place)
def test_block(fence: Fence) -> None:
    """A block runs, or is valid, by what its language says it is."""
    check(fence)


def test_no_block_is_overlooked() -> None:
    """Markdown itself renders exactly the blocks that were collected, and there are some in both languages."""
    wrong = []
    for page in pages():
        renderer = markdown.Markdown(
            extensions=["admonition", "md_in_html", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"],
            extension_configs={"pymdownx.tabbed": {"alternate_style": True}},
        )
        rendered = renderer.convert(page.read_text(encoding="utf-8")).count('class="highlight"')
        collected = sum(fence.page == page for fence in FENCES)
        if rendered != collected:
            wrong.append(f"{page.relative_to(ROOT)}: {collected} blocks collected, expected {rendered} (as rendered)")
    assert [] == wrong
    assert all(any(f"docs/{language}/" in fence.place for fence in FENCES) for language in ("en", "ru"))


@pytest.mark.parametrize(
    ("info", "typed", "complaint"),
    [
        ("python", "print(1)", "typed into the page"),
        ("yaml", "on: push", "typed into the page"),
        ("fortran", "END", "language 'fortran', expected one of"),
        ("", "plain", "language '', expected one of"),
        ("text", '--8<-- "tests/logs/nowhere.txt"', "leads nowhere"),
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
    path = "tests/logs/environment-missing-in-workflow.action.txt"
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    assert lines[3] == included(f"{path}:4:4", "here")
