"""The checks before PyPI looks for a publisher: a token of that issuer, for this index, and in time.

    python snippets/verify_token.py TOKEN-FILE [--index testpypi] [--keys JWKS-FILE] [--now SECONDS]

PyPI answers `invalid-token` for every one of them; here the check that fails is named. The token is never shown.
Without --keys the issuer is asked for them, if PyPI knows it.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/views.py` and `warehouse/oidc/services.py`.
"""

import argparse
import json
import sys
import time
import urllib.request
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import jwt

from pypi.providers import PROVIDERS

LEEWAY = 30  # seconds by which clocks may differ
AUDIENCES = {"pypi": "pypi", "testpypi": "testpypi"}
UNKNOWN_ISSUER = "unknown trusted publishing issuer"
Claims = dict[str, Any]


class Rejected(Exception):
    """PyPI would reject the token: its code and description, the cause, and the check that failed in a sentence."""

    def __init__(self, cause: str, check: str, code: str = "invalid-token", text: str = "malformed or invalid token"):
        super().__init__(check)
        self.cause, self.check, self.code, self.text = cause, check, code, text


def read_request(body: str | bytes) -> str:
    """The token in the body of a request to mint-token: a JSON object with the text `token`.

    Raises Rejected otherwise, as PyPI answers `invalid-payload`.

    >>> read_request('{"token": "a.b.c"}')
    'a.b.c'
    """
    try:
        token = json.loads(body)["token"]
    except (ValueError, KeyError, TypeError, RecursionError):
        token = None
    if not isinstance(token, str):
        wrong = 'the request is no JSON object with the text "token"'
        raise Rejected("malformed-request", wrong, "invalid-payload", "1 validation error for TokenPayload")
    return token


def known_issuer(token: str, other_issuers: Collection[str] = ()) -> str:
    """The token's issuer, if PyPI knows it. The token is only read here; nothing in it is trusted or fetched.

    `other_issuers` are the GitLab instances that PyPI's administrators registered.
    Raises Rejected where the token can't be read, or names another issuer.
    """
    issuer = read_unverified(token).get("iss")
    if issuer is None:
        raise Rejected("malformed-token", "the token names no issuer", "invalid-payload", "malformed JWT")
    if issuer not in [*(rules.issuer for rules in PROVIDERS.values()), *other_issuers]:
        raise Rejected("unsupported-issuer", "PyPI does not know the issuer", "invalid-payload", UNKNOWN_ISSUER)
    return issuer


def read_unverified(token: str) -> Claims:
    """The claims of anything that has the form of a token. Raises Rejected for what has not."""
    try:
        return jwt.decode(token, options={"verify_signature": False})
    except (jwt.InvalidTokenError, UnicodeEncodeError, RecursionError):
        raise Rejected("malformed-token", "this is no JWT", "invalid-payload", "malformed JWT") from None


def fetch_keys(issuer: str, timeout: float = 5) -> list[Mapping[str, Any]]:
    """The issuer's public keys, found through its discovery document; `timeout` is in seconds.

    Raises OSError where the issuer can't be reached, ValueError where its answer is no set of keys.
    """
    keys = fetch_json(fetch_json(issuer + "/.well-known/openid-configuration", timeout).get("jwks_uri"), timeout)
    if not isinstance(keys.get("keys"), list):
        raise ValueError(f"{issuer} offers no set of keys")
    return keys["keys"]


def fetch_json(address: object, timeout: float) -> dict[str, Any]:
    """A JSON object from an https address."""
    if not isinstance(address, str) or not address.startswith("https://"):
        raise ValueError("keys are fetched from https addresses only")
    with urllib.request.urlopen(address, timeout=timeout) as answer:  # noqa: S310 - https, see above
        found = json.load(answer)
    if not isinstance(found, dict):
        raise ValueError(f"{address} is no JSON object")
    return found


