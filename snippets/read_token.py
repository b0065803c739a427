"""Read a token's claims, to look at them: nothing is verified, and the token itself is never shown.

    python snippets/read_token.py TOKEN-FILE

To trust what a token says, use `verify_token.py`.
"""

import json
import sys
from pathlib import Path
from typing import Any

import jwt

from shared.bad_input import BadInput
from shared.safe_text import redact


# --8<-- [start:read]
def read_claims(token: str, name: str = "token") -> dict[str, Any]:
    """The claims of a token, unverified.

    Raises BadInput where `token` is no JWT; the message names `name`, never the token.

    >>> token = jwt.encode({"repository": "octo-org/sampleproject"}, "x" * 32)
    >>> read_claims(token)
    {'repository': 'octo-org/sampleproject'}
    """
    try:
        return jwt.decode(token.strip(), options={"verify_signature": False})
    except (jwt.InvalidTokenError, UnicodeEncodeError, RecursionError):
        raise BadInput("bad-token", name=name) from None


# --8<-- [end:read]


def main(arguments: list[str]) -> int:
    """Print the claims of the token in a file; 2 where there is none."""
    if len(arguments) != 1:
        print("usage: read_token.py TOKEN-FILE", file=sys.stderr)
        return 2
    try:
        token = Path(arguments[0]).read_text(encoding="utf-8")
        print(redact(json.dumps(read_claims(token, arguments[0]), indent=2)))
    except (OSError, UnicodeDecodeError):
        print(f"{arguments[0]}: can't be read as text", file=sys.stderr)
        return 2
    except BadInput as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
