"""The table of fields, the ways to PyPI's form, and what can be copied from the answer."""

from playwright.sync_api import Page, expect

from built_site import LANGUAGES, Site
from catalogue import CAUSES, say
from checker_reader import EXAMPLE, PUBLISHER, first_cause, in_both_languages, language, said, text_of, type_in

FILE = "workflow-filename-mismatch"


def expect_rows(page: Page, *states: str) -> None:
    """Wait until the table says this of each field: whether PyPI and the token agree."""
    rows = page.locator("#tp-result > .tp-part tbody[data-state]")
    expect(rows).to_have_count(len(states))
    for number, state in enumerate(states):
        expect(rows.nth(number)).to_have_attribute("data-state", state)


@in_both_languages
def test_each_row_leads_to_its_cause(checker: Page, site: Site) -> None:
    """Without settings each row is the cause that it would show; one click tells what to do and where to read on."""
    lang = language(checker)
    checker.fill("#tp-log", text_of(f"{FILE}.action.txt"))
    first_cause(checker, "publisher-not-registered")
    causes = ["owner-name-mismatch", "repository-name-mismatch", FILE, "environment-name-mismatch"]
    for cause in ["publisher-not-registered", *causes]:
        row = checker.locator(f"#tp-result tbody[data-cause={cause}]")
        row.locator("summary").click()
        expect(row.locator(".tp-act")).to_be_visible()
        assert f"{site.url}{LANGUAGES[lang]}causes/{cause}/" == row.locator("a").last.get_attribute("href")
    listed = checker.locator("#tp-result .tp-others [data-cause]").evaluate_all("all => all.map(e => e.dataset.cause)")
    assert not {*listed} & {*causes}


def test_one_value_is_compared_at_once(checker: Page) -> None:
    """A value that is typed into the table is compared by itself; the act stands below it, and the focus stays."""
    checker.fill("#tp-log", text_of(f"{FILE}.action.txt"))
    expect_rows(checker, *["unknown"] * 4)
    checker.locator("[data-for=workflow_filename]").press_sequentially("publish.yml")
    cause = checker.locator(f"#tp-result tbody[data-cause={FILE}]")
    expect(cause.locator("[data-act]")).to_contain_text("publish.yml")
    expect_rows(checker, "unknown", "unknown", "differs", "unknown")
    expect(checker.locator("[data-for=workflow_filename]")).to_be_focused()
    checker.fill("[data-for=owner]", "octo-org")
    expect(checker.locator("#tp-result > .tp-part tbody[data-state=same]")).to_have_count(1)
    expect(cause.locator("[data-act]")).to_be_visible()
    checker.fill("[data-for=workflow_filename]", "release.yml")
    expect(cause).to_have_count(0)
    expect_rows(checker, "same", "unknown", "same", "unknown")


def test_what_is_unfolded_stays_so(checker: Page) -> None:
    """While values are typed into the table, nothing that the reader has opened closes above or below it."""
    checker.fill("#tp-log", text_of(f"{FILE}.action.txt"))
    for fold in (".tp-pending", ".tp-hand-over"):
        checker.locator(f"{fold} summary").first.click()
    checker.fill("[data-for=owner]", "octo-org")
    expect_rows(checker, "same", "unknown", "unknown", "unknown")
    for fold in (".tp-pending", ".tp-hand-over"):
        expect(checker.locator(fold).first).to_have_attribute("open", "")


def test_all_values_agree_and_pypi_refused(checker: Page) -> None:
    """Then something else must differ, and that is said."""
    checker.fill("#tp-log", text_of(f"{FILE}.action.txt"))
    for name, value in (PUBLISHER | {"environment": "pypi"}).items():
        checker.fill(f"[data-for={name}]", value)
    expect(checker.locator("#tp-result .tp-lead")).to_have_text(say("contradiction", "en"))
    expect_rows(checker, *["same"] * 4)


def test_a_claim_that_is_cut_off_is_named(checker: Page) -> None:
    """The other fields are compared; of the one that the log does not show whole, the claim is named."""
    log = text_of(f"{FILE}.action.txt")
    checker.fill("#tp-log", log[: log.index("/.github/workflows")])
    type_in(checker, PUBLISHER | {"owner": "octo-organisation"})
    expect(checker.locator("#tp-result")).to_contain_text("The log ends in the middle of the claim")
    expect_rows(checker, "differs", "same", "unknown", "same")
    expect(checker.locator("#tp-result > .tp-part tbody[data-state]").nth(2)).to_contain_text("not in the log")


def test_a_claim_that_is_cut_off_is_named_once(checker: Page) -> None:
    """While nothing tells which field differs, the lead names the claim, and nothing below names it again."""
    log = text_of(f"{FILE}.action.txt")
    checker.fill("#tp-log", log[: log.index("/.github/workflows")])
    expect_rows(checker, *["unknown"] * 4)
    assert 1 == checker.inner_text("#tp-result").count("The log ends in the middle of the claim")


