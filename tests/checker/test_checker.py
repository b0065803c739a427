"""The checker's engine gives the same answers as the snippets, in a real browser, field by field."""

import pytest
from playwright.sync_api import Page

from built_site import ADDRESS, Site
from checker_answers import ASK, compare
from checker_cases import GROUPS, LONGER
from pages import ROOT


@pytest.fixture
def engine(page: Page, site: Site) -> Page:
    """Open a page that does not load the checker itself."""
    page.goto(f"{site.url}setup/")
    return page


# What takes longest is asked in Node: the same engine.
@pytest.mark.parametrize("group", [each for each in GROUPS if each not in LONGER])
def test_the_same_answers(engine: Page, site: Site, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked, both engines say the same, down to the last field."""
    monkeypatch.setenv("SITE_URL", ADDRESS)  # for which the site was built
    compare(group, lambda asked: engine.evaluate(ASK, [f"{site.url}assets/checker.mjs", asked]))


def test_the_engine_touches_no_page() -> None:
    """Of the checker's files one alone knows the document; none of them knows HTML or a network."""
    files = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "docs/assets").glob("checker*.mjs")}
    assert len(files) > 30
    assert {"checker.mjs", "checker-page.mjs", "checker-elements.mjs"} <= files.keys()
    for name, code in files.items():
        for word in ("innerHTML", "outerHTML", "insertAdjacent", "fetch(", "XMLHttpRequest", "sendBeacon", "Storage"):
            assert word not in code, f"{name}: {word}"
        if name != "checker-elements.mjs":
            assert "document" not in code, name
