"""What PyPI answers to an upload, and what stops a client before it, by the cause that a reader should be led to.

Sources: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/forklift/`; pypi/warehouse#20324 for the rate limit.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from index_answers import HELP, MORE, refused, refused_upload
from local_clients import PYPI, WHEEL
from local_index import Minted
from local_refusals import API_TOKEN, MINT, UPLOAD

CORE = f"See https://packaging.python.org/specifications/core-metadata {MORE}"
LIMITS = "See https://docs.pypi.org/project-management/storage-limits"
GIT = "git+https://github.com/octo-org/otherproject"
CLIENTS = ("twine", "twine-verbose", "uv", "poetry", "flit", "hatch", "pdm", "maturin")
TWINE, FROM_FILES = CLIENTS[:2], tuple(client for client in CLIENTS if client != "flit")  # flit builds by itself


# What these show of PyPI's answer is the status line.
STATUS_LINE_ONLY = ("twine", "flit", "hatch", "pdm")


@dataclass(frozen=True)
class Refusal:
    """A project, a job and an index; `otherwise`: the causes that clients are led to which print something else."""

    sentence: str = ""  # in PyPI's answer, where the status line may lack it
    status: int = 403
    file: str = WHEEL
    version: str = "1.4.0"
    metadata: str = ""  # further fields
    metadata_version: str = "2.1"
    built: bool = True  # whether dist/ is there
    damaged: bool = False
    attested: bool = False
    credentials: bool = True
    secret: str = API_TOKEN
    exchange: bool = False  # whether the job may get its token by Trusted Publishing
    variables: Mapping[str, str] = field(default_factory=dict)  # of the job
    address: str = PYPI
    index: Mapping[str, Any] = field(default_factory=dict)
    clients: tuple[str, ...] = CLIENTS
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)


def refuse(status: int, sentence: str, **given: Any) -> Refusal:
    """PyPI refuses the upload, whose token is good."""
    index = {"tokens": held(), "answers": {UPLOAD: refused_upload(status, sentence)}}
    return Refusal(sentence, status, index=index, **given)


def held(project: str = "sampleproject") -> dict[str, Minted]:
    """The token, as it lies in PyPI's database, of a person who may upload to that project."""
    return {API_TOKEN: Minted(time.time() + 9000, frozenset({project}), None)}


def at(address: str, **given: Any) -> Refusal:
    """An address that takes no uploads."""
    return Refusal(address=address, index={"tokens": held()}, **given)


