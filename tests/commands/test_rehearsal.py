"""The rehearsal asks GitHub for a token and nobody for anything else; what it says is what PyPI would answer."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import forks
from index_answers import Answer
from local_clients import PATIENCE, github_job
from local_index import Index, Issuer
from local_refusals import CLAIMS
from local_server import Local, silent_port
from pages import ROOT
from samples import PUBLISHERS
from shared.bad_input import BadInput
from shared.fetch import fetch_json

ISSUER = Issuer()
TOKEN = CLAIMS["github"]
OTHER_FILE = TOKEN["workflow_ref"].replace("release.yml", "rehearsal.yml")
PUBLISHER = json.dumps(PUBLISHERS["github"])
# Runs the command, and writes down every host that is looked for or connected to, whoever does it.
WATCHED = """
import sys
sys.path.insert(0, "snippets")
def note(event, given):
    if event == "socket.connect" or event == "socket.getaddrinfo":
        print(*("TO", *given[1]) if event == "socket.connect" else ("HOST", given[0]), file=sys.stderr)
sys.addaudithook(note)
import rehearse
sys.exit(rehearse.main(sys.argv[1:]))
"""
ASKED = re.compile("HOST |TO ")
Rehearse = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def rehearse(local: Local, tmp_path: Path) -> Iterator[Rehearse]:
    """Run the rehearsal in a job whose token has these claims; only GitHub is asked, and for nothing but a token."""

    def run(
        *arguments: str, claims: Mapping[str, Any] = {}, **variables: str | None
    ) -> subprocess.CompletedProcess[str]:
        local.server.index = index = Index(ISSUER, TOKEN | claims, {})
        index.answers.update(answers)
        job = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "SSL_CERT_FILE": str(local.authority)}
        proxies = {"HTTPS_PROXY": f"http://127.0.0.1:{local.proxy.server_port}", "NO_PROXY": "127.0.0.1"}
        given = {**job, **proxies, **github_job(local), **variables}
        environment = {name: value.format(silent=silent) for name, value in given.items() if value is not None}
        ran = forks.run(watched, *arguments, cwd=ROOT, env=environment)
        lines = ran.stderr.splitlines()
        asked, told = [each for each in lines if ASKED.match(each)], [each for each in lines if not ASKED.match(each)]
        here, nowhere = (f"TO 127.0.0.1 {port}" for port in (local.server.server_port, silent))
        assert {*asked} <= {"HOST 127.0.0.1", here, nowhere}
        # A connection carries one request. What the index was asked besides comes from others: from a program of an
        # earlier test, that gave up on a busy machine before the server had read its request.
        assert asked.count(here) == index.asked.count("/id-token") <= 1
        assert "eyJ" not in ran.stdout + ran.stderr
        return subprocess.CompletedProcess(ran.args, ran.returncode, ran.stdout, "\n".join(told))

    watched = tmp_path / "watched.py"
    watched.write_text(WATCHED, encoding="utf-8")
    answers: dict[str, Answer] = {}
    run.answers = answers  # type: ignore[attr-defined]
    with silent_port() as silent:
        yield run


def test_a_publisher_that_fits(rehearse: Rehearse) -> None:
    """Status 0, and it is said that this is not PyPI's word."""
    ran = rehearse("--publisher", PUBLISHER)
    assert (0, "") == (ran.returncode, ran.stderr)
    assert "PyPI accepts this token" in ran.stdout
    assert "The program read the publisher from the repository" in ran.stdout


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(
    ("claims", "cause"),
    [
        ({"environment": None}, "environment-missing-in-workflow"),
        ({"repository": "octo-org/renamed"}, "repository-name-mismatch"),
        ({"repository_owner_id": "4343"}, "owner-id-mismatch"),
        ({"event_name": "pull_request_target"}, "pull-request-target"),
        (dict.fromkeys(("workflow_ref", "job_workflow_ref"), OTHER_FILE), "workflow-filename-mismatch"),
    ],
)
def test_a_publisher_that_does_not_fit(
    rehearse: Rehearse, claims: Mapping[str, str | None], cause: str, lang: str
) -> None:
    """Status 1, and the cause's page, before a release has failed."""
    ran = rehearse("--publisher", PUBLISHER, "--lang", lang, claims=claims)
    assert (1, "") == (ran.returncode, ran.stderr)
    assert cause in re.findall(r"/causes/([\w-]+)/", ran.stdout)


def test_annotations_and_summary(rehearse: Rehearse, tmp_path: Path) -> None:
    """In a run of GitHub Actions every line is an annotation, and the job's summary has the whole."""
    summary = tmp_path / "summary.md"
    arguments = ("--publisher", PUBLISHER, "--format", "github")
    accepted = rehearse(*arguments, GITHUB_STEP_SUMMARY=str(summary)).stdout.splitlines()
    refused = rehearse(*arguments, claims={"environment": None}).stdout.splitlines()
    assert ["notice", "notice"] == [line.split("::")[1] for line in accepted]
    assert {"error", "notice"} == {line.split("::")[1].split()[0] for line in refused}
    assert "PyPI accepts this token" in summary.read_text(encoding="utf-8")