@in_both_languages
def test_a_log_without_claims_leads_to_where_to_get_them(checker: Page, site: Site) -> None:
    """There is nothing to compare then: the answer says how to print the claims, and the list of causes is open."""
    lang = language(checker)
    refused = text_of("subject-customised.twine.txt")
    checker.fill("#tp-log", refused.replace("Check failed for required claim 'sub'", "All lookup strategies exhausted"))
    lead = checker.locator("#tp-result .tp-lead")
    expect(lead).to_have_text(said("no-claims", lang).replace("{page}", said("print-claims", lang)))
    expect(lead.locator("a")).to_have_attribute("href", f"{site.url}{LANGUAGES[lang]}verify/#in-the-job")
    expect(checker.locator("#tp-result a[href*='#in-the-job']")).to_have_count(1)
    expect(checker.locator("#tp-result > .tp-part .tp-table")).to_have_count(0)
    expect(checker.locator(".tp-others [data-act]").first).to_be_visible()


def test_a_gitlab_log_is_compared(checker: Page) -> None:
    """The log does not show the instance, which PyPI's form fills in by itself."""
    checker.fill("#tp-log", text_of("pipeline-file-mismatch.uv.txt"))
    checker.fill("[data-for=workflow_filepath]", "other.yml")
    cause = checker.locator("#tp-result tbody[data-cause=pipeline-file-mismatch]")
    expect(cause.locator("[data-act]")).to_contain_text("other.yml")
    expect(checker.locator("#tp-prefilled")).to_have_attribute(
        "href",
        "https://pypi.org/manage/project/sampleproject/"
        "settings/publishing/?provider=gitlab&namespace=group&project=sampleproject&workflow_filepath=.gitlab-ci.yml"
        "&environment=release&issuer_url=https%3A%2F%2Fgitlab.com",
    )


def test_a_project_that_pypi_does_not_have_yet(checker: Page, site: Site) -> None:
    """The account's page takes nothing from an address: each value has a button that copies it."""
    checker.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url.partition("/guide")[0])
    checker.fill("#tp-log", text_of("publisher-not-registered.action.txt"))
    pending = checker.locator(".tp-pending")
    pending.locator("summary").click()
    expect(pending.locator("a")).to_have_attribute("href", "https://pypi.org/manage/account/publishing/")
    checker.fill("#tp-project-name", "my-package")
    values = pending.locator("dd code").all_inner_texts()
    assert "my-package" == values[0]
    for value, button in zip(values, pending.locator("button").all(), strict=True):
        button.click()
        expect(button).to_have_text("Copied")
        assert value == checker.evaluate("navigator.clipboard.readText()")


def test_the_line_and_the_answer_can_be_copied(checker: Page, site: Site) -> None:
    """One button copies the line for the workflow file, another the answer as Markdown, without what is secret."""
    checker.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url.partition("/guide")[0])
    secret = "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4ZDI0LWE2ZTctNGRmYi1hMDJm"  # noqa: S105 - made up
    checker.fill("#tp-log", f"{secret}\n{text_of(f'{EXAMPLE}.action.txt')}")
    type_in(checker, PUBLISHER | {"environment": "pypi"})
    first_cause(checker, EXAMPLE).locator("button").click()
    assert "environment: pypi" == checker.evaluate("navigator.clipboard.readText()")
    checker.locator(".tp-hand-over summary").last.click()
    checker.click("#tp-copy-markdown")
    expect(checker.locator("#tp-copy-markdown")).to_have_text("Copied")
    copied = checker.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert "| Workflow name | `release.yml` | `release.yml` | ✓ |" in copied
    assert f"| Environment name | `pypi` | {say('nothing', 'en')} | ✗ |" in copied
    assert "```yaml\nenvironment: pypi\n```" in copied
    assert f"[{CAUSES[EXAMPLE]['title']['en']}]({site.url}causes/{EXAMPLE}/)" in copied
    assert secret not in copied


def test_a_phone_does_not_zoom_in(checker: Page) -> None:
    """Each field has letters of 16 pixels at least; short values stand on one line."""
    checker.fill("#tp-log", text_of(f"{FILE}.action.txt"))
    type_in(checker, {"owner": "octo-org"})
    sizes = "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
    found = checker.locator(".tp-checker :is(input, textarea, select):visible").evaluate_all(sizes)
    assert len(found) > 6
    assert min(found) >= 16
    lines = "all => all.filter(each => each.getClientRects().length > 1).map(each => each.textContent)"
    assert [] == checker.locator("#tp-result code:visible").evaluate_all(lines)
