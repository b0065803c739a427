"""The command line, as a reader uses it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jwt
import pytest

from diagnosed import LOG, NOTE_PUBLISHER, NOTE_TOKEN, PUBLISHER, found, run
from pages import ROOT


def test_a_log_and_a_publisher_give_the_cause() -> None:
    """Status 1, and the field with what PyPI has and what the token has."""
    ran = run(LOG, "--publisher", PUBLISHER)
    assert 1 == ran.returncode
    assert re.search(r"on PyPI: +publish\.yml\n +in the token: release\.yml", ran.stdout)
    assert "/causes/workflow-filename-mismatch/" in ran.stdout


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(
    ("file", "status", "cause"),
    [(".github/workflows/publish.yml", 1, "workflow-path-instead-of-filename"), ("publish.yml", 0, None)],
)
def test_the_case_that_the_guide_grew_from(lang: str, file: str, status: int, cause: str | None) -> None:
    """A path in the publisher is the one thing that is wrong; with the file name PyPI accepts the token."""
    publisher = json.dumps({**NOTE_PUBLISHER, "workflow_filename": file})
    arguments = ("--publisher", publisher, "--claims", json.dumps(NOTE_TOKEN), "--lang", lang)
    ran, told = run(*arguments), found(*arguments)
    assert status == ran.returncode
    assert (status == 0) == told["decision"]["accepted"]
    assert ([(cause, "certain")] if cause else []) == [(each["cause"], each["certainty"]) for each in told["causes"]]


def test_json_keeps_its_promise() -> None:
    """Every field of the contract is there, and the decision is PyPI's."""
    told = found(LOG, "--publisher", PUBLISHER)
    assert {"client", "error", "claims", "decision", "register", "causes"} <= told.keys()
    assert "gh-action-pypi-publish" == told["client"]
    assert {"code": "invalid-publisher", "reason": "Publisher with matching claims was not found"}.items() <= told[
        "error"
    ].items()
    assert {"accepted", "error_code", "reason", "matched_publisher"} == told["decision"].keys()
    assert {"cause", "certainty", "who", "field", "expected", "found", "advice", "url"} <= told["causes"][0].keys()
    assert {
        "provider": "github",
        "owner": "octo-org",
        "repository": "sampleproject",
        "workflow_filename": "release.yml",
        "environment": "pypi",
    } == told["register"]


def test_without_a_publisher_nothing_is_called_certain() -> None:
    """The log alone can't tell which field differs; it tells what must be registered."""
    told = found(LOG)
    assert told["decision"] is None
    assert told["register"]
    assert len(told["causes"]) > 3
    assert "certain" not in {each["certainty"] for each in told["causes"]}


def test_the_publisher_that_is_meant_is_found_among_several() -> None:
    """Of several publishers the nearest is compared; the accepted one is named by its place."""
    near, far = (
        json.dumps({**NOTE_PUBLISHER, "owner": owner, "workflow_filename": "publish.yml"})
        for owner in ("svalench", "x")
    )
    told = found("--publisher", far, "--publisher", near, "--claims", json.dumps(NOTE_TOKEN))
    assert 1 == told["decision"]["matched_publisher"]


def test_pasted_lines_of_the_publishing_page() -> None:
    """What PyPI's page shows can be given as it is, in either interface language."""
    for blank in ("(Any)", "(Любая)"):
        lines = f"GitHub\nRepository: octo-org/sampleproject\nWorkflow: publish.yml\nEnvironment name: {blank}\n"
        assert "workflow-filename-mismatch" == found(LOG, "--publisher", lines)["causes"][0]["cause"]


def test_standard_input() -> None:
    """Without a file, or with -, the log comes from standard input; UTF-16 with a mark is read too."""
    log = (ROOT / LOG).read_text(encoding="utf-8")
    expected = found(LOG, "--publisher", PUBLISHER)
    for arguments, raw in ((("-",), log.encode()), ((), log.encode("utf-16")), ((), log.encode("utf-8-sig"))):
        assert expected == found(*arguments, "--publisher", PUBLISHER, stdin=raw)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("nowhere.txt",), b""),
        (("docs",), b""),
        ((), b""),
        ((), b"\x00\x01\x02\xff\xfe"),
        ((), b"Nothing that a client says."),
        ((LOG, "--publisher", "{"), b""),
        ((LOG, "--publisher", "[" * 100_000), b""),
        ((LOG, "--publisher", "5"), b""),
        ((LOG, "--publisher", "[5]"), b""),
        ((LOG, "--publisher", '{"owner": "octo-org"}'), b""),
        ((LOG, "--publisher", '{"provider": "bitbucket"}'), b""),
        ((LOG, "--publisher", '{"email": 5}'), b""),
        ((LOG, "--publisher", "@nowhere.json"), b""),
        (("--claims", "["), b""),
        (("--claims", "[]"), b""),
        (("--token", "@README.md"), b""),
        (("--token", "eyJhbGciOiJub25lIn0.e30."), b""),
    ],
)
def test_bad_input_ends_in_one_sentence(arguments: tuple[str, ...], stdin: bytes, lang: str) -> None:
    """Status 2, one line on standard error, nothing on standard output, in the reader's language."""
    ran = run(*arguments, "--lang", lang, stdin=stdin)
    assert (2, "") == (ran.returncode, ran.stdout)
    assert 1 == len(ran.stderr.splitlines())
    assert "Traceback" not in ran.stderr
    assert "eyJ" not in ran.stderr


