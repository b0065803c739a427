"""Find the causes from the log, from the token's claims, and from the publishers on PyPI.

A cause is `certain` only if it follows from the input by PyPI's rules; every other cause is `likely` or `possible`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from answer.case import Case
from answer.messages import Cause, from_message
from catalogue import CAUSES, CERTAINTIES, MESSAGES, WEIGHTS
from catalogue.entries import Certainty
from evidence.nearest import nearest
from evidence.token import Token
from evidence.wordings import Found, find_messages, flatten
from pypi.alike import Difference, unseen
from pypi.decision import NOT_FOUND, Decision, decide
from pypi.provider import Publisher
from pypi.providers import PROVIDERS

OTHER_CODES = {
    "ambiguous-publishers": "ambiguous-publishers",
    "server-error": "index-unavailable",  # PyPI can't handle the claim and answers with status 500
}
# Causes that remain possible if the log and the settings match: neither shows them.
UNSEEN = (
    "owner-id-mismatch",
    "wrong-index",
    "invisible-or-lookalike-characters",
    "pending-publisher-expired",
    "rerun-uses-old-workflow",
)
# Causes that concern a username, a password or an API token.
CREDENTIALS = ("credentials-missing", "invalid-credentials", "empty-secret", "uv-missing-credentials")


class Diagnosis(NamedTuple):
    """The result: PyPI's decision (None if too little is known), what to register, the causes in order.

    `assumed` lists the claims that the input doesn't show and whose values the decision assumes.
    """

    decision: Decision | None
    register: dict[str, str] | None
    causes: list[Cause]
    assumed: list[str]


def diagnose(case: Case) -> Diagnosis:
    """Find the causes.

    >>> publisher = {"provider": "github", "owner": "svalench", "repository": "fastapi_viewsets",
    ...              "workflow_filename": ".github/workflows/publish.yml", "environment": ""}
    >>> claims = {"repository": "svalench/fastapi_viewsets", "environment": None,
    ...           "workflow_ref": "svalench/fastapi_viewsets/.github/workflows/publish.yml@refs/tags/1.0.1"}
    >>> diagnose(Case(publishers=[publisher], claims=claims)).causes[0][:2]
    ('workflow-path-instead-of-filename', 'certain')
    >>> diagnose(Case(publishers=[publisher | {"workflow_filename": "publish.yml"}], claims=claims)).decision.accepted
    True
    """
    decision, assumed = case.decided
    if case.log:
        causes = from_log(case, decision)
    elif case.token and case.own:
        causes = from_settings(case.token, case.own, decision)
    else:
        causes = from_claims(case.token) if case.token else unmatchable(case.publishers)
    causes += [Cause(finding.cause, finding.certainty, line=finding.line) for finding in case.findings]
    return Diagnosis(decision, case.token.registration if case.token else None, in_order(causes), assumed)


def from_log(case: Case, decision: Decision | None) -> list[Cause]:
    """Causes that the log shows. If it only says that no publisher matches, the settings show which field differs."""
    assert case.log
    log, failure = case.log, case.log.failure
    provider = case.other_service or case.provider
    if log.went_well:
        return []
    causes: list[Cause] = []
    if failure and failure.message == "exchange-refused" and log.claims and not log.reason:
        failure = None  # clients show claims if no publisher matches them
    if (failure and leaves_open(failure.message)) or (log.claims and not failure):
        if case.token and case.own:
            causes = from_settings(case.token, case.own, decision)
        if decision and decision.accepted:
            causes = [Cause(cause, "possible") for cause in UNSEEN]
        if not causes:
            unclear = failure or Found(0, "publisher-not-found", "", {})
            causes = unmatchable(case.publishers) + from_message(unclear, case.token, provider)
        if case.index == "testpypi" and not (decision and not decision.accepted):
            causes.append(Cause("wrong-index", "likely"))
    elif failure:
        causes = from_message(failure, case.token, provider, log.signs)
        if log.reason and causes and causes[0].cause in ("upload-reason-not-shown", "reason-not-shown"):
            causes = []  # the log shows a reason that the catalogue does not know
    for said in log.others:
        weight = MESSAGES[said.message]["weight"]
        more = [] if weight == "note" else from_message(said, case.token, provider, log.signs)
        if log.failed and weight == "warning":
            causes = supported(causes, {cause.cause for cause in more})
        elif not failure or WEIGHTS.index(weight) <= WEIGHTS.index("decisive"):
            causes += [
                cause._replace(certainty="possible") for cause in more if not failure or cause.certainty != "possible"
            ]
    return on_other_service(causes) if case.other_service else causes


def on_other_service(causes: list[Cause]) -> list[Cause]:
    """The causes of a failure on a CI service that PyPI has no publishers for, so that no exchange is possible.

    If the first cause is certain or is about the credentials, it stays first, and the service comes second.
    """
    concerned = [
        cause
        for cause in causes
        if cause.cause in CREDENTIALS
        or (CAUSES[cause.cause]["group"] == "exchange" and not CAUSES[cause.cause].get("any_time"))
    ]
    if not concerned:
        return causes
    sure = causes[0].certainty == "certain" or causes[0].cause in CREDENTIALS
    service = Cause("no-ci-environment", "possible" if sure else "likely")
    rest = [cause for cause in causes if cause.cause != service.cause]
    return [*rest[:sure], service, *rest[sure:]]


def supported(causes: list[Cause], hinted: set[str]) -> list[Cause]:
    """The causes. Those that a warning in the log hints at become likely and come first.

    If there are such causes, a reason that the log doesn't show is no longer the certain cause.
    """
    likely = [
        cause._replace(certainty="likely")
        for cause in causes
        if cause.cause in hinted and cause.certainty == "possible"
    ]
    rest = [cause for cause in causes if cause.cause not in {each.cause for each in likely}]
    if likely and rest[:1] == [Cause("upload-reason-not-shown", "certain")]:
        rest[0] = rest[0]._replace(certainty="likely")
    return [*likely, *rest]


def leaves_open(message: str) -> bool:
    """Whether a message says only that no publisher matches, without a reason."""
    entry = MESSAGES[message]
    return entry["code"] == "invalid-publisher" and not entry["causes"].get("certain")


def from_claims(token: Token) -> list[Cause]:
    """What is wrong with the token itself: PyPI would reject it even if a publisher matched it."""
    if not token.is_whole:
        return []
    if token.provider is None:
        return [Cause("unsupported-issuer", "certain", "iss", None, token.texts["iss"])]
    made_to_match = {name: value or "" for name, value in token.publisher.items()}
    decision = decide(token.provider, [made_to_match], token.claims)
    if decision.accepted or decision.reason == NOT_FOUND:
        return []
    return from_settings(token, [made_to_match], decision)


def from_settings(token: Token, publishers: Sequence[Publisher], decision: Decision | None) -> list[Cause]:
    """Causes that the publishers and the claims show together."""
    if decision and decision.accepted:
        return []
    if decision and decision.error_code != "invalid-publisher":
        return [Cause(OTHER_CODES[decision.error_code or ""], "certain")]
    if decision and decision.reason != NOT_FOUND:
        said = find_messages(flatten(decision.reason or ""))
        return from_message(said[0], token, token.provider) if said else [Cause("claims-disagree", "likely")]
    near = nearest(token, publishers)
    if not near.differences:
        return [Cause("publisher-not-registered", "likely")] if decision else []
    causes = [of_difference(each, "certain" if near.sure else "likely") for each in near.differences]
    if near.related:
        return causes
    nearly = [cause._replace(certainty="possible") for cause in causes]
    return [causes[0]._replace(cause="publisher-not-registered"), *nearly]


def of_difference(difference: Difference, certainty: Certainty) -> Cause:
    """The cause of a difference, with both values."""
    return Cause(difference.cause, certainty, difference.field, difference.expected, difference.found)


def unmatchable(publishers: Sequence[Publisher]) -> list[Cause]:
    """What in a publisher can't match any token: paths, capitals, invisible characters."""
    causes = []
    for publisher in publishers:
        rules = PROVIDERS[publisher["provider"]]
        causes += [of_difference(difference, "certain") for difference in rules.unmatchable(publisher)]
        for field, value in publisher.items():
            odd = field not in ("environment", "sub", "email") and (not value.isascii() or value != value.strip())
            if odd or unseen(value):
                causes.append(Cause("invisible-or-lookalike-characters", "likely", field, value))
    return causes


def in_order(causes: list[Cause]) -> list[Cause]:
    """Each cause once, with its highest certainty; the certain causes first."""
    ordered: dict[str, Cause] = {}
    for cause in sorted(causes, key=lambda cause: CERTAINTIES.index(cause.certainty)):
        ordered.setdefault(cause.cause, cause)
    return list(ordered.values())
