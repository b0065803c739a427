"""What pasted text can't do: be sent, be kept, run, or break the page."""

import json

import jwt
import pytest
from playwright.sync_api import Page, expect

import built_site
import checker_reader
import in_browser
from checker_reader import EXAMPLE, PUBLISHER, first_cause, fits, text_of, type_in
from harmless import visible

site, browser, page, checker = built_site.site, in_browser.browser, in_browser.page, checker_reader.checker
CLAIMS = {
    "repository": "octo-org/sampleproject",
    "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0",
    "environment": "pypi",
}
HOSTILE = "<img src=x onerror=alert(1)>\u202e\u2066<script>alert(2)</script>\u200b'\"&{provider}"


def test_a_token_becomes_its_claims(checker: Page) -> None:
    """A pasted token is gone before it is seen: its claims are there, and the way to undo leads nowhere."""
    token = jwt.encode(CLAIMS | {"actor": "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4"}, "x" * 32)
    checker.focus("#tp-log")
    checker.keyboard.insert_text(f"  {token}\n")
    assert json.loads(checker.input_value("#tp-log")) == CLAIMS | {"actor": "***"}
    expect(checker.locator("#tp-note")).not_to_be_empty()
    checker.keyboard.press("Control+z")
    type_in(checker, PUBLISHER | {"workflow_filename": "publish.yml"})
    expect(checker.locator("#tp-result [data-cause]").first).to_be_visible()
    everything = checker.content() + checker.input_value("#tp-log") + checker.url
    assert not any(part in everything for part in token.split("."))


def test_secrets_in_a_log_are_not_kept(checker: Page) -> None:
    """Tokens among other lines turn into ***, in the field too."""
    secret = "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4ZDI0LWE2ZTctNGRmYi1hMDJm"  # noqa: S105 - made up
    checker.fill("#tp-log", f"{secret}\n{text_of('pull-request-target.action.txt')}")
    first_cause(checker, "pull-request-target")
    assert secret not in checker.input_value("#tp-log") + checker.content()


@pytest.mark.parametrize("value", [HOSTILE, "x" * 1_000_000, "[" * 100_000, "/" * 100_000], ids=lambda value: value[:4])
def test_hostile_values_stay_text(checker: Page, value: str) -> None:
    """Markup, marks that turn the line round, and a million letters are shown as text, cut, and do nothing."""
    alerts: list[str] = []
    checker.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    claims = CLAIMS | {"environment": value, "job_workflow_ref": f"octo-org/{value}/release.yml@{value}"}
    checker.fill("#tp-log", json.dumps(claims))
    type_in(checker, PUBLISHER | {"workflow_filename": "publish.yml", "environment": "pypi"})
    expect(checker.locator("#tp-result [data-cause]").first).to_be_visible(timeout=20_000)
    checker.locator("#tp-result details").evaluate_all("all => all.forEach(each => { each.open = true })")
    assert [] == alerts
    assert 0 == checker.locator(".tp-checker :is(img, script, iframe)").count()
    assert all(visible(each) for each in checker.inner_text("#tp-result") if each not in "\n\t")
    assert fits(checker)


def paste(page: Page, text: str) -> None:
    """Paste as a browser does: the event first, which the page may take upon itself, then the text."""
    page.evaluate(
        """text => {
          const [log, clipboardData] = [document.querySelector("#tp-log"), new DataTransfer()];
          clipboardData.setData("text/plain", text);
          log.focus();
          const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          if (log.dispatchEvent(paste)) document.execCommand("insertText", false, text);
        }""",
        text,
    )


def test_a_log_of_five_megabytes(checker: Page) -> None:
    """A whole job's log is read once; what is typed beside it is answered without reading it again.

    Browsers take many seconds to lay out such a log in a field, so no more than its end stands there.
    """
    line = "2026-11-22T08:15:00.1234567Z Collecting build (from -r requirements.txt) [link](x), sub-task\n"
    log = line * 50_000 + text_of(f"{EXAMPLE}.action.txt")
    paste(checker, log)
    expect(checker.locator("#tp-note")).not_to_be_empty()
    assert len(checker.input_value("#tp-log")) < 30_000
    assert log.endswith(checker.input_value("#tp-log"))
    type_in(checker, PUBLISHER | {"environment": "pypi"})
    first_cause(checker, EXAMPLE)
    checker.evaluate(
        """() => {
          const { slice } = String.prototype;
          window.readings = 0;
          String.prototype.slice = function (...place) {
            window.readings += this.length > 1e6;
            return slice.apply(this, place);
          };
        }"""
    )
    type_in(checker, {"workflow_filename": "x.yml"})
    first_cause(checker, "workflow-filename-mismatch")
    assert 0 == checker.evaluate("window.readings")


def test_nothing_is_asked_for_after_loading(checker: Page) -> None:
    """Whatever is pasted, typed and clicked, the page asks nobody for anything, and remembers nothing."""
    asked: list[str] = []
    checker.wait_for_load_state("networkidle")
    checker.on("request", lambda request: asked.append(request.url))
    checker.fill("#tp-log", text_of("reusable-workflow.action.txt"))
    type_in(checker, PUBLISHER)
    first_cause(checker, "reusable-workflow")
    checker.click(f".tp-checker a[href='#example={EXAMPLE}']")
    first_cause(checker, EXAMPLE)
    checker.click(".tp-hand-over summary")
    checker.click("#tp-copy")
    checker.wait_for_timeout(300)
    assert [] == asked
    assert "octo-org" not in checker.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
