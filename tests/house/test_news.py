"""What is new is told once: the pages, the feeds and the drift watch take it from the same entries."""

import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

import drift
import news
from built_site import ADDRESS, LANGUAGES, Site
from news import Entry, entries
from pages import ROOT
from problems import report

SOURCE = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}:[\w./-]+|[\w.-]+/[\w.-]+#\d+|https://\S+")  # as in front matter
ATOM = "{http://www.w3.org/2005/Atom}"


def test_entries_are_complete() -> None:
    """A day or a month, both languages, sources as in front matter, pages that there are; the newest first."""
    known = entries()
    wrong = []
    for each in known:
        both = [each.title.keys(), each.text.keys()]
        wrong += [f"{each.id}: not in both languages"] * (both != [LANGUAGES.keys()] * 2)
        wrong += [f"{each.id}: {len(each.text['en'])} sentences, and {len(each.text['ru'])}"] * (
            len(each.text["en"]) != len(each.text["ru"])
        )
        wrong += [f"{each.id}: source {source}" for source in each.sources if not SOURCE.fullmatch(source)]
        files = [page.partition("#")[0] for page in each.pages]
        wrong += [f"{each.id}: no page {page}" for page in files if not (ROOT / "docs/en" / page).is_file()]
        wrong += [f"{each.id}: neither source nor page"] * (not each.sources or not each.pages)
        date.fromisoformat(each.day)
    report(f"docs/.theme/news.yml: {problem}" for problem in wrong)
    assert sorted((each.day for each in known), reverse=True) == [each.day for each in known]
    assert len(known) == len({each.id for each in known})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_atom(language: str) -> None:
    """It parses, and every entry has what Atom requires: an id of its own, a title, a time."""
    root = ElementTree.fromstring(news.feed(language, ADDRESS).encode())  # noqa: S314 - made here
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert 1 == len(element.findall(f"{ATOM}{name}")), name
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated") or "")
    ids = [each.findtext(f"{ATOM}id") for each in root.iter(f"{ATOM}entry")]
    assert [f"{ADDRESS}{LANGUAGES[language]}news/#{each.id}" for each in entries()] == ids
    assert 1 == len(root.findall(f"{ATOM}author/{ATOM}name"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_has_page_and_feed(site: Site, language: str) -> None:
    """Each entry's address in the feed is a heading of the page, which names the feed."""
    root = site.folder / LANGUAGES[language]
    page, feed = root / "news/index.html", root / "news.xml"
    assert news.feed(language, ADDRESS) == feed.read_text("utf-8")
    html = page.read_text("utf-8")
    report(f"{page}: no heading #{each.id}" for each in entries() if f'id="{each.id}"' not in html)
    assert 'type="application/atom+xml" href="../news.xml"' in html
    assert "atom+xml" not in (root / "index.html").read_text("utf-8")


def test_the_drift_watch_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was checked before a change that touches it is named; so is what has long been undecided."""
    page = ROOT / "docs/en/who.md"
    checked = drift.facts()[page]["checked"]

    def told(day: date, undecided: bool, today: date) -> list[str]:
        entry = Entry("new", str(day), "PyPI", {}, {}, ["pypi/warehouse#1"], ["who.md#who"], undecided)
        monkeypatch.setattr(news, "entries", lambda: [entry])
        return drift.unread(today)

    later = checked + timedelta(1)
    assert [] == told(checked, False, later)
    assert [] == told(checked, True, later)
    assert ["docs/en/who.md", "docs/ru/who.md"] == sorted(
        re.findall(r"^- (\S+):", "\n".join(told(later, False, later)), re.M)
    )
    assert ["pypi/warehouse#1"] == re.findall(r"pypi/\S+", told(checked, True, checked + timedelta(200))[0])


def test_nothing_is_unread_today() -> None:
    """Every page that a change touches has been checked since."""
    report(drift.unread(max(matter["checked"] for matter in drift.facts().values())))


def test_entries_are_where_they_are_said_to_be() -> None:
    """The file that the drift watch names exists."""
    assert (ROOT / "docs/.theme/news.yml") == Path(news.FILE).resolve()
