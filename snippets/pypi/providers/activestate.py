"""ActiveState: how PyPI treats the ActiveState Platform's tokens, and PyPI's form for ActiveState.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/models/activestate.py` and
`warehouse/oidc/forms/activestate.py`.
"""

from collections.abc import Collection, Sequence
from typing import Any

from catalogue import PROVIDERS
from pypi.alike import Difference, difference
from pypi.form_rules import Refusal, World
from pypi.provider import Claims, Provider, Publisher, Refused, Texts, text

TABLE = PROVIDERS["activestate"]
ORGANIZATION, PROJECT, _ = TABLE["fields"]


def find(publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """Organization, project and the actor's id must be equal, including case; the actor's name is ignored."""
    organization, project, actor_id = claims["organization"], claims["project"], claims["actor_id"]
    return [
        row
        for row in publishers
        if row["organization"] == organization
        and row["project"] == project
        and row.get("actor_id", actor_id) == actor_id
    ][:1]


def check_subject(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """The first four parts must name the same organization and project."""
    parts = text(claims, "sub").split(":")
    if parts == [""]:
        raise Refused("missing-subject-claim")
    if len(parts) < 4:
        raise Refused("subject-wrong-format")
    if ":".join(parts[:4]) != f"org:{row['organization']}:project:{row['project']}":
        raise Refused("subject-invalid")


def check_builder(_: Publisher, claims: Claims, __: Collection[str]) -> None:
    """PyPI accepts only tokens issued for publishing."""
    if claims["builder"] != "pypi-publisher":
        raise Refused("check-failed-builder")


def publisher_of(claims: Texts) -> dict[str, str | None]:
    """Organization, project and actor, as the token has them."""
    return {name: claims.get(name) for name in ("organization", "project", "actor", "actor_id")}


def rest_of_token(claims: Texts) -> dict[str, Any]:
    """The subject names the organization and the project; the token was issued to the publishing step."""
    sub = f"org:{claims.get('organization')}:project:{claims.get('project')}"
    return {"sub": sub, "builder": "pypi-publisher"}


def differences(publisher: Publisher, token: Texts, _: Texts) -> list[Difference]:
    """Organization, project and the actor: by id if the publisher's is known, otherwise by name."""
    found = difference(ORGANIZATION, publisher["organization"], token["organization"])
    found += difference(PROJECT, publisher["project"], token["project"])
    field = "actor_id" if publisher.get("actor_id") else "actor"
    expected, actor = publisher.get(field), token[field]
    if expected and actor is not None and expected != actor:
        found.append(Difference("actor-mismatch", field, expected, actor, 2))
    return found


def ask_organization(name: str, world: World) -> str:
    """The form stores the name as typed, after asking ActiveState's API whether the organization exists."""
    if name in world.missing_accounts:
        raise Refusal("form-organization-unknown")
    return name


def ask_actor(name: str, world: World) -> str:
    """The form stores the name as typed, and the actor's id, which it gets from ActiveState's API."""
    if name in world.missing_accounts:
        raise Refusal("form-actor-unknown")
    return name


ACTIVESTATE = Provider(
    "activestate",
    TABLE,
    find,
    (check_subject, check_builder),
    publisher_of,
    rest_of_token,
    differences,
    ask={"organization": ask_organization, "actor": ask_actor},
    columns={"project": "activestate_project_name"},
)
