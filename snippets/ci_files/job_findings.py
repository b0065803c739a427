"""Finds what in one job of a GitHub workflow prevents publishing, and gives the ids of the causes.

Sources: docs.github.com (permissions), the README of pypa/gh-action-pypi-publish, docs.pypi.org/trusted-publishers.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ci_files.commands import TRUSTED
from ci_files.jobs import ACTION, Job

BUILDS = re.compile(
    r"-m build\b|\brun build\b|\b(?:uv|hatch|poetry|flit|pdm|maturin) {1,9}build\b|cibuildwheel|bdist_wheel"
    r"|\b(?:pytest|tox|nox)\b"
)
OTHER_TOKEN_USE = re.compile(r"attest|sigstore|cosign|slsa|configure-aws|azure/login|/auth@", re.I)
FROM_A_STEP = re.compile(r"\b(?:steps|needs)\.")
MATRIX = re.compile(r"\bmatrix\.([\w-]{1,80})")
JQ = re.compile(r"\bjq\b")
RAW = re.compile(r" -\w{0,9}r|--raw-output")
AUDIENCE = re.compile(r"\baudience=([^\s\"'&)]{1,200})|-m id ([\w:/.-]{1,200})")


MOST_NAMES = 20  # of a matrix in a runner's labels


class Finding(NamedTuple):
    """One thing found: the cause's id, the line, how certain it is."""

    cause: str
    line: int
    certainty: str


def id_token(job: Job) -> Iterator[Finding]:
    """Without the permission, GitHub doesn't issue a token."""
    trusting = [each.client for each in job.uploads if each.client in (ACTION, *TRUSTED) and not each.password.text]
    if job.id_token is False and (trusting or job.exchanges):
        # Other clients may find a password that the file does not show, for example in a keyring.
        sure = job.exchanges or ACTION in trusting
        line = job.permissions.line if job.permissions else job.node.line
        yield Finding("id-token-permission-missing", line, "certain" if sure else "likely")


def password(job: Job) -> Iterator[Finding]:
    """With a password, a client doesn't use Trusted Publishing, although the job has the permission for it."""
    other_use = any(OTHER_TOKEN_USE.search(step.get("uses").text) for step in job.steps)
    for each in job.uploads if job.id_token and not job.exchanges else ():
        from_a_step = FROM_A_STEP.search(each.password.text)
        if each.password.text and not each.condition and not from_a_step:
            sure = "possible" if other_use or not job.node.get("permissions") else "likely"
            yield Finding("password-disables-trusted-publishing", each.password.line or each.line, sure)


def invocations(job: Job) -> Iterator[Finding]:
    """The action supports one use per job; the second use finds the attestations of the first."""
    uses = [each for each in job.uploads if each.client == ACTION]
    conditions = [each.condition for each in uses]
    if all(conditions) and len(set(conditions)) == len(conditions):
        return  # each has its own condition, so presumably only one of them runs
    yield from (Finding("several-invocations-in-one-job", each.line, "likely") for each in uses[1:2])
    folders: set[str] = set()
    for each in uses:
        folder = (each.option("packages-dir") or each.option("packages_dir") or "dist").removeprefix("./").rstrip("/")
        if each.attested and folder in folders:
            yield Finding("attestation-generated-twice", each.line, "certain")
            return
        folders |= {folder} if each.attested else set()


def runner(job: Job) -> Iterator[Finding]:
    """The action runs in a container, which GitHub supports only on Linux."""
    runs_on = job.node.get("runs-on")
    labels = [each.text for each in (runs_on.get("labels") or runs_on).items]
    matrix = job.node.get("strategy", "matrix")
    named = dict.fromkeys(MATRIX.findall(" ".join(labels)))
    for name in islice(named, MOST_NAMES):
        labels += [value.text for row in (matrix, *matrix.get("include").items) for value in row.get(name).items]
    elsewhere = any(each.lower().startswith(("macos", "windows")) for each in labels)
    if elsewhere and any(each.client == ACTION for each in job.uploads):
        yield Finding("non-linux-runner", runs_on.line, "certain")


def index(job: Job) -> Iterator[Finding]:
    """An environment with the name of the other index."""
    needed, other = job.needed(""), {"pypi": "testpypi", "testpypi": "pypi"}
    indexes = {each.index for each in job.uploads}
    if len(indexes) == 1 and needed.index and (needed.environment or "").lower() == other[needed.index]:
        yield Finding("wrong-index", needed.environment_line, "possible")


def exchange(job: Job) -> Iterator[Finding]:
    """An exchange that the workflow makes without a client."""
    if not job.exchanges:
        return
    for line, number in job.script:
        if JQ.search(line) and ".value" in line and not RAW.search(line):
            yield Finding("malformed-token", number, "certain")
    asked = [(found[1] or found[2], number) for line, number in job.script for found in AUDIENCE.finditer(line)]
    indexes = {each for each, _ in job.exchanges}
    for audience, number in asked:
        if "$" not in audience and audience not in indexes:
            yield Finding("wrong-audience", number, "certain")
    for each in indexes:
        swaps = [number for name, number in job.exchanges if name == each]
        if 0 < len(asked) < len(swaps):
            yield Finding("token-reused", swaps[len(asked)], "certain")
    # PyPI's token is valid for 15 minutes after the exchange.
    first, last = job.exchanges[0][1], max((each.line for each in job.uploads), default=0)
    if any(first < number < last and BUILDS.search(line) for line, number in job.script):
        yield Finding("minted-token-expired", first, "likely")


CHECKS = (id_token, password, invocations, runner, index, exchange)
