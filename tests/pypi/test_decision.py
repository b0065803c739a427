"""PyPI's recorded decisions: snippets/pypi/decision.py takes every one of them the same way."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import forks
from growth import grows_with_length
from pages import ROOT
from problems import report
from pypi.decision import Decision, decide
from pypi.providers import PROVIDERS
from samples import VECTORS, recorded_cases


@pytest.mark.parametrize("provider", PROVIDERS)
def test_recorded_decisions(provider: str) -> None:
    """Accepted or not, the code, the reason letter by letter, and the publisher that matched."""
    recorded = recorded_cases(provider)
    assert len(recorded) >= 320
    wrong = []
    for case in recorded:
        got = decide(provider, case["publishers"], case["claims"], case.get("used_jtis", ()))
        expected = Decision(**case["expected"])
        # PyPI names one of several missing claims at random.
        if got.reason in case.get("reason_any_of", ()):
            expected = expected._replace(reason=got.reason)
        if got != expected:
            wrong.append(f"{case['id']} ({case['description']}): {got}, expected {expected}")
    report(wrong)


def test_recorded_ambiguities() -> None:
    """Where PyPI's answer depends on the order of its rows, all its answers come out, called ambiguous."""
    recorded = recorded_cases("gitlab-ambiguous")
    assert len(recorded) == 40
    for case in recorded:
        decision = decide("gitlab", case["publishers"], case["claims"])
        assert "ambiguous-publishers" == decision.error_code
        got = [(each.accepted, each.reason, each.matched_publisher) for each in decision.outcomes]
        assert [(each["accepted"], each["reason"], each["matched_publisher"]) for each in case["outcomes"]] == got


def test_the_order_of_publishers_changes_nothing_else() -> None:
    """Reversing the publishers gives the same answer, with the index turned round, unless it is called ambiguous."""
    for provider in PROVIDERS:
        for case in recorded_cases(provider):
            rows = case["publishers"]
            one = decide(provider, rows, case["claims"])
            other = decide(provider, rows[::-1], case["claims"])
            same_row = (
                one.matched_publisher is None or rows[one.matched_publisher] == rows[::-1][other.matched_publisher]
            )
            assert one[:3] == other[:3], case["id"]
            assert same_row, case["id"]


def answered(file: Path) -> subprocess.CompletedProcess[str]:
    """What `matching.py FILE.jsonl` prints."""
    return forks.run(ROOT / "snippets/matching.py", str(file), cwd=ROOT, env={"PYTHONUTF8": "1"})


@pytest.mark.parametrize("name", ["github", "gitlab-ambiguous"])
def test_command_line_answers_line_by_line(name: str) -> None:
    """`matching.py FILE.jsonl` prints one answer a case, in order, with the fields that were promised."""
    ran = answered(VECTORS / f"{name}.jsonl")
    assert (0, "") == (ran.returncode, ran.stderr)
    recorded = recorded_cases(name)
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [case["id"] for case in recorded] == [answer["id"] for answer in answers]
    for case, answer in zip(recorded, answers, strict=True):
        assert {"id", "accepted", "error_code", "reason", "matched_publisher"} <= answer.keys()
        if "expected" in case:
            assert case["expected"]["accepted"] == answer["accepted"]
        else:
            assert "ambiguous-publishers" == answer["error_code"]


def test_command_line_answers_any_text(tmp_path: Path) -> None:
    """Half a character in a claim, which JSON can hold and UTF-8 can't, does not end the answers."""
    odd = {"id": "\ud800 я", "provider": "github", "publishers": [], "claims": {"job_workflow_ref": "\udfff"}}
    (tmp_path / "cases.jsonl").write_text(f"{json.dumps(odd)}\n" * 2, encoding="utf-8")
    answers = answered(tmp_path / "cases.jsonl").stdout.splitlines()
    assert [odd["id"]] * 2 == [json.loads(answer)["id"] for answer in answers]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"publishers": []}', '{"publishers": [], "claims": 5}', "\x00"])
def test_command_line_refuses_what_is_no_case(content: str, tmp_path: Path) -> None:
    """Bad input ends in one sentence and status 2, an empty file in silence."""
    (tmp_path / "cases.jsonl").write_text(content, encoding="utf-8")
    ran = answered(tmp_path / "cases.jsonl")
    assert (2 if content else 0) == ran.returncode
    assert (1 if content else 0) == len(ran.stderr.splitlines())
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("piece", ["/", "//a.yml", ".yml@", ":", "a"])
def test_no_claim_makes_the_decision_slow(provider: str, piece: str) -> None:
    """With half a million letters in every claim, time grows with the length and not with its square."""
    case = recorded_cases(provider)[0]

    def ask(size: int) -> None:
        """Decide upon claims of so many letters each."""
        claims = {name: piece * (size // len(piece)) for name in [*case["claims"], *PROVIDERS[provider].required]}
        assert not decide(provider, case["publishers"], {**claims, "iss": PROVIDERS[provider].issuer}).accepted

    assert grows_with_length(ask, 500_000)


def test_a_reader_who_has_gone(tmp_path: Path) -> None:
    """Where nobody reads the answers any more, as behind `head`, nothing is complained about."""
    (tmp_path / "case.jsonl").write_text(json.dumps(recorded_cases("google")[0]), encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, ROOT / "snippets/matching.py", tmp_path / "case.jsonl"]
    # Without PYTHONUNBUFFERED, which some machines set: answers then wait for the end.
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, env={}, check=False)
    os.close(writing)
    assert (0, "") == (ran.returncode, ran.stderr)


def test_no_such_file() -> None:
    """A file that is not there is named."""
    ran = answered(Path("nowhere.jsonl"))
    assert (2, "nowhere.jsonl: No such file or directory.\n") == (ran.returncode, ran.stderr)


@pytest.mark.parametrize("claim", ["repository", "repository_owner", "repository_owner_id", "job_workflow_ref"])
def test_claims_that_are_no_text(claim: str) -> None:
    """A claim that should be text and is a number gives PyPI's server error, not one of ours."""
    case = next(case for case in recorded_cases("github") if case["expected"]["accepted"])
    assert "server-error" == decide("github", case["publishers"], {**case["claims"], claim: 5}).error_code
