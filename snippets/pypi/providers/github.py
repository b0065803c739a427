"""GitHub: how PyPI treats GitHub Actions tokens, and PyPI's form for GitHub.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/models/github.py` and `warehouse/oidc/forms/github.py`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from catalogue import PROVIDERS
from pypi.alike import Difference, alike, difference, lookalike
from pypi.form_rules import Refusal, World
from pypi.provider import (
    Checked,
    Claims,
    Provider,
    Publisher,
    Refused,
    Texts,
    environment,
    most_specific,
    not_redeemed,
    one_of,
    text,
)

TABLE = PROVIDERS["github"]
OWNER, REPOSITORY, _, ENVIRONMENT = TABLE["fields"]


def find(publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """Owner, repository, owner's id and the file name in job_workflow_ref must be equal, including case."""
    owner, slash, repository = text(claims, "repository").partition("/")
    if not slash:
        raise Refused(None, "server-error")
    file = re.search(r"(?<![^/])([^/]+\.(yml|yaml))(?=@)", text(claims, "job_workflow_ref"))
    if not file:
        raise Refused("workflow-filename-not-extracted")
    owner_id = text(claims, "repository_owner_id")
    rows = [
        row
        for row in publishers
        if row["repository"] == repository
        and row["owner"] == owner
        and row.get("owner_id", owner_id) == owner_id
        and row["workflow_filename"] == file[1]
    ]
    # The token's name is converted to lowercase, the stored one isn't: a publisher stored with capitals never matches.
    wanted = claims.get("environment") and text(claims, "environment").lower()
    return most_specific(rows, "environment", wanted)


def check_owner(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """Fails only if a token contradicts itself, because the search used the owner in `repository`."""
    if text(claims, "repository_owner") != row["owner"]:
        raise Refused("check-failed-repository-owner")


def check_workflow(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """The called file must be the publisher's own, at the ref or commit of the run."""
    if not (claims["ref"] or claims["sha"]):
        raise Refused("ref-and-sha-empty")
    path = f"{row['owner']}/{row['repository']}/.github/workflows/{row['workflow_filename']}"
    allowed = [f"{path}@{at}" for at in (claims["ref"], claims["sha"]) if at]
    one_of(Checked("job_workflow_ref", "job-workflow-ref-does-not-match"), claims, allowed)


def check_event(_: Publisher, claims: Claims, __: Collection[str]) -> None:
    """PyPI rejects one event and accepts every other value."""
    if claims["event_name"] == "pull_request_target":
        raise Refused("pull-request-target")


def publisher_of(claims: Texts) -> dict[str, str | None]:
    """Owner, repository, file, owner's id and environment, as the token has them."""
    owner, _, repository = (claims.get("repository") or "").partition("/")
    return {
        "owner": owner or claims.get("repository_owner"),
        "repository": repository or None,
        "workflow_filename": workflow_file(claims.get("job_workflow_ref")) or workflow_file(claims.get("workflow_ref")),
        "owner_id": claims.get("repository_owner_id"),
        "environment": environment(claims),
    }


def workflow_file(ref: str | None) -> str | None:
    """The file name in `owner/repository/.github/workflows/FILE@REF`, as PyPI reads it."""
    file = re.search(r"(?<![^/])([^/]+\.(yml|yaml))(?=@)", ref or "") or re.search(
        r"(?<![^/])([^/]+\.(yml|yaml))$", ref or ""
    )
    return file and file[1]


def is_reusable(claims: Texts) -> bool:
    """Whether the token shows that its job runs in a file that another file called."""
    called, caller = claims.get("job_workflow_ref"), claims.get("workflow_ref")
    return bool(called and caller and called != caller) or is_elsewhere(claims)


def is_elsewhere(claims: Texts) -> bool:
    """Whether the job runs in a file of another repository: no publisher matches, whatever file it names."""
    called, repository = claims.get("job_workflow_ref"), claims.get("repository")
    if not (called and repository and "/.github/workflows/" in called):
        return False
    return called.partition("/.github/workflows/")[0].lower() != repository.lower()


def rest_of_token(claims: Texts) -> dict[str, Any]:
    """The called file is the caller, the owner is the repository's, and the ref is the file's own."""
    file = claims.get("job_workflow_ref") or claims.get("workflow_ref")
    owner = (claims.get("repository") or "").partition("/")[0]
    return {"job_workflow_ref": file, "repository_owner": owner, "ref": (file or "").partition("@")[2]}


def differences(publisher: Publisher, token: Texts, claims: Texts) -> list[Difference]:
    """Owner, repository, owner id, file and environment."""
    found = difference(OWNER, publisher["owner"], token["owner"])
    found += difference(REPOSITORY, publisher["repository"], token["repository"])
    known, owner_id = publisher.get("owner_id"), token["owner_id"]
    if known and owner_id is not None and known != owner_id:
        found.append(Difference("owner-id-mismatch", "owner_id", known, owner_id, 1))
    found += file_difference(publisher["workflow_filename"], token["workflow_filename"], claims)
    stored, environment = publisher["environment"], token["environment"]
    if stored and environment is not None:
        # PyPI converts the token's environment to lowercase, but not the stored one.
        how = alike(stored, environment.lower())
        found += difference(ENVIRONMENT, stored, environment, how)
        if how != "case" and stored != stored.lower():
            found.append(Difference("environment-stored-mixed-case", "environment", stored, environment, 1))
    return found


def file_difference(expected: str, found: str | None, claims: Texts) -> list[Difference]:
    """The difference between the publisher's file and the token's."""
    if found is None or expected == found:
        return []
    field = "workflow_filename"
    if is_elsewhere(claims):
        return [Difference("reusable-workflow", field, expected, found, 2)]
    if "/" in expected:
        path = Difference("workflow-path-instead-of-filename", field, expected, found, 3)
        return [path, *file_difference(expected.rpartition("/")[2], found, claims)]
    if alike(expected, found) == "looks":
        return [lookalike(field, expected, found)]
    if is_reusable(claims) and expected == workflow_file(claims.get("workflow_ref")):
        return [Difference("reusable-workflow", field, expected, found, 2)]
    return [Difference("workflow-filename-mismatch", field, expected, found, 3)]


def unmatchable(publisher: Publisher) -> list[Difference]:
    """A path instead of a file name, or capitals in the environment: no token can match them."""
    file, stored = publisher.get("workflow_filename", ""), publisher.get("environment") or ""
    found = []
    if "/" in file:
        found.append(Difference("workflow-path-instead-of-filename", "workflow_filename", file, None, 0))
    if stored != stored.lower():
        found.append(Difference("environment-stored-mixed-case", "environment", stored, None, 0))
    return found


def ask_owner(owner: str, world: World) -> str:
    """The form stores the owner as GitHub spells it, because PyPI asks GitHub's API for the account."""
    if owner.lower() in world.missing_accounts:
        raise Refusal("form-owner-unknown")
    return world.github_logins.get(owner.lower(), owner.lower())


def from_provenance(named: Mapping[str, str]) -> dict[str, str]:
    """The publisher that the provenance of a file names."""
    owner, _, repository = named.get("repository", "").partition("/")
    return {
        "owner": owner,
        "repository": repository,
        "workflow_filename": named.get("workflow", ""),
        "environment": named.get("environment", ""),
    }


GITHUB = Provider(
    "github",
    TABLE,
    find,
    (check_owner, check_workflow, not_redeemed, check_event),
    publisher_of,
    rest_of_token,
    differences,
    unmatchable,
    ask={"owner": ask_owner},
    columns={"owner": "repository_owner", "repository": "repository_name"},
    provenance=("GitHub", from_provenance),
)
