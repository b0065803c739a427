"""Chromium, started once in each process that runs tests, and pages in it that have all that they load."""

import atexit
import functools
import shutil

from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

PATIENCE = 60_000  # milliseconds: a busy machine is no failure
ICON = "/favicon.svg"
CHECKER = ".tp-checker"  # says by data-ready that it reads what is pasted
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

expect.set_options(timeout=PATIENCE)


@functools.cache  # Playwright starts once only in a process, and each test file has its own fixtures
def launched() -> Browser | None:
    """Find Chromium and start it."""
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    path = next(filter(None, map(shutil.which, [*NAMES, playwright.chromium.executable_path])), None)
    return playwright.chromium.launch(executable_path=path, args=FLAGS) if path else None


def opened(page: Page, address: str) -> list[Request]:
    """Open an address, wait until the page has all that it loads by itself, and tell what it asked for.

    A browser asks for the icon when it likes, often after everything else.
    """
    asked: list[Request] = []
    answered: list[Request] = []
    listeners = {
        "request": lambda request: asked.append(request),
        "requestfinished": lambda request: answered.append(request),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.goto(address)
    while not any(request.url.endswith(ICON) for request in asked) or any(each not in answered for each in asked):
        page.wait_for_event("requestfinished")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    if page.locator(CHECKER).count():
        expect(page.locator(CHECKER)).to_have_attribute("data-ready", "")
    page.evaluate("document.fonts.ready.then(() => null)")
    return asked
