"""In: a project's name. Out: the publisher of its newest file that has an attestation, as PyPI shows it to anyone."""

import json
import sys
from typing import Any
from urllib.request import Request, urlopen


def newest(files: list[dict[str, Any]]) -> str:
    """The path of the newest file's provenance on PyPI. Raises ValueError if no file has any.

    >>> newest([{"provenance": "https://pypi.org/integrity/...", "upload-time": "2026-08-20"}, {"provenance": None}])
    '/integrity/...'
    """
    proven = {each["upload-time"]: each["provenance"] for each in files if each.get("provenance")}
    if not proven:
        raise ValueError("no file has an attestation")
    return str(proven[max(proven)]).removeprefix("https://pypi.org")


def ask(path: str, kind: str) -> Any:
    """The JSON at a path of PyPI."""
    asked = Request(f"https://pypi.org{path}", headers={"Accept": f"application/vnd.pypi.{kind}.v1+json"})
    with urlopen(asked, timeout=30) as answer:  # noqa: S310 - https, in the line above
        return json.load(answer)


def last_publishers(project: str) -> list[dict[str, Any]]:
    """The publishers in the newest provenance of a project. PyPI may have other publishers by now."""
    files = ask(f"/simple/{project}/", "simple")["files"]
    return [bundle["publisher"] for bundle in ask(newest(files), "integrity")["attestation_bundles"]]


if __name__ == "__main__":
    try:
        print(json.dumps(last_publishers(sys.argv[1]), indent=2))
    except (LookupError, OSError, TypeError, ValueError) as error:
        print(f"usage: python last_publisher.py PROJECT ({error})", file=sys.stderr)
        sys.exit(2)
