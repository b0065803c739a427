"""Somebody who uses the setup form on a small phone."""

from playwright.sync_api import Page

from built_site import Site

TYPED = {
    "github": {"project_name": "sampleproject", "owner": "octo-org", "repository": "sampleproject"},
    "gitlab": {"project_name": "sampleproject", "namespace": "group", "project": "sampleproject"},
}
PAGES = {"github": "github", "gitlab": "gitlab", "google": "google-cloud", "activestate": "activestate"}


def opened(page: Page, site: Site, root: str, provider: str, fragment: str = "") -> Page:
    """The page with the form, once it works."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.url}{root}setup/{PAGES[provider]}/{fragment}")
    page.locator("#tp-setup[data-ready]").wait_for()
    return page


def files_of(page: Page) -> dict[str, str]:
    """The files that the page shows."""
    shown = page.locator("#tp-setup-result pre")
    return {each.get_attribute("data-path") or "": each.text_content() or "" for each in shown.all()}