SECRETS = [
    jwt.encode({"sub": "octo"}, "x" * 32),
    "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4ZDI0LWE2ZTctNGRmYi1hMDJmLTY2ZDAzZjE1Y2Y4OQ",
    "ghp_0123456789abcdefABCDEF0123456789abcd",
    "ghs_0123456789abcdefABCDEF0123456789abcd",
]


@pytest.mark.parametrize("before", ["%0A", "\x1b[3="], ids=["an escaped break", "half a colour code"])
def test_no_secret_hides_behind_what_is_cleaned_away(before: str) -> None:
    """What a log's cleaning takes away does not take a secret's beginning with it."""
    secret = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOm9jdG8tb3JnIn0.c2lnbmF0dXJl"  # noqa: S105 - made up
    log = (
        (ROOT / LOG).read_text(encoding="utf-8").replace("`environment`: `pypi`", f"`environment`: `x{before}{secret}`")
    )
    ran = run("--format=json", stdin=log.encode())
    assert "claims" in ran.stdout
    assert not any(part[1:] in ran.stdout for part in secret.split("."))


@pytest.mark.parametrize("output", ["text", "json", "github"])
@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret[:4])
def test_no_secret_comes_out(secret: str, output: str) -> None:
    """A token in the log's text, in a claim or in a setting appears in no output."""
    log = (ROOT / LOG).read_text(encoding="utf-8").replace("`environment`: `pypi`", f"`environment`: `{secret}`")
    publisher = json.dumps({**NOTE_PUBLISHER, "workflow_filename": secret})
    ran = run("--publisher", publisher, "--format", output, stdin=f"{secret}\n{log}{secret}".encode())
    assert 1 == ran.returncode
    assert secret not in ran.stdout + ran.stderr
    assert secret[10:30] not in ran.stdout + ran.stderr


@pytest.mark.parametrize("output", ["text", "json", "github"])
def test_hostile_values_come_out_harmless(output: str) -> None:
    """Escape sequences, bidi marks and workflow commands in claims do nothing where they are printed."""
    hostile = "\x1b[2J\u202e::error::x\n::stop-commands::y\r\u2066<img src=x onerror=alert(1)>"
    claims = json.dumps({**NOTE_TOKEN, "environment": hostile})
    publisher = json.dumps({**NOTE_PUBLISHER, "workflow_filename": "publish.yml", "environment": "pypi"})
    printed = run("--claims", claims, "--publisher", publisher, "--format", output).stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", printed)
    assert not re.search(r"^::(stop-commands|error::x)", printed, re.MULTILINE)


def test_a_token_is_read_from_a_file(tmp_path: Path) -> None:
    """--token @FILE gives its claims to the diagnosis."""
    file = tmp_path / "token"
    file.write_text(jwt.encode({**NOTE_TOKEN, "environment": "pypi"}, "x" * 32) + "\n", encoding="utf-8")
    assert "pypi" == found("--token", f"@{file}")["register"]["environment"]


def test_annotations_and_summary(tmp_path: Path) -> None:
    """--format github prints one-line commands and writes the job's summary."""
    summary = tmp_path / "summary.md"
    ran = run(LOG, "--publisher", PUBLISHER, "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert all(line.startswith("::error title=") for line in ran.stdout.splitlines())
    assert "publish.yml" in ran.stdout
    assert "publish.yml" in summary.read_text(encoding="utf-8")


def test_the_site_address_can_be_set() -> None:
    """The printed addresses follow SITE_URL, and the language."""
    ran = run(LOG, "--publisher", PUBLISHER, "--lang", "ru", SITE_URL="https://guide.example.org/x")
    assert "https://guide.example.org/x/ru/causes/workflow-filename-mismatch/" in ran.stdout


def test_reading_a_log_needs_the_standard_library_only() -> None:
    """`python -S -I` has no third-party package, and the log is read all the same."""
    code = "import sys; sys.path.insert(0, 'snippets'); import diagnose; sys.exit(diagnose.main(sys.argv[1:]))"
    command = [sys.executable, "-S", "-I", "-c", code, LOG, "--format", "json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (1, b"") == (ran.returncode, ran.stderr)


def test_a_workflow_file_shows_its_cause_and_line() -> None:
    """--workflow finds what is wrong before anything runs, and makes certain what the log only suggests."""
    file = "snippets/workflows/id-token-permission-missing.broken.yml"
    assert {"cause": "id-token-permission-missing", "certainty": "certain"}.items() <= found("--workflow", file)[
        "causes"
    ][0].items()
    log = "snippets/logs/id-token-permission-missing.action.txt"
    assert "likely" == found(log)["causes"][0]["certainty"]
    assert "certain" == found(log, "--workflow", file)["causes"][0]["certainty"]
    assert 0 == run("--workflow", "snippets/workflows/trusted-publishing.yml").returncode
    assert 2 == run("--workflow", "Makefile").returncode


def test_a_log_without_its_error_is_not_called_sound() -> None:
    """Half a log shows a client and no failure that is known: the reader is asked for the rest of it."""
    half = b"$ twine upload dist/*\nUploading distributions to https://upload.pypi.org/legacy/\n"
    assert "error message" in run("-", stdin=half).stdout
    whole = half + b"\nView at:\nhttps://pypi.org/project/sampleproject/1.4.0/\n"
    assert "error message" not in run("-", stdin=whole).stdout
