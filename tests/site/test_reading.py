"""A page under a reader's eyes: it does not jump, shows where the keyboard is, prints well and outlives the network."""

import itertools
import time
from typing import BinaryIO

import pytest
from playwright.sync_api import Browser, Page, expect

from built_site import LANGUAGES, Host, Site, served
from checker_reader import EXAMPLE, first_cause, text_of
from in_browser import CHECKER, PATIENCE, opened
from problems import report

KINDS = ["", f"causes/{EXAMPLE}/", "causes/", "reference/decision/", "setup/"]
SIZES = [{"width": 320, "height": 640}, {"width": 390, "height": 844}, {"width": 1280, "height": 800}]
ADDRESSED = f"#example={EXAMPLE}"
SLOWER = 6  # times slower than this machine, so that a page is drawn in more steps
PIECE, PAUSE = 2000, 0.02  # bytes of a page, and seconds between two such pieces of it
MOST = 0.001  # the sum of all shifts of a page
SHIFTS = """async () => {
  for (const drawn of [requestIdleCallback, requestAnimationFrame, requestAnimationFrame]) await new Promise(drawn);
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  return observer.takeRecords().map(({ value, sources }) =>
    [value, sources.map(({ node }) => (node?.outerHTML ?? node?.textContent)?.slice(0, 80))]);
}"""
BROKEN = """() => {
  const range = document.createRange();
  const isBroken = (node, { index, 0: { length } }) => {
    range.setStart(node, index);
    range.setEnd(node, index + length);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
  };
  return [...document.querySelectorAll("article :is(td, th):first-child")].flatMap(({ firstChild }) =>
    [...firstChild.data.matchAll(/\\p{L}+/gu)].filter(word => isBroken(firstChild, word)).map(([word]) => word));
}"""
CELLS = """() => [...document.querySelectorAll("article table:has(th:nth-child(4)) tbody tr:not(:only-child) > td")]
  .filter(({ textContent }) => textContent).map(cell => {
    const { width, right } = cell.getBoundingClientRect();
    const [table, head] = [cell.closest("table"), cell.dataset.head];
    return {
      text: cell.textContent,
      isWide: width > table.getBoundingClientRect().width - 5,
      isInSight: right <= innerWidth && table.scrollWidth <= table.clientWidth + 2,
      isNamed: head === table.querySelectorAll("th")[cell.cellIndex].textContent.replaceAll("\\u00a0", " ")
        && getComputedStyle(cell, "::before").content.includes(head),
    };
  });
"""
OUTLINE = """() => {
  let here = document.activeElement;
  if (here.matches(".md-option")) here = here.form; // it has no size of its own
  const { outlineStyle, outlineWidth } = getComputedStyle(here);
  const { width, height } = here.getBoundingClientRect();
  return [here.outerHTML.slice(0, 120), outlineStyle !== "none" && parseFloat(outlineWidth) >= 1, width * height > 0];
}"""


