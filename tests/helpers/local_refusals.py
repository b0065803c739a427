"""What can go wrong between a job and the index, by the cause that a reader should be led to."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from index_answers import HELP, MORE, Answer, refused_upload
from local_clients import PYPI, TESTPYPI, WHEEL
from local_index import Minted
from samples import PUBLISHERS, TOKENS

# What a job's token says; the identity provider gives each token an id of its own.
CLAIMS = {name: {claim: value for claim, value in TOKENS[name].items() if claim != "jti"} for name in PUBLISHERS}
GITHUB, PIPELINE = PUBLISHERS["github"], TOKENS["gitlab"]["ci_config_ref_uri"]
UV, ALWAYS, TWINE = ("uv-80", "uv"), ("uv-always",), ("twine-80", "twine-200")
API_TOKEN = "pypi-AgEIcHlwaS5vcmcCJDU2"  # noqa: S105 - nobody's
PAGE, BUSY = Answer(200, "<html>Welcome</html>"), Answer(503, "<html>503 Service Unavailable</html>")
AUDIENCE, MINT, UPLOAD = "/_/oidc/audience", "/_/oidc/mint-token", "/legacy/"


@dataclass(frozen=True)
class Given:
    """A job, a publisher and an index that fit together, but for what is named here."""

    provider: str = "github"
    token: Mapping[str, Any] = field(default_factory=dict)  # claims; None takes one away
    publisher: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str | None] = field(default_factory=dict)
    index: Mapping[str, Any] = field(default_factory=dict)
    clients: tuple[str, ...] = (*UV, *ALWAYS, *TWINE)
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by program
    attested: bool = False
    metadata: str = "2.1"  # the version that the wheel follows
    address: str = PYPI

    @property
    def registered(self) -> dict[str, str]:
        """The publisher as it stands on PyPI."""
        return PUBLISHERS[self.provider] | self.publisher

    @property
    def claims(self) -> dict[str, Any]:
        """The claims of the job's token, but for its times and its id."""
        return {name: value for name, value in {**CLAIMS[self.provider], **self.token}.items() if value is not None}


def github(**token: Any) -> Given:
    """A GitHub job whose token differs."""
    return Given(token=token)


def gitlab(token: Mapping[str, Any] | None = None, address: str = PYPI, **publisher: str) -> Given:
    """A GitLab job whose token differs, or whose publisher does."""
    return Given("gitlab", token=token or {}, publisher=publisher, address=address)


def stored(**publisher: str) -> Given:
    """A GitHub publisher that differs."""
    return Given(publisher=publisher)


def answered(path: str, answer: Answer) -> Given:
    """An index that answers one path otherwise."""
    return Given(index={"answers": {path: answer}})


def upload_refused(status: int, text: str) -> Given:
    """An index that lets the job in, and refuses the file."""
    return answered(UPLOAD, refused_upload(status, text))


def without(*variables: str, provider: str = "github") -> Given:
    """A job that lacks some of the variables through which it gets its token."""
    return Given(provider, variables=dict.fromkeys(variables))


def with_token(publisher: dict[str, str] | None = None, *, attested: bool = False, known: bool = True) -> Given:
    """A job that was given an upload token: one of PyPI's own, or one that another tool got through `publisher`."""
    minted = Minted(time.time() + 9000, frozenset({"sampleproject"}), publisher)
    variables = {"UV_PUBLISH_TOKEN": API_TOKEN, "TWINE_PASSWORD": API_TOKEN}
    options = {"twine": ("--attestations",)} if attested else {}
    index = {"tokens": {API_TOKEN: minted}} if known else {}
    return Given(variables=variables, index=index, clients=(*UV, *TWINE), options=options, attested=attested)


PASSWORD = {"UV_PUBLISH_USERNAME": "octo", "UV_PUBLISH_PASSWORD": "cat"}
PASSWORD |= {"TWINE_USERNAME": "octo", "TWINE_PASSWORD": "cat"}
REQUEST_URL, REQUEST_TOKEN = "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"

