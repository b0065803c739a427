"""The ways into the setup form: from the checker's answer, from a cause's page, and by an address of any kind."""

import re

import pytest
from playwright.sync_api import Page

from answer.case import Case
from answer.causes import diagnose
from answer.report import as_object
from built_site import LANGUAGES, Site
from catalogue import SITE, WORDS, Lang
from evidence.log import read_log
from pages import ROOT
from setup_reader import files_of, opened


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_checker_leads_to_the_form_filled_in(checker: Page, site: Site, lang: Lang) -> None:
    """From the log to the form with its values: the address is that of the command line, with the project's name."""
    checker.goto(f"{site.url}{LANGUAGES[lang]}")
    checker.locator(".tp-checker[data-ready]").wait_for()
    log = (ROOT / "snippets/logs/publisher-not-registered.action.txt").read_text("utf-8")
    checker.fill("#tp-log", log)
    checker.fill("#tp-project-name", "sample-project")
    case = Case(read_log(log))
    address = as_object(case, diagnose(case), lang, "sample-project")["setup"] or ""
    link = checker.locator("#tp-setup-link")
    there = link.get_attribute("href") or ""
    assert address.removeprefix(SITE["url"]) == there.removeprefix(site.url)
    link.click()
    checker.locator("#tp-setup[data-ready]").wait_for()
    assert "sample-project" == checker.input_value("#tp-project_name")
    assert ["octo-org", "pypi"] == [checker.input_value(f"#tp-{name}") for name in ("owner", "environment")]
    assert [".github/workflows/release.yml"] == [*files_of(checker)]


def test_pages_of_causes_lead_to_the_form(page: Page, site: Site) -> None:
    """The values are those of the page's publisher, its index too; pages that are about something else have no link."""
    for cause, expected in {
        "wrong-index": {"index": "testpypi", "owner": "octo-org", "environment": "testpypi"},
        "workflow-path-instead-of-filename": {"index": "pypi", "workflow_filename": "publish.yml", "environment": ""},
        "project-path-mismatch": {"namespace": "group/libraries", "environment": "pypi"},
        "pending-publisher-expired": {"owner": "", "workflow_filename": "release.yml"},
    }.items():
        page.goto(f"{site.url}ru/causes/{cause}/")
        page.locator("article a", has_text=re.compile("форму настройки")).click()
        page.locator("#tp-setup[data-ready]").wait_for()
        assert expected == {name: page.input_value(f"#tp-{name}") for name in expected}
    page.goto(f"{site.url}causes/reusable-workflow/")
    assert 0 == page.locator("article a", has_text="setup form").count()


@pytest.mark.parametrize(("root", "language"), [("", "en"), ("ru/", "ru")])
def test_odd_values_of_an_address(page: Page, site: Site, root: str, language: str) -> None:
    """They stand in the fields as text, and are refused with the sentences of the form; the page runs nothing."""
    bad = "%3Cimg src=x onerror=document.title=1%3E"
    fragment = f"#setup&owner=octo-org&repository={bad}&environment=a%E2%80%8Bb&workflow_filename={'a' * 301}&x=y&"
    opened(page, site, root, "github", f"{fragment}project_name=sampleproject")
    assert "<img src=x onerror=document.title=1>" == page.input_value("#tp-repository")
    assert "true" == page.get_attribute("#tp-repository", "aria-invalid")
    said = WORDS["setup-invisible"][language].format(value=r"a\u200bb")
    assert said == page.text_content("#tp-environment-said")
    assert "release.yml" == page.input_value("#tp-workflow_filename")  # too long: left out
    assert ({}, 0) == (files_of(page), page.locator("#tp-setup-result img, .tp-setup img").count())
