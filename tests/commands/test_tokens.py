"""Tokens with real keys: the good one passes, each attack is refused, and nothing is fetched on a token's word."""

import base64
import hashlib
import hmac
import json
import socket
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from local_index import key, read_request
from local_server import silent_port
from pypi.providers import PROVIDERS
from read_token import read_claims
from shared.bad_input import BadInput
from shared.fetch import fetch_json
from verify_token import Rejected, fetch_keys, known_issuer, main, verify

NOW = 1_795_000_000
ISSUER = PROVIDERS["github"].issuer
KEY, OTHER_KEY = key(0), key(1)
JWK: dict[str, Any] = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "one"}
CLAIMS = {"iss": ISSUER, "aud": "pypi", "iat": NOW - 10, "nbf": NOW - 10, "exp": NOW + 300, "jti": "1", "sub": "octo"}


def token(key: Any = KEY, algorithm: str = "RS256", headers: dict[str, Any] | None = None, **claims: Any) -> str:
    """A token; a claim given as None is left out."""
    payload = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return jwt.encode(payload, key, algorithm, headers={"kid": "one"} if headers is None else headers)


def unchecked(header: dict[str, Any], key: bytes = b"", **claims: Any) -> str:
    """A token put together by hand, as an attacker would."""
    parts = [base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=") for each in (header, CLAIMS | claims)]
    signature = (
        base64.urlsafe_b64encode(hmac.digest(key, b".".join(parts), hashlib.sha256)).rstrip(b"=") if key else b""
    )
    return b".".join([*parts, signature]).decode()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine, and the attempt fails the test."""
    allowed = socket.create_connection

    def refuse(address: tuple[str, int], *arguments: Any, **options: Any) -> socket.socket:
        assert address[0] == "127.0.0.1", f"tried to reach {address}"
        return allowed(address, *arguments, **options)

    monkeypatch.setattr(socket, "create_connection", refuse)


def test_a_good_token_passes() -> None:
    """Signature, issuer, audience and times are right: its claims come out."""
    assert CLAIMS == verify(token(), [JWK], ISSUER, "pypi", NOW)


@pytest.mark.parametrize("late", [0, 29])
def test_clocks_may_differ(late: int) -> None:
    """Up to 30 seconds after its end, and before its beginning, a token is still good."""
    assert verify(token(exp=NOW - late), [JWK], ISSUER, "pypi", NOW)
    assert verify(token(iat=NOW + late, nbf=NOW + late), [JWK], ISSUER, "pypi", NOW)


PUBLIC = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
ATTACKS = {
    "alg none": (unchecked({"alg": "none", "kid": "one"}), "invalid-token"),
    "HS256 with the public key": (unchecked({"alg": "HS256", "kid": "one"}, PUBLIC), "invalid-token"),
    "RS384": (token(algorithm="RS384"), "invalid-token"),
    "another key with the same kid": (token(OTHER_KEY), "invalid-token"),
    "unknown kid": (token(headers={"kid": "two"}), "invalid-token"),
    "no kid": (token(headers={}), "invalid-token"),
    "kid is null": (unchecked({"alg": "RS256", "kid": None}), "malformed-token"),
    "jku elsewhere": (token(OTHER_KEY, headers={"kid": "one", "jku": "https://evil.example/keys"}), "invalid-token"),
    "x5u elsewhere": (token(OTHER_KEY, headers={"kid": "two", "x5u": "https://evil.example/cert"}), "invalid-token"),
    "key in the header": (token(OTHER_KEY, headers={"kid": "one", "jwk": JWK}), "invalid-token"),
    "audience in a list": (token(aud=["pypi"]), "wrong-audience"),
    "wrong audience": (token(aud="testpypi"), "wrong-audience"),
    "no audience": (token(aud=None), "invalid-token"),
    "expired": (token(exp=NOW - 30), "token-expired"),
    "an end before any clock": (token(exp=f"-{'9' * 4300}"), "token-expired"),
    "no end": (token(exp=None), "invalid-token"),
    "issued in the future": (token(iat=NOW + 31), "invalid-token"),
    "not valid yet": (token(nbf=NOW + 31), "invalid-token"),
    "times as text": (token(exp="later"), "invalid-token"),
    "issuer with more behind it": (token(iss=ISSUER + ".evil.example"), "unsupported-issuer"),
    "jti is a number": (token(jti=1), "invalid-token"),
    "sub is a number": (token(sub=1), "invalid-token"),
    "not a token": ("a.b.c", "malformed-token"),
    "a cut token": (token()[:-21], "malformed-token"),
    "not ASCII": ("é.é.é", "malformed-token"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(name: str) -> None:
    """The token is refused, and the cause is named."""
    attack, cause = ATTACKS[name]
    with pytest.raises(Rejected) as refused:
        verify(attack, [JWK], ISSUER, "pypi", NOW)
    assert cause == refused.value.cause
    assert attack not in str(refused.value)


@pytest.mark.parametrize(
    "broken", [{}, {"kid": "one"}, {**JWK, "n": "!"}, {"kid": "one", "kty": "oct", "k": "c2VjcmV0"}]
)
def test_a_broken_key_refuses(broken: dict[str, Any]) -> None:
    """A key set with a broken or a wrong kind of key lets no token in."""
    with pytest.raises(Rejected):
        verify(token(), [broken], ISSUER, "pypi", NOW)


@pytest.mark.parametrize(
    ("sent", "code", "text"),
    [
        ("a.b.c", "invalid-payload", "malformed JWT"),
        (f'"{token()}"', "invalid-payload", "malformed JWT"),
        (token(iss=None), "invalid-payload", "malformed JWT"),
        (token(iss=ISSUER + "/"), "invalid-payload", "unknown trusted publishing issuer"),
        (token(iss=ISSUER + ".evil.example"), "invalid-payload", "unknown trusted publishing issuer"),
        (
            unchecked({"alg": "RS256", "kid": "one"}, iss=["https://gitlab.com"]),
            "invalid-payload",
            "unknown trusted publishing issuer",
        ),
    ],
    ids=["no token", "quotes left by jq", "no issuer", "slash at the end", "longer issuer", "list"],
)
def test_what_comes_before_the_signature(sent: str, code: str, text: str) -> None:
    """PyPI's answers to what is no token, or of an issuer that it does not know."""
    with pytest.raises(Rejected) as refused:
        known_issuer(sent)
    assert (code, text) == (refused.value.code, refused.value.text)


def test_an_issuer_that_pypi_knows() -> None:
    """The four issuers, and GitLab instances that were registered."""
    assert ISSUER == known_issuer(token())
    assert "https://gitlab.example.com" == known_issuer(
        token(iss="https://gitlab.example.com"), {"https://gitlab.example.com"}
    )


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"token": 5}', '{"token": null}', "a.b.c", b"\xff", "[" * 100_000])
def test_a_request_that_pypi_cannot_read(body: str | bytes) -> None:
    """Anything but a JSON object with the text `token` is refused."""
    with pytest.raises(Rejected) as refused:
        read_request(body)
    assert "malformed-request" == refused.value.cause


