"""How PyPI treats each provider's tokens: which claims it wants, how it finds a publisher, what it checks then.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/models/`. The messages are PyPI's, letter by letter.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

Claims = Mapping[str, Any]
Publisher = Mapping[str, Any]


class Refused(Exception):
    """PyPI's refusal: its code, and the reason that it puts in parentheses."""

    def __init__(self, reason: str | None, code: str = "invalid-publisher") -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


Find = Callable[[Sequence[Publisher], Claims], list[Publisher]]
Check = Callable[[Publisher, Claims, Collection[str]], None]


class Provider(NamedTuple):
    """How PyPI treats one provider's tokens: look a publisher up, then check it, in this order."""

    issuer: str
    required: tuple[str, ...]
    find: Find
    checks: tuple[Check, ...]
    other_issuers: bool = False


# --------------------------------------------------------------------------- GitHub
def github_find(publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """All four equal, letter case included: owner, repository, owner's id, file name in job_workflow_ref."""
    owner, slash, repository = text(claims, "repository").partition("/")
    if not slash:
        raise Refused(None, "server-error")
    file = re.search(r"(?<![^/])([^/]+\.(yml|yaml))(?=@)", text(claims, "job_workflow_ref"))
    if not file:
        raise Refused("Could not job extract workflow filename from OIDC claims")
    owner_id = text(claims, "repository_owner_id")
    rows = [
        row
        for row in publishers
        if row["repository"] == repository
        and row["owner"] == owner
        and row.get("owner_id", owner_id) == owner_id
        and row["workflow_filename"] == file[1]
    ]
    # The token's name is lower-cased, the stored one is not: a publisher stored with capitals never matches.
    environment = claims.get("environment") and text(claims, "environment").lower()
    return most_specific(rows, "environment", environment)


def github_owner(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """Fails only where a token contradicts itself: the look-up took the owner from `repository`."""
    if text(claims, "repository_owner") != row["owner"]:
        raise Refused("Check failed for required claim 'repository_owner'")


def github_workflow(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """The called file must be the publisher's own, at the ref or commit of the run."""
    if not (claims["ref"] or claims["sha"]):
        raise Refused("The ref and sha claims are empty")
    path = f"{row['owner']}/{row['repository']}/.github/workflows/{row['workflow_filename']}"
    one_of("job_workflow_ref", claims, [f"{path}@{at}" for at in (claims["ref"], claims["sha"]) if at])


def github_event(_: Publisher, claims: Claims, __: Collection[str]) -> None:
    """One event is refused; every other value passes."""
    if claims["event_name"] == "pull_request_target":
        raise Refused("Publishing from a workflow invoked via 'pull_request_target' is not supported.")


# --------------------------------------------------------------------------- GitLab
def gitlab_find(publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """Namespace and project in any letter case; pipeline file, issuer and environment exactly."""
    namespace, slash, project = text(claims, "project_path").lower().rpartition("/")
    if not slash:
        raise Refused(None, "server-error")
    file = pipeline_file(text(claims, "ci_config_ref_uri"))
    if not file:
        raise Refused("Could not extract workflow filename from OIDC claims")
    rows = [
        row
        for row in publishers
        if row["namespace"].lower() == namespace
        and row["project"].lower() == project
        and row["workflow_filepath"] == file
        and row["issuer_url"] == claims.get("iss")
    ]
    return most_specific(rows, "environment", claims.get("environment"))


def pipeline_file(uri: str) -> str | None:
    """The path between the first // and the last @ that a file's ending stands before.

    So a branch called a.yml@b hides the file. PyPI's pattern starts at any //; the first one of a line is enough.

    >>> pipeline_file("gitlab.com/group/sampleproject//ci/release.yml@refs/heads/main")
    'ci/release.yml'
    """
    file = re.search(r"^(?:(?!//).)*+//(.*[^/]\.(?:yml|yaml))@", uri, re.MULTILINE)
    return file and file[1]


def gitlab_subject(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """The first two parts, in any letter case; what follows is ignored."""
    kind, path, *_rest = [*text(claims, "sub").split(":"), ""]
    expected = f"project_path:{row['namespace']}/{row['project']}"
    if not (kind and path and f"{kind}:{path}".lower() == expected.lower()):
        raise Refused("Check failed for required claim 'sub'")


def gitlab_pipeline(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """Exactly the publisher's spelling: here the letter case counts that the look-up forgave."""
    if not (claims["ref_path"] and claims["sha"]):
        raise Refused("The ref_path and sha claims are empty")
    host = row["issuer_url"].removeprefix("https://")
    uri = f"{host}/{row['namespace']}/{row['project']}//{row['workflow_filepath']}"
    one_of("ci_config_ref_uri", claims, [f"{uri}@{claims['ref_path']}", f"{uri}@{claims['sha']}"])


# --------------------------------------------------------------------------- Google Cloud
def google_find(publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """The address exactly; the subject where the publisher has one."""
    rows = [row for row in publishers if row["email"] == claims["email"]]
    return most_specific(rows, "sub", claims.get("sub"))


def google_verified(_: Publisher, claims: Claims, __: Collection[str]) -> None:
    """JSON's true, or the number 1, which Python holds equal to it; the text "true" fails."""
    if claims["email_verified"] != True:  # noqa: E712 - PyPI compares the values, not their truth
        raise Refused("Check failed for required claim 'email_verified'")


# --------------------------------------------------------------------------- ActiveState
def activestate_find(publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """Organization, project and the actor's id, letter case included; the actor's name is ignored."""
    organization, project, actor_id = claims["organization"], claims["project"], claims["actor_id"]
    return [
        row
        for row in publishers
        if row["organization"] == organization
        and row["project"] == project
        and row.get("actor_id", actor_id) == actor_id
    ][:1]


def activestate_subject(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """The first four parts name the same organization and project."""
    parts = text(claims, "sub").split(":")
    if parts == [""]:
        raise Refused("Missing 'subject' claim")
    if len(parts) < 4:
        raise Refused("Invalid 'subject' claim. Wrong format")
    if ":".join(parts[:4]) != f"org:{row['organization']}:project:{row['project']}":
        raise Refused("Invalid 'subject' claim")


def activestate_builder(_: Publisher, claims: Claims, __: Collection[str]) -> None:
    """Only tokens that were made for publishing."""
    if claims["builder"] != "pypi-publisher":
        raise Refused("Check failed for required claim 'builder'")


# --------------------------------------------------------------------------- what they share
def most_specific(rows: list[Publisher], field: str, wanted: str | None) -> list[Publisher]:
    """The publishers that name `wanted`; if there are none, those that leave the field blank, which means any."""
    return (wanted and [row for row in rows if row[field] == wanted]) or [row for row in rows if row[field] == ""]


def one_of(name: str, claims: Claims, allowed: list[str]) -> None:
    """The claim must equal one of these, letter case included."""
    if claims[name] not in allowed:
        raise Refused(f"The {name} claim does not match, expecting one of {sorted(allowed)}, got '{claims[name]}'")


def not_redeemed(_: Publisher, claims: Claims, used_jtis: Collection[str]) -> None:
    """A token's id can be used once."""
    if claims["jti"] in used_jtis:
        raise Refused(None, "invalid-reuse-token")


def text(claims: Claims, name: str) -> str:
    """The claim as text; PyPI answers with a server error where it is anything else."""
    if not isinstance(claims[name], str):
        raise Refused(None, "server-error")
    return claims[name]


PROVIDERS = {
    "github": Provider(
        issuer="https://token.actions.githubusercontent.com",
        required=(
            "repository", "repository_owner", "repository_owner_id", "job_workflow_ref",
            "jti", "event_name", "ref", "sha",
        ),
        find=github_find,
        checks=(github_owner, github_workflow, not_redeemed, github_event),
    ),
    "gitlab": Provider(
        issuer="https://gitlab.com",
        required=("sub", "project_path", "ci_config_ref_uri", "jti", "ref_path", "sha"),
        find=gitlab_find,
        checks=(gitlab_subject, gitlab_pipeline, not_redeemed),
        other_issuers=True,  # self-managed instances that PyPI's administrators registered
    ),
    "google": Provider(
        issuer="https://accounts.google.com",
        required=("email", "email_verified"),
        find=google_find,
        checks=(google_verified,),
    ),
    "activestate": Provider(
        issuer="https://platform.activestate.com/api/v1/oauth/oidc",
        required=("sub", "organization", "project", "actor_id", "builder"),
        find=activestate_find,
        checks=(activestate_subject, activestate_builder),
    ),
}  # fmt: skip


MARKS = {
    "activestate": {"organization", "actor_id", "builder"},  # before GitLab: its tokens hold a project_path, too
    "gitlab": {"namespace", "project_path", "ci_config_ref_uri"},
    "github": {"owner", "repository", "job_workflow_ref", "workflow_ref"},
    "google": {"email"},
}


def provider_of(settings: Mapping[str, Any]) -> str:
    """The provider that a publisher's fields, or a token's claims, belong to.

    Raises KeyError where nothing tells.

    >>> provider_of({"namespace": "group", "project": "sampleproject"})
    'gitlab'
    """
    for provider, marks in MARKS.items():
        if marks & settings.keys():
            return provider
    raise KeyError("provider")
