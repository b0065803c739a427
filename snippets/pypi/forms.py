"""What PyPI's forms accept, and what they store.

A setting can be checked here before it is blamed: many values that look right are stored in another way, or not at all.
Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/forms/`; field by field in `form_fields.py`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pypi.form_fields import FIELDS, Refusal, Value, World, project_name


class Form(NamedTuple):
    """What a form does with the values typed into it: messages by field, and what is stored if there are none."""

    accepted: bool
    errors: Mapping[str, str]
    stored: Mapping[str, Value] | None


def fill_in(provider: str, values: Mapping[str, Value], form: str = "project", world: World | None = None) -> Form:
    """Fill in one of PyPI's forms.

    `form` is `project` (the project's own page), `pending_account` or `pending_organization`.
    Raises KeyError for a provider that PyPI does not have.

    >>> typed = {"owner": "octo", "repository": "sample", "workflow_filename": ".github/workflows/release.yml"}
    >>> fill_in("github", typed).errors
    {'workflow_filename': 'Workflow filename must be a filename only, without directories'}
    >>> fill_in("github", typed | {"workflow_filename": " release.yml", "environment": "PyPI"}).stored["environment"]
    'pypi'
    """
    world = world or World()
    errors, stored = {}, {}
    for field, check in FIELDS[provider].items():
        try:
            stored[field] = check(values.get(field), form, world)
        except Refusal as no:
            errors[field] = str(no)
    if form != "project":
        try:
            stored["project_name"] = project_name(values.get("project_name"), world)
        except Refusal as no:
            errors["project_name"] = str(no)
    return Form(not errors, errors, None if errors else as_columns(provider, stored, world))


def as_columns(provider: str, stored: dict[str, Value], world: World) -> dict[str, Value]:
    """The names that PyPI's tables give to what was typed, and the ids that it adds."""
    if provider == "github":
        stored["repository_owner"] = stored.pop("owner")
        stored["repository_name"] = stored.pop("repository")
        stored["repository_owner_id"] = world.owner_id
    if provider == "activestate":
        stored["activestate_project_name"] = stored.pop("project")
        stored["actor_id"] = world.actor_id
    return stored


def answer(case: Mapping[str, Any]) -> dict[str, Any]:
    """Answer one line of `matching.py --forms`: `provider`, `form`, `input`, perhaps `field` and `issuer_url_choices`.

    `message` is the one about `field`, or about the only field that is wrong.
    """
    issuers: Sequence[str] = case.get("issuer_url_choices", World().gitlab_issuers)
    world = World(gitlab_issuers=tuple(issuers))
    form = fill_in(case["provider"], case["input"], case.get("form", "project"), world)
    only = next(iter(form.errors)) if len(form.errors) == 1 else None
    message = form.errors.get(case.get("field", only))
    return {"id": case.get("id"), "accepted": form.accepted, "message": message, "stored": form.stored}
