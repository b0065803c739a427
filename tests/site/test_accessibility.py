"""What axe finds wrong on each kind of page: nothing, in either language, light and dark, on phone and desk."""

import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from built_site import LANGUAGES, Site
from checker_reader import EXAMPLE, first_cause
from in_browser import PATIENCE, opened
from node_packages import installed
from problems import report

KINDS = [
    "",
    f"#example={EXAMPLE}",
    f"causes/{EXAMPLE}/",
    "causes/",
    "messages/exchange/",
    "reference/decision/",
    "setup/github/",
    "verify/",
    "no-such-page",
]
SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 800}}
RUN = """async () => (await axe.run()).violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`))"""


@pytest.fixture
def open_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in one of the looks; nothing moves, so that no colour is measured half way."""
    scheme, size = request.param
    page = browser.new_page(color_scheme=scheme, viewport=SIZES[size], reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


@pytest.mark.parametrize("open_page", [*itertools.product(("light", "dark"), SIZES)], indirect=True, ids="-".join)
@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_axe_finds_nothing(open_page: Page, site: Site, language: str, root: str) -> None:
    """Whatever a reader sees with, hears or touches, no page breaks a rule that axe knows."""
    axe = installed("axe-core/axe.min.js").read_text("utf-8")
    wrong = []
    for path in KINDS:
        open_page.goto("about:blank")
        opened(open_page, f"{site.url}{root}{path}")
        if "#example=" in path:
            first_cause(open_page, EXAMPLE)
            open_page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
        open_page.evaluate(axe)  # from outside, where the page's policy does not hold
        wrong += [f"{root}{path}: {each}" for each in open_page.evaluate(RUN)]
    report(wrong)
