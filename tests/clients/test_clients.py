"""uv and twine, unmodified, meet each refusal that they can meet: what they print leads to its cause."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

import forks
import local_clients
from answer.case import Case
from answer.causes import diagnose
from answer.messages import Cause
from catalogue import CAUSES
from evidence.log import read_log
from local_clients import CLIENTS, TESTPYPI, Client, Ran, attest, github_job, gitlab_job, publish
from local_index import Index, Issuer
from local_refusals import GITHUB, NO_MATCH, PASSWORD, PIPELINE, REFUSALS, UNMET, Given, github, gitlab
from local_server import HOSTS, Local
from pages import amiss
from problems import report
from pypi.decision import NOT_FOUND
from read_token import read_claims
from upload_refusals import EACH, told
from verify_token import fetch_keys

ISSUER = Issuer()
# PyPI answers `malformed or invalid token` to all three, and says no more.
ONE_ANSWER = {"invalid-token", "token-expired", "wrong-audience"}
OWN_FILE = {"job_workflow_ref": "octo-org/sampleproject/.github/workflows/ci.yml@refs/tags/v1.4.0"}
ATTESTED = {"twine": ("--attestations",)}
LONG = "a-group-with-a-name-that-is-longer-than-any-line/and-a-subgroup-that-makes-it-longer-still"
LONG_PATH = {"project_path": f"{LONG}/sampleproject", "sub": f"project_path:{LONG}/sampleproject:ref_type:tag:ref:v1"}
LONG_PIPELINE = PIPELINE.replace("group", LONG)
CALLED = f"octo-org/{'shared-workflows-' * 6}/.github/workflows/release.yml@refs/heads/main"
BLANKS = "release to the python package index of this project, after approval by two of its owners"
# The others print the same at another width, or with another option: they wait for the whole run.
QUICK = ("uv", "twine-80")
Attempt = Callable[..., tuple[Index, Ran]]


@pytest.fixture
def attempt(local: Local, tmp_path: Path) -> Iterator[Attempt]:
    """Run a client in a job; it may ask for no host but PyPI's own."""
    local.proxy.asked.clear()

    def run(client: Client, given: Given, index: Index | None = None) -> tuple[Index, Ran]:
        holds = {"projects": {"sampleproject": [given.registered]}, "keys": [ISSUER.jwk], **deepcopy(given.index)}
        index = local.server.index = index or Index(ISSUER, given.claims, **holds)
        audience = "testpypi" if given.address == TESTPYPI else "pypi"
        token = ISSUER.token({"aud": audience, **given.claims})
        job = github_job(local) if given.provider == "github" else gitlab_job(audience, token)
        if given.attested:
            attest(tmp_path)
        options = given.options.get(client.command[0], ())
        return index, publish(
            local, tmp_path, client, {**job, **given.variables}, options, given.address, given.metadata
        )

    yield run
    assert {f"{host}:443" for host in HOSTS}.issuperset(local.proxy.asked)


def at_once(name: str, *rest: str, quick: bool) -> object:
    """The parameters of a test, marked as slow unless it is one of the quick ones."""
    return pytest.param(name, *rest, marks=() if quick else pytest.mark.slow)


EACH_WIDTH = [at_once(name, quick=name in QUICK) for name in CLIENTS]
EACH_CLIENT = EACH_WIDTH[:-1]  # twine prints one and the same thing
EACH_REFUSAL = [
    at_once(client, refusal, quick=client in QUICK or not {*QUICK} & {*given.clients})
    for refusal, given in REFUSALS.items()
    for client in given.clients
]


def explain(index: Index, ran: Ran, given: Given) -> Cause:
    """The first cause that a reader is told who pastes the log.

    Only where the log can't tell, PyPI's settings are given too, and the token's claims if the client prints none.
    """
    log = read_log(ran.log)
    if log.error and log.error["reason"] == NOT_FOUND:
        claims = None if log.claims else read_claims(index.exchanged[0])
        causes = diagnose(Case(log, [given.registered], claims)).causes
    else:
        causes = diagnose(Case(log)).causes
    assert causes, ran.log
    return causes[0]


@pytest.mark.parametrize("refusal", NO_MATCH)
@pytest.mark.parametrize("name", EACH_CLIENT)
def test_no_match(name: str, refusal: str, attempt: Attempt) -> None:
    """Log, settings and claims together lead to the cause that PyPI does not tell."""
    index, ran = attempt(CLIENTS[name], NO_MATCH[refusal])
    assert (True, []) == (ran.status > 0, index.uploaded), ran.log
    assert NOT_FOUND == read_log(ran.log).error["reason"]
    told = explain(index, ran, NO_MATCH[refusal])
    assert refusal.partition(":")[0] == told.cause, ran.log
    assert "possible" != told.certainty


@pytest.mark.parametrize(("name", "refusal"), EACH_REFUSAL)
def test_refused(name: str, refusal: str, attempt: Attempt) -> None:
    """The client fails, nothing is uploaded, and its log alone leads to the cause first."""
    index, ran = attempt(CLIENTS[name], REFUSALS[refusal])
    assert (True, []) == (ran.status > 0, index.uploaded), ran.log
    told = explain(index, ran, REFUSALS[refusal])
    if refusal in ONE_ANSWER:
        assert told.cause in ONE_ANSWER, ran.log
    else:
        assert refusal.partition(":")[0] == told.cause, ran.log
        assert "possible" != told.certainty


