"""Ways to a cause, by message, by what changed last, by who can fix it; and the way back from wherever a reader is."""

import re
from urllib.parse import urljoin

import pytest

from built_site import ADDRESS, LANGUAGES, Site
from catalogue import CAUSES
from pages import LANGUAGES as BOTH
from pages import ROOT, amiss
from problems import report

LINK = re.compile(r"\]\((?:\.\./)?(?:causes/)?([\w-]+)\.md(?:#[\w-]+)?\)")
ROW = re.compile(r"^(?:\||-) .*", re.MULTILINE)  # of a table or a list


@pytest.mark.parametrize("page", ["causes/index", "changed", "who"])
@pytest.mark.parametrize("language", BOTH)
def test_each_list_leads_to_every_cause(language: str, page: str) -> None:
    """A reader finds each cause in the table of all, by what changed last, and by who can fix it."""
    rows = "\n".join(ROW.findall((ROOT / "docs" / language / f"{page}.md").read_text(encoding="utf-8")))
    report(amiss(f"docs/{language}/{page}.md", sorted(CAUSES), sorted({*LINK.findall(rows)})))


@pytest.mark.parametrize("language", BOTH)
def test_the_messages_lead_to_every_cause(language: str) -> None:
    """Whoever starts from what the log says, or from its silence, can reach each cause."""
    text = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / language / "messages").iterdir())
    linked = {*LINK.findall(text)}
    report(f"docs/{language}/messages: no link to {cause}" for cause in CAUSES if cause not in linked)


@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_no_page_without_a_way_back(site: Site, language: str, root: str) -> None:
    """From each page one click leads to the front page, with the checker, to all causes and to the messages."""
    wanted = {f"{ADDRESS}{root}{path}" for path in ("", "causes/", "messages/")}
    missing = []
    for path, html in site.pages(language).items():
        here = f"{ADDRESS}{root}{path}"
        there = {urljoin(here, link).partition("#")[0] for link in html.values("href", "a")}
        missing += [f"/{root}{path}: no link to {way}" for way in sorted(wanted - there - {here})]
    report(missing)
