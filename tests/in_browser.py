"""Chromium, started once in each process that runs tests; a page whose every complaint fails its test."""

import atexit
import functools
import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from built_site import Site

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",  # root in a container has no right to one
    "--disable-gpu",
    # Chromium is to make no calls of its own.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@functools.cache  # Playwright starts once only in a process, and each test file has its own fixtures
def launched() -> Browser | None:
    """Find Chromium and start it."""
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    path = next(filter(None, map(shutil.which, [*NAMES, playwright.chromium.executable_path])), None)
    return playwright.chromium.launch(executable_path=path, args=FLAGS) if path else None


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Start Chromium; where a browser is required, its absence is a failure."""
    if (found := launched()) is None:
        required = os.environ.get("CI") == "true" or os.environ.get("REQUIRE_BROWSER") == "1"
        (pytest.fail if required else pytest.skip)(f"no browser on the PATH: {', '.join(NAMES)}")
    return found


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
    assert not trouble, "\n".join(trouble)
