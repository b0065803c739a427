"""What to do about a cause is said with the values of the case, and without them where they are not known."""

import re

import pytest

from answer.act import act_of, line_of
from answer.case import Case
from answer.causes import diagnose
from answer.messages import Cause
from catalogue import ACTS, CAUSES, PROVIDERS, WORDS, say
from evidence.log import read_log
from evidence.publishers import read_publishers
from problems import report
from samples import LOGS, settings_of

CLAIMS = {
    "repository": "octo-org/sampleproject",
    "workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1",
    "environment": None,
}
ENVIRONMENT = "environment-missing-in-workflow"
FILE = "workflow-filename-mismatch"
VALUES = {"label", "expected", "found", "stored", "file", "caller", "host", "values", "line"}


def test_the_act_holds_both_values() -> None:
    """The publisher to add and the publisher to remove are named by the field in which the two differ."""
    cause = Cause(FILE, "certain", "workflow_filename", "publish.yml", "release.yml")
    expected = "On PyPI, add a publisher with *Workflow name* `release.yml`, then remove the one with `publish.yml`."
    assert expected == act_of(cause, Case(claims=CLAIMS), "en")


def test_without_settings_the_act_holds_the_tokens_value() -> None:
    """What PyPI has is not known, so the act does not name it."""
    expected = "On PyPI, add a publisher with *Workflow name* `release.yml`, then remove the old one."
    assert expected == act_of(Cause(FILE, "possible"), Case(claims=CLAIMS), "en")


def test_without_values_the_act_is_the_advice() -> None:
    """No brace is ever left empty."""
    assert CAUSES[FILE]["advice"]["ru"] == act_of(Cause(FILE, "possible"), Case(), "ru")


@pytest.mark.parametrize(
    ("stored", "line"),
    [("pypi", "environment: pypi"), ("on", 'environment: "on"'), ("a: b", 'environment: "a: b"'), (None, None)],
)
def test_the_line_for_the_workflow_file(stored: str | None, line: str | None) -> None:
    """The line can be copied as it is; YAML takes its value for a string."""
    assert line == line_of(Cause(ENVIRONMENT, "certain", "environment", stored), Case(claims=CLAIMS))


REFUSED = "HTTPError: 403 Forbidden from https://upload.pypi.org/legacy/\n         Invalid API Token: "
OIDC = "OIDC scoped token is not valid for project 'sampleproject', "
SCOPED = "project-scoped token is not valid for project: 'sampleproject'"


@pytest.mark.parametrize(
    ("log", "begins"),
    [
        (f"{REFUSED}{OIDC}{SCOPED}", "On PyPI, add the publisher to the project named in the log"),
        (f"{REFUSED}{SCOPED}, {SCOPED}", "The API token belongs to a different project. If `sampleproject` is"),
        (
            "InvalidDistribution: Invalid distribution metadata: license-expression\n"
            "         introduced in metadata version 2.4, not 2.3",
            "Build again with a newer version of your build backend",
        ),
        (
            "HTTPError: 400 Bad Request: 'GPL' is invalid for 'license-expression'",
            "Fix the field named in PyPI's message",
        ),
    ],
)
def test_the_act_fits_the_message(log: str, begins: str) -> None:
    """Messages that share a cause may need different acts: a token of an exchange and an API token, for example."""
    case = Case(read_log(log))
    assert act_of(diagnose(case).causes[0], case, "en").startswith(begins)


@pytest.mark.parametrize(
    ("claims", "begins"),
    [
        (CLAIMS, "Run the job again: since 29 January 2026"),
        (
            {"project_path": "group/sampleproject", "ref_path": "refs/tags/v1"},
            "Change the GitLab project's sub components",
        ),
    ],
)
def test_the_act_fits_the_provider(claims: dict[str, str | None], begins: str) -> None:
    """GitHub's tokens can't be refused for their subject any more, so nobody is told to change a project on GitLab."""
    assert act_of(Cause("subject-customised", "possible"), Case(claims=claims), "en").startswith(begins)


def test_hostile_values_end_no_code() -> None:
    """A mark of code within a value is spelled out, and nothing secret is shown."""
    cause = Cause(FILE, "certain", "workflow_filename", "a`b", f"pypi-{'x' * 60}")
    act = act_of(cause, Case(claims=CLAIMS), "en")
    assert r"`a\x60b`" in act
    assert "`***`" in act


def test_the_acts_are_whole() -> None:
    """Each names causes, fields and words that there are, and values that can be known."""
    fields = {field["name"] for table in PROVIDERS.values() for field in table["fields"]}
    problems = [f"{cause}: no such cause" for cause in ACTS.keys() - CAUSES.keys()]
    for cause, act in ACTS.items():
        problems += [f"{cause}: no field {field}" for field in {act.get("field", "owner")} - fields]
        for word in act["says"]:
            both = [{*re.findall(r"\{(\w+)\}", text)} for text in WORDS[word].values()]
            problems += [f"{word}: {name} is in one language only" for name in sorted(both[0] ^ both[1])]
            problems += [f"{word}: {name} is no value" for name in sorted(both[0] - VALUES)]
    report(problems)


def test_every_log_with_settings_is_answered_with_its_values() -> None:
    """Where the settings show the difference, what to do is said with the values, not in general."""
    told = []
    for log in LOGS:
        if settings_of(log).exists():
            case = Case(read_log(log.read_text("utf-8")), read_publishers(settings_of(log).read_text("utf-8")))
            first = diagnose(case).causes[0]
            if act_of(first, case, "en") == CAUSES[first.cause]["advice"]["en"]:
                told.append(f"{log.name}: {first.cause}")
    assert ["owner-id-mismatch.action.txt: owner-id-mismatch"] == told


def test_the_index_is_named() -> None:
    """A publisher that is registered on the other index is needed on the one that the log names."""
    assert say("act-index", "en", host="test.pypi.org") == act_of(
        Cause("wrong-index", "likely"), Case(claims=CLAIMS, index="testpypi"), "en"
    )
