"""From a message to the causes that may be behind it, as the catalogue lists them, less what the claims rule out."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from catalogue import CAUSES, CERTAINTIES, MESSAGES
from evidence.token import environment, is_reusable
from evidence.wordings import Found

Claims = Mapping[str, Any]


class Cause(NamedTuple):
    """One cause: how certain it is, and the field in which PyPI (`expected`) and the token (`found`) differ.

    `line` is the line of the workflow file that shows it.
    """

    cause: str
    certainty: str
    field: str | None = None
    expected: str | None = None
    found: str | None = None
    line: int | None = None


def from_message(found: Found, claims: Claims | None, provider: str | None) -> list[Cause]:
    """Causes that a message alone allows; those that the claims rule out are left away."""
    message = MESSAGES[found.message]
    field = message.get("field", "").format_map(found.values) or None
    values = (field, found.values.get("expected"), found.values.get("found"))
    causes = [
        Cause(cause, certainty, *values)
        for certainty in CERTAINTIES
        for cause in message["causes"].get(certainty, ())
        if provider in (None, *CAUSES[cause].get("providers", [provider]))
        and not (certainty != "certain" and ruled_out(cause, claims))
    ]
    if provider is None:  # most who ask publish from GitHub
        causes.sort(key=lambda each: "github" not in CAUSES[each.cause].get("providers", ["github"]))
    if found.message == "check-failed-sub" and provider == "github":  # before 2026-01-29: PyPI no longer compares it
        causes = [Cause(cause, "possible", *values) for cause in ("rerun-uses-old-workflow", "subject-customised")]
    if found.message == "ci-config-ref-uri-does-not-match":
        causes = [Cause(pipeline_cause(**found.values), "certain", *values)]
    if found.message in ("publisher-not-found", "invalid-publisher") and claims:
        if is_reusable(claims):
            causes.insert(0, Cause("reusable-workflow", "likely", *values))
        if (claims.get("repository") or "").rpartition("/")[2].islower() is False:  # capitals are easily lost
            causes.insert(1, Cause("repository-name-case", "possible", *values))
    return causes


def ruled_out(cause: str, claims: Claims | None) -> bool:
    """Whether the claims show that it can't be this cause."""
    if claims is None:
        return False
    where = environment(claims)
    if cause == "environment-missing-in-workflow":
        return bool(where)
    if cause in ("environment-name-mismatch", "environment-name-case", "environment-stored-mixed-case"):
        return where == ""
    return cause == "reusable-workflow" and "workflow_ref" in claims and not is_reusable(claims)


def pipeline_cause(expected: str, found: str) -> str:
    """Why GitLab's ci_config_ref_uri is none of the expected ones, which stand there as a Python list."""
    if found.lower() in expected.lower():
        return "project-path-case"
    project = found.partition("//")[0].lower() + "//"
    return "pipeline-file-mismatch" if project in expected.lower() else "pipeline-outside-project"