def test_the_token_is_for_the_index_that_is_meant(rehearse: Rehearse, local: Local) -> None:
    """--index testpypi asks for TestPyPI's audience; the answer speaks of TestPyPI."""
    ran = rehearse("--publisher", PUBLISHER, "--index", "testpypi")
    assert 0 == ran.returncode
    assert "test.pypi.org" in ran.stdout


def test_a_job_without_the_permission(rehearse: Rehearse) -> None:
    """In a job that may have no token the missing permission is the cause; outside of a job there is nothing to say."""
    none = {"ACTIONS_ID_TOKEN_REQUEST_URL": None, "ACTIONS_ID_TOKEN_REQUEST_TOKEN": None}
    ran = rehearse("--publisher", PUBLISHER, **none)
    assert (1, "") == (ran.returncode, ran.stderr)
    assert "/causes/id-token-permission-missing/" in ran.stdout
    assert "written in the repository" not in ran.stdout
    assert 2 == rehearse("--publisher", PUBLISHER, **none, GITHUB_ACTIONS=None).returncode


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(
    "answer",
    [
        Answer(403, {"message": "no"}),
        Answer(200, "<html>Welcome</html>"),
        Answer(200, ["value"]),
        Answer(200, {}),
        Answer(200, {"value": 5}),
        Answer(200, {"value": "eyJhbGciOiJub25lIn0.e30"}),
        Answer(200, {"value": "eyJhbGciOiJub25lIn0.W10.x"}),
        Answer(200, {"value": "a.\u2028.c"}),
        Answer(302, {}, "Found\r\nLocation: https://pypi.org/_/oidc/mint-token"),
    ],
    ids=lambda answer: str(answer[:2]),
)
def test_an_answer_that_holds_no_token(rehearse: Rehearse, answer: Answer, lang: str) -> None:
    """Status 2 and one sentence; a redirect, which would carry the job's secret elsewhere, is not followed."""
    rehearse.answers["/id-token"] = answer  # type: ignore[attr-defined]
    ran = rehearse("--publisher", PUBLISHER, "--lang", lang)
    assert (2, "") == (ran.returncode, ran.stdout)
    assert 1 == len(ran.stderr.splitlines())


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        ((), {}),  # no .github/publisher.json here
        (("--publisher", "{"), {}),
        (("--publisher", json.dumps(PUBLISHERS["gitlab"])), {}),
        (("--publisher", PUBLISHER), {"ACTIONS_ID_TOKEN_REQUEST_URL": "http://127.0.0.1/id-token"}),
        (("--publisher", PUBLISHER), {"ACTIONS_ID_TOKEN_REQUEST_URL": "file:///etc/passwd"}),
        (("--publisher", PUBLISHER), {"ACTIONS_ID_TOKEN_REQUEST_URL": "https://[/"}),
        (("--publisher", PUBLISHER), {"ACTIONS_ID_TOKEN_REQUEST_URL": "https://127.0.0.1:{silent}/"}),
        (("--publisher", PUBLISHER), {"ACTIONS_ID_TOKEN_REQUEST_URL": "https://127.0.0.1:x/"}),
        (("--publisher", PUBLISHER), {"ACTIONS_ID_TOKEN_REQUEST_TOKEN": "a\nb"}),
    ],
)
def test_bad_input_ends_in_one_sentence(
    rehearse: Rehearse, arguments: tuple[str, ...], variables: Mapping[str, str]
) -> None:
    """Status 2, one line on standard error, nothing on standard output."""
    ran = rehearse(*arguments, **variables)
    assert (2, "") == (ran.returncode, ran.stdout)
    assert 1 == len(ran.stderr.splitlines())


def test_an_answer_is_bounded(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    """A huge answer does not hold the job up; tests/shared/test_fetch.py has one that comes by drops."""
    monkeypatch.setenv("SSL_CERT_FILE", str(local.authority))
    monkeypatch.setenv("NO_PROXY", "*")
    local.server.index = Index(ISSUER, TOKEN, {}, answers={"/": Answer(200, {"value": "x" * 5000})})
    assert 5000 == len(fetch_json(f"{local.address}/", {}, PATIENCE)["value"])
    with pytest.raises(BadInput, match="its response is too long"):
        fetch_json(f"{local.address}/", {}, PATIENCE, most=4000)


def test_the_workflow_rehearses_in_the_publishing_job_s_place() -> None:
    """Same file and same environment: otherwise the rehearsal would be of something else."""
    workflow = (ROOT / "snippets/workflows/rehearsal.yml").read_text(encoding="utf-8")
    assert workflow.startswith("# .github/workflows/release.yml:")
    assert ["pypi", "pypi"] == re.findall(r"environment:(?: |\n +name: )(\w+)", workflow)
