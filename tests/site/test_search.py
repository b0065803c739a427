"""The site's search: what people type leads to the page that they need."""

import json
import re
import tomllib

import pytest
from playwright.sync_api import Page, expect

import search_index
from built_site import LANGUAGES, Site
from catalogue import read
from in_browser import opened
from pages import ROOT, pages
from problems import report
from searching import found

QUERIES = tomllib.loads((ROOT / "tests/site/queries.toml").read_text(encoding="utf-8"))
FIRST = 3  # hits that a reader looks at


def leads_to(address: str, expected: str) -> bool:
    """Tell whether an address begins as expected; the home page's is empty, and all addresses begin so."""
    return address.startswith(expected) if expected else not address


@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_what_people_type_is_among_the_first_hits(page: Page, site: Site, language: str, root: str) -> None:
    """Of the queries of each language no more than one in twenty misses."""
    opened(page, f"{site.url}{root}setup/")
    queries = QUERIES[language]
    hits = found(page, site.url, root, [*queries])
    missed = [
        f"{query!r}: {answer[:FIRST]}, expected one of {expected}"
        for (query, expected), answer in zip(queries.items(), hits, strict=True)
        if not any(leads_to(address, page) for address in answer[:FIRST] for page in expected)
    ]
    assert len(queries) > 150
    report(missed if len(missed) > len(queries) // 20 else [])


@pytest.mark.parametrize(("root", "query"), [("", "lookup strategies"), ("ru/", "имя среды")])
def test_the_words_are_looked_up_and_not_shown(page: Page, site: Site, root: str, query: str) -> None:
    """A hit shows its page's title and text, not the words by which it was found; nothing is loaded before a search."""
    asked = opened(page, f"{site.url}{root}setup/")
    assert not any("search" in request.url.rpartition("guide/")[2] for request in asked)
    page.click(".md-search__input")
    page.fill(".md-search__input", query)
    first = page.locator(".md-search-result__item").first
    expect(first).to_be_visible()
    expect(first.locator(".md-tag")).to_have_count(0)


def test_every_page_has_search_words() -> None:
    """Each entry of the catalogue's search words names a page, and each page has one, in both languages."""
    words = read("search.json")
    known = {page.relative_to(ROOT / "docs/en").as_posix().removesuffix(".md") for page in pages("en")}
    known = {name.removesuffix("/index") for name in known}
    here = "snippets/catalogue/search.json"
    report(f"{here}: {page}: no such page" for page in words if page not in known)
    report(f"{here}: {page}: missing" for page in sorted(known) if page not in words)
    report(
        f"{here}: {page}: {language}: {phrase!r} stands there twice"
        for page, both in words.items()
        for language in LANGUAGES
        for phrase in both[language]
        if both[language].count(phrase) > 1 or phrase != phrase.strip()
    )
    assert {*search_index.FIELDS} == {"title", "text", "tags", "messages"}


@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_every_page_is_found_by_its_search_words(site: Site, language: str, root: str) -> None:
    """The index has the words of each page, the home page too, at the page's address."""
    index = json.loads((site.folder / root / "search/search_index.json").read_text("utf-8"))
    tagged = {entry["location"] for entry in index["docs"] if entry.get("tags")}
    assert {*search_index.search_words(language)} == tagged


def test_a_word_has_one_meaning() -> None:
    """No word is in two lines of synonyms: the search would take it for the one it read last."""
    words = [word for line in search_index.SYNONYMS for word in line]
    report(f"docs/.theme/synonyms.yml: {word!r} is there twice" for word in {*words} if words.count(word) > 1)
    assert all(re.fullmatch("[a-z]+|[а-яё]+", word) for word in words)


@pytest.mark.parametrize(
    ("root", "typed", "meant"),
    [
        ("", "environm", "environment"),
        ("", "enviroment", "environment"),
        ("", "worklow renamed", "workflow renamed"),
        ("", "premission id-token", "permission id-token"),
        ("ru/", "окружене", "окружение"),
        ("ru/", "релиз отменён", "выпуск отменён"),
        ("ru/", "гитхаб", "github"),
    ],
)
def test_another_word_for_the_same_finds_the_same(page: Page, site: Site, root: str, typed: str, meant: str) -> None:
    """A half typed or mistyped word and a synonym lead where the word leads that is meant."""
    opened(page, f"{site.url}{root}setup/")
    one, other = found(page, site.url, root, [typed, meant])
    assert other[:FIRST] == one[:FIRST]


@pytest.mark.parametrize(
    ("query", "missing"), [("incorrect audience", []), ("incorrect audience zebra", ["Missing: zebra"])]
)
def test_a_hit_lacks_only_what_was_typed(page: Page, site: Site, query: str, missing: list[str]) -> None:
    """Where a page has a synonym of a typed word, neither of the two is shown as missing."""
    opened(page, f"{site.url}setup/")
    page.click(".md-search__input")
    page.fill(".md-search__input", query)
    first = page.locator(".md-search-result__item").first
    expect(first).to_be_visible()
    assert missing == [said for said in first.locator(".md-search-result__terms").all_inner_texts() if said]
