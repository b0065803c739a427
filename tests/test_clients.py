"""uv and twine, unmodified, meet each refusal that they can meet: what they print leads to its cause."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalogue import CAUSES
from causes import Diagnosis, diagnose
from decision import NOT_FOUND
from local_clients import CLIENTS, TESTPYPI, Ran, attest, github_job, gitlab_job, publish
from local_index import Index, Issuer
from local_refusals import ALWAYS, GITHUB, PUBLISHERS, REFUSALS, TWINE, UV, Given, gitlab
from local_server import HOSTS, Local, serve
from read_log import read_log
from verify_token import fetch_keys

ISSUER = Issuer()
# PyPI answers `malformed or invalid token` to all three, and says no more.
ONE_ANSWER = {"invalid-token", "token-expired", "wrong-audience"}
UNMET = {
    "the client prints what it prints for another cause": "pending-publisher-expired wrong-index fork-pull-request",
}
Try = Callable[[str, Given], tuple[Index, Ran]]


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Index, identity provider and proxy, once for all tests of a process."""
    with serve(tmp_path_factory.mktemp("local")) as servers:
        yield servers


@pytest.fixture
def attempt(local: Local, tmp_path: Path) -> Iterator[Try]:
    """Run a client in a job; no host but PyPI's own names may be asked for."""
    local.proxy.asked.clear()

    def run(name: str, given: Given) -> tuple[Index, Ran]:
        index = Index(ISSUER, given.claims, **{"projects": {"sampleproject": [given.registered]}, "keys": [ISSUER.jwk]} | given.index)
        local.server.index = index
        token = {"aud": "testpypi" if given.address == TESTPYPI else "pypi", **given.claims}
        job = github_job(local) if given.provider == "github" else gitlab_job(ISSUER.token(token))
        if given.attested:
            attest(tmp_path)
        client = CLIENTS[name]
        options = given.options.get(client.command[0], ())
        return index, publish(local, tmp_path, client, {**job, **given.variables}, options, given.address)

    yield run
    assert {f"{host}:443" for host in HOSTS}.issuperset(local.proxy.asked)
    local.server.index = None


def explain(ran: Ran, given: Given) -> Diagnosis:
    """What a reader is told who pastes the log.

    Only where the log can't tell, PyPI's settings are given too, and the token's claims if the client prints none.
    """
    log = read_log(ran.log)
    if not log["error"] or log["error"]["reason"] != NOT_FOUND:
        return diagnose(log, [], None)
    projects = given.index.get("projects", {}).get("sampleproject") or [given.registered]
    return diagnose(log, projects, None if log["claims"] else given.claims)


@pytest.mark.parametrize(
    ("name", "refusal"), [(client, name) for name, given in REFUSALS.items() for client in given.clients]
)
def test_refused(name: str, refusal: str, attempt: Try) -> None:
    """The client fails, nothing is uploaded, and its log leads to the cause first."""
    index, ran = attempt(name, REFUSALS[refusal])
    assert 0 != ran.status
    assert [] == index.uploaded
    causes = explain(ran, REFUSALS[refusal]).causes
    expected = ONE_ANSWER if refusal in ONE_ANSWER else {refusal.partition(":")[0]}
    assert causes, ran.log
    assert causes[0].cause in expected, ran.log
