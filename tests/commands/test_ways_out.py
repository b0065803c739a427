"""However a command is called, and wherever its answer goes: status 0, 1 or 2, no traceback, nothing that is obeyed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import forks
from diagnosed import LOG, PUBLISHER, run
from hidden_secrets import JWT, PYPI, TOKENS, left
from local_server import silent_port
from pages import ROOT
from problems import report
from shared.safe_json import read_json

COMMANDS = [
    "diagnose", "explain", "check", "new_publisher", "matching", "read_token", "verify_token", "rehearse",
    "last_accepted",
]  # fmt: skip
PYTHON = os.environ.get("COMMANDS_PYTHON", sys.executable)
OBEYED = [
    "##[add-mask]e",
    "##[stop-commands]x",
    "##vso[task.setvariable]x",
    "::add-mask::x",
    "  ::error::x",
    "\x1b[31mx",
]
ASKED = (LOG, "--publisher", PUBLISHER)
WINDOWS = ("cp1251", "cp1252")  # the encodings of a Russian and a Western Windows
NESTED = '{"a":' * 500 + "1" + "}" * 500


def called(
    command: str, *arguments: str, output: object = subprocess.PIPE, encoding: str = "utf-8", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the guide. `encoding` is that of its output, as it is on some system."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", **variables}
    line = [PYTHON, f"snippets/{command}.py", *arguments]
    return subprocess.run(
        line, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, check=False,
        encoding=encoding, env=environment, timeout=100,
    )  # fmt: skip


def forked(command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the guide without the wait for its imports; its output is in UTF-8."""
    return forks.run(ROOT / f"snippets/{command}.py", *arguments, cwd=ROOT, env={"PATH": os.defpath})


def wrong(ran: subprocess.CompletedProcess[str], secret: str = PYPI) -> str:
    """What must not come of a call: another status, a traceback, a secret, a line that a runner obeys."""
    said = (ran.stdout or "") + ran.stderr
    if ran.returncode not in (0, 1, 2) or "Traceback" in said or "Exception ignored" in said:
        return f"status {ran.returncode}: {said[-300:]}"
    obeyed = [line for line in said.split("\n") if line.lstrip().startswith("::") or "##[" in line or "##vso[" in line]
    if obeyed or "\x1b" in said:
        return f"is obeyed: {obeyed or said!r}"
    return f"secret: {said}" if left(secret, said) else ""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_secret_in_a_wrong_place_is_not_printed(command: str) -> None:
    """Instead of a file, as an option, as an option's value: it stands in no complaint."""
    calls = [(secret, form) for secret in (PYPI, JWT) for form in ([secret], ["x", secret], [f"--password={secret}"])]
    if command in ("diagnose", "rehearse"):
        calls += [(PYPI, [f"--publisher={PYPI}"]), (PYPI, [f"--publisher=@{PYPI}"]), (PYPI, [f"--index={PYPI}"])]
    report(f"{form}: {said}" for secret, form in calls if (said := wrong(forked(command, *form), secret)))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_name_gives_no_command(command: str) -> None:
    """What a runner or a terminal would obey is spelled out in every complaint."""
    report(f"{name!r}: {said}" for name in OBEYED if (said := wrong(forked(command, name))))


@pytest.mark.parametrize("command", ["matching", "diagnose"])
def test_what_a_case_holds_is_not_printed_raw(command: str, tmp_path: Path) -> None:
    """A provider, a field, a name of a project: secrets and commands in them come out of no format."""
    problems = []
    for value in [*TOKENS[:4], *OBEYED]:
        if command == "matching":
            case = {"publishers": [{"email": "a", "sub": ""}], "claims": {"email": "a"}, "provider": value, "id": value}
            (tmp_path / "cases.jsonl").write_text(json.dumps(case), encoding="utf-8")
            calls = [[str(tmp_path / "cases.jsonl")]]
        else:
            claims = json.dumps({**GIVEN, "environment": value, f"key\n{value}": f"x\n{value}"})
            options = ["--claims", claims, "--publisher", json.dumps({**PUBLISHER_OBJECT, "environment": value})]
            calls = [
                [*options, *form, "--project", value]
                for form in ([], ["--format=json"], ["--hand-over"], ["--lang=ru"])
            ]
        problems += [
            f"{value!r}, {call[4:]}: {said}"
            for call in calls
            if (said := wrong(forked(command, *call), value if value in TOKENS else PYPI))
        ]
    report(problems)


PUBLISHER_OBJECT = json.loads((ROOT / PUBLISHER.removeprefix("@")).read_text("utf-8"))
GIVEN = {
    "repository": "octo-org/sampleproject",
    "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1",
}


def test_json_is_read_unchanged() -> None:
    """What is escaped in JSON a program reads as it was."""
    claims = {**GIVEN, "environment": "##[add-mask]e \u202e##"}
    told = called("diagnose", "--claims", json.dumps(claims), "--format=json")
    assert claims == json.loads(told.stdout)["claims"]
    assert "##" not in told.stdout


