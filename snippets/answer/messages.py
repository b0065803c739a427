"""Find the causes that a message can have: the catalogue lists them, and the claims exclude some."""

from collections import defaultdict
from typing import NamedTuple

from catalogue import CAUSES, CERTAINTIES, MESSAGES
from catalogue.entries import Certainty
from evidence.token import Token
from evidence.wordings import Found


class Cause(NamedTuple):
    """One cause: how certain it is, and the field in which PyPI (`expected`) and the token (`found`) differ.

    `line` is the line of the workflow file that shows it.
    """

    cause: str
    certainty: Certainty
    field: str | None = None
    expected: str | None = None
    found: str | None = None
    line: int | None = None


def from_message(
    said: Found, token: Token | None, provider: str | None, signs: frozenset[str] = frozenset()
) -> list[Cause]:
    """The causes that a message can have, without those that the claims or the `signs` of the log exclude."""
    message = MESSAGES[said.message]
    field = message.get("field", "").format_map(defaultdict(str, said.values)) or None
    values = (field, said.values.get("expected"), said.values.get("found"))
    at_upload = message["page"].startswith("upload-")  # PyPI answered the upload
    causes = [
        Cause(cause, "likely" if said.cut and certainty == "certain" else certainty, *values)
        for certainty in CERTAINTIES
        for cause in message["causes"].get(certainty, ())
        if provider in (None, *CAUSES[cause].get("providers", [provider]))
        and not (certainty != "certain" and token and ruled_out(cause, token))
        and not (certainty != "certain" and contradicted(cause, signs, at_upload))
    ]
    if provider is None:  # most readers publish from GitHub
        causes.sort(key=lambda cause: "github" not in CAUSES[cause.cause].get("providers", ["github"]))
        if message["weight"] == "vague":  # a permission can be missing only on GitHub
            causes.sort(key=lambda cause: (CERTAINTIES.index(cause.certainty), cause.cause != "credentials-missing"))
    return particular(said, causes, values, token, provider, signs)


def particular(
    said: Found,
    causes: list[Cause],
    values: tuple[str | None, str | None, str | None],
    token: Token | None,
    provider: str | None,
    signs: frozenset[str],
) -> list[Cause]:
    """The causes, changed by what the values of the message, the token or the signs of the log show."""
    if said.message == "check-failed-sub" and provider == "github":  # PyPI has not compared `sub` since 2026-01-29
        return [Cause(cause, "possible", *values) for cause in ("rerun-uses-old-workflow", "subject-customised")]
    if said.message == "ci-config-ref-uri-does-not-match" and said.values:
        return [Cause(pipeline_cause(**said.values), "certain", *values)]
    if said.message in ("publisher-not-found", "invalid-publisher") and token:
        if token.is_reusable:
            causes.insert(0, Cause("reusable-workflow", "likely", *values))
        repository = (token.texts.get("repository") or "").rpartition("/")[2]
        if provider in (None, "github") and not repository.islower():  # people often leave out capitals
            causes.insert(1, Cause("repository-name-case", "possible", *values))
    if said.message == "action-file-not-found" and {"composite", "other-image"} & signs:
        return [Cause("composite-action", "likely"), Cause("docker-not-usable-in-job", "possible")]
    if said.message == "image-manifest-unknown" and "other-image" in signs:
        return [Cause("composite-action", "likely"), Cause("action-image-not-found", "possible")]
    if "guarded" in signs and any(cause.cause == "network-blocked" for cause in causes):
        rest = [cause._replace(certainty="possible") for cause in causes if cause.cause != "network-blocked"]
        return [Cause("network-blocked", "likely"), *rest]
    return causes


def contradicted(cause: str, signs: frozenset[str], at_upload: bool) -> bool:
    """Whether an event in the log excludes a cause. For example, an upload begins only after the exchange."""
    entry = CAUSES[cause]
    before_upload = entry["group"] in ("matching", "exchange", "pending") and not entry.get("any_time")
    if at_upload and "uploading" in signs and before_upload:
        return True
    needs = entry.get("needs")
    return bool(needs) and needs not in signs and ({"password", "exchange"} & signs) != set()


def ruled_out(cause: str, token: Token) -> bool:
    """Whether the claims exclude this cause."""
    if cause == "environment-missing-in-workflow":
        return bool(token.environment)
    if cause in ("environment-name-mismatch", "environment-name-case", "environment-stored-mixed-case"):
        return token.environment == ""
    return cause == "reusable-workflow" and "workflow_ref" in token.texts and not token.is_reusable


def pipeline_cause(expected: str, found: str) -> str:
    """Why GitLab's ci_config_ref_uri differs from the expected values, which the message shows as a Python list."""
    if found.lower() in expected.lower():
        return "project-path-case"
    project = found.partition("//")[0].lower() + "//"
    return "pipeline-file-mismatch" if project in expected.lower() else "pipeline-outside-project"
