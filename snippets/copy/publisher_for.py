"""In: a token's claims, as JSON. Out: the publisher that would match the token, by the fields of PyPI's form."""

import json
import re
import sys


def publisher_for(claims: dict[str, str | None]) -> dict[str, str]:
    """The publisher for a GitHub or GitLab token; "" means any environment. Raises ValueError if none would match.

    >>> file = "svalench/fastapi_viewsets/.github/workflows/publish.yml@refs/tags/1.0.1"
    >>> publisher_for({"repository": "svalench/fastapi_viewsets", "environment": None, "job_workflow_ref": file})
    {'owner': 'svalench', 'repository': 'fastapi_viewsets', 'workflow_filename': 'publish.yml', 'environment': ''}
    """
    environment = claims.get("environment") or ""
    if "project_path" in claims:
        namespace, _, project = (claims["project_path"] or "").rpartition("/")
        file = re.search(r"(?:(?!//).)+//(.*[^/]\.ya?ml)@", claims.get("ci_config_ref_uri") or "")
        found = {"namespace": namespace, "project": project, "workflow_filepath": file and file[1]}
        found |= {"environment": environment, "issuer_url": claims.get("iss")}
    else:
        owner, _, repository = (claims.get("repository") or "").partition("/")
        called = claims.get("job_workflow_ref") or claims.get("workflow_ref") or ""
        elsewhere = called.lower().partition("/.github/workflows/")[0] != f"{owner}/{repository}".lower()
        if elsewhere or called != (claims.get("workflow_ref") or called):
            raise ValueError("the job runs in a reusable workflow: no publisher fits both the exchange and the upload")
        file = re.search(r"[^/]+\.ya?ml(?=@|$)", called)
        found = {"owner": owner, "repository": repository, "workflow_filename": file and file[0]}
        found["environment"] = environment.lower()
    if not all(value for field, value in found.items() if field != "environment"):
        raise ValueError(f"the claims do not tell enough: {found}")
    return {field: value or "" for field, value in found.items()}


if __name__ == "__main__":
    try:
        print(json.dumps(publisher_for(json.load(sys.stdin)), indent=2))
    except (AttributeError, TypeError, ValueError) as error:
        print(f"usage: python publisher_for.py < CLAIMS-AS-JSON ({error})", file=sys.stderr)
        sys.exit(2)
