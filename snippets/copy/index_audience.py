"""In: the host of an index. Out: the audience that a token for it must have."""

import json
import sys
from urllib.request import urlopen


def audience_in(answer: str | bytes) -> str:
    """The audience in an index's response. Raises ValueError if the response has none.

    >>> audience_in('{"audience": "pypi"}')
    'pypi'
    """
    told = json.loads(answer)
    if not isinstance(told, dict) or not isinstance(told.get("audience"), str):
        raise ValueError("the index names no audience")
    return str(told["audience"])


def index_audience(host: str) -> str:
    """The audience that the index names. The index gets only this request, and no token."""
    with urlopen(f"https://{host}/_/oidc/audience", timeout=30) as answer:
        return audience_in(answer.read())


if __name__ == "__main__":
    try:
        print(index_audience(sys.argv[1]))
    except (IndexError, OSError, ValueError) as error:
        print(f"usage: python index_audience.py HOST ({error})", file=sys.stderr)
        sys.exit(2)
