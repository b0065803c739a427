"""What PyPI's forms accept, and what they store.

This shows what PyPI really stores: many values that look right are stored differently, or not at all.
Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/forms/`, `warehouse/packaging/utils.py`.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from catalogue.entries import Field
from pypi.form_rules import Refusal, Value, World, checked
from pypi.indexes import INDEXES
from pypi.provider import Provider
from pypi.providers import PROVIDERS

# Modules of older Python versions, whose names PyPI still reserves.
STDLIB_REMOVED = frozenset(
    "aifc asynchat asyncore audioop cgi cgitb chunk crypt distutils imghdr imp lib2to3 mailcap msilib nis nntplib "
    "ossaudiodev pipes smtpd sndhdr spwd sunau telnetlib test uu xdrlib".split()
)


class Form(NamedTuple):
    """What a form does with the values typed into it: its messages by field, and what it stores if there are none."""

    accepted: bool
    errors: Mapping[str, str]
    stored: Mapping[str, Value] | None


def fill_in(provider: str, values: Mapping[str, Value], form: str = "project", world: World | None = None) -> Form:
    """Fill in one of PyPI's forms.

    `form` is `project` (the project's own page), `pending_account` or `pending_organization`.
    Raises KeyError for a provider that PyPI doesn't support.

    >>> typed = {"owner": "octo", "repository": "sample", "workflow_filename": ".github/workflows/release.yml"}
    >>> fill_in("github", typed).errors
    {'workflow_filename': 'Workflow filename must be a filename only, without directories'}
    >>> fill_in("github", typed | {"workflow_filename": " release.yml", "environment": "PyPI"}).stored["environment"]
    'pypi'
    """
    rules, world = PROVIDERS[provider], world or World()
    errors: dict[str, str] = {}
    stored: dict[str, Value] = {}
    for field in rules.table["fields"]:
        name = field["name"]
        try:
            stored[rules.columns.get(name, name)] = filled(rules, field, values.get(name), form, world)
        except Refusal as no:
            errors[name] = str(no)
    if form != "project":
        try:
            stored["project_name"] = project_name(values.get("project_name"), world)
        except Refusal as no:
            errors["project_name"] = str(no)
    return Form(not errors, errors, None if errors else {**stored, **ids(rules, world)})


def filled(provider: Provider, field: Field, value: Value, form: str, world: World) -> Value:
    """What the form stores for one value. Raises Refusal."""
    if form == "pending_organization" and "blank" in field["form"] and not (value or "").strip():
        return value
    stored = checked(field["form"], value)
    ask = provider.ask.get(field["name"])
    return ask(stored, world) if ask and stored is not None else stored


def ids(provider: Provider, world: World) -> dict[str, Value]:
    """The ids that PyPI stores in addition to the typed values."""
    known = {"repository_owner_id": world.owner_id, "actor_id": world.actor_id}
    return {claim: known[claim] for claim in provider.table["ids"].values()}


def project_name(value: Value, world: World) -> str:
    """The name of a new project, stored as typed. Raises Refusal for reserved, taken and too similar names."""
    if not value:
        raise Refusal("form-project-required")
    if not re.match(r"(?i)(?a:[a-z0-9]([a-z0-9._-]*[a-z0-9])?\Z)", value):
        raise Refusal("form-project-invalid")
    normal, look = normalized(value), look_alike(value)
    if normal in {normalized(module) for module in sys.stdlib_module_names | STDLIB_REMOVED}:
        raise Refusal("form-project-standard-library")
    if normal in world.own_projects:
        page = f"{INDEXES['pypi'].address}/manage/project/{normal}/settings/publishing/"
        raise Refusal("form-own-project-exists", f" <a href='{page}'>here</a> to create a Trusted Publisher for it.")
    if normal in world.projects:
        raise Refusal("form-project-exists")
    if normal in world.prohibited:
        raise Refusal("form-project-not-allowed")
    if look in {look_alike(taken) for taken in world.projects + world.own_projects}:
        raise Refusal("form-project-too-similar")
    return value


def normalized(name: str) -> str:
    """A project's name, normalized according to PEP 503.

    >>> normalized("Sample__Project.x")
    'sample-project-x'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def look_alike(name: str) -> str:
    """A project's name as PyPI compares similar names: without separators; 1, l and i are equal, and so are 0 and o."""
    return re.sub(r"[-_.]", "", name).lower().translate(str.maketrans("li0", "11o"))


def answer(case: Mapping[str, Any]) -> dict[str, Any]:
    """Answer one line of `matching.py --forms`: `provider`, `form`, `input`, perhaps `field` and `issuer_url_choices`.

    `message` is the one about `field`, or about the only field that is wrong.
    """
    issuers: Sequence[str] = case.get("issuer_url_choices", World().gitlab_issuers)
    form = fill_in(case["provider"], case["input"], case.get("form", "project"), World(gitlab_issuers=tuple(issuers)))
    only = next(iter(form.errors)) if len(form.errors) == 1 else ""
    message = form.errors.get(case.get("field", only))
    return {"id": case.get("id"), "accepted": form.accepted, "message": message, "stored": form.stored}
