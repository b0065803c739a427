"""What every provider's file fills in: how PyPI finds and checks a publisher, and how a token differs from one.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/models/_core.py`.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from catalogue import MESSAGES, ProviderTable
from pypi.alike import Difference
from pypi.form_rules import Value, World

Claims = Mapping[str, Any]
Texts = Mapping[str, str | None]  # claims, each as a string
Publisher = Mapping[str, Any]
Find = Callable[[Sequence[Publisher], Claims], list[Publisher]]
Check = Callable[[Publisher, Claims, Collection[str]], None]
# A GitHub project may choose other parts for the subject; then it does not look like this.
SUBJECT = re.compile(r"repo:[^/:]+/[^/:]+:(?:environment:([^:%]+)|ref:refs/[^:]+|pull_request)")


class Refused(Exception):
    """PyPI's refusal: its code, and the reason that it puts in parentheses.

    `message` is the reason's id in the catalogue, `values` are what stands in its braces; None where PyPI gives none.
    """

    def __init__(self, message: str | None, code: str = "invalid-publisher", **values: str) -> None:
        reason = MESSAGES[message]["texts"][0].format_map(values) if message else None
        super().__init__(code, reason)
        self.code, self.reason = code, reason


class Provider(NamedTuple):
    """All that is known of one provider.

    - `table`: what is plain data: issuer, required claims, fields of the form, lines of PyPI's page.
    - `find` and `checks`: how PyPI looks a publisher up, and checks it then, in this order.
    - `publisher_of`: the form values of the publisher that would match a token; None where its claims don't tell.
    - `rest_of_token`: what the claims that a log does not show would be if nothing were wrong with them.
    - `differences`: the fields in which a publisher differs from a token. Given are the publisher, what `publisher_of`
      returns for the token, and the token's claims.
    - `unmatchable`: what can never match in a publisher, whatever the token.
    - `ask`: by field, what only PyPI can say of a value typed into its form, since it asks others.
    - `columns`: the names that PyPI's tables give to fields of the form.
    - `provenance`: the provider's name in the provenance of a file, and the publisher that the provenance tells.
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
        """The issuer that stands in the provider's tokens."""
        return self.table["issuer"]

    @property
    def required(self) -> list[str]:
        """The claims without which PyPI refuses a token, in the order in which it looks for them."""
        return self.table["required"]

    @property
    def fields(self) -> list[str]:
        """The names of the fields of PyPI's form."""
        return [field["name"] for field in self.table["fields"]]


class Checked(NamedTuple):
    """A claim that must equal one of several values, case included: its name, and the message if it does not."""

    name: str
    message: str


def one_of(claim: Checked, claims: Claims, allowed: list[str]) -> None:
    """Raise Refused unless the claim equals one of these values."""
    found = claims[claim.name]
    if found not in allowed:
        raise Refused(claim.message, expected=str(sorted(allowed))[1:-1], found=found)


def most_specific(rows: list[Publisher], field: str, wanted: str | None) -> list[Publisher]:
    """The publishers that name `wanted`; if there are none, those that leave the field blank, which means any."""
    return (wanted and [row for row in rows if row[field] == wanted]) or [row for row in rows if row[field] == ""]


def not_redeemed(_: Publisher, claims: Claims, used_jtis: Collection[str]) -> None:
    """A token's id can be used once."""
    if claims["jti"] in used_jtis:
        raise Refused(None, "invalid-reuse-token")


def text(claims: Claims, name: str) -> str:
    """The claim as a string; PyPI answers with a server error if it is anything else."""
    if not isinstance(claims[name], str):
        raise Refused(None, "server-error")
    return str(claims[name])


def environment(claims: Texts) -> str | None:
    """The job's environment, "" if it has none, None if the claims don't tell.

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
