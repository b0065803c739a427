"""Logs as files, and what is pasted by mistake."""

import zipfile

import pytest
from playwright.sync_api import Page, expect

from archives import archive
from built_site import LANGUAGES, Site
from checker_reader import first_cause, in_both_languages, language, said, text_of
from pages import ROOT

CAUSE = "pull-request-target"
LOG = f"{CAUSE}.action.txt"
RUN = "https://github.com/octo-org/sampleproject/actions/runs/123456/job/789"
HELP = "Manage current publishers\nNo publishers are currently configured.\nAdd a new publisher\nGitHub\nGitLab\n"
LINES = "GitHub\nRepository: octo-org/sampleproject\nWorkflow: release.yml\nEnvironment name: (Any)"
DROP = """([name, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name, { type: "text/plain" }));
  const [over, drop] = ["dragover", "drop"].map(
    type => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  return ["h1", "#tp-log"].map(place => document.querySelector(place)).flatMap(place =>
    [place.dispatchEvent(over), place.dispatchEvent(drop)]); // false: the page sees to it
}"""


def choose(page: Page, name: str, content: bytes) -> None:
    """Choose a file, as after a click on the button."""
    page.set_input_files("#tp-file", {"name": name, "mimeType": "application/octet-stream", "buffer": content})


def test_a_log_is_dropped_anywhere_on_the_page(checker: Page) -> None:
    """The page takes the file, which the browser would otherwise open in its place, and answers it."""
    assert [False] * 4 == checker.evaluate(DROP, ["log.txt", text_of(LOG)])
    first_cause(checker, CAUSE)
    assert text_of(LOG) == checker.input_value("#tp-log")
    expect(checker.locator("#tp-note")).to_have_text("Read: log.txt.")
    expect(checker.locator(".tp-over")).to_have_count(0)


def test_dropped_text_stays_the_browsers(checker: Page) -> None:
    """Text that is dragged into a field is no file: the page leaves it alone."""
    drop = """() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/plain", "octo-org");
      const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
      return document.querySelector("#tp-publisher [name=owner]").dispatchEvent(drop);
    }"""
    assert checker.evaluate(drop)


@in_both_languages
def test_a_log_is_chosen(checker: Page) -> None:
    """A file from the disk is read as if it had been pasted: as it is, as PowerShell writes it, and once more."""
    for content in (text_of(LOG).encode(), text_of(LOG).encode("utf-16")):
        choose(checker, "failed job.txt", content)
        first_cause(checker, CAUSE)
        expect(checker.locator("#tp-note")).to_have_text(
            said("file", language(checker)).replace("{name}", "failed job.txt")
        )
        checker.click("#tp-clear")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_of_logs_is_read(checker: Page, method: int) -> None:
    """Of GitHub's archive the jobs' whole logs are read, not their steps once more."""
    steps = {"publish/1_Set up job.txt": "Current runner version", "publish/2_Publish.txt": text_of(LOG)}
    choose(
        checker, "logs_1.zip", archive({"0_build.txt": "Building\n", "1_publish.txt": text_of(LOG), **steps}, method)
    )
    first_cause(checker, CAUSE)
    assert f"Building\n\n{text_of(LOG)}" == checker.input_value("#tp-log")
    choose(checker, "logs_2.zip", archive(steps, method))
    expect(checker.locator("#tp-note")).to_contain_text("logs_2.zip")
    first_cause(checker, CAUSE)


@in_both_languages
def test_what_is_no_log_and_no_archive_is_refused(checker: Page) -> None:
    """A picture, an archive without logs and a broken one are named; the answer before is still that of the field."""
    choose(checker, "log.txt", text_of(LOG).encode())
    for name, content in [
        ("screen.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("dist.zip", archive({"sampleproject-1.0.whl": "x"})),
        ("cut.zip", archive({"0_publish.txt": text_of(LOG)})[:200]),
        ("empty.txt", b""),
    ]:
        choose(checker, name, content)
        expect(checker.locator("#tp-note")).to_contain_text(said("no-text", language(checker)).replace("{name}", name))
        first_cause(checker, CAUSE)


@in_both_languages
@pytest.mark.parametrize(
    ("pasted", "word"),
    [
        (RUN, "pasted-address"),
        (f"<{RUN}>\n", "pasted-address"),
        ((ROOT / "snippets/workflows/trusted-publishing.yml").read_text("utf-8"), "pasted-workflow"),
        ((ROOT / "snippets/workflows/trusted-publishing.gitlab-ci.yml").read_text("utf-8"), "pasted-workflow"),
        ("    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v6\n", "pasted-workflow"),
        (LINES, "pasted-settings"),
        (HELP, "pasted-settings"),
    ],
)
def test_what_is_pasted_by_mistake_is_named(checker: Page, pasted: str, word: str) -> None:
    """In the log's field a sentence says what it is and what to paste instead."""
    checker.fill("#tp-log", pasted)
    lang = language(checker)
    sentence = said(word, lang).replace("{page}", said("setup-form", lang))
    expect(checker.locator("#tp-result [role=status]").first).to_have_text(sentence)
    expect(checker.locator("#tp-result [data-cause]")).to_have_count(0)


@in_both_languages
def test_a_workflow_file_is_sent_to_the_setup_form(checker: Page, site: Site) -> None:
    """The setup form reads such a file: the sentence links to the form, in the same language."""
    lang = language(checker)
    checker.fill("#tp-log", (ROOT / "snippets/workflows/trusted-publishing.yml").read_text("utf-8"))
    link = checker.locator("#tp-result [role=status] a")
    expect(link).to_have_text(said("setup-form", lang))
    expect(link).to_have_attribute("href", f"{site.url}{LANGUAGES[lang]}setup/github/#setup")


@in_both_languages
def test_help_in_the_place_of_lines_is_named(checker: Page) -> None:
    """What PyPI's page explains is no publisher; a workflow file is none either."""
    lang = language(checker)
    checker.click(".tp-fold summary")
    for pasted, word in [(HELP, "pasted-help"), ("on:\n  push:\njobs:\n  x:\n", "workflow-as-lines")]:
        checker.fill("#tp-publisher [name=publisher_lines]", pasted)
        expect(checker.locator("#tp-lines-said")).to_have_text(said(word, lang))


@in_both_languages
def test_the_fields_show_what_they_take(checker: Page) -> None:
    """A placeholder stands in the log's field and in that of the lines."""
    for field in ("#tp-log", "#tp-publisher [name=publisher_lines]"):
        assert len(checker.get_attribute(field, "placeholder") or "") > 20