# PyPI finds no publisher, and does not say why.
NO_MATCH = {
    "publisher-not-registered": stored(owner="hexa-group", repository="otherproject", workflow_filename="build.yml"),
    "workflow-filename-mismatch": stored(workflow_filename="publish.yml"),
    "workflow-path-instead-of-filename": stored(workflow_filename=".github/workflows/release.yml"),
    "environment-missing-in-workflow": github(environment=None, sub="repo:octo-org/sampleproject:ref:refs/tags/v1.4.0"),
    "environment-name-mismatch": github(environment="release"),
    "environment-stored-mixed-case": stored(environment="PyPI"),
    "repository-name-mismatch": stored(repository="sample"),
    "repository-name-case": stored(repository="SampleProject"),
    "owner-name-mismatch": stored(owner="octo"),
    "owner-name-case": stored(owner="Octo-Org"),
    "owner-id-mismatch": stored(owner_id="17"),
    "invisible-or-lookalike-characters": stored(workflow_filename="r\u0435lease.yml"),
    "wrong-index": Given(index={"projects": {"sampleproject": []}}, address=TESTPYPI),
    "pipeline-file-mismatch": gitlab(workflow_filepath="ci/release.yml"),
    "project-path-mismatch": gitlab(project="otherproject"),
    "environment-name-case": gitlab(environment="Release"),
    "environment-name-mismatch: on GitLab": gitlab(environment="pypi"),
    "environment-missing-in-workflow: on GitLab": gitlab({"environment": None}),
}

