"""The fixtures and settings that tests share: the built site, the browser, a page, the checker, a local server."""

import fcntl
import functools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, ConsoleMessage, Page

from built_site import BASE, LANGUAGES, Site, build, served
from explained_runs import Explain, explained
from in_browser import NAMES, PATIENCE, launched, opened
from local_clients import left_out
from local_server import Local, serve
from problems import report

# A busy machine is no failure.
settings.register_profile("guide", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("guide")


def pytest_report_header() -> str | None:
    """Say which clients no test runs."""
    return f"left out: {', '.join(left_out())} (`make clients` installs them)" if left_out() else None


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before pytest chooses by mark, and after pytest-randomly has shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark as slow what asks for the built site or a browser, for no test to remember it; long ones go first."""
    for item in items:
        if {"browser", "site"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker("slow")
    yield
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build once for all of pytest-xdist's workers, and serve it in each."""
    base = tmp_path_factory.getbasetemp()
    host = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "host"
    with host.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not host.exists():
            build(host.with_suffix(".new") / BASE.strip("/"))
            host.with_suffix(".new").rename(host)
    with served(host) as address:
        yield Site(host / BASE.strip("/"), address)


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
    page.set_default_timeout(PATIENCE)
    page.on("console", complain)
    page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
    page.on("request", lambda r: r.url.startswith(site.url) or trouble.append(f"{page.url}: asks {r.url}"))
    yield page
    page.close()
    report(trouble)


@pytest.fixture
def checker(request: pytest.FixtureRequest, page: Page, site: Site) -> Page:
    """Open the home page, whose main thing it is, on a small phone, in English unless the test asks for Russian."""
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page, f"{site.url}{LANGUAGES[getattr(request, 'param', 'en')]}")
    return page


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Index, identity provider and proxy, once for all tests of a process."""
    with serve(tmp_path_factory.mktemp("local")) as servers:
        yield servers


@pytest.fixture
def explain(local: Local, tmp_path: Path) -> Explain:
    """Run the action that explains failed runs, in a job of a run that the given GitHub has."""
    return functools.partial(explained, local, tmp_path)
