"""The snippets that read and verify a token give the answers of the engine."""

import contextlib
import json
import time
from pathlib import Path
from typing import Any

import jwt
import pytest

import shelf
from evidence.token import unverified_claims
from local_index import key
from problems import report
from pypi.providers import PROVIDERS
from samples import TOKENS
from shared.bad_input import BadInput
from verify_token import Rejected, verify


def encoded(claims: object) -> str:
    """A token with this for its claims; nobody has signed it."""
    return jwt.api_jws.encode(json.dumps(claims).encode(), "x" * 32)


@pytest.mark.parametrize(
    "token",
    [*map(encoded, [*TOKENS.values(), *({"a": "x" * n} for n in range(4)), {}, [], None, "x"]),
     "", "a.b", "a.b.c", "a.b.c.d", "e30.e30", "e30.e30.e30",
     " e30.e30.e30\n", "e30.é.e30", "e30." + "W1tb" * 40000 + ".e30", "pypi-AgEIcHlwaS5vcmc"],
)  # fmt: skip
def test_token_claims(token: str) -> None:
    """The claims of each token, and a refusal of everything else, are the engine's; the token is never repeated."""
    expected: object = ValueError
    with contextlib.suppress(BadInput):
        expected = unverified_claims(token)
    report(shelf.held("token_claims", "token_claims", expected, token))


ISSUER, NOW = PROVIDERS["github"].issuer, int(time.time())
KEYS = [
    {**jwt.algorithms.RSAAlgorithm.to_jwk(key(0).public_key(), as_dict=True), "kid": "one"},
    jwt.algorithms.RSAAlgorithm.to_jwk(key(1).public_key(), as_dict=True),
]
GOOD = {"iss": ISSUER, "aud": "pypi", "iat": NOW - 10, "nbf": NOW - 10, "exp": NOW + 300, "jti": "1", "sub": "octo"}


def signed(changed: dict[str, Any], number: int = 0, algorithm: str = "RS256", kid: str | None = "one") -> str:
    """A token; a claim given as None is left out."""
    claims = {name: value for name, value in {**GOOD, **changed}.items() if value is not None}
    secret: Any = key(number) if algorithm.startswith("RS") else "x" * 32
    return jwt.encode(claims, secret, algorithm, headers={"kid": kid} if kid else None)


@pytest.mark.parametrize(
    "token",
    [
        signed({}),
        *(signed({name: None}) for name in GOOD),
        *(signed({"aud": audience}) for audience in ("testpypi", ["pypi"])),
        signed({"iss": "https://example.org"}), signed({"sub": 5}),
        *(signed({"exp": NOW - seconds}) for seconds in (20, 40)),
        *(signed({claim: NOW + seconds}) for claim in ("iat", "nbf") for seconds in (20, 60)),
        signed({}, 1), signed({}, algorithm="HS256"), signed({}, algorithm="RS512"), signed({}, kid=None),
        signed({}, kid="two"), signed({})[:-8] + "AAAAAAAA", "a.b.c", "",
    ],
)  # fmt: skip
def test_verified_claims(token: str) -> None:
    """A token passes, or not, as it does with the engine's checks: signature, issuer, audience, times, leeway."""
    expected: object = ValueError
    with contextlib.suppress(Rejected):
        expected = verify(token, KEYS, ISSUER, "pypi", time.time())
    report(shelf.held("verified_claims", "verified_claims", expected, token, KEYS, ISSUER, "pypi"))


def test_verified_claims_from_files(tmp_path: Path) -> None:
    """Token and keys come from files; the claims are printed, or the check that fails, and never the token."""
    token = signed({"exp": int(time.time()) + 300})  # a run of all tests takes longer than a token lives
    (tmp_path / "token.txt").write_text(f" {token}\n")
    (tmp_path / "keys.json").write_text(json.dumps({"keys": KEYS}))
    for audience, status, told in (("pypi", 0, '\n  "jti": "1"'), ("testpypi", 2, "Audience doesn't match")):
        arguments = ("token.txt", "keys.json", ISSUER, audience)
        ran = shelf.run(shelf.path_of("verified_claims"), *arguments, cwd=tmp_path)
        said = ran.stdout + ran.stderr
        if status != ran.returncode or told not in said or token in said:
            line = shelf.line_of("verified_claims", "if __name__")
            shelf.fail("verified_claims", line, f"{audience}: status {ran.returncode}, {said!r}, expected {told!r}")
