"""What every provider's file defines: how PyPI finds and checks a publisher, and how a token differs from one.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/models/_core.py`.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from catalogue import MESSAGES
from catalogue.entries import ProviderTable
from pypi.alike import Difference
from pypi.form_rules import Value, World

Claims = Mapping[str, Any]
Texts = Mapping[str, str | None]  # claims, each as a string
Publisher = Mapping[str, Any]
Find = Callable[[Sequence[Publisher], Claims], list[Publisher]]
Check = Callable[[Publisher, Claims, Collection[str]], None]
# A GitHub project may choose other parts for the subject, which then looks different.
SUBJECT = re.compile(r"repo:[^/:]+/[^/:]+:(?:environment:([^:%]+)|ref:refs/[^:]+|pull_request)")


class Refused(Exception):
    """PyPI's refusal: its code, and the reason in parentheses.

    `message` is the reason's id in the catalogue, `values` are the values for its braces; None if PyPI gives no reason.
    """

    def __init__(self, message: str | None, code: str = "invalid-publisher", **values: str) -> None:
        reason = MESSAGES[message]["texts"][0].format_map(values) if message else None
        super().__init__(code, reason)
        self.code, self.reason = code, reason


class Provider(NamedTuple):
    """Everything that is known about one provider.

    - `table`: the plain data: issuer, required claims, fields of the form, lines of PyPI's page.
    - `find` and `checks`: how PyPI finds a publisher, and then checks it, in this order.
    - `publisher_of`: the form values of the publisher that would match a token; None if its claims don't show them.
    - `rest_of_token`: the values that the claims not shown in a log have if nothing is wrong with them.
    - `differences`: the fields in which a publisher differs from a token. It gets the publisher, what `publisher_of`
      returns for the token, and the token's claims.
    - `unmatchable`: what in a publisher can never match any token.
    - `ask`: by field, the checks of a typed value for which PyPI asks another service.
    - `columns`: the names of the form's fields in PyPI's tables.
    - `provenance`: the provider's name in a file's provenance, and the publisher that the provenance names.
    """

    id: str
    table: ProviderTable
    find: Find
    checks: tuple[Check, ...]
    publisher_of: Callable[[Texts], dict[str, str | None]]
    rest_of_token: Callable[[Texts], dict[str, Any]]
    differences: Callable[[Publisher, Texts, Texts], list[Difference]]
    unmatchable: Callable[[Publisher], list[Difference]] = lambda _: []
    ask: Mapping[str, Callable[[str, World], Value]] = {}
    columns: Mapping[str, str] = {}
    provenance: tuple[str, Callable[[Mapping[str, str]], dict[str, str]]] | None = None

    @property
    def issuer(self) -> str:
        """The issuer in the provider's tokens."""
        return self.table["issuer"]

    @property
    def required(self) -> list[str]:
        """The claims without which PyPI rejects a token, in the order in which it checks them."""
        return self.table["required"]

    @property
    def fields(self) -> list[str]:
        """The names of the fields of PyPI's form."""
        return [field["name"] for field in self.table["fields"]]


class Checked(NamedTuple):
    """A claim that must equal one of several values, including case: its name, and the message if it doesn't."""

    name: str
    message: str


def one_of(claim: Checked, claims: Claims, allowed: list[str]) -> None:
    """Raise Refused unless the claim equals one of these values."""
    found = claims[claim.name]
    if found not in allowed:
        raise Refused(claim.message, expected=str(sorted(allowed))[1:-1], found=found)


def most_specific(rows: list[Publisher], field: str, wanted: str | None) -> list[Publisher]:
    """The publishers that name `wanted`; if there are none, those with a blank field, which means any."""
    return (wanted and [row for row in rows if row[field] == wanted]) or [row for row in rows if row[field] == ""]


def not_redeemed(_: Publisher, claims: Claims, used_jtis: Collection[str]) -> None:
    """A token's id can be used only once."""
    if claims["jti"] in used_jtis:
        raise Refused(None, "invalid-reuse-token")


def text(claims: Claims, name: str) -> str:
    """The claim as a string; PyPI answers with a server error if it is anything else."""
    if not isinstance(claims[name], str):
        raise Refused(None, "server-error")
    return str(claims[name])


def environment(claims: Texts) -> str | None:
    """The job's environment, "" if it has none, None if the claims don't show it.

    GitHub's default subject names it; https://docs.github.com/en/actions/reference/security/oidc, read on 2026-11-22.

    >>> environment({"sub": "repo:octo-org/sampleproject:environment:pypi"})
    'pypi'
    """
    if "environment" in claims:
        return claims["environment"] or ""
    if "iss" in claims:
        return ""
    subject = SUBJECT.fullmatch(claims.get("sub") or "")
    return (subject[1] or "") if subject else None
