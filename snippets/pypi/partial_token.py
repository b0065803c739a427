"""Decide from part of a token: a log shows only some of its claims."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from evidence.token import environment
from pypi.decision import Decision, decide
from pypi.providers import PROVIDERS

Claims = Mapping[str, Any]
Publisher = Mapping[str, Any]


def decide_from(provider: str, publishers: Sequence[Publisher], claims: Claims) -> tuple[Decision | None, list[str]]:
    """PyPI's decision, and the claims that it rests on though they are not there: a log shows only some of them.

    No decision where a claim is missing that the look-up needs.
    """
    if "iss" in claims:  # a whole token, as PyPI sees it
        return decide(provider, publishers, claims), []
    where = environment(as_texts(claims))
    full = {**rest_of_token(provider, as_texts(claims)), "environment": where, **claims}
    if any(full[claim] is None for claim in LOOKED_UP[provider]):
        return None, []
    if where is None and any(publisher.get("environment") for publisher in publishers):
        return None, []
    ids = {"owner_id": "repository_owner_id", "actor_id": "actor_id"}
    known = [{k: v for k, v in each.items() if k not in ids or claims.get(ids[k])} for each in publishers]
    return decide(provider, known, full), [claim for claim in PROVIDERS[provider].required if claim not in claims]


LOOKED_UP = {
    "github": ("repository", "job_workflow_ref"),
    "gitlab": ("project_path", "ci_config_ref_uri"),
    "google": ("email",),
    "activestate": ("organization", "project"),
}


def rest_of_token(provider: str, claims: Claims) -> dict[str, Any]:
    """What the claims that a log does not show would be if nothing were wrong with them."""
    rest: dict[str, Any] = dict.fromkeys(PROVIDERS[provider].required, "")
    rest |= dict.fromkeys(LOOKED_UP[provider]) | {"iss": PROVIDERS[provider].issuer}
    if provider == "github":
        file = claims.get("job_workflow_ref") or claims.get("workflow_ref")
        owner = (claims.get("repository") or "").partition("/")[0]
        rest |= {"job_workflow_ref": file, "repository_owner": owner, "ref": (file or "").partition("@")[2]}
    if provider == "gitlab":
        uri, path = claims.get("ci_config_ref_uri") or "", claims.get("project_path") or ""
        host = uri.partition("//")[0].removesuffix("/" + path)
        rest |= {
            "iss": f"https://{host}",
            "sub": f"project_path:{path}",
            "ref_path": uri.rpartition("@")[2],
            "sha": "-",
        }
    if provider == "google":
        rest["email_verified"] = True
    if provider == "activestate":
        sub = f"org:{claims.get('organization')}:project:{claims.get('project')}"
        rest |= {"sub": sub, "builder": "pypi-publisher"}
    return rest


def as_texts(claims: Claims) -> dict[str, str | None]:
    """Claims for comparing: what is no text is written as JSON would write it, so that nothing later stumbles."""
    return {
        name: value if value is None or isinstance(value, str) else json.dumps(value) for name, value in claims.items()
    }
