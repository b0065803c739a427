"""The checker while it loads, when a part of it does not come, and when it fails: it never stays silent."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from built_site import LANGUAGES, Site
from checker_reader import EXAMPLE, PUBLISHER, first_cause, text_of, type_in
from in_browser import CHECKER, PATIENCE, opened

FILES = ("checker.mjs", "checker-page.mjs", "words-{}.mjs")  # what the checker needs, in each language
FAILED = "#tp-failed"
FOREVER, AT_ONCE = 1e-6, 1000  # how fast the animations of a page go


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """A page whose complaints are no failure: the tests below provoke them."""
    page = browser.new_page(reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


def animate(page: Page, speed: float) -> None:
    """Let the animations of a page go faster or slower: nobody waits here for six seconds."""
    session = page.context.new_cdp_session(page)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": speed})


def hold(page: Page, name: str) -> list[Route]:
    """Keep a file back; the list is to hold the request for it."""
    held: list[Route] = []
    page.route(re.compile(rf"/{re.escape(name)}$"), lambda route: held.append(route))
    return held


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("lang", "root"), LANGUAGES.items())
def test_a_file_that_does_not_come_is_told(visitor: Page, site: Site, lang: str, root: str, file: str) -> None:
    """Without any of its files the checker first says that it loads, then that it has failed and what helps."""
    visitor.route(f"**/{file.format(lang)}", lambda route: route.abort())
    animate(visitor, FOREVER)
    visitor.goto(f"{site.url}{root}")
    failed, loading = visitor.locator(FAILED), visitor.locator(".tp-loading span")
    expect(loading).to_be_visible()
    expect(failed).to_be_hidden()
    animate(visitor, AT_ONCE)
    expect(failed).to_be_visible()
    expect(loading).to_be_hidden()
    assert failed.locator("a").evaluate("link => link.href") == f"{site.url}diagnose.pyz"
    assert failed.bounding_box()["height"] > 20  # type: ignore[index] - it is visible
    assert visitor.locator(CHECKER).get_attribute("data-ready") is None


def test_a_checker_that_comes_late_takes_the_message_back(visitor: Page, site: Site) -> None:
    """What was pasted meanwhile is read as soon as it is there."""
    held = hold(visitor, "words-en.mjs")
    animate(visitor, AT_ONCE)
    visitor.goto(site.url, wait_until="domcontentloaded")
    expect(visitor.locator(FAILED)).to_be_visible()
    visitor.fill("#tp-log", text_of("pull-request-target.action.txt"))
    held[0].continue_()
    first_cause(visitor, "pull-request-target")
    expect(visitor.locator(FAILED)).to_be_hidden()
    expect(visitor.locator(".tp-loading span")).to_be_hidden()


@pytest.mark.parametrize(("lang", "root"), LANGUAGES.items())
def test_a_checker_that_is_there_never_says_that_it_failed(page: Page, site: Site, lang: str, root: str) -> None:
    """When all animations are over nothing has changed; it loaded the words of its own language only."""
    asked = [request.url.rpartition("/")[2] for request in opened(page, f"{site.url}{root}")]
    page.evaluate("document.getAnimations().forEach(each => each.finish())")
    assert page.locator(FAILED).evaluate("failed => getComputedStyle(failed).visibility") == "hidden"
    assert page.locator(FAILED).evaluate("failed => failed.offsetHeight") == 0
    assert [f"words-{lang}.mjs"] == [name for name in asked if name.startswith("words-")]


def test_what_is_nested_too_deep_leaves_no_older_answer(visitor: Page, site: Site) -> None:
    """What the checker can't cope with has a sentence or a cause of its own, not the answer before."""
    opened(visitor, site.url)
    visitor.fill("#tp-log", text_of("pull-request-target.action.txt"))
    first_cause(visitor, "pull-request-target")
    visitor.fill("#tp-log", '{"repository": "a/b", "x": ' + "[" * 8000 + "]" * 8000 + "}")
    expect(visitor.locator("#tp-result [data-cause=pull-request-target]")).to_have_count(0)
    expect(visitor.locator("#tp-result [role=status]").first).to_contain_text("more than 50 levels")


def test_an_error_that_nobody_foresaw_is_told(visitor: Page, site: Site) -> None:
    """The answer before goes, and a sentence says that there is none."""
    opened(visitor, site.url)
    visitor.fill("#tp-log", text_of(f"{EXAMPLE}.action.txt"))
    expect(visitor.locator("#tp-result [data-cause]").first).to_be_attached()
    visitor.evaluate("void (Array.prototype.toSorted = () => { throw new RangeError() })")
    type_in(visitor, PUBLISHER | {"workflow_filename": "x.yml"})
    expect(visitor.locator("#tp-result [role=status]").first).to_contain_text("python diagnose.pyz failed-job.log")
    expect(visitor.locator("#tp-result [data-cause]")).to_have_count(0)


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("examples.mjs", ".tp-examples"),
        ("checker-hand-over.mjs", ".tp-hand-over >> nth=0"),
        ("checker-markdown.mjs", ".tp-hand-over >> nth=1"),
    ],
)
@pytest.mark.parametrize(("root", "said"), [("", "didn't load"), ("ru/", "не загрузился")])
def test_a_file_that_is_loaded_later_and_does_not_come_is_told(
    visitor: Page, site: Site, root: str, said: str, file: str, place: str
) -> None:
    """What is opened says so in the place of what it would show."""
    visitor.route(f"**/{file}", lambda route: route.abort())
    opened(visitor, f"{site.url}{root}")
    visitor.fill("#tp-log", text_of("pull-request-target.action.txt"))
    first_cause(visitor, "pull-request-target")
    box = visitor.locator(place)
    box.locator("summary").click()
    expect(box.locator("[role=alert]")).to_contain_text(said)
    expect(box.locator("a, button, pre")).to_have_count(0)


def test_words_of_an_earlier_day_are_not_taken(visitor: Page, site: Site) -> None:
    """A browser may have kept them: causes are numbers in them, so the checker rather says that it has failed."""
    words = (site.folder / "assets/words-en.mjs").read_text("utf-8")
    older = re.sub(r'"edition":"\w+"', '"edition":"00000000"', words)
    assert older != words
    visitor.route("**/words-en.mjs", lambda route: route.fulfill(body=older, content_type="text/javascript"))
    animate(visitor, AT_ONCE)
    visitor.goto(site.url)
    expect(visitor.locator(FAILED)).to_be_visible()


def test_examples_that_do_not_come_are_told(visitor: Page, site: Site) -> None:
    """Without a network an example says so, and what was pasted is still answered."""
    opened(visitor, site.url)
    visitor.context.set_offline(True)
    visitor.click(".tp-checker a[href^='#example=']")
    expect(visitor.locator("#tp-note")).to_contain_text("didn't load")
    visitor.fill("#tp-log", text_of("pull-request-target.action.txt"))
    first_cause(visitor, "pull-request-target")
