"""In: a GitHub token's claims, and the publisher's line from PyPI. Out: each field that differs."""

import re
import sys


def compare_github(publisher: dict[str, str], claims: dict[str, str | None]) -> dict[str, str]:
    """By field, what PyPI has and what the token has. Case matters, except in the token's environment.

    >>> path, name = {"workflow_filename": ".github/workflows/publish.yml"}, {"workflow_filename": "publish.yml"}
    >>> claims = {"job_workflow_ref": "svalench/fastapi_viewsets/.github/workflows/publish.yml@refs/tags/1.0.1"}
    >>> publisher = {"owner": "svalench", "repository": "fastapi_viewsets"}
    >>> compare_github(publisher | path, claims), compare_github(publisher | name, claims | {"ref": "refs/tags/1.0.1"})
    ({'workflow_filename': "PyPI has '.github/workflows/publish.yml', the token has 'publish.yml'"}, {})
    """
    owner, _, repository = (claims.get("repository") or "").partition("/")
    called, found = claims.get("job_workflow_ref", claims.get("workflow_ref")) or "", {}
    file = re.search(r"[^/]+\.ya?ml(?=@|$)", called)
    token = {"owner": owner or claims.get("repository_owner"), "repository": repository or None}
    token |= {"owner_id": claims.get("repository_owner_id"), "workflow_filename": file and file[0]}
    for field, has in {**token, "environment": (claims.get("environment") or "").lower()}.items():
        if has is not None and (wants := publisher.get(field, has)) != has and (field, wants) != ("environment", ""):
            same = "only the case differs, and it counts: " * (has.lower() == wants.lower())
            found[field] = f"{same}PyPI has {wants!r}, the token has {has!r}"
    start = "{owner}/{repository}/.github/workflows/{workflow_filename}@".format_map(publisher)
    if "ref" in claims and not found and called not in [f"{start}{claims.get(end) or None}" for end in ("ref", "sha")]:
        found["job_workflow_ref"] = f"PyPI expects '{start}' and the ref of the run, the token has {called!r}"
    return found


if __name__ == "__main__":
    log = sys.stdin.buffer.read().decode(errors="replace")
    claims = dict(re.findall(r'(\w+)["`]?: ["`]([^"`]*)', log.replace("`MISSING`", "``")))
    line = r"Repository: *(.+)/(.+?)\s+Workflow: *(.+?)\s+Environment name: *(?:\((?:Any|Любая)\)|(.*\S))"
    rows = re.findall(line, sys.argv[-1])
    if not rows or "repository" not in claims:
        print('usage: python compare_github.py "PYPI\'S LINE" < FILE-WITH-THE-CLAIMS', file=sys.stderr)
        sys.exit(2)
    publisher = dict(zip(("owner", "repository", "workflow_filename", "environment"), rows[0], strict=True))
    print("\n".join(f"{field}: {how}" for field, how in compare_github(publisher, claims).items()) or "nothing differs")
