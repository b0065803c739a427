"""From a log to its cause, in every shape in which logs reach people."""

from collections.abc import Callable
from pathlib import Path

import pytest

from answer.case import Case
from answer.causes import diagnose
from answer.messages import Cause
from catalogue import CAUSES
from evidence.log import read_log
from growth import grows_with_length
from pages import ROOT
from problems import report
from samples import LOGS, publishers_of
from shapes import SHAPES
from shared.bad_input import BadInput


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_log(log: Path, step: int) -> None:
    """The cause that a log is named after comes first, whatever happened to the log on its way."""
    text, expected = log.read_text(encoding="utf-8"), log.name.split(".")[0]
    shapes = [*enumerate(SHAPES)][LOGS.index(log) % step :: step]
    found = {f"{number} {shape.__name__}": first_cause(shape(text), log) for number, shape in shapes}
    report(f"{log}: shape {shape}: {cause}, expected {expected}" for shape, cause in found.items() if cause != expected)


def first_cause(text: str, log: Path) -> str:
    """What a reader is told first who pastes this text, be it that there is nothing to tell."""
    try:
        return [*diagnose(Case(read_log(text), publishers_of(log))).causes, Cause("no cause", "certain")][0].cause
    except BadInput as bad:
        return str(bad)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_claims_survive(shape: Callable[[str], str]) -> None:
    """The claims come out the same from every shape."""
    log = (ROOT / "snippets/logs/environment-missing-in-workflow.action.txt").read_text(encoding="utf-8")
    assert {
        "sub": "repo:octo-org/sampleproject:ref:refs/tags/v1.4.0",
        "repository": "octo-org/sampleproject",
        "repository_owner": "octo-org",
        "repository_owner_id": "4242",
        "workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0",
        "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0",
        "ref": "refs/tags/v1.4.0",
        "environment": None,
    } == read_log(shape(log)).claims


def test_every_log_has_a_cause_in_its_name() -> None:
    """A log that is named after no cause would test nothing."""
    assert LOGS
    report(f"{log}: named after no cause of the catalogue" for log in LOGS if log.name.split(".")[0] not in CAUSES)


# What a log may hold of a client beside the messages that the other logs show.
TRACES = {
    "gh-action-pypi-publish": ["OIDC exchange failure", "Attempting to perform OIDC credential exchange"],
    "uv": [
        "claims: BuildkiteTokenClaims {", "claims: OidcTokenClaims {", "Publishing 2 files to https://upload.pypi.org/legacy/",
        "Publishing 2 files to https://test.pypi.org/legacy/",
    ],
    "flit": ["Run flit publish", "Uploading with flit.upload", "in flit_core/config.py"],
    "poetry": ["Run poetry publish --build"],
    "pdm": ["Run pdm publish", "[PublishError]: Upload failed"],
    "maturin": ["Run maturin publish"],
}  # fmt: skip


@pytest.mark.parametrize("client", TRACES)
def test_a_client_is_known_by_its_traces(client: str) -> None:
    """A command or a line of its own shows which client wrote the log."""
    clients = {line: read_log(line).client for line in TRACES[client]}
    report(f"{line!r}: {found}, expected {client}" for line, found in clients.items() if found != client)


def test_the_first_decisive_failure_wins() -> None:
    """Of two failures in a log the first decides; the other is named as possible."""
    first, second = (
        (ROOT / f"snippets/logs/{name}.txt").read_text(encoding="utf-8")
        for name in ("pull-request-target.action", "release-too-old.twine")
    )
    causes = diagnose(Case(read_log(first + second))).causes
    assert [("pull-request-target", "certain"), ("release-too-old", "possible")] == [each[:2] for each in causes]


def test_a_warning_is_not_the_cause() -> None:
    """The reusable-workflow warning before another failure does not hide it."""
    warned = (ROOT / "snippets/logs/reusable-workflow.action.txt").read_text(encoding="utf-8")
    log = warned.replace("Publisher with matching claims was not found", "Missing claim 'jti'")
    assert "missing-claim" == diagnose(Case(read_log(log))).causes[0].cause


def test_checkout_is_no_token() -> None:
    """What actions/checkout prints of repository and ref is not taken for a token's claims."""
    log = "##[group]Run actions/checkout\nwith:\n  repository: hexa-group/other\n  ref: main\n##[endgroup]\n"
    refused = (ROOT / "snippets/logs/workflow-filename-mismatch.action.txt").read_text(encoding="utf-8")
    claims = read_log(log + refused).claims
    assert claims
    assert "octo-org/sampleproject" == claims["repository"]


@pytest.mark.parametrize("text", ["", " \n", "Hello, world", "\u0000", "{}"])
def test_what_is_no_log_is_said_to_be_none(text: str) -> None:
    """Text in which nothing is known is refused, not guessed at."""
    with pytest.raises(BadInput):
        read_log(text)


HOSTILE = {
    "brackets": "[",
    "marks of code": "`",
    "stars": "*",
    "escaped breaks": "%0A",
    "quotes": "> ",
    "claims": "ref:x ",
    "open claims": 'sub: "',
    "half messages": "JWT issuer '",
    "half lists": "The job_workflow_ref claim does not match, expecting one of [",
    "times": "2026-11-22T08:15:01.1Z ",
    "lines of GitLab": "\n2026-11-22T08:15:01.094269Z 01O+a",
    "half a section": "section_start:1:a[",
    "jobs of act": "\n[a/b] ",
    "steps of Cloud Build": '\nStep #1 - "',
    "numbers of lines": "12\n",
    "progress": "\n100%",
    "links": "[a](https://a",
    "pages": "b'<html>\\n",
    "reports of errors": "\nAError",
    "headings of errors": "Error:\n",
    "checks": "\nChecking a: ERROR  ",
    "unknown sentences": "HTTPError: 400 Bad Request from https://a\nMoon sets.\n",
    "unknown reasons": "for the following reasons:\n* `a`: ",
    "uploads": "\nUploading a.whl",
    "hints": "\nfailed to",
    "values of uv": "environment: Some(",
    "breaks of JSON": '":"\\n',
    "ends of bars": "\n100% |NOT",
}
# What stands before one endless line.
MARKS = (
    "::a",
    "##[a",
    "\x1b]",
    "[a/",
    'Step #1 - "',
    "Uploading ",
    "Checking ",
    "cause: ",
    "sub: `",
    "reasons: ",
    "| 400 A",
)


@pytest.mark.parametrize("length", [50_000, pytest.param(500_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_no_text_makes_the_reader_slow(piece: str, length: int) -> None:
    """With half a megabyte of anything, time grows with the length and not with its square."""
    assert grows_with_length(lambda size: found_in(piece * (size // len(piece))), length)


@pytest.mark.parametrize("mark", MARKS)
def test_no_line_makes_the_reader_slow(mark: str) -> None:
    """Nor does a single line of any length."""
    assert grows_with_length(lambda size: found_in(mark + "a" * size), 100_000)


def found_in(text: str) -> None:
    """Read a log in which a message of PyPI stands at the end."""
    assert read_log(f"{text}\ninvalid token: already used").error
