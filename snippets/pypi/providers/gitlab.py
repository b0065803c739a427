"""GitLab: how PyPI treats GitLab CI/CD tokens, and PyPI's form for GitLab.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/models/gitlab.py` and `warehouse/oidc/forms/gitlab.py`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from catalogue import PROVIDERS
from pypi.alike import Difference, alike, difference
from pypi.form_rules import Refusal, World
from pypi.provider import (
    Checked,
    Claims,
    Provider,
    Publisher,
    Refused,
    Texts,
    environment,
    most_specific,
    not_redeemed,
    one_of,
    text,
)

TABLE = PROVIDERS["gitlab"]
NAMESPACE, PROJECT, _, ENVIRONMENT, ISSUER = TABLE["fields"]


def find(publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """Namespace and project must be equal, ignoring case; pipeline file, issuer and environment exactly."""
    namespace, slash, project = text(claims, "project_path").lower().rpartition("/")
    if not slash:
        raise Refused(None, "server-error")
    file = pipeline_file(text(claims, "ci_config_ref_uri"))
    if not file:
        raise Refused("pipeline-filename-not-extracted")
    rows = [
        row
        for row in publishers
        if row["namespace"].lower() == namespace
        and row["project"].lower() == project
        and row["workflow_filepath"] == file
        and row["issuer_url"] == claims.get("iss")
    ]
    return most_specific(rows, "environment", claims.get("environment"))


def pipeline_file(uri: str) -> str | None:
    """The path between the first // and the last @ that follows a file's extension.

    So a branch called a.yml@b hides the file. PyPI's pattern starts at any //; the first one in a line is enough.

    >>> pipeline_file("gitlab.com/group/sampleproject//ci/release.yml@refs/heads/main")
    'ci/release.yml'
    """
    file = re.search(r"^(?:(?!//).)*+//(.*[^/]\.(?:yml|yaml))@", uri, re.MULTILINE)
    return file and file[1]


def check_subject(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """The first two parts must be equal, ignoring case; PyPI ignores the rest."""
    kind, _colon, rest = text(claims, "sub").partition(":")
    path = rest.partition(":")[0]
    expected = f"project_path:{row['namespace']}/{row['project']}"
    if not (kind and path and f"{kind}:{path}".lower() == expected.lower()):
        raise Refused("check-failed-sub")


def check_pipeline(row: Publisher, claims: Claims, _: Collection[str]) -> None:
    """The spelling must be exactly the publisher's: the search ignored case, but this check doesn't."""
    if not (claims["ref_path"] and claims["sha"]):
        raise Refused("ref-path-and-sha-empty")
    host = row["issuer_url"].removeprefix("https://")
    uri = f"{host}/{row['namespace']}/{row['project']}//{row['workflow_filepath']}"
    allowed = [f"{uri}@{claims['ref_path']}", f"{uri}@{claims['sha']}"]
    one_of(Checked("ci_config_ref_uri", "ci-config-ref-uri-does-not-match"), claims, allowed)


def publisher_of(claims: Texts) -> dict[str, str | None]:
    """Namespace, project, pipeline file, environment and issuer, as the token has them."""
    namespace, _, project = (claims.get("project_path") or "").rpartition("/")
    return {
        "namespace": namespace or None,
        "project": project or None,
        "workflow_filepath": pipeline_file(claims.get("ci_config_ref_uri") or ""),
        "environment": environment(claims),
        "issuer_url": claims.get("iss"),
    }


def pipeline_is_own(claims: Texts) -> bool:
    """Whether the pipeline file is in the project that runs it."""
    place, path = (claims.get("ci_config_ref_uri") or "").split("//")[0].lower(), claims.get("project_path")
    return not path or place.endswith("/" + path.lower())


def rest_of_token(claims: Texts) -> dict[str, Any]:
    """Issuer, subject and ref agree with the pipeline's file."""
    uri, path = claims.get("ci_config_ref_uri") or "", claims.get("project_path") or ""
    host = uri.partition("//")[0].removesuffix("/" + path)
    return {"iss": f"https://{host}", "sub": f"project_path:{path}", "ref_path": uri.rpartition("@")[2], "sha": "-"}


def differences(publisher: Publisher, token: Texts, claims: Texts) -> list[Difference]:
    """Namespace, project, pipeline file, issuer and environment."""
    found = difference(NAMESPACE, publisher["namespace"], token["namespace"])
    found += difference(PROJECT, publisher["project"], token["project"])
    found += file_difference(publisher["workflow_filepath"], token["workflow_filepath"], claims)
    found += difference(ISSUER, publisher["issuer_url"], token["issuer_url"])
    return found + difference(ENVIRONMENT, publisher["environment"], token["environment"])


def file_difference(expected: str, found: str | None, claims: Texts) -> list[Difference]:
    """The difference between the publisher's pipeline file and the token's."""
    if found is None or expected == found:
        return []
    field = "workflow_filepath"
    if alike(expected, found) == "looks":
        return [Difference("invisible-or-lookalike-characters", field, expected, found, 3)]
    cause = "pipeline-file-mismatch" if pipeline_is_own(claims) else "pipeline-outside-project"
    return [Difference(cause, field, expected, found, 3)]


def ask_issuer(issuer: str, world: World) -> str:
    """The instance must be one that the form offers."""
    if issuer not in world.gitlab_issuers:
        raise Refusal("form-issuer-invalid")
    return issuer


def from_provenance(named: Mapping[str, str]) -> dict[str, str]:
    """The publisher that the provenance of a file names; PyPI verifies only attestations from gitlab.com."""
    namespace, _, project = named.get("repository", "").rpartition("/")
    return {
        "namespace": namespace,
        "project": project,
        "workflow_filepath": named.get("workflow_filepath", ""),
        "environment": named.get("environment", ""),
        "issuer_url": TABLE["issuer"],
    }


GITLAB = Provider(
    "gitlab",
    TABLE,
    find,
    (check_subject, check_pipeline, not_redeemed),
    publisher_of,
    rest_of_token,
    differences,
    ask={"issuer_url": ask_issuer},
    provenance=("GitLab", from_provenance),
)
