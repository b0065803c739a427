"""In: the host of an index. Out: the audience that a token for it must have."""

import json
import sys
from urllib.request import urlopen


def audience_in(answer: str | bytes) -> str:
    """The audience in an index's answer. Raises ValueError for any other answer.

    >>> audience_in('{"audience": "pypi"}')
    'pypi'
    """
    told = json.loads(answer)
    if not isinstance(told, dict) or not isinstance(told.get("audience"), str):
        raise ValueError("the index names no audience")
    return str(told["audience"])


def index_audience(host: str) -> str:
    """What the index itself says. It is asked for nothing else, and no token is sent."""
    with urlopen(f"https://{host}/_/oidc/audience", timeout=30) as answer:
        return audience_in(answer.read())


if __name__ == "__main__":
    try:
        print(index_audience(sys.argv[1]))
    except (IndexError, OSError, ValueError) as error:
        print(f"usage: python index_audience.py HOST ({error})", file=sys.stderr)
        sys.exit(2)