class OverASlowLine(Host):
    """Sends a page in pieces, and a browser may draw what it has."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
        """Send a file."""
        while piece := source.read(PIECE if source.name.endswith(".html") else -1):
            outputfile.write(piece)
            time.sleep(PAUSE)


@pytest.mark.parametrize(("root", "size"), [*itertools.product(LANGUAGES.values(), SIZES)])
def test_nothing_jumps(browser: Browser, site: Site, root: str, size: dict[str, int]) -> None:
    """What the reader looks at stays where it is while a page loads, an example too."""
    page = browser.new_page(viewport=size)
    page.set_default_timeout(PATIENCE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    moved = []
    with served(site.folder.parent, OverASlowLine) as address:
        for path in [*KINDS, ADDRESSED]:
            page.goto("about:blank")
            opened(page, f"{address}{root}{path}")
            shifts = page.evaluate(SHIFTS)
            if sum(value for value, _ in shifts) > MOST:
                moved.append(f"{root}{path}: {shifts}")
    page.close()
    report(moved)


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_a_phone_breaks_no_word_of_a_first_column(page: Page, site: Site, root: str) -> None:
    """What a row is about stands in whole words, and the table is no wider than the screen."""
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{site.url}{root}hand-over/")
    assert [] == page.evaluate(BROKEN)
    assert page.evaluate("document.querySelector('article table').getBoundingClientRect().right") <= 390


@pytest.mark.parametrize("path", ["setup/github/", "ru/setup/gitlab/", "reference/forms/", "ru/reference/decision/"])
def test_a_phone_shows_a_wide_table_cell_by_cell(page: Page, site: Site, path: str) -> None:
    """Each cell has a line of its own, as wide as the table, after the name of its column."""
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page, f"{site.url}{path}")
    cells = page.evaluate(CELLS)
    assert len(cells) > 10
    report(f"{path}: {cell}" for cell in cells if not (cell["isWide"] and cell["isInSight"] and cell["isNamed"]))
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not any(cell["isWide"] for cell in page.evaluate(CELLS))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size["width"])
def test_the_answer_moves_no_field(page: Page, site: Site, size: dict[str, int]) -> None:
    """When the answer appears, the log and the buttons stay in their places; beside the answer the settings do, too."""
    page.set_viewport_size(size)
    opened(page, site.url)
    fixed = ".tp-log, #tp-publisher" if size["width"] > 1000 else ".tp-log"
    places = f"""() => [...document.querySelectorAll(":is({fixed}) :is(textarea, input, select, label, a, button)")]
      .map(each => JSON.stringify(each.getBoundingClientRect()))"""
    before = page.evaluate(places)
    page.fill("#tp-log", text_of("pull-request-target.action.txt"))
    first_cause(page, "pull-request-target")
    assert before == page.evaluate(places)
    assert len(before) >= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_is_seen(browser: Browser, site: Site, scheme: str) -> None:
    """Wherever Tab leads on the home page and on a cause's, an outline shows where that is."""
    page = browser.new_page(color_scheme=scheme, viewport=SIZES[-1])
    unseen = []
    for path in ("", f"causes/{EXAMPLE}/"):
        opened(page, f"{site.url}{path}")
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            what, outlined, has_room = page.evaluate(OUTLINE)
            reached.add(what)
            if not (outlined and has_room):
                unseen.append(f"{path}: {what}")
        assert len(reached) > 30
    page.close()
    report(unseen)


@pytest.mark.parametrize("path", ["", ADDRESSED, f"causes/{EXAMPLE}/"])
def test_on_paper(page: Page, site: Site, path: str) -> None:
    """What can't be used on paper is not printed; the text has the whole width, and addresses can be read."""
    page.set_viewport_size(SIZES[-1])
    opened(page, f"{site.url}{path}")
    page.emulate_media(media="print")
    useless = ".md-header, .md-tabs, .md-sidebar, .md-path, .md-footer, .md-code__nav, .md-button, form, textarea"
    seen = "all => all.filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 100))"
    report(f"/{path}: printed: {html}" for html in page.locator(useless).evaluate_all(seen))
    assert page.locator("article").evaluate("one => one.getBoundingClientRect().width / innerWidth") > 0.9
    printed = "all => all.map(each => [each.href, getComputedStyle(each, '::after').content])"
    links = page.locator("article a[href^=http]").evaluate_all(printed)
    assert links
    report(f"/{path}: {href}: printed as {after}" for href, after in links if href.rstrip("/") not in after)
    expect(page.locator("article .printed")).to_be_visible()


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_without_a_network(browser: Browser, site: Site, root: str) -> None:
    """Once the checker says that it reads, the network may go: the answers still come."""
    page = browser.new_page()
    page.goto(f"{site.url}{root}", wait_until="commit")
    expect(page.locator(CHECKER)).to_have_attribute("data-ready", "")
    page.context.set_offline(True)
    page.fill("#tp-log", text_of("pull-request-target.action.txt"))
    first_cause(page, "pull-request-target")
    page.fill("#tp-log", text_of("id-token-permission-missing.action.txt"))
    first_cause(page, "id-token-permission-missing")
    page.close()
