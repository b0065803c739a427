"""An error that nobody knows is quoted, and no cause is made up."""

import pytest

from answer.case import Case
from answer.causes import diagnose
from answer.report import as_object
from evidence.log import read_log
from evidence.outcome import READ, Outcome, hints_of
from problems import report
from shapes import SHAPES, act, azure, gitlab_trace, quoted, stamped

# Errors that nobody knows: what comes before the telling line, that line, what comes after it.
UNKNOWN = {
    "twine": (
        "Uploading distributions to https://upload.pypi.org/legacy/\nUploading sampleproject-1.4.0.tar.gz\n",
        "ERROR    StrangeError: the moon is full",
        "\nError: Process completed with exit code 1.",
    ),
    "twine, in an old version": (
        "twine version 3.1.1 (pkginfo: 1.4.2)\n\n",
        "InvalidDistribution: The moon is full.",
        "",
    ),
    "uv": (
        "Publishing 1 file to https://upload.pypi.org/legacy/\n",
        "error: The moon is full",
        "\n##[error]Process completed with exit code 2.",
    ),
    "maturin": (
        "💥 maturin failed\n",
        "Caused by: The moon is full",
        "\nError: The process '/root/.cargo/bin/maturin' failed with exit code 1",
    ),
    "a traceback": (
        'Run flit publish\nTraceback (most recent call last):\n  File "/usr/bin/flit", line 8\n    main()\n',
        "lunar.errors.MoonError: the moon is full",
        "\nError: Process completed with exit code 1.",
    ),
    "poetry": (
        "Publishing sampleproject (1.4.0) to PyPI\n\n  ",
        "MoonError\n\n  The moon is full",
        "\n\n  at ~/.local/lib/python3.14/site-packages/poetry/publishing/moon.py:15 in rise\n    → 15│ raise\n",
    ),
    "make": ("twine upload dist/*\n", "moon: command not found", "\nmake: *** [Makefile:8: release] Error 127"),
    "an action": ("Run octo-org/moon@v1\n", "Error: The moon is full", "\nPost job cleanup."),
    "npm, since version 10": (
        "npm error code E403\n",
        "npm error 403 Forbidden - the moon is full",
        "\nError: Process completed with exit code 1.",
    ),
    "an image of the project's own": (
        "Run docker compose up -d\n",
        "Error: toomanyrequests: You have reached the limit of the moon.",
        "\nError: Process completed with exit code 18.",
    ),
    "a runner that is lost": (
        "Run twine upload dist/*\n",
        "The hosted runner: GitHub Actions 3 lost communication.",
        "",
    ),
    "a module that is not there": ("/home/runner/work/a\n", "/usr/bin/python: No module named moon", ""),
    "a test that speaks like PyPI": (
        "Run pytest\n",
        "FAILED tests/test_moon.py::test_user - HTTPError: 401 Client Error: Unauthorized for url: https://moon.test",
        "\n1 failed, 2 passed in 0.12s\nError: Process completed with exit code 1.",
    ),
    "npm": ("npm ERR! code ELIFECYCLE\n", "npm ERR! The moon is full", "\nError: Process completed with exit code 1."),
    "a hint alone": ("Run twine upload dist/*\n", "The upload was refused by the moon", ""),
    "nothing else": ("Run twine upload dist/*\n", "Error: Process completed with exit code 1.", ""),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_an_error_that_nobody_knows_is_quoted(name: str) -> None:
    """The telling line, whatever the tool and the shape, and no cause is made up."""
    before, line, after = UNKNOWN[name]
    wrong = []
    for shape in (SHAPES[0], stamped, azure, act, quoted, gitlab_trace):
        log = read_log(shape(before + line + after))
        causes = [cause.cause for cause in diagnose(Case(log)).causes]
        good = not causes and [each.split() for each in log.unexplained[-1:]] == [line.split()]
        wrong += [] if good else [f"{shape.__name__}: {causes} {log.unexplained}, expected {line}"]
    report(wrong)


def test_an_error_in_code_marks_is_quoted() -> None:
    """As people write it in an issue."""
    log = read_log("The last release failed, I don't know why.\n`RedirectDetected: The moon is full.`\nAny idea?")
    assert ["`RedirectDetected: The moon is full.`"] == log.unexplained


SENTENCE = "The file name must not hold a moon. See https://pypi.org/help/#moon for more information."
# A sentence of PyPI's that the catalogue does not know, as each client prints it.
FORMS = {
    "twine": "ERROR    HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/\n         {sentence}\n",
    "twine, in an old version": "HTTPError: 400 Client Error: {sentence} for url: https://upload.pypi.org/legacy/\n",
    "uv": (
        "error: Failed to publish `dist/sampleproject-1.4.0.tar.gz` to `https://upload.pypi.org/legacy/`\n"
        "  cause: Server returned status code 400 Bad Request. Server says: 400 {sentence}\n"
    ),
    "poetry": "\nHTTP Error 400: {sentence} | b'<html>\\n <head>\\n  <title>400 {sentence}</title>'\n",
    "hatch": (
        "Error uploading to repository: https://upload.pypi.org/legacy/ - Client error '400 {sentence}' for url "
        "'https://upload.pypi.org/legacy/'\n"
    ),
    "maturin": (
        "💥 maturin failed\n  Caused by: Failed to upload the wheel with status 400: <html>\n <head>\n"
        "  <title>400 {sentence}</title>\n </head>\n"
    ),
    "pdm": "[PublishError]: Upload failed with status 400: 400 {sentence}\n",
    "flit": "requests.exceptions.HTTPError: 400 Client Error: {sentence} for url: https://upload.pypi.org/legacy/\n",
}


@pytest.mark.parametrize("client", FORMS)
def test_a_new_sentence_of_pypi_is_quoted(client: str) -> None:
    """The reason is there, so that it is not shown is no cause; what PyPI says tells more than any of its causes."""
    log = read_log("Uploading sampleproject-1.4.0.tar.gz\n" + FORMS[client].format(sentence=SENTENCE))
    assert log.failed
    assert [] == diagnose(Case(log)).causes
    assert any("must not hold a moon" in line for line in log.unexplained)
    assert as_object(Case(log), diagnose(Case(log)), "en")["unexplained"] == log.unexplained


def test_of_very_many_errors_the_last_ones_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log of nothing but errors is answered as soon as any other, by its last lines."""
    made_safe: list[str] = []
    monkeypatch.setattr("evidence.outcome.shown", lambda line: made_safe.append(line) or line)
    log = "".join(f"Error: number {number}\n" for number in range(3 * READ))
    assert [f"Error: number {3 * READ - left}" for left in (3, 2, 1)] == Outcome(log).errors
    assert READ == len(made_safe)
    hints = "".join(f"it has failed {number}\n" for number in range(3 * READ))
    assert f"it has failed {3 * READ - 1}" == hints_of(hints)[-1]
    assert 2 * READ == len(made_safe)


def test_a_status_line_alone_has_no_sentence() -> None:
    """Behind it stands nothing of PyPI's: the cause is that the reason is not shown."""
    for behind in ("", "Bad Request\n", "Error: Process completed with exit code 1.\n", "Post job cleanup.\n"):
        log = read_log(f"ERROR    HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/\n{behind}")
        assert ("upload-reason-not-shown", []) == (diagnose(Case(log)).causes[0].cause, log.unexplained), behind
