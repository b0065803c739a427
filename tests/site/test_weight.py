"""What a first visit costs, compressed as the site's host does it."""

import pytest
from playwright.sync_api import Browser

from bench_site import Compressed, first_load
from built_site import LANGUAGES, Site, served
from checker_reader import EXAMPLE


@pytest.mark.parametrize("root", LANGUAGES.values())
@pytest.mark.parametrize(("path", "most"), [(f"causes/{EXAMPLE}/", 60_000), ("", 125_000)], ids=["cause", "home"])
def test_a_first_visit_is_light(browser: Browser, site: Site, root: str, path: str, most: int) -> None:
    """A cause's page costs no more than 60 KB, the home page 125 KB and 14 requests; nobody else is asked."""
    with served(site.folder.parent, Compressed) as address:
        sent, requests, foreign = first_load(browser, address, f"{address}{root}{path}")
    assert 0 == foreign
    assert 1 < requests <= 14
    assert 10_000 < sent <= most