@pytest.mark.parametrize(
    "given",
    [
        Given(),
        gitlab(),
        Given(address=TESTPYPI),
        gitlab(address=TESTPYPI),
        Given(index={"projects": {}, "pending": {"sampleproject": GITHUB}}),
        Given(publisher={"workflow_filename": "ci.yml"}, token=OWN_FILE, options=ATTESTED, attested=True),
    ],
    ids=["GitHub", "GitLab", "GitHub to TestPyPI", "GitLab to TestPyPI", "pending publisher", "attested"],
)
@pytest.mark.parametrize("name", EACH_CLIENT)
def test_accepted(name: str, given: Given, attempt: Attempt) -> None:
    """Where everything fits, the file is uploaded, and nothing wrong is found in the log."""
    index, ran = attempt(CLIENTS[name], given)
    assert (0, ["sampleproject"]) == (ran.status, index.uploaded), ran.log
    log = read_log(ran.log)
    assert (name.partition("-")[0], None) == (log.client, log.error)
    assert [] == diagnose(Case(log, [given.registered])).causes


@pytest.mark.parametrize(
    ("given", "cause", "found"),
    [
        (github(job_workflow_ref=CALLED), "reusable-workflow", CALLED),
        (github(environment=BLANKS), "environment-name-mismatch", BLANKS),
        (
            gitlab({**LONG_PATH, "ci_config_ref_uri": LONG_PIPELINE}, namespace=LONG.title()),
            "project-path-case",
            LONG_PIPELINE,
        ),
    ],
    ids=["GitHub", "GitHub with blanks", "GitLab"],
)
@pytest.mark.parametrize("name", EACH_WIDTH)
def test_values_longer_than_a_line(name: str, given: Given, cause: str, found: str, attempt: Attempt) -> None:
    """A client that breaks a long value in two does not hide it."""
    told = explain(*attempt(CLIENTS[name], given), given)
    assert (cause, found) == (told.cause, told.found)


@pytest.mark.parametrize("name", EACH_WIDTH)
def test_gitlab_gives_a_job_one_token(name: str, attempt: Attempt) -> None:
    """A second upload in the same GitLab job comes with the token of the first."""
    given = gitlab({"jti": "1"})
    index, ran = attempt(CLIENTS[name], given)
    assert 0 == ran.status, ran.log
    _, ran = attempt(CLIENTS[name], given, index)
    assert 0 != ran.status
    assert "token-reused" == explain(index, ran, given).cause


@pytest.mark.parametrize("refusal", ["pull-request-target", "file-already-exists", "invalid-credentials"])
@pytest.mark.parametrize("name", ["uv", "twine-80"])
def test_verbose(name: str, refusal: str, attempt: Attempt) -> None:
    """What a client says beside it with --verbose changes nothing."""
    client = CLIENTS[name]._replace(command=(*CLIENTS[name].command, "--verbose"))
    index, ran = attempt(client, REFUSALS[refusal])
    assert refusal == explain(index, ran, REFUSALS[refusal]).cause


@pytest.mark.parametrize("refusal", ["pull-request-target", at_once("id-token-permission-missing", quick=False)])
@pytest.mark.parametrize("name", EACH_WIDTH[-2:])  # before it uploads: its progress bar tells the time
def test_a_fork_is_twine(name: str, refusal: str, attempt: Attempt, monkeypatch: pytest.MonkeyPatch) -> None:
    """A twine that was loaded before says, letter by letter, what one says that was started for this."""
    _, fork = attempt(CLIENTS[name], REFUSALS[refusal])
    monkeypatch.setattr(forks, "run", local_clients.alone)
    _, alone = attempt(CLIENTS[name], REFUSALS[refusal])
    assert alone == fork


@pytest.mark.parametrize("name", ["uv", "twine-80"])
def test_nothing_else_is_reached(name: str, local: Local, tmp_path: Path) -> None:
    """The proxy writes down another host, and refuses to lead there."""
    local.proxy.asked.clear()
    ran = publish(local, tmp_path, CLIENTS[name], PASSWORD, (), "https://example.com/legacy/")
    assert {"example.com:443"} == set(local.proxy.asked)
    assert "tunnel" in ran.log.lower()  # which both say when a proxy refuses


def test_the_keys_are_found_by_the_discovery_document(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    """The identity provider's keys are fetched as PyPI fetches them."""
    monkeypatch.setenv("SSL_CERT_FILE", str(local.authority))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    local.server.index = Index(ISSUER, Given().claims, {})
    assert [ISSUER.jwk] == fetch_keys(local.address)


def test_every_cause_is_met_or_has_a_reason() -> None:
    """A cause that is new in the catalogue is tried with the clients, or it is said why it can't be."""
    met = {name.partition(":")[0] for name in (*NO_MATCH, *REFUSALS)} | {told(*each) for each in EACH}
    unmet = " ".join(UNMET.values()).split()
    report(amiss("tests/helpers/local_refusals.py", sorted(CAUSES), sorted([*met, *unmet])))
