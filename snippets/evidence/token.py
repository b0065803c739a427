"""What a token's claims say in the terms of PyPI's form: owner, repository, file, environment and so on."""

import re
from collections.abc import Mapping
from typing import Any

from pypi.providers import pipeline_file

Fields = Mapping[str, Any]
# A project may choose other parts for the subject; then it does not look like this.
SUBJECT = re.compile(r"repo:[^/:]+/[^/:]+:(?:environment:([^:%]+)|ref:refs/[^:]+|pull_request)")


def as_publisher(provider: str, claims: Fields) -> dict[str, str | None]:
    """The form values of a publisher that would match this token; None where the claims don't tell.

    >>> token = {"project_path": "group/sub/sampleproject", "environment": "release", "iss": "https://gitlab.com",
    ...          "ci_config_ref_uri": "gitlab.com/group/sub/sampleproject//.gitlab-ci.yml@refs/heads/main"}
    >>> as_publisher("gitlab", token)["namespace"], as_publisher("gitlab", token)["workflow_filepath"]
    ('group/sub', '.gitlab-ci.yml')
    """
    if provider == "github":
        owner, _, repository = (claims.get("repository") or "").partition("/")
        file = workflow_file(claims.get("job_workflow_ref")) or workflow_file(claims.get("workflow_ref"))
        owner = owner or claims.get("repository_owner")
        values = {"owner": owner, "repository": repository or None, "workflow_filename": file}
        return values | {"owner_id": claims.get("repository_owner_id"), "environment": environment(claims)}
    if provider == "gitlab":
        namespace, _, project = (claims.get("project_path") or "").rpartition("/")
        file = pipeline_file(claims.get("ci_config_ref_uri") or "")
        values = {"namespace": namespace or None, "project": project or None, "workflow_filepath": file}
        return values | {"environment": environment(claims), "issuer_url": claims.get("iss")}
    if provider == "google":
        return {"email": claims.get("email"), "sub": claims.get("sub")}
    return {name: claims.get(name) for name in ("organization", "project", "actor", "actor_id")}


def environment(claims: Fields) -> str | None:
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


def workflow_file(ref: str | None) -> str | None:
    """The file name in `owner/repository/.github/workflows/FILE@REF`, as PyPI reads it."""
    file = re.search(r"(?<![^/])([^/]+\.(yml|yaml))(?=@)", ref or "") or re.search(
        r"(?<![^/])([^/]+\.(yml|yaml))$", ref or ""
    )
    return file and file[1]


def is_reusable(claims: Fields) -> bool:
    """Whether the token shows that its job runs in a file that another file called."""
    called, caller = claims.get("job_workflow_ref"), claims.get("workflow_ref")
    return bool(called and caller and called != caller)


def pipeline_is_own(claims: Fields) -> bool:
    """Whether the pipeline's file lies in the project that runs it."""
    place = (claims.get("ci_config_ref_uri") or "").split("//")[0].lower()
    return not claims.get("project_path") or place.endswith("/" + claims["project_path"].lower())
