"""The page around the checker: a reader's walk from the log to the setting to change."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from answer.case import Case
from answer.causes import diagnose
from answer.hand_over import hand_over
from answer.report import as_object
from built_site import LANGUAGES, Site
from catalogue import CAUSES, MESSAGES, PROVIDERS, SITE, WORDS, both, say
from checker_reader import (
    EXAMPLE,
    LOGS,
    PUBLISHER,
    copy,
    first_cause,
    fits,
    in_both_languages,
    language,
    text_of,
    type_in,
)
from evidence.log import read_log
from evidence.publishers import read_publishers


@in_both_languages
def test_from_the_log_to_the_page_that_explains(checker: Page, site: Site) -> None:
    """Log and publisher in, and the first cause is the right one; its link leads to its page in the same language."""
    lang = language(checker)
    settings = sorted(LOGS.glob("*.publisher.json"))
    assert len(settings) > 5
    for file in settings:
        name = file.name.split(".")[0]
        [publisher] = read_publishers(text_of(file.name))
        checker.fill("#tp-log", next(iter(sorted(LOGS.glob(f"{name}.*.txt")))).read_text(encoding="utf-8"))
        type_in(checker, {field: value for field, value in publisher.items() if not field.endswith("_id")})
        address = first_cause(checker, name).locator("a").last.get_attribute("href")
        assert f"{site.url}{LANGUAGES[lang]}causes/{name}/" == address
        assert fits(checker)
    first_cause(checker, name).locator("a").last.click()
    checker.wait_for_url(re.compile(rf"/causes/{name}/$"))
    assert lang == language(checker)
    assert checker.title().startswith(CAUSES[name]["title"][lang].replace("`", ""))


@in_both_languages
def test_lines_of_the_publishing_page(checker: Page) -> None:
    """What PyPI's page shows can be pasted as it is; the form then holds it, and the difference is marked."""
    checker.fill("#tp-log", text_of("workflow-filename-mismatch.action.txt"))
    blank = {"en": "(Any)", "ru": "(Любая)"}[language(checker)]
    line = f"GitHub\nRepository: octo-org/sampleproject\nWorkflow: publish.yml\nEnvironment name: {blank}"
    checker.click(".tp-fold summary")
    checker.fill("#tp-publisher [name=publisher_lines]", line)
    cause = first_cause(checker, "workflow-filename-mismatch")
    assert "certain" == cause.get_attribute("data-certainty")
    assert ["publish", "release"] == checker.locator("#tp-result mark").all_inner_texts()
    assert "publish.yml" == checker.input_value("#tp-publisher [name=workflow_filename]")
    checker.fill("#tp-publisher [name=workflow_filename]", "release.yml")
    status = checker.locator("#tp-result [role=status]")
    expect(status).to_contain_text(say("contradiction", language(checker)))


@pytest.mark.parametrize(
    ("lines", "word"),
    [("nothing", "bad-publisher-text"), ("{", "bad-json"), ('{"owner": "o"}', "bad-publisher-fields")],
)
def test_lines_that_are_none(checker: Page, lines: str, word: str) -> None:
    """What is no publisher is said to be none, without the name of an option of the command line."""
    checker.click(".tp-fold summary")
    checker.fill("#tp-publisher [name=publisher_lines]", lines)
    said = checker.locator("#tp-lines-said")
    told = WORDS[word]["en"].replace("{name}", "--publisher")
    expect(said).to_contain_text(told.replace("--publisher", "Publisher on PyPI").split("{")[0])
    assert "--publisher" not in said.inner_text()


@in_both_languages
def test_the_form_answers_as_pypi_does(checker: Page) -> None:
    """What PyPI's form would refuse is said beside the field, in PyPI's words, while it is typed."""
    for provider, field, typed, message in [
        ("github", "workflow_filename", ".github/workflows/release.yml", "form-workflow-without-directories"),
        ("github", "workflow_filename", "release", "form-workflow-suffix"),
        ("github", "environment", " pypi", "form-environment-starts-with-whitespace"),
        ("github", "environment", "pypi ", "form-environment-ends-with-whitespace"),
        ("github", "owner", "octo org", "form-owner-invalid"),
        ("github", "repository", "s\u0430mpleproject", "form-repository-invalid"),  # a Cyrillic letter
        ("gitlab", "workflow_filepath", "/.gitlab-ci.yml", "form-pipeline-slash"),
        ("google", "email", "nobody", "form-email-invalid"),
        ("activestate", "project", "-a-", "form-leading-dashes"),
    ]:
        type_in(checker, {"provider": provider, field: typed})
        said = checker.locator(f"#tp-{field}-said")
        expect(said).to_contain_text(MESSAGES[message]["texts"][0])
        assert str(said.locator("a").get_attribute("href")).endswith(f"/messages/forms/#{message}")
        assert fits(checker)
        type_in(checker, {field: ""})
        expect(said).to_be_empty()
    type_in(checker, {"provider": "github", "workflow_filename": "r\u0435lease.yml"})
    title = CAUSES["invisible-or-lookalike-characters"]["title"][language(checker)]
    expect(checker.locator("#tp-workflow_filename-said")).to_have_text(title)


