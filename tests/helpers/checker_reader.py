"""A reader before the checker: opens it, fills it in, looks at the first cause."""

import pytest
from playwright.sync_api import Locator, Page, expect

import hook
from built_site import LANGUAGES
from pages import ROOT

LOGS = ROOT / "snippets/logs"
EXAMPLE = "environment-missing-in-workflow"
PUBLISHER = {"owner": "octo-org", "repository": "sampleproject", "workflow_filename": "release.yml", "environment": ""}
in_both_languages = pytest.mark.parametrize("checker", LANGUAGES, indirect=True)


def language(page: Page) -> str:
    """The language of the page that is open."""
    return page.get_attribute("html", "lang") or ""


def text_of(name: str) -> str:
    """A log, or what stands beside it."""
    return (LOGS / name).read_text(encoding="utf-8")


def said(word: str, lang: str) -> str:
    """What the page's own words say."""
    return str(hook.WORDS["said"][word][lang])


def type_in(page: Page, publisher: dict[str, str]) -> None:
    """Fill in the form, field by field; a phone shows it when it is unfolded."""
    if not page.locator("#tp-publisher").is_visible():
        page.click(".tp-fold summary")
    for name, value in publisher.items():
        field = page.locator(f"#tp-publisher [name={name}]")
        field.select_option(value) if name == "provider" else field.fill(value)


def first_cause(page: Page, cause: str) -> Locator:
    """The first cause of the answer, once it is this one."""
    first = page.locator("#tp-result [data-cause]").first
    expect(first).to_have_attribute("data-cause", cause)
    return first


def copy(page: Page) -> None:
    """Click the button that copies the text to hand over, and wait until the button says that it has."""
    page.click(".tp-hand-over summary")
    button = page.locator("#tp-copy")
    label = button.inner_text()
    button.click()
    expect(button).not_to_have_text(label)


def fits(page: Page) -> bool:
    """Whether nothing is wider than the phone."""
    return page.evaluate("document.documentElement.scrollWidth") <= 320
