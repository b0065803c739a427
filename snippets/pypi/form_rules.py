"""What a field of PyPI's forms rejects and what it stores, by the catalogue's rules for the field.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/forms/`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from catalogue import MESSAGES
from catalogue.entries import FormRules

Value = str | None


class World(NamedTuple):
    """What PyPI looks up elsewhere or in its own database: which accounts and projects exist.

    The values here are made up, and are those with which `tests/vectors/forms.jsonl` was recorded;
    an account that isn't listed exists, and its name is in lowercase.
    """

    github_logins: Mapping[str, str] = {"octo-org": "Octo-Org"}
    missing_accounts: frozenset[str] = frozenset({"missing-user", "missing-org", "missing-actor"})
    owner_id: str = "4242"
    actor_id: str = "00000000-0000-4000-a000-000000000001"
    projects: tuple[str, ...] = ("existing-project", "sampleproject")
    own_projects: tuple[str, ...] = ("my-own-project",)
    prohibited: tuple[str, ...] = ("forbidden-name",)
    gitlab_issuers: tuple[str, ...] = ("https://gitlab.com",)


class Refusal(Exception):
    """A form's message about one field, by its id in the catalogue; `rest` is the text after it on the page."""

    def __init__(self, message: str, rest: str = "") -> None:
        super().__init__(MESSAGES[message]["texts"][0] + rest)
        self.message = message


def checked(rules: FormRules, value: Value) -> Value:
    """What the form stores of a value. Raises Refusal with the first rule that the value breaks.

    An optional field that contains only spaces is stored as it is, and matches no token.

    >>> checked({"required": "form-workflow-required", "strip": True, "rules": []}, " release.yml ")
    'release.yml'
    """
    if not value and "required" in rules:
        raise Refusal(rules["required"])
    if "required" not in rules and not (value or "").strip():
        return rules.get("blank", value or "") if rules["rules"] else value
    value = (value or "").strip() if rules.get("strip") else (value or "")
    for message, pattern in rules["rules"]:
        if not re.search(pattern, value):
            raise Refusal(message)
    return value.lower() if rules.get("lower") else value
