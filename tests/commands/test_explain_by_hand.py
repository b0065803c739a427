"""A person explains a failed run by its address, or a log by its file."""

import json
import os
import subprocess
from pathlib import Path

import pytest

import forks
from explained_runs import LOG, PUBLISHER, RUNS, a_run
from local_github import PATH, TOKEN, LocalGitHub
from local_server import Local
from pages import ROOT


def run_by_hand(
    local: Local, github: LocalGitHub, *arguments: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, with a token in a variable if no others are given."""
    local.server.index = github  # type: ignore[assignment]
    environment = {"PYTHONUTF8": "1", "SSL_CERT_FILE": str(local.authority), "GITHUB_API_URL": local.address}
    environment |= variables or {"GH_TOKEN": TOKEN}
    return forks.run(ROOT / "snippets/explain.py", *arguments, cwd=ROOT, env=environment)


@pytest.mark.parametrize("address", [RUNS, f"{RUNS}/attempts/2", f"{RUNS}/job/2?pr=1"])
def test_by_hand(local: Local, address: str) -> None:
    """The address of a run, of an attempt or of a job: the answer as text, with the status of diagnose.py."""
    ran = run_by_hand(local, a_run(), address, "--publisher", PUBLISHER)
    assert (1, "") == (ran.returncode, ran.stderr)
    assert ran.stdout.startswith("Why the job publish failed\n")
    assert "/causes/workflow-filename-mismatch/" in ran.stdout


def test_the_token_may_be_the_one_that_gh_has(local: Local, tmp_path: Path) -> None:
    """Without a variable, `gh` is asked for the token that it uses at github.com."""
    gh = tmp_path / "gh"
    gh.write_text(f'#!/bin/sh\n[ "$*" = "auth token --hostname github.com" ] && echo {TOKEN}\n', "utf-8")
    gh.chmod(0o755)
    ran = run_by_hand(local, a_run(), RUNS, "--publisher", PUBLISHER, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert (1, "") == (ran.returncode, ran.stderr)
    assert "/causes/workflow-filename-mismatch/" in ran.stdout


def test_by_hand_in_other_formats(local: Local) -> None:
    """JSON has the job's name beside what diagnose.py prints; annotations name the file."""
    ran = run_by_hand(local, a_run(), RUNS, "--publisher", PUBLISHER, "--format", "json")
    assert ["publish", "workflow-filename-mismatch"] == [
        (told := json.loads(ran.stdout))["job"], told["causes"][0]["cause"]
    ]  # fmt: skip
    assert f"file={PATH}" in run_by_hand(local, a_run(), RUNS, "--publisher", PUBLISHER, "--format", "github").stdout


def test_a_log_by_hand(local: Local) -> None:
    """A file, too, is explained."""
    ran = run_by_hand(local, a_run(), str(LOG), "--publisher", PUBLISHER)
    assert (1, "") == (ran.returncode, ran.stderr)
    assert "/causes/workflow-filename-mismatch/" in ran.stdout


@pytest.mark.parametrize("address", ["https://example.org/", "https://github.com/octo-org/sampleproject", "https://["])
def test_what_is_no_run(local: Local, address: str) -> None:
    """An address of something else is refused in one sentence, and nobody is asked."""
    github = a_run()
    ran = run_by_hand(local, github, address)
    assert (2, 1, []) == (ran.returncode, len(ran.stderr.splitlines()), github.asked)
