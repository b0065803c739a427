"""PyPI's decision: of the publishers that it knows, which one does a token belong to, and if to none, why not.

What comes before (signature, issuer's keys, audience, times) is in `verify_token.py`; the rules that differ from
provider to provider are in `providers.py`.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/services.py`. The messages are PyPI's, letter by letter.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from pypi.providers import PROVIDERS, Claims, Provider, Publisher, Refused

NOT_FOUND = "Publisher with matching claims was not found"


class Decision(NamedTuple):
    """PyPI's answer.

    `matched_publisher` is an index into the publishers.
    Where the answer depends on the order of PyPI's rows, `error_code` is `ambiguous-publishers`
    and `outcomes` holds every answer that is possible.
    """

    accepted: bool
    error_code: str | None = None
    reason: str | None = None
    matched_publisher: int | None = None
    outcomes: tuple["Decision", ...] = ()


def decide(provider: str, publishers: Sequence[Publisher], claims: Claims, used_jtis: Collection[str] = ()) -> Decision:
    """Decide as PyPI does, for registered and for pending publishers alike.

    `publishers` have the fields of PyPI's forms; an `owner_id` or `actor_id` that is left out is taken to be right.
    `used_jtis` are the ids of tokens that were redeemed before.
    Raises KeyError for a provider or a publisher's field that is not there.

    >>> publisher = {"email": "ci@sample-1234.iam.gserviceaccount.com", "sub": ""}
    >>> claims = {"iss": "https://accounts.google.com", "email": publisher["email"], "email_verified": True}
    >>> decide("google", [publisher], claims).matched_publisher
    0
    >>> decide("google", [], claims).reason
    'Publisher with matching claims was not found'
    """
    rules = PROVIDERS[provider]
    try:
        if claims.get("iss") != rules.issuer and not rules.other_issuers:
            raise Refused(f"JWT issuer '{claims.get('iss')}' does not match expected issuer '{rules.issuer}'")
        for name in rules.required:
            if claims.get(name) is None:
                raise Refused(f"Missing claim '{name}'")
        found = rules.find(publishers, claims)
        if not found:
            raise Refused(NOT_FOUND)
    except Refused as no:
        return Decision(False, no.code, no.reason)

    outcomes = [check_publisher(rules, publishers, row, claims, used_jtis) for row in found]
    if all(outcome[:3] == outcomes[0][:3] for outcome in outcomes):
        return outcomes[0]
    return Decision(False, "ambiguous-publishers", outcomes=tuple(outcomes))


def check_publisher(
    rules: Provider, publishers: Sequence[Publisher], row: Publisher, claims: Claims, used_jtis: Collection[str]
) -> Decision:
    """Check the one publisher that was found: the first failure decides, no second one is tried."""
    try:
        for check in rules.checks:
            check(row, claims, used_jtis)
    except Refused as no:
        return Decision(False, no.code, no.reason)
    return Decision(True, matched_publisher=next(i for i, each in enumerate(publishers) if each is row))


def as_json(decision: Decision) -> dict[str, Any]:
    """The decision as an object; `outcomes` stands in it only where there are several."""
    *fields, outcomes = decision
    each = dict(zip(Decision._fields, fields, strict=False))
    return each | ({"outcomes": [as_json(outcome) for outcome in outcomes]} if outcomes else {})
