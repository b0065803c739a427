"""What pasted text can't do: be sent, be kept, run, or break the page."""

import json

import jwt
import pytest
from playwright.sync_api import Page, expect

from checker_reader import EXAMPLE, PUBLISHER, copy, first_cause, text_of, type_in
from hidden_secrets import JWT, PYPI, left, wrapped
from problems import report
from pypi.providers import PROVIDERS
from samples import recorded_cases

CLAIMS = {
    "repository": "octo-org/sampleproject",
    "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0",
    "environment": "pypi",
}
HOSTILE = [
    "<img src=x onerror=alert(1)>\u202e\u2066<script>alert(2)</script>\u200b'\"&{provider}",
    "javascript:alert(3)//",
    "x" * 1_000_000,
    "/" * 100_000,
]
TRY_EACH = """([claims, provider, publisher, hostile]) => {
  const [log, form, result] = ["log", "publisher", "result"].map(id => document.querySelector(`#tp-${id}`));
  const problems = [];
  const answer = (claims, publisher, tried) => {
    form.reset();
    form.elements.provider.value = provider;
    for (const [name, value] of Object.entries(publisher)) form.elements[name].value = value;
    log.value = JSON.stringify(claims);
    log.dispatchEvent(new InputEvent("input", { bubbles: true }));
    result.querySelectorAll("details").forEach(each => { each.open = true });
    const links = [...result.querySelectorAll("[href]")].map(each => each.protocol);
    const loud = [...document.querySelectorAll(".tp-checker *")].filter(({ tagName, attributes }) =>
      /^(IMG|SCRIPT|IFRAME|OBJECT|svg)$/.test(tagName) || [...attributes].some(({ name }) => /^on/.test(name)));
    const said = result.innerText;
    if (!said) problems.push(`${tried}: no answer`);
    if (said.length > 20_000) problems.push(`${tried}: ${said.length} characters of answer`);
    if (/(?![\\n\\t ])[\\p{C}\\p{Z}]/u.test(said)) problems.push(`${tried}: ${JSON.stringify(said)}`);
    if (loud.length || links.some(each => !/^https?:$/.test(each))) problems.push(`${tried}: ${result.innerHTML}`);
    if (document.documentElement.scrollWidth > 320) problems.push(`${tried}: wider than the screen`);
  };
  for (const value of hostile) {
    const tried = value.slice(0, 20);
    for (const name of Object.keys(claims)) answer({ ...claims, [name]: value }, publisher, `${name}: ${tried}`);
    for (const name of [...Object.keys(publisher), "publisher_lines"]) {
      answer(claims, { ...publisher, [name]: value }, `${name} of PyPI: ${tried}`);
    }
    answer(claims, {}, `nothing of PyPI: ${tried}`);
    for (const input of result.querySelectorAll("input")) {
      input.value = value;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    answer(claims, { ...publisher, [Object.keys(publisher)[0]]: "other" }, `project's name: ${tried}`);
    answer(Object.fromEntries(Object.keys(claims).map(name => [name, value])), publisher, `all claims: ${tried}`);
  }
  return problems;
}"""


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


@pytest.mark.parametrize("provider", PROVIDERS)
def test_hostile_values_stay_text(checker: Page, provider: str) -> None:
    """In each field and in each claim, one at a time: markup, addresses that run, turned lines, a million letters.

    They are shown as text, cut, and do nothing.
    """
    alerts: list[str] = []
    checker.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    accepted = next(case for case in recorded_cases(provider) if case["expected"]["accepted"])
    publisher = {name: accepted["publishers"][0].get(name, "") for name in PROVIDERS[provider].fields}
    report(checker.evaluate(TRY_EACH, [accepted["claims"], provider, publisher, HOSTILE]))
    assert [] == alerts


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
    """Whatever is pasted, typed and clicked, the page asks for nothing but files of its own, and remembers nothing."""
    asked: list[str] = []
    checker.on("request", lambda request: asked.append(request.url))
    checker.fill("#tp-log", text_of("reusable-workflow.action.txt"))
    type_in(checker, PUBLISHER)
    first_cause(checker, "reusable-workflow")
    checker.click(f".tp-checker a[href='#example={EXAMPLE}']")
    first_cause(checker, EXAMPLE)
    copy(checker)
    checker.evaluate("new Promise(requestIdleCallback).then(() => null)")  # nothing is left for the page to do
    assert ["examples.mjs", "checker-hand-over.mjs"] == [address.rpartition("/")[2] for address in asked]
    assert "octo-org" not in checker.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )


def test_no_field_keeps_a_secret(checker: Page) -> None:
    """Typed or pasted into any field of the form, a token turns into ***; no link and no answer holds it."""
    checker.fill("#tp-log", text_of("workflow-filename-mismatch.action.txt"))
    checker.fill("#tp-project-name", f"octo-{PYPI}")
    assert "octo-***" == checker.input_value("#tp-project-name")
    for name in (*PUBLISHER, "publisher_lines"):
        type_in(checker, {name: f"octo {PYPI}"})
        assert "octo ***" == checker.input_value(f"#tp-publisher [name={name}]")
    assert not left(PYPI, checker.content())


def test_a_wrapped_token_becomes_its_claims(checker: Page) -> None:
    """A token that a terminal broke at its width is one token still."""
    checker.fill("#tp-log", wrapped(JWT, 76, "\n"))
    assert "repo:octo-org" in json.loads(checker.input_value("#tp-log"))["sub"]
    assert not left(JWT.rpartition(".")[2], checker.content())


def test_no_former_answer_stays(checker: Page) -> None:
    """Claims that nobody can read get a sentence, not the answer to what was pasted before."""
    checker.fill("#tp-log", text_of("pull-request-target.action.txt"))
    first_cause(checker, "pull-request-target")
    checker.fill("#tp-log", '{"repository": "a/b", "x": ' + "[" * 8000 + "]" * 8000 + "}")
    expect(checker.locator("#tp-result [data-cause]")).to_have_count(0)
    expect(checker.locator("#tp-result")).to_contain_text("50")
