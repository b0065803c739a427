"""What overflows, jumps or breaks, on every page at five widths, light and dark: `python tests/tools/widths.py`.

Builds the site and prints a line for each problem, `PAGE at WIDTH: what is wrong`; the exit status is then 1.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import paths  # noqa: F401 - says where the imports below are found
from playwright.sync_api import Browser, Page

from built_site import BASE, LANGUAGES, Site, build, served
from in_browser import CHECKER, PATIENCE, launched

WIDTHS = (320, 390, 1024, 1280, 1920)  # pixels
HEIGHTS = {320: 568, 390: 844, 1024: 768, 1280: 800, 1920: 1080}
MODES = ("light", "dark")
MOST = 0.001  # the sum of all shifts while a page loads
# What stands out of the page though nothing scrolls it, values that break inside a word, and labels that are cut.
LOOK = r"""() => {
  const named = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const wide = document.documentElement.clientWidth, wrong = [];
  if (document.documentElement.scrollWidth > wide) {
    wrong.push(`overflows: ${document.documentElement.scrollWidth} pixels wide`);
  }
  const scrolls = (element) => {
    for (let up = element; up; up = up.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
      if (getComputedStyle(up).position === "fixed") return true;
    }
    return false;
  };
  for (const element of document.querySelectorAll(".md-content *, .md-tabs *, .tp-checker *")) {
    if (!element.checkVisibility()) continue;
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 2 && (right > wide + 1 || left < -1) && !scrolls(element)) wrong.push(`overflows: ${named(element)}`);
  }
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (table.scrollWidth > table.clientWidth + 1) wrong.push(`hides a column: ${table.innerText.slice(0, 80)}`);
  }
  const range = document.createRange();
  for (const code of document.querySelectorAll(".md-content :not(pre, a) > code")) {
    if (!code.checkVisibility()) continue;
    const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/[\p{L}\p{N}]{2,24}/gu)) {
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) wrong.push(`breaks inside ${word[0]}: ${code.textContent.slice(0, 80)}`);
      }
    }
  }
  for (const label of document.querySelectorAll(".md-content :is(button, label, .md-button), .tp-checker summary")) {
    if (label.checkVisibility() && label.scrollWidth > label.clientWidth + 1 && label.clientWidth > 2 &&
        getComputedStyle(label).overflowX !== "visible") wrong.push(`is cut: ${named(label)}`);
  }
  return wrong;
}"""
SHIFTED = """async () => {
  for (const drawn of [requestAnimationFrame, requestAnimationFrame]) await new Promise(drawn);
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  return observer.takeRecords().reduce((sum, { value }) => sum + value, 0);
}"""


def looked_at(page: Page, address: str) -> Iterator[str]:
    """Load a page; what is wrong with it in each mode."""
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => null)")
    if page.locator(CHECKER).count():
        page.wait_for_selector(f"{CHECKER}[data-ready]")
    shifted = page.evaluate(SHIFTED)
    if shifted > MOST:
        yield f"jumps by {shifted:.4f}"
    light = page.evaluate(LOOK)
    yield from light
    page.emulate_media(color_scheme="dark")
    yield from (f"{problem} (dark only)" for problem in page.evaluate(LOOK) if problem not in light)


def problems(browser: Browser, site: Site) -> Iterator[str]:
    """Everything that is wrong on the pages of a built site."""
    addresses = [f"{root}{path}" for language, root in LANGUAGES.items() for path in site.pages(language)]
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": HEIGHTS[width]})
        page.set_default_timeout(PATIENCE)
        said: list[str] = []
        page.on("pageerror", lambda error, said=said: said.append(f"error: {error}"))
        for path in addresses:
            wrong = [*looked_at(page, f"{site.url}{path}"), *said]
            said.clear()
            yield from (f"/{path} at {width}: {problem}" for problem in dict.fromkeys(wrong))
        page.close()


def main() -> int:
    """Print what is wrong, and how much was looked at."""
    browser = launched()
    if not browser:
        sys.exit("Chromium is needed.")
    number = 0
    with tempfile.TemporaryDirectory() as host, served(Path(host)) as address:
        folder = Path(host, BASE.strip("/"))
        build(folder)
        for problem in problems(browser, Site(folder, address)):
            print(problem, flush=True)
            number += 1
    print(f"{number} problems at {len(WIDTHS)} widths, {' and '.join(MODES)}")
    return int(number > 0)


if __name__ == "__main__":
    sys.exit(main())
