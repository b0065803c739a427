"""What a reader meets in a real browser: search, both languages, and no request to anyone else."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

import built_site
from built_site import BASE, LANGUAGES, Site

site = built_site.site
CAUSE = "causes/environment-missing-in-workflow/"
FLAGS = [
    "--no-sandbox",  # root in a container has no right to one
    "--disable-gpu",
    # Chromium is to make no calls of its own.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Find Chromium; where a browser is required, its absence is a failure."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, [*names, playwright.chromium.executable_path])), None)
        if path is None:
            required = os.environ.get("CI") == "true" or os.environ.get("REQUIRE_BROWSER") == "1"
            (pytest.fail if required else pytest.skip)(f"no browser on the PATH: {', '.join(names)}")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """Open a page whose every complaint fails the test in the end."""
    trouble: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        # The 404 page itself is the one thing that may be answered with 404.
        if message.type in {"error", "warning"} and "no-such-page" not in message.location["url"]:
            trouble.append(f"{page.url}: {message.text} ({message.location['url']})")

    page = browser.new_page()
    page.set_default_timeout(15_000)
    page.on("console", complain)
    page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
    page.on("request", lambda r: r.url.startswith(site.url) or trouble.append(f"{page.url}: asks {r.url}"))
    yield page
    page.close()
    assert [] == trouble


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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("ru", word) for word in ("публикации", "издателям", "окружение", "репозиториев", "публикуется")),
        *(("ru", word) for word in ("ИЗДАТЕЛЬ", "берёт", "publishers", "invalid-publisher")),
        *(("en", word) for word in ("publishers", "environment", "repositories", "invalid-publisher")),
        ("en", "Error: `invalid-publisher`: valid token, but no (publisher) ~^2 +found: -x*"),
    ],
)
def test_search_finds_every_form_of_a_word(page: Page, site: Site, language: str, words: str) -> None:
    """Whatever form of a word the reader types or pastes, pages come up, all in the reader's language."""
    page.goto(f"{site.url}{LANGUAGES[language]}")
    page.keyboard.press("/")
    assert [] == [link for link in hits(page, words) if link.startswith(f"{site.url}ru/") != (language == "ru")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_needs_no_mouse(page: Page, site: Site, language: str) -> None:
    """Tab reaches the field, the arrow a hit, and Enter opens it."""
    page.goto(f"{site.url}{LANGUAGES[language]}")
    focused = "document.activeElement.name"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "query":
            break
    assert "query" == page.evaluate(focused)
    found = hits(page, "environment")
    page.keyboard.press("ArrowDown")
    assert found[0] == page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(found[0])


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
        page.goto(f"{site.url}{root}{path}")
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append(f"{root}{path}: {width} px")
    assert [] == wide
