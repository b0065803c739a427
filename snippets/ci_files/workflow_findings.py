"""Finds what in a GitHub workflow prevents publishing, and gives the ids of the causes.

A finding is `certain` if it follows from the file alone. Sources: docs.github.com (permissions, GITHUB_TOKEN, pull
requests from forks), the README of pypa/gh-action-pypi-publish, and docs.pypi.org/trusted-publishers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from catalogue import CERTAINTIES
from ci_files.commands import PASSWORD
from ci_files.job_findings import CHECKS, Finding
from ci_files.jobs import ACTION, Job, Needed, triggers, uploads_of
from ci_files.yaml_tree import Node
from evidence.nearest import nearest
from evidence.token import Token

MOST_NEEDED = 100  # no real release job needs more jobs
MOST_COMPARED, MOST_PUBLISHERS = 20, 1_000  # jobs, each of which is compared with every publisher
SECRET = re.compile(r"\bsecrets\.(\w{1,100})")
# A condition that contains one of these can prevent a job from running on an event.
CONDITION = re.compile(r"\b(?:github\.(?:event|ref|head_ref|base_ref)|inputs|needs)")
# Names of workflow files that may publish a package: publish.yml, release_to_pypi.yml, but not publish-docs.yml.
MAY_PUBLISH = re.compile(
    r"(?:(?:publish|release|upload|deploy|python|package|packages|dist|wheels|to|call|called|reusable|workflow)[-_.]?)+"
)
OTHER_TOKEN = re.compile("token|ssh-key", re.I)
RELEASE_ACTIONS = ("softprops/action-gh-release", "actions/create-release", "ncipollo/release-action")
RELEASES = re.compile(r"\bgh release create\b|\bgit push\b.{0,200}(?:--tags|--follow-tags|refs/tags|TAG|VERSION)", re.I)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, by line; the most certain first."""
    return sorted(set(findings), key=lambda each: (each.line, CERTAINTIES.index(each.certainty), each.cause))


def find_in_action(root: Node) -> Iterator[Finding]:
    """Findings in an action's file: the publishing action doesn't work inside a composite action."""
    if root.get("runs", "using").text == "composite":
        for step in root.get("runs", "steps").items:
            yield from (
                Finding("composite-action", e.line, "certain") for e in uploads_of(step, {}, "") if e.client == ACTION
            )


def find_in_workflow(root: Node, jobs: Sequence[Job]) -> Iterator[Finding]:
    """Findings in a workflow."""
    publishing, calling = [job for job in jobs if job.publishes], [job for job in jobs if job.node.get("uses")]
    for job in publishing:
        for check in CHECKS:
            yield from check(job)
    yield from empty_secrets(root, publishing)
    yield from wrong_events(root, jobs)
    for job in jobs:
        yield from calls(job)
        yield from local_action(job)
        if not publishing and not calling:
            yield from silent_release(job)


def against_publishers(
    provider: str, needed: Sequence[Needed], publishers: Sequence[Mapping[str, Any]], in_place: bool
) -> Iterator[Finding]:
    """Compare what the publishing jobs need with the publishers on PyPI.

    Jobs for TestPyPI are left out if other jobs publish to PyPI. Unless the file is `in_place`, in the folder that
    GitHub runs it from, its name proves little.
    """
    own = [each for each in publishers if each["provider"] == provider][:MOST_PUBLISHERS]
    jobs = [each for each in needed if each.index != "testpypi"] or needed
    for job in jobs[:MOST_COMPARED] if own else ():
        claims = {} if job.environment is None else {"environment": job.environment}
        if provider == "github" and job.workflow_filename.endswith((".yml", ".yaml")):
            claims["job_workflow_ref"] = job.workflow_filename
        if job.repository:
            claims["repository"] = as_spelled(job.repository, own)
        near = nearest(Token(claims, provider), own)
        lines = {"environment": job.environment_line, "owner": job.repository_line, "repository": job.repository_line}
        for each in near.differences:
            in_file = each.field in lines
            sure = near.sure and len(jobs) == 1 and job.index == "pypi" and (in_file or in_place)
            yield Finding(each.cause, lines.get(each.field, 1), "certain" if sure else "likely")
        if job.environment is None and all(each["environment"] for each in own):
            yield Finding("environment-name-mismatch", job.environment_line, "possible")


def as_spelled(repository: str, publishers: Sequence[Mapping[str, Any]]) -> str:
    """The repository as one of the publishers spells it, because GitHub's `==` ignores case."""
    names = {name.lower(): name for name in (f"{each['owner']}/{each['repository']}" for each in publishers)}
    return names.get(repository.lower(), repository)