# Here it says why, or the client does.
REFUSALS = {
    "workflow-filename-unreadable": github(job_workflow_ref="octo-org/sampleproject/.github/workflows/release@v1"),
    "reusable-workflow": github(job_workflow_ref="octo-org/shared/.github/workflows/release.yml@refs/heads/main"),
    "pull-request-target": github(event_name="pull_request_target"),
    "missing-claim": github(event_name=None),
    "missing-claim: one that uv shows": github(job_workflow_ref=None),
    "claims-disagree": github(repository_owner="hexa-group"),
    "pipeline-outside-project": gitlab({"ci_config_ref_uri": PIPELINE.replace("sampleproject", "ci")}),
    "project-path-case": gitlab(namespace="Group"),
    "subject-customised": gitlab({"sub": "project_id:42:ref_type:tag:ref:v1.4.0"}),
    "workflow-filename-unreadable: on GitLab": gitlab({"ci_config_ref_uri": PIPELINE.replace(".yml", "")}),
    "id-token-permission-missing": without(REQUEST_URL, REQUEST_TOKEN),
    "id-token-permission-missing: half of it": without(REQUEST_TOKEN),
    # A trap: on Google Compute Engine, and with GitLab's variables too, twine asks that machine for a token first.
    "no-ci-environment": without("GITHUB_ACTIONS", REQUEST_URL, REQUEST_TOKEN),
    "gitlab-id-token-missing": without("PYPI_ID_TOKEN", provider="gitlab"),
    "uv-missing-credentials": Given(clients=UV, options={"uv": ("--trusted-publishing", "never")}),
    "unsupported-issuer": github(iss="https://token.actions.githubusercontent.com/octo-enterprise"),
    "malformed-token": github(iss=None),
    "malformed-token: no JWT at all": answered("/id-token", Answer(200, {"value": "no.token"})),
    "token-expired": github(iat=1, nbf=1, exp=2),
    "wrong-audience": Given(token={"aud": "testpypi"}, clients=(*UV, *ALWAYS)),
    "wrong-audience: seen by twine itself": Given(token={"aud": "testpypi"}, clients=TWINE),
    "invalid-token": Given(index={"keys": []}),
    "identity-provider-unavailable": answered("/id-token", BUSY),
    "identity-provider-unavailable: no JSON": answered("/id-token", PAGE),
    "token-reused": Given(token={"jti": "1"}, index={"used_jtis": {"1"}}),
    "trusted-publishing-disabled": Given(index={"disabled": "github"}),
    "trusted-publishing-disabled: altogether": Given(index={"disabled": "all"}),
    "index-without-trusted-publishing": answered(AUDIENCE, Answer(404, "<html>Not Found</html>")),
    "index-unavailable: when asked for the audience": answered(AUDIENCE, BUSY),
    "index-unavailable: no JSON for the audience": answered(AUDIENCE, PAGE),
    "index-unavailable: at the exchange": answered(MINT, BUSY),
    "index-unavailable: no JSON at the exchange": answered(MINT, PAGE),
    "index-unavailable: no reason at the exchange": answered(MINT, Answer(503, {"message": "try again"})),
    "index-unavailable: it stumbles over a claim": github(repository="sampleproject"),
    "index-unavailable: at the upload": answered(UPLOAD, BUSY),
    "pending-publisher-project-exists": Given(
        index={"projects": {"sampleproject": []}, "pending": {"sampleproject": GITHUB}}
    ),
    "project-name-unavailable": Given(
        index={"projects": {}, "pending": {"sampleproject": GITHUB}, "unavailable": "sample"}
    ),
    "project-name-mismatch": Given(index={"projects": {"sample": [GITHUB]}}),
    "token-not-scoped-to-project": Given(index={"projects": {"sampleproject": [], "otherproject": [GITHUB]}}),
    "minted-token-expired": Given(index={"delay": 901}),
    "invalid-credentials": with_token(known=False),
    "password-authentication-removed": Given(variables=PASSWORD, clients=(*UV, *TWINE)),
    "password-disables-trusted-publishing": Given(variables=PASSWORD, clients=ALWAYS),
    "attestation-identity-mismatch": Given(options={"twine": ("--attestations",)}, attested=True),
    "attestations-without-trusted-publishing": with_token(attested=True),
    "attestations-unsupported-publisher": with_token({"provider": "activestate"}, attested=True),
    # uv sends such a wheel, whatever its version.
    "client-too-old": Given(metadata="9.9", clients=TWINE),
    "file-already-exists": upload_refused(
        400,
        f"File already exists ('{WHEEL}', with blake2_256 hash "
        f"'976a7c3ba34f665e22e0e8ec4cb542fe694c8359f91b71d89690754e51bcff26'). See {HELP}file-name-reuse {MORE}",
    ),
    "release-too-old": upload_refused(400, "Uploading new files to releases older than 14 days is not allowed."),
    "project-not-uploadable": upload_refused(
        403, f"The given token isn't allowed to upload to project 'sampleproject'. See {HELP}project-name {MORE}"
    ),
    "project-not-uploadable: its organization is inactive": upload_refused(
        400,
        "Organization account owning this project is inactive. This may be due to inactive billing for Company "
        "Organizations, or administrator intervention for Community Organizations. "
        "Please contact support+orgs@pypi.org.",
    ),
}

# The causes that are not among them, and why.
UNMET = {
    "what a person, a page or GitHub says": (
        "pending-form-for-existing-project pending-publisher-one-per-identity caller-lacks-id-token "
        "environment-protection-rule github-token-does-not-trigger"
    ),
    "the client prints the same as for another cause": (
        "pending-publisher-expired fork-pull-request rerun-uses-old-workflow empty-secret ambiguous-publishers"
    ),
    "the request is not written by a client": "malformed-request",
    "neither client gets its token in a job of that provider": (
        "service-account-mismatch subject-mismatch email-not-verified "
        "organization-mismatch project-mismatch actor-mismatch builder-mismatch"
    ),
    "twine asks a machine of Google's, by its name": "google-token-refused",
    "gh-action-pypi-publish alone": (
        "attestation-generated-twice sigstore-unavailable action-image-not-found docker-not-usable-in-job "
        "composite-action several-invocations-in-one-job non-linux-runner network-blocked"
    ),
    "GitHub alone": "retired-action-version workflow-refused run-cancelled release-creation-forbidden",
    "the client is not there": "client-does-not-start",
}