def test_looking_at_a_token_needs_no_key() -> None:
    """The claims are read from any token, and what is none is refused without being shown."""
    assert CLAIMS == read_claims(token(OTHER_KEY) + "\n")
    with pytest.raises(BadInput) as refused:
        read_claims("eyJ.secret.x", "token.txt")
    assert "token.txt" in str(refused.value)
    assert "secret" not in str(refused.value)


def test_keys_that_cannot_be_reached() -> None:
    """An issuer that does not answer is bad input, not a hang."""
    with silent_port() as port, pytest.raises(BadInput, match="refused"):
        fetch_keys(f"https://127.0.0.1:{port}")


@pytest.mark.parametrize("address", ["http://127.0.0.1", "file:///etc/passwd", "ftp://127.0.0.1"])
def test_keys_come_over_https_only(address: str) -> None:
    """No other scheme is asked for keys."""
    with pytest.raises(BadInput, match="https"):
        fetch_keys(address)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([{}], "isn't an https URL"),
        ([{"jwks_uri": "http://evil.example/keys"}], "evil.example isn't an https URL"),
        ([{"jwks_uri": "https://127.0.0.1/keys"}, {"keys": 5}], "a set of keys"),
        ([{"jwks_uri": "https://127.0.0.1/keys"}, {"keys": [5]}], "a set of keys"),
        ([{"jwks_uri": "https://127.0.0.1/keys"}, {}], "a set of keys"),
    ],
)
def test_answers_that_are_no_keys(answers: list[dict[str, Any]], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A discovery document or key set of another form is bad input."""
    replies = iter(answers)

    def answered(address: str, *given: Any) -> dict[str, Any]:
        return next(replies) if "127.0.0.1" in address else fetch_json(address, *given)

    monkeypatch.setattr("verify_token.fetch_json", answered)
    with pytest.raises(BadInput, match=said):
        fetch_keys("https://127.0.0.1")


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`verify_token.py FILE` names the check that fails, by keys from a file, and never shows the token."""
    file, keys = tmp_path / "token", tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [JWK]}), encoding="utf-8")
    for sent, status, told in (
        (token(), 0, "takes this token"),
        (token(aud="testpypi"), 1, "invalid-token: malformed or invalid token\nwrong-audience:"),
        (f'"{token()}"', 1, "invalid-payload: malformed JWT\nmalformed-token:"),
    ):
        file.write_text(sent, encoding="utf-8")
        assert status == main([str(file), "--keys", str(keys), "--now", str(NOW)])
        printed = capsys.readouterr().out
        assert told in printed
        assert sent[20:60] not in printed
    assert 2 == main([str(tmp_path / "nowhere")])
    keys.write_text("[]", encoding="utf-8")
    file.write_text(token(), encoding="utf-8")
    assert 2 == main([str(file), "--keys", str(keys)])