def empty_secrets(root: Node, jobs: Sequence[Job]) -> Iterator[Finding]:
    """A secret in the action's password that no step checks: if it is empty, the action continues without it."""
    elsewhere = [node.text for key, node in root.texts() if key != "password" and not PASSWORD.fullmatch(key)]
    looked_at = {name for text in elsewhere for name in SECRET.findall(text)}
    for each in [upload for job in jobs for upload in job.uploads if upload.client == ACTION]:
        if set(SECRET.findall(each.password.text)) - looked_at:
            yield Finding("empty-secret", each.password.line, "possible")


def wrong_events(root: Node, jobs: Sequence[Job]) -> Iterator[Finding]:
    """Events on which publishing can't work."""
    events, known = triggers(root), {job.id: job for job in jobs}
    for job in [each for each in jobs if each.publishes and each.trusts]:
        if "workflow_call" in events:
            # PyPI compares the called file, an attestation names the caller: no publisher matches both.
            sure = "certain" if any(each.attested for each in job.uploads) else "likely"
            yield Finding("reusable-workflow", events["workflow_call"].line, sure if len(events) == 1 else "possible")
        conditions = [*(each.condition for each in job.uploads), *conditions_of(job, known)]
        for event, cause, sure in (
            ("pull_request_target", "pull-request-target", "certain"),
            ("pull_request", "fork-pull-request", "likely"),
        ):
            if event in events and not any(keeps_out(each, event) for each in conditions):
                yield Finding(cause, events[event].line, "possible" if any(conditions) else sure)


def keeps_out(condition: str, event: str) -> bool:
    """Whether a condition may keep a job from running on this event.

    >>> keeps_out("github.event_name == 'push'", "pull_request"), keeps_out("always()", "pull_request")
    (True, False)
    """
    return bool(CONDITION.search(condition)) and f"event_name == '{event}'" not in condition


def conditions_of(job: Job, known: Mapping[str, Job]) -> list[str]:
    """The conditions of a job and of the jobs that it needs, because it is skipped if they are."""
    jobs, seen = [job], {job.id}
    for each in islice(jobs, MOST_NEEDED):
        names = [need.text for need in each.node.get("needs").items if need.text not in seen]
        seen.update(names)
        jobs += [known[name] for name in names if name in known]
    return [each.node.get("if").text for each in jobs]


def calls(job: Job) -> Iterator[Finding]:
    """A call of another workflow that, by its name, publishes."""
    uses = job.node.get("uses")
    file = uses.text.partition("@")[0].rpartition("/")[2].rpartition(".")[0].lower()
    sure = "likely" if "pypi" in file else "possible"
    if sure == "possible" and not MAY_PUBLISH.fullmatch(file[:100]):
        return
    # PyPI happens to accept a called file of the same repository, but never one of another repository.
    yield Finding("reusable-workflow", uses.line, "possible" if uses.text.startswith(("./", "$/")) else sure)
    if job.id_token is False:
        yield Finding("caller-lacks-id-token", job.permissions.line if job.permissions else uses.line, sure)


def local_action(job: Job) -> Iterator[Finding]:
    """A local action of the repository, in a job that may request a token but doesn't publish itself."""
    if job.node.get("permissions") and job.id_token and not job.publishes:
        uses = [step.get("uses") for step in job.steps]
        yield from (Finding("composite-action", e.line, "possible") for e in uses if e.text.startswith(("./", "$/")))


def silent_release(job: Job) -> Iterator[Finding]:
    """A release or a tag created with GITHUB_TOKEN: it starts no other workflow, unless the job dispatches one."""
    if any("gh workflow run" in line or "/dispatches" in line for line, _ in job.script):
        return
    for step in job.steps:
        uses, run, inputs = step.get("uses"), step.get("run"), step.get("with")
        by_action = uses.text.partition("@")[0].lower() in RELEASE_ACTIONS
        draft = inputs.get("draft").text == "true" or "--draft" in run.text
        if (by_action or RELEASES.search(run.text)) and not draft and not other_token(job, step):
            yield Finding("github-token-does-not-trigger", (uses or run).line, "possible")


def other_token(job: Job, step: Node) -> bool:
    """Whether a step, or the checkout whose credentials `git push` uses, has a token other than GITHUB_TOKEN."""
    places = [job.workflow.get("env"), job.node.get("env"), step.get("env"), step.get("with")]
    places += [each.get("with") for each in job.steps if "checkout" in each.get("uses").text]
    tokens = [node.text for place in places for key, node in place.texts() if OTHER_TOKEN.search(key)]
    return any("github.token" not in each and "secrets.GITHUB_TOKEN" not in each for each in tokens)