LOCAL = "1.4.0+g8843d7f"
LINUX = "sampleproject-1.4.0-cp312-cp312-linux_x86_64.whl"
SDIST = "sampleproject-1.4.0.tar.gz"
UNNORMALIZED = "SampleProject-1.4.0.tar.gz"
ATTESTATIONS = {"twine": ("--attestations",), "twine-verbose": ("--attestations",)}
GPL: dict[str, Any] = {"metadata": "License-Expression: GPL\n", "metadata_version": "2.4"}
INVALID = f"Invalid or non-existent authentication information. See {HELP}invalid-auth {MORE}"
RATE = "this organization has created too many new projects recently."
REFUSALS = {
    # before the form is read
    "uploads-paused": refuse(403, f"New uploads are temporarily disabled. See {HELP}admin-intervention {MORE}"),
    "invalid-credentials": Refusal(INVALID),
    "invalid-credentials: none sent": Refusal(INVALID, credentials=False, clients=("poetry",)),
    "invalid-credentials: empty secret": Refusal(INVALID, secret="", clients=(*TWINE, "uv", "poetry", "maturin")),
    # the form and the metadata
    "malformed-upload-request": refuse(
        400, "The digest supplied does not match a digest calculated from the uploaded file."
    ),
    "malformed-upload-request: field": refuse(400, "Invalid value for filetype. Error: Use a known file type."),
    "invalid-core-metadata": refuse(
        400, f"'Framework :: Sample' is not a valid classifier. {CORE}", metadata="Classifier: Framework :: Sample\n"
    ),
    "invalid-core-metadata: license": refuse(
        400, f"'GPL' is invalid for 'license-expression'. {CORE}", clients=("uv",), **GPL
    ),
    "invalid-core-metadata: before": Refusal(clients=("twine",), **GPL),
    "local-version": refuse(
        400,
        f"The use of local versions in '{LOCAL}' is not allowed. See https://packaging.python.org/en/latest/"
        f"specifications/version-specifiers/#local-version-identifiers {MORE}",
        version=LOCAL,
        file=WHEEL.replace("1.4.0", LOCAL),
    ),
    "direct-url-dependency": refuse(
        400,
        f"Can't have direct dependency: otherproject @ {GIT}. {CORE}",
        metadata=f"Requires-Dist: otherproject @ {GIT}\n",
    ),
    # the account, the token, the project
    "account-incomplete": refuse(
        403,
        "User 'octo-maintainer', associated with the API token used, does not have two-factor authentication enabled. "
        "Please enable two-factor authentication before attempting to upload to PyPI. "
        f"See {HELP}two-factor-authentication {MORE}",
    ),
    "account-incomplete: address": refuse(
        403,
        "User 'octo-maintainer', associated with the API token used, does not have a verified primary email address. "
        "Please add a verified primary email before attempting to upload to PyPI. "
        f"See {HELP}verified-email {MORE}",
    ),
    "too-many-new-projects": refuse(429, "Too many new projects created"),
    "token-not-scoped-to-project": Refusal(
        "Invalid API Token: project-scoped token is not valid for project: 'sampleproject', "
        "project-scoped token is not valid for project: 'sampleproject'",
        index={"tokens": held("otherproject")},
    ),
    "user-lacks-upload-role": refuse(
        403,
        f"The user 'octo-maintainer' isn't allowed to upload to project 'sampleproject'. See {HELP}project-name {MORE}",
    ),
    "description-not-rendered": refuse(
        400,
        "The description failed to render in the default format of reStructuredText. "
        f"See {HELP}description-content-type {MORE}",
    ),
    # the file
    "wrong-file-name: extension": refuse(
        400,
        "Invalid file extension: Extension .whl is invalid for filetype sdist. "
        f"See https://www.python.org/dev/peps/pep-0527 {MORE}",
    ),
    "wrong-file-name": refuse(
        400,
        f"Filename '{UNNORMALIZED}' is invalid, should be '{SDIST}'.",
        file=UNNORMALIZED,
        clients=tuple(client for client in FROM_FILES if client != "poetry"),  # which does not see such a file
    ),
    "file-too-large": refuse(
        400,
        f"File too large. Limit for project 'sampleproject' is 100 MB. "
        f"{LIMITS}#requesting-a-file-size-limit-increase {MORE}",
    ),
    "project-storage-full": refuse(
        400,
        "Project size too large. Limit for project 'sampleproject' total size is 10 GB. "
        f"{LIMITS}#requesting-a-project-size-limit-increase",
    ),
    "file-already-exists": refuse(
        400,
        f"File already exists ('{WHEEL}', with blake2_256 hash "
        f"'976a7c3ba34f665e22e0e8ec4cb542fe694c8359f91b71d89690754e51bcff26'). See {HELP}file-name-reuse {MORE}",
    ),
    "invalid-archive": refuse(
        400,
        "Invalid distribution file. ZIP archive not accepted: Duplicate filename in local headers. "
        f"See https://docs.pypi.org/archives {MORE}",
    ),
    "license-file-missing": refuse(
        400,
        f"License-File LICENSE does not exist in distribution file {SDIST} at sampleproject-1.4.0/LICENSE",
        file=SDIST,
        metadata="License-File: LICENSE\n",
        clients=FROM_FILES,
    ),
    "unsupported-platform-tag": refuse(
        400,
        f"Binary wheel '{LINUX}' has an unsupported platform tag 'linux_x86_64'.",
        file=LINUX,
        clients=FROM_FILES,
    ),
    "attestation-invalid": refuse(
        400,
        "Invalid attestations supplied during upload: Could not verify the uploaded artifact using the included "
        "attestation: Verification failed: subject does not match distribution digest",
        attested=True,
        clients=(*TWINE, "uv"),
        options=ATTESTATIONS,
    ),
    "attestation-invalid: none": Refusal(clients=("twine",), options=ATTESTATIONS),
    # the address, the service
    "wrong-upload-url: host": at("https://pypi.org/legacy/"),
    "wrong-upload-url": at(PYPI.rstrip("/"), clients=("twine", "hatch", "pdm")),  # the others find the way
    "wrong-upload-url: path": at(PYPI.removesuffix("legacy/")),
    "wrong-upload-url: name": at("company", clients=("twine", "uv", "poetry", "hatch", "pdm", "maturin")),
    "wrong-upload-url: testpypi": at("testpypi", clients=("flit", "poetry", "uv")),  # the others know it
    "index-unavailable": Refusal(index={"tokens": held(), "answers": {UPLOAD: refused_upload(503, "")}}),
    # the exchange
    "organization-rate-limited": Refusal(
        credentials=False,
        exchange=True,
        index={"answers": {MINT: refused("rate-limited", f"{RATE} Try again in 600 seconds")}},
        clients=("twine", "uv", "pdm", "maturin"),
        otherwise={"pdm": "reason-not-shown", "maturin": "reason-not-shown"},
    ),
    "id-token-permission-missing": Refusal(
        credentials=False, variables={"GITHUB_ACTIONS": "true"}, clients=("twine", "uv", "pdm", "maturin")
    ),
    "reason-not-shown": Refusal(
        credentials=False, exchange=True, index={"projects": {"sampleproject": []}}, clients=("pdm", "maturin")
    ),
    # what a client says by itself
    "credentials-missing": Refusal(
        credentials=False,
        clients=tuple(client for client in CLIENTS if client != "poetry"),
        otherwise=dict.fromkeys((*TWINE, "uv", "pdm"), "no-ci-environment"),  # they look for a token of the job
    ),
    "credentials-missing: empty secret": Refusal(
        secret="", clients=("flit", "hatch", "pdm"), otherwise={"pdm": "no-ci-environment"}
    ),
    "wrong-dist-directory": Refusal(built=False, clients=FROM_FILES),
    "invalid-archive: damaged": Refusal(damaged=True, clients=FROM_FILES),
}


# What is tried: each refusal with each client, first with PyPI's sentence in the status line, if there is one.
EACH = [
    (name, client, bare)
    for name, given in REFUSALS.items()
    for client in given.clients
    for bare in ((False, True) if given.sentence else (True,))
]


def told(name: str, client: str, bare: bool) -> str:
    """The cause that the log of a client leads to, where the status line comes with PyPI's sentence or without it."""
    given = REFUSALS[name]
    hidden = bare and is_lost(name, client) and given.status in (400, 403)
    return "upload-reason-not-shown" if hidden else given.otherwise.get(client, name.partition(":")[0])


def is_lost(name: str, client: str) -> bool:
    """Whether a client shows PyPI's sentence only if the status line has it."""
    return bool(REFUSALS[name].sentence) and client in STATUS_LINE_ONLY
