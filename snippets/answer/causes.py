"""From evidence to causes: what the log says, what the token holds, what stands on PyPI.

`certain` is said only of what follows from the input by PyPI's rules; everything else is `likely` or `possible`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from answer.compare import nearest
from answer.message_causes import Cause, from_message
from catalogue import CERTAINTIES, MESSAGES
from catalogue import PROVIDERS as TABLES
from evidence.token import as_publisher, is_reusable
from evidence.wordings import find_messages, flatten
from pypi.decision import NOT_FOUND, Decision, decide
from pypi.partial_token import as_texts, decide_from
from pypi.providers import PROVIDERS, provider_of

Claims = Mapping[str, Any]
Publisher = Mapping[str, Any]
OTHER_CODES = {
    "ambiguous-publishers": "ambiguous-publishers",
    "server-error": "index-unavailable",  # PyPI stumbles over the claim and answers with status 500
}
# What neither a log nor PyPI's pages show, where everything that they do show agrees.
UNSEEN = (
    "owner-id-mismatch",
    "wrong-index",
    "invisible-or-lookalike-characters",
    "pending-publisher-expired",
    "rerun-uses-old-workflow",
)


class Finding(Protocol):
    """What `read_workflow` finds in a file."""

    cause: str
    line: int
    certainty: str


class Diagnosis(NamedTuple):
    """All that can be said: PyPI's decision (None if too little is known), what to register, the causes in order.

    `assumed` names the claims that the decision rests on though the input does not show them.
    """

    decision: Decision | None
    register: dict[str, str] | None
    causes: list[Cause]
    assumed: list[str]


def diagnose(
    log: Mapping[str, Any] | None,
    publishers: Sequence[Publisher],
    claims: Claims | None,
    findings: Sequence[Finding] = (),
) -> Diagnosis:
    """Find the causes.

    `log` is what `read_log` returns; `publishers` are as `read_publishers` returns them; `claims`, a token's claims,
    come before those in the log; `findings` are `read_workflow`'s. Each of the four may be missing.

    >>> publisher = {"provider": "github", "owner": "svalench", "repository": "fastapi_viewsets",
    ...              "workflow_filename": ".github/workflows/publish.yml", "environment": ""}
    >>> token = {"repository": "svalench/fastapi_viewsets", "environment": None,
    ...          "workflow_ref": "svalench/fastapi_viewsets/.github/workflows/publish.yml@refs/tags/1.0.1"}
    >>> diagnose(None, [publisher], token).causes[0][:2]
    ('workflow-path-instead-of-filename', 'certain')
    >>> diagnose(None, [publisher | {"workflow_filename": "publish.yml"}], token).decision.accepted
    True
    """
    raw = claims or (log and log["claims"])
    claims = raw and as_texts(raw)
    provider = known_provider(publishers, claims, log["client"] if log else None)
    own = [each for each in publishers if each["provider"] == provider]
    decision, assumed = decide_from(provider, own, raw) if raw and provider and own else (None, [])
    if decision and decision.matched_publisher is not None:
        decision = decision._replace(matched_publisher=publishers.index(own[decision.matched_publisher]))
    if log:
        causes = from_log(log, publishers, own, claims, provider, decision)
    elif claims and provider and own:
        causes = from_settings(provider, own, claims, decision)
    else:
        causes = from_claims(provider, claims, raw) if claims and raw else unmatchable(publishers)
    causes += [Cause(each.cause, each.certainty, line=each.line) for each in findings]
    return Diagnosis(decision, claims and registration(provider, claims), in_order(causes), assumed)


def from_log(
    log: Mapping[str, Any],
    publishers: Sequence[Publisher],
    own: Sequence[Publisher],
    claims: Claims | None,
    provider: str | None,
    decision: Decision | None,
) -> list[Cause]:
    """Causes that the log shows; where it only says that no publisher matches, the settings say which field."""
    failure, remarks = (log["messages"][0], log["messages"][1:]) if log["error"] else (None, log["messages"])
    causes: list[Cause] = []
    if (
        failure
        and MESSAGES[failure.message]["code"] == "invalid-publisher"
        and not MESSAGES[failure.message]["causes"].get("certain")
    ):
        if claims and provider and own:
            causes = from_settings(provider, own, claims, decision)
        if decision and decision.accepted:
            causes = [Cause(cause, "possible") for cause in UNSEEN]
        if not causes:
            causes = unmatchable(publishers) + from_message(failure, claims, provider)
        if log["index"] == "testpypi" and not (decision and not decision.accepted):
            causes.append(Cause("wrong-index", "likely"))
    elif failure:
        causes = from_message(failure, claims, provider)
    for remark in remarks:
        warning = MESSAGES[remark.message]["weight"] == "warning"
        for each in from_message(remark, claims, provider):
            if not failure or warning or each.certainty != "possible":
                causes.append(each._replace(certainty="likely" if warning else "possible"))
    return causes


def from_claims(provider: str | None, claims: Claims, raw: Claims) -> list[Cause]:
    """What is wrong with a token whatever the publisher: PyPI would refuse it even for one made to match."""
    if "iss" not in claims:
        return []
    if provider is None:
        return [Cause("unsupported-issuer", "certain", "iss", None, claims["iss"])]
    made_to_match = {name: value or "" for name, value in as_publisher(provider, claims).items()}
    decision = decide(provider, [made_to_match], raw)
    if decision.accepted or decision.reason == NOT_FOUND:
        return []
    return from_settings(provider, [made_to_match], claims, decision)


def known_provider(publishers: Sequence[Publisher], claims: Claims | None, client: str | None) -> str | None:
    """The provider that the token shows, or else that all publishers share, or else the client's only one."""
    for settings in (claims, *publishers[:1]):
        try:
            return provider_of(settings or {})
        except KeyError:
            continue
    issuers = {rules.issuer: provider for provider, rules in PROVIDERS.items()}
    by_client = "github" if client == "gh-action-pypi-publish" else None
    return issuers.get((claims or {}).get("iss"), by_client)


