"""What the index last accepted, asked of a local index of the documented shape."""

import json
import os
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

import forks
from evidence.publishers import read_publishers
from index_answers import Answer
from last_accepted import INTEGRITY, SIMPLE, last_accepted
from local_index import Index, Issuer
from local_refusals import CLAIMS
from local_server import Local
from pages import ROOT
from samples import PUBLISHERS, TOKENS
from shared.bad_input import BadInput

ISSUER = Issuer()
NAME = "sampleproject-1.4.0.tar.gz"
SIMPLE_PATH, PROVENANCE_PATH = "/simple/sampleproject/", f"/integrity/sampleproject/1.4.0/{NAME}/provenance"
GITHUB = {"kind": "GitHub", "repository": "octo-org/sampleproject", "workflow": "release.yml", "environment": "pypi"}
GITLAB = {"kind": "GitLab", "repository": "group/sub/sampleproject", "workflow_filepath": ".gitlab-ci.yml"}
GOOGLE = {"kind": "Google", "email": "publish@sampleproject.iam.gserviceaccount.com"}
# An attestation does not hold the owner's number.
REGISTERED = {name: value for name, value in PUBLISHERS["github"].items() if name != "owner_id"}
Ask = Callable[..., subprocess.CompletedProcess[str]]


def file(name: str, day: int, host: str = "https://pypi.org", **changed: Any) -> dict[str, Any]:
    """A file as the Simple API lists it; `day` is that of its upload."""
    provenance = f"{host}/integrity/sampleproject/1.4.0/{name}/provenance"
    return {"filename": name, "upload-time": f"2026-08-{day:02}T10:00:00.000000Z", "provenance": provenance} | changed


def simple(*files: object) -> Answer:
    """The Simple API's answer."""
    return Answer(200, {"meta": {"api-version": "1.4"}, "name": "sampleproject", "files": [*files]})


def provenance(*publishers: object) -> Answer:
    """The Integrity API's answer."""
    bundles = [{"publisher": each, "attestations": []} for each in publishers]
    return Answer(200, {"version": 1, "attestation_bundles": bundles})


GOOD = {SIMPLE_PATH: simple(file(NAME, 20)), PROVENANCE_PATH: provenance(GITHUB)}


@pytest.fixture
def ask(local: Local) -> Ask:
    """Run the command while the index gives these answers."""

    def run(*arguments: str, answers: dict[str, Answer] = GOOD) -> subprocess.CompletedProcess[str]:
        local.proxy.asked.clear()
        local.server.index = Index(ISSUER, CLAIMS["github"], {}, answers=dict(answers))
        environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "SSL_CERT_FILE": str(local.authority)}
        environment["HTTPS_PROXY"] = f"http://127.0.0.1:{local.proxy.server_port}"
        return forks.run(ROOT / "snippets/last_accepted.py", *arguments, cwd=ROOT, env=environment)

    return run


def test_the_publisher_comes_out_as_the_option_takes_it(ask: Ask, local: Local) -> None:
    """JSON with PyPI's field names; two requests, to the one host; where it comes from stands beside it."""
    ran = ask("SampleProject")
    assert 0 == ran.returncode, ran.stderr
    assert [REGISTERED] == read_publishers(ran.stdout)
    assert NAME in ran.stderr
    assert {"pypi.org:443"} == {*local.proxy.asked}
    assert [SIMPLE_PATH, PROVENANCE_PATH] == local.server.index.asked


def test_the_other_index(ask: Ask, local: Local) -> None:
    """--index testpypi asks TestPyPI."""
    files = simple(file(NAME, 20, "https://test.pypi.org"))
    assert 0 == ask("sampleproject", "--index", "testpypi", answers=GOOD | {SIMPLE_PATH: files}).returncode
    assert {"test.pypi.org:443"} == {*local.proxy.asked}


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_today_s_claims_beside_it(ask: Ask, lang: str) -> None:
    """A renamed file comes out as the cause, with status 1; the same claims as then fit, with status 0."""
    then = TOKENS["github"]
    file = then["workflow_ref"].replace("release.yml", "publish.yml")
    now = then | {"workflow_ref": file, "job_workflow_ref": file}
    renamed = ask("sampleproject", "--claims", json.dumps(now), "--lang", lang)
    assert 1 == renamed.returncode
    assert "/causes/workflow-filename-mismatch/" in renamed.stdout
    assert 0 == ask("sampleproject", "--claims", json.dumps(then), "--lang", lang).returncode