def verify(token: str, keys: Sequence[Mapping[str, Any]], issuer: str, audience: str, now: float) -> Claims:
    """The claims of a token that passes every check.

    `keys` are the issuer's (JWK), `audience` is the index's, `now` is in seconds since 1970.
    Raises Rejected with the first check that fails. Only `keys` decide on the signature: what a token's header says
    about where its key might be found is never followed.
    """
    read_unverified(token)
    try:
        header = jwt.get_unverified_header(token)
    except jwt.InvalidTokenError:
        raise Rejected("invalid-token", "the token's header is not as it should be") from None
    if header.get("alg") != "RS256":
        raise Rejected("invalid-token", "the token is not signed with RS256")
    key = next((each for each in keys if "kid" in header and each.get("kid") == header["kid"]), None)
    if key is None:
        raise Rejected("invalid-token", "the token names no key of the issuer")
    options = {"require": ["iss", "iat", "exp", "aud"], "strict_aud": True}
    times = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}  # checked below, against `now`
    try:
        claims = jwt.decode(
            token, jwt.PyJWK(dict(key), "RS256"), ["RS256"], {**options, **times}, audience=audience, issuer=issuer
        )
    except jwt.MissingRequiredClaimError as error:
        raise Rejected("invalid-token", f"the claim {error.claim} is missing") from None
    except jwt.InvalidAudienceError:
        raise Rejected("wrong-audience", f"the audience is not the text {audience}") from None
    except jwt.InvalidIssuerError:
        raise Rejected("unsupported-issuer", "the issuer is another one") from None
    except jwt.InvalidSignatureError:
        raise Rejected("invalid-token", "the signature does not belong to the issuer's key") from None
    except (jwt.PyJWTError, ValueError, TypeError):
        raise Rejected("invalid-token", "the token, or the key, has not the form it should have") from None
    check_times(claims, now)
    return claims


def check_claims(claims: Mapping[str, Any], audience: str, now: float) -> None:
    """All that claims alone can show, where the token itself is not at hand: issuer, audience and times.

    Raises Rejected with the first check that fails.

    >>> check_claims({"iss": "https://gitlab.com", "iat": 1000, "exp": 1300, "aud": ["pypi"]}, "pypi", now=1100)
    Traceback (most recent call last):
    verify_token.Rejected: the audience is not the text pypi
    """
    for claim in ("iss", "iat", "exp", "aud"):
        if claims.get(claim) is None:
            raise Rejected("invalid-token", f"the claim {claim} is missing")
    if claims["iss"] not in [rules.issuer for rules in PROVIDERS.values()]:
        raise Rejected("unsupported-issuer", "PyPI does not know the issuer", "invalid-payload", UNKNOWN_ISSUER)
    if claims["aud"] != audience:
        raise Rejected("wrong-audience", f"the audience is not the text {audience}")
    check_times(claims, now)


def check_times(claims: Mapping[str, Any], now: float) -> None:
    """Whether the token is in time, give or take the leeway.

    Raises Rejected where it is not.

    >>> check_times({"iat": 1000, "exp": 1300}, now=1329)
    >>> check_times({"iat": 1000, "exp": 1300}, now=1330)
    Traceback (most recent call last):
    verify_token.Rejected: the token expired 30 seconds ago
    """
    for claim in ("iat", "exp", "nbf"):
        if claim in claims and not isinstance(claims[claim], int | float):
            raise Rejected("invalid-token", f"the claim {claim} is no number")
    if claims["exp"] <= now - LEEWAY:
        raise Rejected("token-expired", f"the token expired {now - claims['exp']:.0f} seconds ago")
    for claim in ("iat", "nbf"):
        if claims.get(claim, now) > now + LEEWAY:
            raise Rejected("invalid-token", f"the token is not valid yet, by its claim {claim}")


def main(argv: list[str]) -> int:
    """Verify the token in a file: 0 and its claims' names, 1 and the check that fails, 2 for bad input."""
    parser = argparse.ArgumentParser(prog="verify_token.py", description="Which check does a token fail?")
    parser.add_argument("token_file")
    parser.add_argument("--index", choices=AUDIENCES, default="pypi")
    parser.add_argument("--keys", help="the issuer's keys; without it the issuer is asked")
    parser.add_argument("--now", type=float, default=time.time(), help="seconds since 1970")
    options = parser.parse_args(argv)
    try:
        token = Path(options.token_file).read_text(encoding="utf-8").strip()
        issuer = known_issuer(token)
        keys = json.loads(Path(options.keys).read_bytes())["keys"] if options.keys else fetch_keys(issuer)
        claims = verify(token, keys, issuer, AUDIENCES[options.index], options.now)
    except Rejected as no:
        print(f"{no.code}: {no.text}\n{no.cause}: {no.check}")
        return 1
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"verify_token.py: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print(f"PyPI takes this token for one of {issuer}; its claims: {', '.join(claims)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
