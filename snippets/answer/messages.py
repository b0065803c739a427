"""From a message to the causes that may be behind it, as the catalogue lists them, less what the claims rule out."""

from typing import NamedTuple

from catalogue import CAUSES, CERTAINTIES, MESSAGES, Certainty
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


def from_message(said: Found, token: Token | None, provider: str | None) -> list[Cause]:
    """Causes that a message alone allows; those that the claims rule out are left away."""
    message = MESSAGES[said.message]
    field = message.get("field", "").format_map(said.values) or None
    values = (field, said.values.get("expected"), said.values.get("found"))
    causes = [
        Cause(cause, certainty, *values)
        for certainty in CERTAINTIES
        for cause in message["causes"].get(certainty, ())
        if provider in (None, *CAUSES[cause].get("providers", [provider]))
        and not (certainty != "certain" and token and ruled_out(cause, token))
    ]
    if provider is None:  # most who ask publish from GitHub
        causes.sort(key=lambda cause: "github" not in CAUSES[cause.cause].get("providers", ["github"]))
    if said.message == "check-failed-sub" and provider == "github":  # before 2026-01-29: PyPI no longer compares it
        causes = [Cause(cause, "possible", *values) for cause in ("rerun-uses-old-workflow", "subject-customised")]
    if said.message == "ci-config-ref-uri-does-not-match":
        causes = [Cause(pipeline_cause(**said.values), "certain", *values)]
    if said.message in ("publisher-not-found", "invalid-publisher") and token:
        if token.is_reusable:
            causes.insert(0, Cause("reusable-workflow", "likely", *values))
        repository = (token.texts.get("repository") or "").rpartition("/")[2]
        if not repository.islower():  # capitals are easily lost
            causes.insert(1, Cause("repository-name-case", "possible", *values))
    return causes


def ruled_out(cause: str, token: Token) -> bool:
    """Whether the claims show that it can't be this cause."""
    if cause == "environment-missing-in-workflow":
        return bool(token.environment)
    if cause in ("environment-name-mismatch", "environment-name-case", "environment-stored-mixed-case"):
        return token.environment == ""
    return cause == "reusable-workflow" and "workflow_ref" in token.texts and not token.is_reusable


def pipeline_cause(expected: str, found: str) -> str:
    """Why GitLab's ci_config_ref_uri is none of the expected ones, which stand there as a Python list."""
    if found.lower() in expected.lower():
        return "project-path-case"
    project = found.partition("//")[0].lower() + "//"
    return "pipeline-file-mismatch" if project in expected.lower() else "pipeline-outside-project"
