"""What to do is in the first screen: of the checker after a paste, and of each cause's page as it opens."""

import itertools

import pytest
from playwright.sync_api import Browser, Page, expect

from built_site import LANGUAGES, Site
from catalogue import CAUSES
from checker_reader import LOGS, first_cause, text_of
from in_browser import opened
from problems import report
from samples import settings_of

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
MOST = 600  # pixels from the top, at which the first cause begins
SHOWN = """lines => {
  document.querySelector("#tp-clear").click();
  for (const [id, text] of Object.entries(lines)) {
    const field = document.querySelector(id);
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
  }
  scrollTo(0, 0);
  const cause = document.querySelector("#tp-result [data-cause]");
  const act = cause?.querySelector("[data-act]");
  return [cause?.getBoundingClientRect().top ?? null, act?.getBoundingClientRect().bottom ?? null];
}"""


@pytest.mark.parametrize(("root", "settings"), [*itertools.product(LANGUAGES.values(), [True, False])])
def test_after_a_paste_the_act_is_in_sight(page: Page, site: Site, root: str, settings: bool) -> None:
    """At 1280 by 800 the first cause of each log begins at most 600 pixels from the top, and its act ends in sight."""
    page.set_viewport_size(WIDE)
    opened(page, f"{site.url}{root}")
    problems, measured = [], 0
    for log in sorted(LOGS.glob("*.txt")):
        if settings and not settings_of(log).exists():
            continue
        lines = {"#tp-lines": settings_of(log).read_text("utf-8")} if settings else {}
        # The log comes last: a pasted log is answered at once, with what stands in the other field.
        top, bottom = page.evaluate(SHOWN, {**lines, "#tp-log": log.read_text("utf-8")})
        measured += top is not None
        if top is None or top > MOST or bottom is None or bottom > WIDE["height"] or bottom <= top:
            problems.append(f"{log.name}: the cause begins at {top}, its act ends at {bottom}")
    report(problems)
    assert measured > (10 if settings else 80)


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_the_example_is_nobodys_answer(page: Page, site: Site, root: str) -> None:
    """A filled example stands in the answer's place, marked and without a cause, until something is pasted."""
    opened(page, f"{site.url}{root}")
    example = page.locator(".tp-sample")
    expect(example).to_be_visible()
    expect(page.locator("[data-cause]")).to_have_count(0)
    page.fill("#tp-log", "Hello")
    expect(example).to_be_hidden()
    page.fill("#tp-log", "")
    expect(example).to_be_visible()
    page.evaluate("document.querySelector('.tp-checker').removeAttribute('data-ready')")
    page.fill("#tp-log", text_of("pull-request-target.action.txt"))
    expect(example).to_be_hidden()  # by CSS alone
    first_cause(page, "pull-request-target")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cause_begins_with_what_to_do(browser: Browser, site: Site, language: str) -> None:
    """The box with the act begins, and its first paragraph ends, in the first screen of the cause's page."""
    page = browser.new_page()
    problems, seen = [], []
    for path in (path for path in site.pages(language) if path.startswith("causes/") and path != "causes/"):
        page.goto(f"{site.url}{LANGUAGES[language]}{path}", wait_until="domcontentloaded")
        advice = page.locator(".admonition.success > p:not(.admonition-title)").first
        seen.append(path)
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            bottom = advice.evaluate("one => one.getBoundingClientRect().bottom")
            if bottom > size["height"]:
                problems.append(f"{path}: what to do ends at {bottom:.0f} of {size['height']}")
    page.close()
    report(problems)
    assert len(CAUSES) == len(seen)