def test_the_newest_file_with_provenance_counts(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the newest file, nor the last in the list. The index's address can be given to the function."""
    monkeypatch.setenv("SSL_CERT_FILE", str(local.authority))
    monkeypatch.setenv("NO_PROXY", "*")
    here = local.address
    files = [file("old.whl", 1, here), file(NAME, 20, here), file("older.whl", 2, here)]
    files += [file("bare.whl", 30, here, provenance=None), {"filename": "bare-too.whl"}]
    for listed in (files, files[::-1]):
        answers = {SIMPLE_PATH: simple(*listed), PROVENANCE_PATH: provenance(GITHUB)}
        local.server.index = Index(ISSUER, CLAIMS["github"], {}, answers=answers)
        assert (NAME, [REGISTERED]) == last_accepted("sampleproject", here)[::2]


def test_what_is_asked_for() -> None:
    """Both interfaces answer with JSON only if it is asked for by its name."""
    assert {"application/vnd.pypi.simple.v1+json", "application/vnd.pypi.integrity.v1+json"} == {
        SIMPLE["Accept"],
        INTEGRITY["Accept"],
    }


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (GITHUB | {"environment": None, "claims": None}, REGISTERED | {"environment": ""}),
        (
            GITLAB | {"environment": "release"},
            {"provider": "gitlab", "namespace": "group/sub", "project": "sampleproject", "environment": "release"}
            | {"workflow_filepath": ".gitlab-ci.yml", "issuer_url": "https://gitlab.com"},
        ),
        (GOOGLE, {"provider": "google", "email": "publish@sampleproject.iam.gserviceaccount.com", "sub": ""}),
    ],
)
def test_every_kind_of_publisher(ask: Ask, named: dict[str, Any], expected: dict[str, str]) -> None:
    """Each kind that provenance knows has the fields of PyPI's form; one that occurs twice is told once."""
    ran = ask("sampleproject", answers=GOOD | {PROVENANCE_PATH: provenance(named, named, {"kind": "Other"})})
    assert 0 == ran.returncode, ran.stderr
    assert expected == json.loads(ran.stdout)
    read_publishers(ran.stdout)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ({}, "no project sampleproject"),
        ({SIMPLE_PATH: simple()}, "doesn't prove anything"),
        ({SIMPLE_PATH: simple(file(NAME, 1, provenance=None), None, 5)}, "doesn't prove anything"),
        ({SIMPLE_PATH: Answer(200, {"files": 5})}, "doesn't prove anything"),
        ({SIMPLE_PATH: Answer(200, "<html>Links</html>")}, "didn't respond with a JSON object"),
        ({SIMPLE_PATH: Answer(503, {})}, "status 503"),
        ({SIMPLE_PATH: simple(file(NAME, 1, "https://elsewhere.example"))}, "can't read the publisher"),
        (
            {SIMPLE_PATH: simple(file(NAME, 1, "https://pypi.org.elsewhere.example"))},
            "can't read the publisher",
        ),
        ({PROVENANCE_PATH: Answer(403, {"message": "Attestations temporarily disabled"})}, "turned off"),
        ({PROVENANCE_PATH: Answer(404, {})}, "doesn't prove anything"),
        ({PROVENANCE_PATH: Answer(406, {})}, "status 406"),
        ({PROVENANCE_PATH: Answer(200, [])}, "didn't respond with a JSON object"),
        ({PROVENANCE_PATH: provenance({"kind": "Other"}, None)}, "can't read the publisher"),
        ({PROVENANCE_PATH: Answer(200, {"attestation_bundles": [5]})}, "can't read the publisher"),
        ({PROVENANCE_PATH: Answer(302, {}, "Found\r\nLocation: https://test.pypi.org/")}, "status 302"),
    ],
    ids=str,
)
def test_nothing_to_be_said(ask: Ask, answers: dict[str, Answer], word: str, lang: str) -> None:
    """Status 2, nothing on standard output, and one sentence that says why."""
    ran = ask("sampleproject", "--lang", lang, answers=GOOD | answers if answers else {})
    assert (2, "") == (ran.returncode, ran.stdout)
    assert 1 == len(ran.stderr.splitlines())
    assert lang == "ru" or word in ran.stderr


@pytest.mark.parametrize("name", ["", "..", "../../x", "a b", "a/b", "п", "x" * 500, "-x"])
def test_a_name_that_can_be_none_is_not_asked_for(name: str) -> None:
    """What can't be a project's name never becomes part of an address."""
    with pytest.raises(BadInput, match="can't be a project name"):
        last_accepted(name, "https://127.0.0.1:1")


def test_only_https_is_spoken() -> None:
    """An index without TLS is not asked."""
    with pytest.raises(BadInput, match="isn't an https URL"):
        last_accepted("sampleproject", "http://127.0.0.1:1")


def test_hostile_values_come_out_harmless(ask: Ask) -> None:
    """Escape sequences and tokens in an answer reach no terminal."""
    hostile = GITHUB | {"environment": "\x1b[2J\u202eghp_0123456789abcdefABCDEF0123456789abcd"}
    files = simple(file(NAME, 1, filename="\x1b[2J\u202e"))
    ran = ask("sampleproject", answers={SIMPLE_PATH: files, PROVENANCE_PATH: provenance(hostile)})
    assert 0 == ran.returncode, ran.stderr
    assert not {"\x1b", "\u202e"} & {*ran.stdout, *ran.stderr}
    assert "ghp_" not in ran.stdout
