"""In: a token, and its issuer's keys. Out: its claims, if they pass PyPI's checks. Needs PyJWT[crypto]."""

import json
import sys
from pathlib import Path
from typing import Any

import jwt


def verified_claims(token: str, keys: list[dict[str, Any]], issuer: str, audience: str) -> dict[str, Any]:
    """The claims of a token that passes PyPI's checks. Raises jwt.PyJWTError, which names the first check that fails.

    >>> from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    >>> key, now = generate_private_key(65537, 2048), __import__("time").time()
    >>> keys = [{"kid": "1", **jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)}]
    >>> claims = {"iss": "https://gitlab.com", "aud": "pypi", "iat": int(now), "exp": int(now) - 20}  # clocks differ
    >>> verified_claims(jwt.encode(claims, key, "RS256", {"kid": "1"}), keys, "https://gitlab.com", "pypi")["aud"]
    'pypi'
    >>> verified_claims(jwt.encode(claims, key, "RS256", {"kid": "1"}), keys, "https://gitlab.com", "testpypi")
    Traceback (most recent call last):
    jwt.exceptions.InvalidAudienceError: Audience doesn't match (strict)
    """
    by_id = {each["kid"]: each for each in keys if "kid" in each}
    try:
        key = jwt.PyJWK(by_id[jwt.get_unverified_header(token)["kid"]])
    except KeyError:
        raise jwt.InvalidTokenError("The token is signed with none of these keys") from None
    options: Any = {"require": ["iss", "iat", "exp", "aud"], "strict_aud": True}
    return jwt.decode(token, key, ["RS256"], options, audience=audience, issuer=issuer, leeway=30)


if __name__ == "__main__":
    try:
        token, keys = (Path(name).read_text("utf-8").strip() for name in sys.argv[1:3])
        print(json.dumps(verified_claims(token, json.loads(keys)["keys"], *sys.argv[3:]), indent=2))
    except (LookupError, OSError, TypeError, ValueError, jwt.PyJWTError) as error:
        print(f"usage: python verified_claims.py TOKEN-FILE KEYS-FILE ISSUER AUDIENCE ({error})", file=sys.stderr)
        sys.exit(2)
