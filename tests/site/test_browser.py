"""What a reader meets in a real browser: search, both languages, and no request to anyone else."""

import pytest
from playwright.sync_api import Page

from built_site import BASE, LANGUAGES, Site
from in_browser import opened
from problems import report
from searching import found

CAUSE = "causes/environment-missing-in-workflow/"


def hits(page: Page, words: str) -> list[str]:
    """Paste the words where the cursor is, and read where the hits lead."""
    page.keyboard.insert_text(words)  # at once: each letter typed by itself would bring hits of its own
    links = page.locator(".md-search-result__item > a")
    links.first.wait_for()
    return links.evaluate_all("links => links.map(link => link.href)")


@pytest.mark.parametrize(("language", "other"), [("en", "ru"), ("ru", "en")])
def test_the_switch_keeps_the_place(page: Page, site: Site, language: str, other: str) -> None:
    """Whoever lands on a cause in the wrong language reads it in the right one after one click."""
    page.goto(f"{site.url}{LANGUAGES[language]}{CAUSE}")
    page.click(f"header a[hreflang={other}]")
    page.wait_for_url(f"{site.url}{LANGUAGES[other]}{CAUSE}")
    assert other == page.get_attribute("html", "lang")


FORMS = {
    "en": [
        *("publishers", "environment", "repositories", "invalid-publisher"),
        "Error: `invalid-publisher`: valid token, but no (publisher) ~^2 +found: -x*",
    ],
    "ru": [
        *("публикации", "издателям", "окружение", "репозиториев", "публикуется"),
        *("ИЗДАТЕЛЬ", "берёт", "publishers", "invalid-publisher"),
    ],
}
BEST = {
    "en": {"invalid-publisher": "messages/invalid-publisher/", "publishers": "setup/", "environment": CAUSE},
    "ru": {
        **dict.fromkeys(["публикации", "издателям", "публикуется"], "setup/"),
        "окружение": CAUSE,
        "репозиториев": "causes/repository-name-mismatch/",
        "invalid-publisher": "messages/invalid-publisher/",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_every_form_of_a_word(page: Page, site: Site, language: str) -> None:
    """Whatever form of a word the reader types or pastes, pages come up; the one that most readers want comes first."""
    page.goto(f"{site.url}{LANGUAGES[language]}setup/")
    words, best = FORMS[language], BEST[language]
    asked = [*words, *best]
    answers = dict(zip(asked, found(page, site.url, LANGUAGES[language], asked), strict=True))
    report(f"{word}: no page comes up" for word in words if not answers[word])
    report(
        f"{word}: {answers[word][:1]}, expected {address}"
        for word, address in best.items()
        if answers[word][:1] != [address]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_needs_no_mouse(page: Page, site: Site, language: str) -> None:
    """Tab reaches the field, the arrow a hit, and Enter opens it: a page in the reader's language."""
    page.goto(f"{site.url}{LANGUAGES[language]}")
    focused = "document.activeElement.name"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "query":
            break
    assert "query" == page.evaluate(focused)
    shown = hits(page, "environment")
    assert [] == [link for link in shown if link.startswith(f"{site.url}ru/") != (language == "ru")]
    page.keyboard.press("ArrowDown")
    assert shown[0] == page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(shown[0])


@pytest.mark.parametrize("path", ["no-such-page", "causes/no-such-page/", "ru/causes/no-such-page/"])
def test_a_dead_link_leads_on_in_both_languages(page: Page, site: Site, path: str) -> None:
    """Whoever follows a dead link gets a page that works, at whatever depth."""
    for language, root in LANGUAGES.items():
        answer = page.goto(f"{site.url}{path}")
        assert answer is not None
        assert 404 == answer.status
        page.click(f"article a[href='{BASE}{root}']")
        page.wait_for_url(f"{site.url}{root}")
        assert language == page.get_attribute("html", "lang")


def test_the_colours_stay_when_the_language_changes(page: Page, site: Site) -> None:
    """Who turned the light off in one language is not dazzled by the other."""
    page.emulate_media(color_scheme="light")
    page.goto(site.url)
    page.click("label[for=__palette_1]:visible")
    for root in LANGUAGES.values():
        page.goto(f"{site.url}{root}{CAUSE}")
        assert "slate" == page.get_attribute("body", "data-md-color-scheme")


@pytest.mark.parametrize("share", range(8))  # for pytest-xdist's workers to divide among them
@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_every_page_opens_without_a_complaint(page: Page, site: Site, language: str, root: str, share: int) -> None:
    """No page asks another host for anything, breaks its own policy, or is wider than a small phone."""
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in [*site.pages(language)][share::8]:
        opened(page, f"{site.url}{root}{path}")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append(f"{root}{path}: {width} px")
    report(wide)
