"""The checker filled in with an example: from a cause's page, from the list, and with the button."""

import pytest
from playwright.sync_api import Page, expect

from built_site import LANGUAGES, Site
from checker_reader import EXAMPLE, LOGS, first_cause, text_of

FOLLOW = """example => new Promise(followed => {
  addEventListener("hashchange", () => followed(), { once: true }); // after the page's own listener
  location.hash = `example=${example}`;
})"""


@pytest.mark.parametrize(("lang", "root"), LANGUAGES.items())
def test_every_example_shows_its_cause(page: Page, site: Site, lang: str, root: str) -> None:
    """Each log on the list is answered with the cause in its address, and each page of such a cause leads there."""
    page.goto(f"{site.url}{root}#example={EXAMPLE}")
    first_cause(page, EXAMPLE)
    page.click(".tp-examples summary")
    expect(page.locator(".tp-examples a").first).to_be_visible()
    linked = page.locator(".tp-examples a").evaluate_all("all => all.map(each => each.hash)")
    causes = {log.name.partition(".")[0] for log in LOGS.glob("*.txt")}
    assert {f"#example={cause}" for cause in causes} == set(linked)
    assert len(causes) == len(linked) > 50
    for cause, html in site.pages(lang).items():
        to_examples = [link for link in html.values("href", "a") if "#example=" in link]
        name = cause.removeprefix("causes/").rstrip("/")
        if cause.startswith("causes/"):
            assert to_examples == ([f"../../#example={name}"] if name in causes else []), cause
    for cause in causes:
        page.evaluate("cause => { location.hash = `example=${cause}` }", cause)
        first_cause(page, cause)


def test_the_example_can_be_changed_cleared_and_filled_in_again(checker: Page) -> None:
    """An example is filled in as if it had been pasted; an address that names none fills in nothing."""
    button = f".tp-checker a[href='#example={EXAMPLE}']"
    checker.click(button)
    first_cause(checker, EXAMPLE)
    checker.fill("#tp-log", text_of("pull-request-target.action.txt"))
    first_cause(checker, "pull-request-target")
    checker.click(button)
    first_cause(checker, EXAMPLE)
    checker.click("#tp-clear")
    expect(checker.locator("#tp-result [data-cause]")).to_have_count(0)
    assert "" == checker.input_value("#tp-log") + checker.input_value("#tp-publisher [name=owner]")
    for other in ("<img src=x>", "constructor", "no-such-cause"):
        checker.evaluate(FOLLOW, other)
        assert "" == checker.input_value("#tp-log")


def test_a_phone_shows_the_way_to_the_answer(checker: Page) -> None:
    """In the first screen stands a link that brings the answer into sight."""
    checker.set_viewport_size({"width": 390, "height": 844})
    jump = checker.locator("a[href='#tp-result']")
    expect(jump).to_be_hidden()
    checker.fill("#tp-log", text_of("pull-request-target.action.txt"))
    expect(jump).to_be_in_viewport(ratio=1)
    jump.click()
    expect(checker.locator("#tp-result [data-act]")).to_be_in_viewport(ratio=1)
