"""What a field of PyPI's forms refuses, and what it stores: the rules that the catalogue has of each field.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/forms/`.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from catalogue import MESSAGES, FormRules

Value = str | None


class World(NamedTuple):
    """What PyPI asks others, or its own database: which accounts and projects there are.

    Made-up values stand in for it, the ones that `tests/vectors/forms.jsonl` was recorded with;
    an account that is not listed exists, and its name is written in lower case.
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
    """A form's message about one field, by its id in the catalogue; `rest` is what stands behind it on the page."""

    def __init__(self, message: str, rest: str = "") -> None:
        super().__init__(MESSAGES[message]["texts"][0] + rest)
        self.message = message


def checked(rules: FormRules, value: Value) -> Value:
    """What the form stores of a value. Raises Refusal with the first rule that the value breaks.

    In an optional field nothing but blanks is stored as it stands, and matches no token.

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