def test_what_the_form_would_store(checker: Page) -> None:
    """Where PyPI's form keeps another value than the one that was typed, that value stands beside the field."""
    for provider, field, typed, stored in [
        ("github", "environment", "PyPI", "pypi"),
        ("github", "workflow_filename", " release.yml ", "release.yml"),
        ("gitlab", "workflow_filepath", "ci/release.yml ", "ci/release.yml"),
    ]:
        type_in(checker, {"provider": provider, field: typed})
        expect(checker.locator(f"#tp-{field}-said code")).to_have_text(stored)
        expect(checker.locator(f"#tp-{field}")).to_have_attribute("aria-invalid", "false")
        type_in(checker, {field: stored})
        expect(checker.locator(f"#tp-{field}-said")).to_be_empty()


@in_both_languages
def test_the_labels_are_pypis(checker: Page) -> None:
    """Each provider's fields stand there by PyPI's names and labels, and no others."""
    lang = language(checker)
    for provider, table in PROVIDERS.items():
        type_in(checker, {"provider": provider})
        shown = checker.locator("#tp-publisher [data-field]:visible")
        expect(shown).to_have_count(len(table["fields"]))
        labels = "all => all.map(each => [each.querySelector('input').name, each.querySelector('label').textContent])"
        assert {field["name"]: both(field["label"], lang) for field in table["fields"]} == dict(
            shown.evaluate_all(labels)
        )


def test_pypis_form_filled_in(checker: Page) -> None:
    """The button opens PyPI's own form with the values that the token needs; the project's name is guessed."""
    checker.fill("#tp-log", text_of("owner-name-mismatch.action.txt"))
    expect(checker.locator("#tp-project-name")).to_have_value("sampleproject")
    checker.fill("#tp-project-name", "Sample.Project")
    link = checker.locator("#tp-prefilled")
    claims = read_log(text_of("owner-name-mismatch.action.txt")).claims or {}
    owner, _, repository = str(claims["repository"]).partition("/")
    expect(link).to_have_attribute(
        "href",
        "https://pypi.org/manage/project/Sample.Project/settings/publishing/?provider=github"
        f"&owner={owner}&repository={repository}&workflow_filename=release.yml&environment=pypi",
    )
    checker.fill("#tp-project-name", "a/../b?")
    expect(link).to_be_hidden()
    expect(checker.locator("#tp-project-name-said")).to_contain_text(MESSAGES["form-project-invalid"]["texts"][0])


@in_both_languages
def test_the_text_to_hand_over(checker: Page, site: Site) -> None:
    """It is what the command line prints, with this site's addresses, and one button copies it."""
    lang = language(checker)
    checker.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url.partition("/guide")[0])
    checker.fill("#tp-log", text_of(f"{EXAMPLE}.action.txt"))
    type_in(checker, PUBLISHER | {"environment": "pypi"})
    first_cause(checker, EXAMPLE)
    copy(checker)
    log, settings = (
        read_log(text_of(f"{EXAMPLE}.action.txt")),
        [{"provider": "github", **PUBLISHER, "environment": "pypi"}],
    )
    case = Case(log, settings)
    expected = hand_over(as_object(case, diagnose(case), lang), lang, "sampleproject")
    copied = checker.evaluate("navigator.clipboard.readText()")
    assert expected.replace(SITE["url"], site.url) == copied.replace("\r\n", "\n")


@in_both_languages
def test_keys_alone_lead_to_the_answer(checker: Page) -> None:
    """Tab goes from the log to the answer, its table and the cause's link, which Enter opens."""
    focused = """() => {
      const { dataset, id, href = "", name = "" } = document.activeElement;
      return dataset.for || id || name || href;
    }"""
    reached: list[str] = []

    def tab_to(name: str) -> None:
        for _ in range(40):
            checker.keyboard.press("Tab")
            reached.append(checker.evaluate(focused))
            if name in reached[-1]:
                return
        raise AssertionError(f"{name} is not reached, only {reached}")

    tab_to("tp-log")
    checker.keyboard.insert_text(text_of("workflow-filename-mismatch.action.txt"))
    expect(checker.locator("#tp-result [data-cause]").first).to_be_visible()
    tab_to("tp-project-name")
    tab_to("workflow_filename")
    checker.keyboard.insert_text("publish.yml")
    cause = checker.locator("#tp-result [data-cause=workflow-filename-mismatch]")
    expect(cause.locator("[data-act]")).to_contain_text("publish.yml")
    tab_to("/causes/workflow-filename-mismatch/")
    checker.keyboard.press("Enter")
    checker.wait_for_url(re.compile("/causes/workflow-filename-mismatch/$"))


def test_every_control_has_a_name_and_the_answer_is_spoken(checker: Page) -> None:
    """A screen reader names each control, and hears what to do without leaving the field."""
    checker.fill("#tp-log", text_of("workflow-filename-mismatch.action.txt"))
    expect(checker.locator("#tp-result [data-for]")).to_have_count(4)
    assert [] == checker.locator(".tp-checker :is(input, textarea, select)").evaluate_all(
        "all => all.filter(each => !each.labels.length && !each.ariaLabel).map(each => each.outerHTML)"
    )
    checker.fill("#tp-log", text_of("pull-request-target.action.txt"))
    advice = CAUSES["pull-request-target"]["advice"][language(checker)]
    expect(checker.get_by_role("status").filter(has_text=advice)).to_have_count(1)


@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_without_javascript(browser: Browser, site: Site, language: str, root: str) -> None:
    """The page then says where to read on, shows no dead form, and the command stands there."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{site.url}{root}")
    assert page.locator("#tp-log").is_hidden()
    page.click("noscript a")
    assert page.url.endswith("#command-line")
    assert "python snippets/diagnose.py" in page.inner_text("article")
    page.close()
