"""PyPI's decision: which publisher a token matches, and if it matches none, why not.

The earlier checks (signature, issuer's keys, audience, times) are in `verify_token.py`; the rules that differ from
provider to provider are in `providers/`.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/services.py`. The messages are exactly PyPI's.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from catalogue import MESSAGES
from pypi.provider import Claims, Provider, Publisher, Refused
from pypi.providers import PROVIDERS

NOT_FOUND = MESSAGES["publisher-not-found"]["texts"][0]


class Decision(NamedTuple):
    """PyPI's answer.

    `matched_publisher` is the publisher's position, from 0.
    If the answer depends on the order of PyPI's rows, `error_code` is `ambiguous-publishers`
    and `outcomes` contains every possible answer.
    """

    accepted: bool
    error_code: str | None = None
    reason: str | None = None
    matched_publisher: int | None = None
    outcomes: tuple["Decision", ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The decision as an object; it has `outcomes` only if there are several."""
        fields = self._asdict()
        outcomes = fields.pop("outcomes")
        return fields | ({"outcomes": [outcome.as_json() for outcome in outcomes]} if outcomes else {})


def decide(provider: str, publishers: Sequence[Publisher], claims: Claims, used_jtis: Collection[str] = ()) -> Decision:
    """Decide as PyPI does, for both registered and pending publishers.

    `publishers` have the fields of PyPI's forms; an omitted `owner_id` or `actor_id` is assumed to match.
    `used_jtis` are the ids of tokens that were exchanged before.
    Raises KeyError if the provider or a field of a publisher is missing.

    >>> publisher = {"email": "ci@sample-1234.iam.gserviceaccount.com", "sub": ""}
    >>> claims = {"iss": "https://accounts.google.com", "email": publisher["email"], "email_verified": True}
    >>> decide("google", [publisher], claims).matched_publisher
    0
    >>> decide("google", [], claims).reason
    'Publisher with matching claims was not found'
    """
    rules = PROVIDERS[provider]
    try:
        rows = look_up(rules, publishers, claims)
    except Refused as no:
        return Decision(False, no.code, no.reason)
    places = {id(publisher): place for place, publisher in reversed([*enumerate(publishers)])}
    outcomes = [check_publisher(rules, row, places[id(row)], claims, used_jtis) for row in rows]
    answers = {(outcome.accepted, outcome.error_code, outcome.reason) for outcome in outcomes}
    return outcomes[0] if len(answers) == 1 else Decision(False, "ambiguous-publishers", outcomes=tuple(outcomes))


def look_up(rules: Provider, publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """The publishers that PyPI finds. Raises Refused if it finds none, or if the token isn't this provider's."""
    if claims.get("iss") != rules.issuer and not rules.table.get("other_issuers"):
        raise Refused("issuer-does-not-match", found=str(claims.get("iss")), expected=rules.issuer)
    for name in rules.required:
        if claims.get(name) is None:
            raise Refused("missing-claim", claim=name)
    rows = rules.find(publishers, claims)
    if not rows:
        raise Refused("publisher-not-found")
    return rows


def check_publisher(
    rules: Provider, row: Publisher, place: int, claims: Claims, used_jtis: Collection[str]
) -> Decision:
    """Check the publisher that was found, at this position: the first failed check decides."""
    try:
        for check in rules.checks:
            check(row, claims, used_jtis)
    except Refused as no:
        return Decision(False, no.code, no.reason)
    return Decision(True, matched_publisher=place)
