"""In: a token (a JWT), in a file. Out: its claims, as JSON. Nothing is verified."""

import base64
import json
import sys
from pathlib import Path


def token_claims(token: str) -> dict[str, object]:
    """The claims of a token, unverified. Raises ValueError if it isn't a token.

    >>> token_claims("eyJhbGciOiJSUzI1NiJ9.eyJyZXBvc2l0b3J5IjogInN2YWxlbmNoL2Zhc3RhcGlfdmlld3NldHMifQ.c2ln")
    {'repository': 'svalench/fastapi_viewsets'}
    >>> token_claims("pypi-AgEIcHlwaS5vcmc")
    Traceback (most recent call last):
    ValueError: not a token: it does not have three parts with dots between them
    """
    parts = token.split(".")
    if len(parts) != 3:
        raise ValueError("not a token: it does not have three parts with dots between them")
    try:
        claims = json.loads(base64.urlsafe_b64decode(parts[1] + "=="))
    except (ValueError, RecursionError):
        claims = None
    if not isinstance(claims, dict):
        raise ValueError("not a token: its second part holds no claims")
    return claims


if __name__ == "__main__":
    try:
        print(json.dumps(token_claims(Path(sys.argv[1]).read_text("utf-8")), indent=2))
    except (IndexError, OSError, ValueError) as error:
        print(f"usage: python token_claims.py TOKEN-FILE ({error})", file=sys.stderr)
        sys.exit(2)
