"""A job that went well is called so; one that failed never is."""

from pathlib import Path

import pytest

from answer.case import Case
from answer.causes import diagnose
from evidence.log import Log, read_log
from pages import ROOT
from problems import report
from shapes import SHAPES, act, azure, gitlab_trace, quoted, rewrapped, stamped

# What the clients print, each run against the local index on 2026-11-28, among what else stands in logs of such jobs.
GOOD = sorted((ROOT / "tests/evidence/good_jobs").glob("*.txt"))
REMARKS = {
    "action-skip-existing": ["missing-dists"],
    "action-token": ["attestations-ignored", "create-a-trusted-publisher"],
    "failing-tests-before": ["forbidden"],
    "first-attempt-refused": ["invalid-authentication", "forbidden", "error-during-upload"],
    "twine-second-try": ["received-server-error"],
    "twine-verbose": ["twine-not-supported"],
    "uv-check-url": ["uv-file-name"],
}


def read(log: Path) -> str:
    """A log with the breaks that stand in it."""
    return log.read_bytes().decode()


@pytest.mark.parametrize("log", GOOD, ids=lambda log: log.stem)
def test_a_job_that_went_well(log: Path) -> None:
    """It has no cause and nothing unexplained, in every shape that keeps its lines; what it warned of are remarks."""
    told = {number: read_log(shape(read(log))) for number, shape in enumerate(SHAPES) if shape is not rewrapped}
    report(f"{log}: shape {number}: {said(found)}" for number, found in told.items() if said(found) != "well")
    assert REMARKS.get(log.stem, []) == told[0].remarks


def said(log: Log) -> str:
    """What is said of a log: `well`, or its causes and what is unexplained."""
    causes = [cause.cause for cause in diagnose(Case(log)).causes]
    return "well" if log.went_well and not causes and not log.unexplained else f"{causes} {log.unexplained}"


def test_there_is_a_good_job_of_each_client() -> None:
    """And one of each service in which a job ends with a word of its own."""
    assert len(GOOD) >= 15
    logs = {log.stem: read_log(read(log)) for log in GOOD}
    assert {"gh-action-pypi-publish", "twine", "uv", "poetry", "flit", "pdm", "maturin"} <= {
        x.client for x in logs.values()
    }
    assert {"github", "gitlab", "jenkins"} <= {x.service for x in logs.values()}


UPLOADED = """\
Uploading distributions to https://upload.pypi.org/legacy/
Uploading sampleproject-1.4.0-py3-none-any.whl
Uploading sampleproject-1.4.0.tar.gz

View at:
https://pypi.org/project/sampleproject/1.4.0/
"""
BEGUN = UPLOADED.partition("\nView")[0]
RELEASE = """\
Run softprops/action-gh-release@v2
⚠️ GitHub release failed with status: 403
Error: Resource not accessible by integration
"""
SWALLOWED = (
    BEGUN
    + """
ERROR    HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/
         File already exists ('sampleproject-1.4.0.tar.gz', with blake2_256 hash '4f2a').
         See https://pypi.org/help/#file-name-reuse for more information.
Cleaning up project directory and file based variables
Job succeeded
"""
)
BUFFERED = (
    """\
ERROR    HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/
         Bad Request
"""
    + BEGUN
)
# Each with the cause that comes first, or the line that is quoted.
FAILED = {
    "a known error after an upload that went well": (UPLOADED + RELEASE, "release-creation-forbidden"),
    "an unknown one": (
        UPLOADED + "rsync: [sender] read error: Connection reset\nError: the mirror is full\n",
        "Error: the mirror is full",
    ),
    "nothing but the status": (
        UPLOADED + "Error: Process completed with exit code 3.\n",
        "Error: Process completed with exit code 3.",
    ),
    "a step that gives up without the word": (
        BEGUN + "\nThe robot could not find its key\n",
        "The robot could not find its key",
    ),
    "an upload that a script let fail": (SWALLOWED, "file-already-exists"),
    "an error before the lines that a buffer held back": (BUFFERED, "upload-reason-not-shown"),
    "PyPI refuses, and TestPyPI takes the same file afterwards": (
        BEGUN
        + "\nERROR    HTTPError: 403 Forbidden from https://upload.pypi.org/legacy/\n"
        + "         The user 'octocat' isn't allowed to upload to project 'sampleproject'.\n"
        + UPLOADED.replace("pypi.org", "test.pypi.org").replace("upload.test", "test"),
        "user-lacks-upload-role",
    ),
    "a second attempt whose end the log does not show": (
        'WARNING  Received "500: Internal Server Error"\n'
        "         Package upload appears to have failed. Retry 1 of 5.\n"
        "Uploading sampleproject-1.4.0-py3-none-any.whl\n"
        "100% ---------------------------------------- 47.2/47.2 kB • 00:00 • ?\n",
        "index-unavailable",
    ),
    "an error in the line of the progress bar": (
        "100% |██████████| 42.6k/42.6k [00:00<00:00, 220kB/s]NOTE: Try --verbose to see response content.\n"
        "100% |██████████| 42.6k/42.6k [00:00<00:00, 220kB/s] HTTPError: 403 Forbidden from "
        "https://upload.pypi.org/legacy/ Invalid or non-existent authentication information.\n",
        "invalid-credentials",
    ),
    "uv leaves the only file out": (
        "Publishing 1 file to https://upload.pypi.org/legacy/\n"
        "warning: `SampleProject-1.4.0.tar.gz` has a non-normalized filename (expected "
        "`sampleproject-1.4.0.tar.gz`), skipping\n",
        "wrong-file-name",
    ),
    "the service gives up": (BEGUN + '\nWARNING  Received "503: Service Unavailable"\n', "index-unavailable"),
    "a reason that only requests prints": (
        "Uploading dist/sampleproject-1.4.0.tar.gz...   I-flit.upload\n"
        "400 Client Error: The moon is full for url: https://upload.pypi.org/legacy/\n",
        "400 Client Error: The moon is full for url: https://upload.pypi.org/legacy/",
    ),
    "one file taken, the next refused": (
        UPLOADED.replace(
            "\nView at:", "ERROR    HTTPError: 403 Forbidden from https://upload.pypi.org/legacy/"
        ).replace("https://pypi.org/project/sampleproject/1.4.0/", ""),
        "upload-reason-not-shown",
    ),
}


@pytest.mark.parametrize("name", FAILED)
def test_a_job_that_failed_is_not_called_well(name: str) -> None:
    """Its error has a cause, or is quoted, in whatever shape."""
    text, first = FAILED[name]
    wrong = []
    for shape in (SHAPES[0], stamped, azure, act, quoted, gitlab_trace):
        log = read_log(shape(text))
        told = [*(cause.cause for cause in diagnose(Case(log)).causes), *log.unexplained, "nothing"]
        wrong += [f"{shape.__name__}: {told}, expected {first}"] if told[0] != first or log.went_well else []
    report(wrong)


def test_what_pypi_took_before_is_told() -> None:
    """Of two files one was taken: whoever tries again must leave it out."""
    log = read_log(FAILED["one file taken, the next refused"][0])
    assert ["sampleproject-1.4.0-py3-none-any.whl"] == log.uploaded
    assert [] == read_log(UPLOADED).uploaded
