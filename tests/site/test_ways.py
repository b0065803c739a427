"""Ways to a cause, by message, by what changed last, by who can fix it; and the way back from wherever a reader is."""

import re
from urllib.parse import urljoin

import pytest

from built_site import ADDRESS, LANGUAGES, Site
from catalogue import CAUSES
from pages import LANGUAGES as BOTH
from pages import ROOT, amiss

LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?:\.\./)?causes/([\w-]+)\.md(?:#[\w-]+)?\)")
ROW = re.compile(r"^(?:\||-) .*", re.MULTILINE)  # of a table or a list


def links(language: str, page: str, section: str = "") -> list[tuple[str, str]]:
    """The causes that a page's tables and lists link, as titles and ids; of one section, if it is named."""
    text = (ROOT / "docs" / language / f"{page}.md").read_text(encoding="utf-8")
    if section:
        text = text.partition(f"{{ #{section} }}\n")[2].partition("\n## ")[0]
    return LINK.findall("\n".join(ROW.findall(text)))


@pytest.mark.parametrize("language", BOTH)
def test_what_changed_last_leads_to_every_cause(language: str) -> None:
    """Whatever a cause comes from, the change stands on the page, and the cause under its own title."""
    expected = sorted((cause["title"][language], cause["id"]) for cause in CAUSES.values())
    assert [] == amiss(f"docs/{language}/changed.md", expected, sorted({*links(language, "changed")}))


@pytest.mark.parametrize("who", ["publisher", "repository", "nobody"])
@pytest.mark.parametrize("language", BOTH)
def test_everybody_finds_what_they_can_fix(language: str, who: str) -> None:
    """The causes for one pair of hands, in the catalogue's order, under their titles."""
    expected = [(cause["title"][language], cause["id"]) for cause in CAUSES.values() if cause["who"] == who]
    assert expected
    assert [] == amiss(f"docs/{language}/who.md#{who}", expected, links(language, "who", who))


@pytest.mark.parametrize("language", BOTH)
def test_the_messages_lead_to_every_cause(language: str) -> None:
    """Whoever starts from what the log says, or from its silence, can reach each cause."""
    text = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / language / "messages").iterdir())
    linked = {cause for _, cause in LINK.findall(text)}
    assert [] == [f"docs/{language}/messages: no link to {cause}" for cause in CAUSES if cause not in linked]


@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_no_page_without_a_way_back(site: Site, language: str, root: str) -> None:
    """From each page one click leads to the front page, to all causes, to the messages and to the checker."""
    wanted = {f"{ADDRESS}{root}{path}" for path in ("", "causes/", "messages/", "checker/")}
    missing = []
    for path, html in site.pages(language).items():
        here = f"{ADDRESS}{root}{path}"
        there = {urljoin(here, link).partition("#")[0] for link in html.values("href", "a")}
        missing += [f"/{root}{path}: no link to {way}" for way in sorted(wanted - there - {here})]
    assert [] == missing
