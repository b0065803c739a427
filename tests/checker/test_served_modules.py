"""The checker's modules on their way to a browser: without their comments, and all at once."""

import doctest

import pytest
from playwright.sync_api import Page

import served_modules
from built_site import LANGUAGES, Site
from in_browser import opened
from pages import ROOT
from served_modules import served

SOURCES = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs/assets").glob("checker*.mjs"))}


def test_the_examples_in_its_docstrings_hold() -> None:
    """What the functions are said to return they return."""
    result = doctest.testmod(served_modules)
    assert 2 == result.attempted
    assert 0 == result.failed


def test_comments_are_left_out_and_nothing_else() -> None:
    """Every line of code is served as it is written, in its order; a comment behind code stays."""
    assert len(SOURCES) > 30
    for name, source in SOURCES.items():
        lines = served(source).splitlines()
        assert [] == [line for line in lines if line.lstrip().startswith(("//", "/*", "* ", "*/")) or not line], name
        code = [
            line for line in source.splitlines() if line and not line.lstrip().startswith(("//", "/**", "* ", "*/"))
        ]
        assert code == lines, name


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_the_page_names_all_modules_that_it_needs(page: Page, site: Site, root: str) -> None:
    """The browser asks for all of them at once, for none that it does not use, and for each once."""
    asked = [request.url for request in opened(page, f"{site.url}{root}") if request.url.endswith(".mjs")]
    named = page.locator("link[rel=modulepreload]").evaluate_all("all => all.map(each => each.href)")
    count = len(SOURCES) + 2  # and the catalogue, and the words of one language
    assert count == len(named)
    assert sorted(named) == sorted(asked)
