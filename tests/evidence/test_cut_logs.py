"""A log that breaks off says what it can: which claim is cut, and nothing certain that the rest could refute."""

from pathlib import Path

import pytest

from answer.case import Case
from answer.causes import diagnose
from diagnosed import found, run
from evidence.log import read_log
from pages import ROOT
from problems import report
from samples import EACH_LOG, publishers_of
from shapes import act, azure, coloured, stamped
from shared.bad_input import BadInput

STEP = 31  # characters between two places at which a log is cut
# What a heading says with certainty: that a reason is not shown, that GitHub refused the file.
HEADINGS = {"reason-not-shown", "upload-reason-not-shown", "workflow-refused"}
# Of two sentences that begin alike, the one that ends first.
ALIKE = {
    "client-too-old.action": "invalid-core-metadata",
    "token-not-scoped-to-project.twine": "invalid-credentials",
    "minted-token-expired.twine": "invalid-credentials",
}


@pytest.mark.parametrize("log", EACH_LOG)
def test_nothing_certain_is_made_up(log: Path) -> None:
    """Wherever a log ends, it is read, and certain is only what the whole of it says, too."""
    text, publishers = log.read_text(encoding="utf-8"), publishers_of(log)
    whole = certain(text, publishers) | HEADINGS | {log.name.partition(".")[0], ALIKE.get(log.stem)}
    told = {end: certain(text[:end], publishers) - whole for end in range(1, len(text), STEP)}
    report(f"{log}: cut after {text[:end][-30:]!r}: {causes}" for end, causes in told.items() if causes)


def certain(text: str, publishers: list[dict[str, str]]) -> set[str]:
    """The causes that are said to be certain; none of what is no log."""
    try:
        causes = diagnose(Case(read_log(text), publishers)).causes
    except BadInput:
        return set()
    return {cause.cause for cause in causes if cause.certainty == "certain"}


ACTION = (ROOT / "snippets/logs/environment-name-mismatch.action.txt").read_text(encoding="utf-8")
UV = (ROOT / "snippets/logs/environment-missing-in-workflow.uv.txt").read_text(encoding="utf-8")
# Each with the log, what it ends with, and the claim that is cut.
CUTS = [
    (ACTION, "`job_workflow_ref`: `octo-org/sampleproject/.github/wor", "job_workflow_ref"),
    (ACTION, "`workflow_ref`: `octo-org/sampleproject/.github/workflows/release.y", "workflow_ref"),
    (ACTION, "`repository_owner`:", "repository_owner"),
    (ACTION, "`sub`: `repo:octo-org/sample", "sub"),
    (UV, 'sub: "repo:octo-org/sample', "sub"),
    (UV, 'job_workflow_ref: "octo-org/sampleproject/.github', "job_workflow_ref"),
    (UV, "environment: No", "environment"),
]


@pytest.mark.parametrize(("log", "ending", "claim"), CUTS, ids=[end for _, end, _ in CUTS])
def test_the_claim_that_is_cut_is_named_and_not_read(log: str, ending: str, claim: str) -> None:
    """However the log was copied. The claims before it are read."""
    text, whole = log[: log.index(ending) + len(ending)], read_log(log)
    assert whole.claims
    for shape in (str, stamped, azure, act, coloured, lambda text: f"{text}\n```\n"):
        read = read_log(shape(text))
        claims = read.claims or {}
        assert (claim, False) == (read.cut, claim in claims)
        assert claims == {name: whole.claims[name] for name in claims}
    assert whole.cut is None


def test_the_rest_is_compared() -> None:
    """Half of a path is no other path: what differs is the environment, which stands in `sub`."""
    text = ACTION[: ACTION.index("`job_workflow_ref`") + 60]
    given = ("--publisher", "@snippets/logs/environment-name-mismatch.publisher.json")
    answer = found(*given, stdin=text.encode())
    assert ("job_workflow_ref", "environment-name-mismatch") == (answer["cut"], answer["causes"][0]["cause"])
    assert not any(cause["cause"].startswith("workflow-") for cause in answer["causes"])
    for lang in ("en", "ru"):
        told = [run(*given, "--lang", lang, stdin=log.encode()).stdout for log in (text, ACTION)]
        assert [True, False] == ["job_workflow_ref" in each for each in told]
    assert found(*given, stdin=ACTION.encode())["cut"] is None


def test_a_common_phrase_at_the_end_is_no_message() -> None:
    """A message is not found by its middle: a text may end in the words that follow the message's first value."""
    read = read_log("npm error code E404\nThe job publishes to npm, too, with trusted publishing")
    assert (None, ["npm error code E404"]) == (read.failure, read.unexplained)
