"""The snippets that ask an index read from its answers what the engine reads."""

import json
from pathlib import Path

import pytest

import last_accepted
import shelf
from problems import report
from pypi.indexes import INDEXES

ANSWERS = json.loads((shelf.STUB / "answers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("host", "status", "told"),
    [
        *((each.host, 0, each.audience + "\n") for each in INDEXES.values()),
        ("example.org", 2, "(the index names no audience)"),
        ("nowhere.example", 2, "no such address"),
    ],
)
def test_index_audience(host: str, status: int, told: str, tmp_path: Path) -> None:
    """Each index names the audience that the engine knows; any other answer is none."""
    name = "index_audience"
    ran = shelf.forked(name, host, cwd=tmp_path)
    if status != ran.returncode or told not in ran.stdout + ran.stderr:
        shelf.fail(name, shelf.line_of(name, "def index_audience"), f"{host}: {ran.stdout}{ran.stderr}")


@pytest.mark.parametrize("answer", ['{"audience": 5}', "[]", "null", '{"message": "Not Found"}', ""])
def test_an_answer_without_audience(answer: str) -> None:
    """An answer of another form is refused."""
    report(shelf.held("index_audience", "audience_in", ValueError, answer))


def test_last_publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The publisher of the newest file with provenance is the one that the engine finds in the same answers."""
    monkeypatch.setattr(last_accepted, "ask", lambda address, *_, **__: ANSWERS[address])
    expected = last_accepted.last_accepted("sampleproject", "https://pypi.org").publishers
    name = "last_publisher"
    ran = shelf.forked(name, "sampleproject", cwd=tmp_path)
    with shelf.blamed(name, "last_publishers"):
        found = [last_accepted.as_registered(each) for each in json.loads(ran.stdout or "[]")]
        assert expected == found, f"{found} {ran.stderr}, expected {expected}"


@pytest.mark.parametrize(
    ("project", "told"),
    [("noproof", "(no file has an attestation)"), ("nowhere", "no such address"), ("listed", "(list indices must be")],
)
def test_no_last_publisher(project: str, told: str, tmp_path: Path) -> None:
    """A project without attestations, and one that is not there, are told apart."""
    ran = shelf.forked("last_publisher", project, cwd=tmp_path)
    if ran.returncode != 2 or told not in ran.stderr:
        shelf.fail("last_publisher", shelf.line_of("last_publisher", "def newest"), ran.stdout + ran.stderr)