def from_settings(
    provider: str, publishers: Sequence[Publisher], claims: Claims, decision: Decision | None
) -> list[Cause]:
    """Causes that the publishers and the claims show together."""
    if decision and decision.accepted:
        return []
    if decision and decision.error_code != "invalid-publisher":
        return [Cause(OTHER_CODES[decision.error_code or ""], "certain")]
    if decision and decision.reason != NOT_FOUND:
        found = find_messages(flatten(decision.reason or ""))
        return from_message(found[0], claims, provider) if found else [Cause("claims-disagree", "likely")]
    near = nearest(provider, publishers, claims)
    if not near.differences:
        return [Cause("publisher-not-registered", "likely")] if decision else []
    sure = "certain" if near.sure else "likely"
    causes = [Cause(each.cause, sure, *each[1:4]) for each in near.differences]
    if near.related:
        return causes
    return [
        causes[0]._replace(cause="publisher-not-registered"),
        *(each._replace(certainty="possible") for each in causes),
    ]


def unmatchable(publishers: Sequence[Publisher]) -> list[Cause]:
    """What can never match in a publisher, whatever the token: paths, capitals, characters that can't be seen."""
    causes = []
    for publisher in publishers:
        file, stored = publisher.get("workflow_filename", ""), publisher.get("environment") or ""
        if "/" in file:
            causes.append(Cause("workflow-path-instead-of-filename", "certain", "workflow_filename", file))
        if publisher["provider"] == "github" and stored != stored.lower():
            causes.append(Cause("environment-stored-mixed-case", "certain", "environment", stored))
        for field, value in publisher.items():
            if field not in ("environment", "sub", "email") and (not value.isascii() or value != value.strip()):
                causes.append(Cause("invisible-or-lookalike-characters", "likely", field, value))
    return causes


def registration(provider: str | None, claims: Claims) -> dict[str, str] | None:
    """The form values that would match this token.

    None where the claims don't tell, and for reusable workflows: one value lets the exchange pass, another the upload.
    """
    if provider is None or is_reusable(claims):
        return None
    values = as_publisher(provider, claims)
    if provider == "github":
        values["environment"] = (values["environment"] or "").lower()  # as the form stores it
    optional = {"environment": "", "sub": "", "actor": ""}
    fields = [each["name"] for each in TABLES[provider]["fields"]]
    full = {name: values[name] or optional.get(name) for name in fields}
    return None if None in full.values() else {"provider": provider, **full}


def in_order(causes: list[Cause]) -> list[Cause]:
    """The certain ones first; each cause once, where it is most certain."""
    ordered: dict[str, Cause] = {}
    for each in sorted(causes, key=lambda each: CERTAINTIES.index(each.certainty)):
        ordered.setdefault(each.cause, each)
    return list(ordered.values())
