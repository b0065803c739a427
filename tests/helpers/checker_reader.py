"""A reader before the checker: opens it, fills it in, looks at the first cause."""

import pytest
from playwright.sync_api import Locator, Page, expect

from built_site import LANGUAGES
from pages import ROOT

LOGS = ROOT / "snippets/logs"
EXAMPLE = "environment-missing-in-workflow"
PUBLISHER = {"owner": "octo-org", "repository": "sampleproject", "workflow_filename": "release.yml", "environment": ""}
expect.set_options(timeout=20_000)  # a busy machine is no failure
in_both_languages = pytest.mark.parametrize("checker", LANGUAGES, indirect=True)


def language(page: Page) -> str:
    """The language of the page that is open."""
    return page.get_attribute("html", "lang") or ""


def text_of(name: str) -> str:
    """A log, or what stands beside it."""
    return (LOGS / name).read_text(encoding="utf-8")


def type_in(page: Page, publisher: dict[str, str]) -> None:
    """Fill in the form, field by field."""
    for name, value in publisher.items():
        field = page.locator(f"#tp-publisher [name={name}]")
        field.select_option(value) if name == "provider" else field.fill(value)


def first_cause(page: Page, cause: str) -> Locator:
    """The first cause of the answer, once it is this one."""
    first = page.locator("#tp-result [data-cause]").first
    expect(first).to_have_attribute("data-cause", cause)
    return first


def fits(page: Page) -> bool:
    """Whether nothing is wider than the phone."""
    return page.evaluate("document.documentElement.scrollWidth") <= 320