@pytest.mark.parametrize(
    "encoding",
    [
        "cp1251",
        *(pytest.param(each, marks=pytest.mark.slow) for each in ("cp1252", "cp437", "cp866", "utf-16")),
        "ascii",
    ],
)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_encoding_takes_the_answer(lang: str, encoding: str) -> None:
    """A Western or a Russian Windows, a bare container: the same status, and JSON that is the same."""
    for form in ("text", "json", "github"):
        ran = called("diagnose", *ASKED, "--lang", lang, "--format", form, encoding=encoding)
        assert (1, "") == (ran.returncode, wrong(ran) if form != "github" else ""), ran.stderr
        assert "workflow-filename-mismatch" in ran.stdout
        if form == "json":
            usual = forked("diagnose", *ASKED, "--lang", lang, "--format", form)
            assert json.loads(usual.stdout) == json.loads(ran.stdout)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("encoding", [*(pytest.param(each, marks=pytest.mark.slow) for each in WINDOWS), "ascii"])
def test_help_and_complaints_fit_every_encoding(command: str, encoding: str) -> None:
    """--help, a file that is not there, a name in letters that the encoding has not."""
    for arguments in (["--help"], ["нет-🚀.txt", "--lang=ru"], ["--nonsense-🚀"]):
        ran = called(command, *arguments, encoding=encoding)
        assert "" == wrong(ran), arguments
        assert "***" not in (ran.stdout or ""), "the help holds nothing to hide"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the output")
@pytest.mark.parametrize("ending", ["| true", ">&-", "2>&-", ">&- 2>&-", "| head -c 1 >/dev/null", "<&- | true"])
def test_nobody_may_read_the_answer(ending: str) -> None:
    """A reader who has gone, or an output that is closed: no traceback, and the status of the answer."""
    for options in ("", "--format json", "--help"):
        command = f"{sys.executable} snippets/diagnose.py {LOG} {options} {ending}; exit ${{PIPESTATUS[0]}}"
        ran = subprocess.run(
            ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False, timeout=100
        )
        assert (0 if "help" in options else 1) == ran.returncode, ran.stderr
        assert "" == ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("options", [[LOG], [LOG, "--format=json"], ["--help"]])
def test_a_full_disk_is_a_clear_sentence(options: list[str]) -> None:
    """The output can't be written: status 2, and why."""
    with Path("/dev/full").open("w") as full:
        ran = called("diagnose", *options, output=full)
    assert (2, "The output can't be written: No space left on device.\n") == (ran.returncode, ran.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_explaining_in_a_job_makes_no_run_red() -> None:
    """Neither a full disk nor a summary that is not there: status 0, and why something is missing."""
    variables = {"GITHUB_REPOSITORY": "o/r", "GITHUB_RUN_ID": "7"}
    with Path("/dev/full").open("w") as full, silent_port() as port:
        variables["GITHUB_API_URL"] = f"https://127.0.0.1:{port}"
        ran = called("explain", "--in-job", output=full, GITHUB_STEP_SUMMARY="/dev/full", **variables)
    assert 0 == ran.returncode
    assert ran.stderr.startswith("The output can't be written: No space left on device.\nGITHUB_STEP_SUMMARY: No space")


def test_a_summary_that_is_not_there_costs_no_answer(tmp_path: Path) -> None:
    """The annotations are printed all the same, and a sentence says what is missing."""
    ran = called("diagnose", LOG, "--format=github", GITHUB_STEP_SUMMARY=str(tmp_path / "missing/summary"))
    assert (1, True) == (ran.returncode, ran.stdout.startswith("::error"))
    assert "GITHUB_STEP_SUMMARY: No such file or directory.\n" == ran.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="Linux has a file without an end")
@pytest.mark.parametrize("arguments", [
    ["diagnose", "--claims", "@/dev/zero"], ["diagnose", "--publisher", "@/dev/zero"],
    ["diagnose", "--workflow", "/dev/zero"], ["check", "/dev/zero"],
    ["matching", "/dev/zero"], ["read_token", "/dev/zero"], ["verify_token", "/dev/zero"],
    pytest.param(["diagnose", "/dev/zero"], marks=pytest.mark.slow),  # reads as much as a log may have
    pytest.param(["explain", "/dev/zero"], marks=pytest.mark.slow),
])  # fmt: skip
def test_a_file_may_have_no_end(arguments: list[str]) -> None:
    """A device instead of a file: no more is read than any file has, and a sentence says why."""
    ran = called(*arguments)
    assert (2, "/dev/zero: File too large.\n") == (ran.returncode, ran.stderr)


@pytest.mark.parametrize("text", ['{"iat": NaN}', '{"iat": Infinity}', '{"iat": -1e999}', NESTED, "[" * 100_000])
def test_no_json_is_refused_in_a_sentence(text: str) -> None:
    """NaN, Infinity, a number beyond the bounds, more levels than anything has."""
    for options in (["--claims", "@/dev/stdin"], [LOG, "--publisher", "@/dev/stdin"]):
        ran = run(*options, "--format=json", stdin=text.encode())
        assert (2, "", 1) == (ran.returncode, ran.stdout, ran.stderr.count("\n")), ran.stderr


def test_an_empty_name_is_a_name() -> None:
    """A variable that is empty does not make a command wait for standard input."""
    for options in (["", "--publisher", PUBLISHER], ["--workflow", ""], ["--token", ""], ["--claims", ""]):
        assert 2 == called("diagnose", *options).returncode


@pytest.mark.parametrize(("given", "expected"), [
    ("1.0", "1"), ("-0.0", "0"), ("1e5", "100000"), ("9007199254740993", "9007199254740992"), ("0.5", "0.5"),
    ("1e21", "1e+21"), ("123456789012345678901", "123456789012345680000"),
])  # fmt: skip
def test_numbers_are_read_as_browsers_read_them(given: str, expected: str) -> None:
    """What is typed as a number is the same string in both engines."""
    assert expected == str(read_json(given))
