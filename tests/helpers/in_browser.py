"""Chromium, started once in each process that runs tests; a page whose every complaint fails its test."""

import atexit
import functools
import shutil

from playwright.sync_api import Browser, sync_playwright

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
