"""In: a GitLab token's claims, and the publisher's line from PyPI. Out: each field that differs."""

import re
import sys


def compare_gitlab(publisher: dict[str, str], claims: dict[str, str | None]) -> dict[str, str]:
    """By field, what PyPI has and what the token has. Case matters, but for the path only in ci_config_ref_uri.

    >>> row = {"namespace": "Acme", "project": "app", "workflow_filepath": "ci.yml", "issuer_url": "https://gitlab.com"}
    >>> token = {"project_path": "acme/app", "ci_config_ref_uri": "gitlab.com/acme/app//ci.yml@refs/tags/v1"}
    >>> compare_gitlab(row, token), compare_gitlab(row | {"namespace": "acme"}, token)
    ({'namespace': "only the case differs: PyPI has 'Acme', the token has 'acme'"}, {})
    """
    namespace, _, project = (claims.get("project_path") or "").rpartition("/")
    uri, issuer, found = claims.get("ci_config_ref_uri") or "", claims.get("iss"), {}
    file = re.search(r"(?:(?!//).)+//(.*[^/]\.ya?ml)@", uri)
    token = {"namespace": namespace or None, "project": project or None, "workflow_filepath": file and file[1]}
    for field, has in (token | {"environment": claims.get("environment") or "", "issuer_url": issuer}).items():
        if has is not None and (wants := publisher.get(field, has)) != has and (field, wants) != ("environment", ""):
            same = "only the case differs: " * (has.lower() == wants.lower())
            found[field] = f"{same}PyPI has {wants!r}, the token has {has!r}"
    own = "{namespace}/{project}".format_map(publisher)
    if found.keys() <= {"namespace", "project"} and own.lower() == f"{namespace}/{project}".lower():
        start = "{issuer_url}/{namespace}/{project}//{workflow_filepath}@".format(**publisher).removeprefix("https://")
        if "ref_path" in claims and uri not in [f"{start}{claims.get(end) or None}" for end in ("ref_path", "sha")]:
            found["ci_config_ref_uri"] = f"PyPI expects '{start}' and the ref of the run, the token has {uri!r}"
        if not f"{claims.get('sub', f'project_path:{own}')}:".lower().startswith(f"project_path:{own}:".lower()):
            found["sub"] = f"PyPI expects 'project_path:{own}' at the start, the token has {claims['sub']!r}"
    return found


if __name__ == "__main__":
    claims = dict(re.findall(r'(\w+)["`]?: ["`]([^"`]*)', sys.stdin.buffer.read().decode(errors="replace")))
    row = re.findall(r"Project: *(.+)/(.+?)\s+Top.+?: *(.+?)\s+Env.+?: *(?:\(\w+\)|(.+?))\s+I.+?: *(\S+)", sys.argv[-1])
    if not row or "project_path" not in claims:
        print('usage: python compare_gitlab.py "PYPI\'S LINE" < FILE-WITH-THE-CLAIMS', file=sys.stderr)
        sys.exit(2)
    publisher = dict(zip("namespace project workflow_filepath environment issuer_url".split(), row[0], strict=True))
    print("\n".join(f"{field}: {how}" for field, how in compare_gitlab(publisher, claims).items()) or "nothing differs")
