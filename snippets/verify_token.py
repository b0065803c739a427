"""The checks that PyPI makes before it looks for a publisher: the token's signature, issuer, audience and times.

    python snippets/verify_token.py TOKEN-FILE [--index testpypi] [--keys JWKS-FILE] [--now SECONDS]

PyPI answers `invalid-token` if any of them fails; this program names the check that fails. It never shows the token.
Without --keys the program asks the issuer for its keys, if PyPI knows the issuer.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/views.py` and `warehouse/oidc/services.py`.

Exit status: 0, the token passes; 1, a check fails; 2, the input can't be used.
"""

import argparse
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import jwt
from jwt.types import Options

import command_line
from command_line import add_lang, emit, json_object, read_text, run
from pypi.indexes import INDEXES
from pypi.providers import PROVIDERS
from shared.bad_input import BadInput
from shared.fetch import fetch_json
from shared.safe_text import shown

LEEWAY = 30  # seconds by which clocks may differ
UNKNOWN_ISSUER = "unknown trusted publishing issuer"
Claims = dict[str, Any]


class Rejected(Exception):
    """PyPI would reject the token: its code and description, the cause, and the check that failed in a sentence."""

    def __init__(self, cause: str, check: str, code: str = "invalid-token", text: str = "malformed or invalid token"):
        super().__init__(check)
        self.cause, self.check, self.code, self.text = cause, check, code, text


def known_issuer(token: str, other_issuers: Collection[str] = ()) -> str:
    """The token's issuer, if PyPI knows it. The token is only read here; nothing in it is trusted or fetched.

    `other_issuers` are the GitLab instances that PyPI's administrators registered.
    Raises Rejected where the token can't be read, or names another issuer.
    """
    issuer: str | None = read_unverified(token).get("iss")
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
    """The issuer's public keys, found through its discovery document; `timeout` is in seconds of silence.

    Raises BadInput if the issuer can't be reached, or its answer is no set of keys.
    """
    found = fetch_json(f"{issuer}/.well-known/openid-configuration", {}, timeout)
    return keys_of(fetch_json(str(found.get("jwks_uri")), {}, timeout), issuer)


def keys_of(found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The keys of a JWK set. Raises BadInput, which names `name`, if there are none."""
    keys = found.get("keys")
    if not isinstance(keys, list) or not all(isinstance(key, dict) for key in keys):
        raise BadInput("bad-keys", name=name)
    return keys


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
    options: Options = {
        "require": ["iss", "iat", "exp", "aud"],
        "strict_aud": True,
        "verify_exp": False,  # the times are checked below, against `now`
        "verify_nbf": False,
        "verify_iat": False,
    }
    try:
        claims = jwt.decode(token, jwt.PyJWK(dict(key), "RS256"), ["RS256"], options, audience=audience, issuer=issuer)
    except jwt.MissingRequiredClaimError as error:
        raise Rejected("invalid-token", f"the claim {error.claim} is missing") from None
    except jwt.InvalidAudienceError:
        raise Rejected("wrong-audience", f"the audience is not the text {audience}") from None
    except jwt.InvalidIssuerError:
        raise Rejected("unsupported-issuer", "the issuer is another one") from None
    except jwt.InvalidSignatureError:
        raise Rejected("invalid-token", "the signature does not belong to the issuer's key") from None
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, OverflowError):
        raise Rejected("invalid-token", "the token, or the key, has not the form it should have") from None
    check_times(claims, now)
    return claims


def check_times(claims: Mapping[str, Any], now: float) -> None:
    """Whether the token is in time, give or take the leeway.

    Raises Rejected where it is not.

    >>> check_times({"iat": 1000, "exp": 1300}, now=1329)
    >>> check_times({"iat": 1000, "exp": 1300}, now=1330)
    Traceback (most recent call last):
    verify_token.Rejected: the token expired 30 seconds ago
    """
    times = {claim: whole(claim, claims[claim]) for claim in ("iat", "exp", "nbf") if claim in claims}
    if times["exp"] <= now - LEEWAY:
        raise Rejected("token-expired", f"the token expired {int(now) - max(times['exp'], 0)} seconds ago")
    for claim in ("iat", "nbf"):
        if claim in times and times[claim] > now + LEEWAY:
            raise Rejected("invalid-token", f"the token is not valid yet, by its claim {claim}")


def whole(claim: str, value: Any) -> int:
    """A time as PyJWT reads it: a number, or its digits. Raises Rejected for anything else."""
    try:
        return int(value)
    except (ValueError, TypeError, OverflowError):
        raise Rejected("invalid-token", f"the claim {claim} is no number") from None


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("verify_token.py", __doc__)
    command.add_argument("token_file", metavar="TOKEN-FILE", help="a file that holds a token; - for standard input")
    command.add_argument("--index", choices=tuple(INDEXES), default="pypi", help="the index that the token is for")
    command.add_argument("--keys", metavar="JWKS-FILE", help="the issuer's keys; without them the issuer is asked")
    command.add_argument("--now", type=seconds, default=time.time(), metavar="SECONDS", help="since 1970")
    return add_lang(command)


def seconds(text: str) -> float:
    """A time since 1970, in seconds. Raises ValueError for what is no number, and for none that a clock shows."""
    if not 0 <= float(text) < 1e12:
        raise ValueError(text)
    return float(text)


def main(argv: list[str]) -> int:
    """Verify the token in a file, and return the exit status."""
    return run(check, parser().parse_args(argv))


def check(options: argparse.Namespace) -> int:
    """Print the names of the token's claims, or the check that fails."""
    token = read_text(options.token_file).strip()
    try:
        issuer = known_issuer(token)
        keys = given_keys(options.keys) if options.keys is not None else fetch_keys(issuer)
        claims = verify(token, keys, issuer, INDEXES[options.index].audience, options.now)
    except Rejected as no:
        emit(f"{no.code}: {no.text}\n{no.cause}: {no.check}\n")
        return 1
    emit(f"PyPI takes this token for one of {issuer}; its claims: {', '.join(map(shown, claims))}\n")
    return 0


def given_keys(name: str) -> list[Mapping[str, Any]]:
    """The keys in a file. Raises BadInput."""
    return keys_of(json_object(read_text(name), name), name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
