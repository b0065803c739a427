"""Secrets, all made up, and the texts in which they hide: glued, wrapped, coloured, escaped."""

import base64
import random
from collections.abc import Iterator
from typing import NamedTuple

PYPI = "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4ZDI0LWE2ZTctNGRmYi1hMDJm"
JWT = (
    "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImFiY2RlZiJ9.eyJzdWIiOiJyZXBvOm9jdG8tb3JnL3NhbXBsZXByb2plY3Q6ZW52"
    "aXJvbm1lbnQ6cHlwaSIsImF1ZCI6InB5cGkifQ.c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2lnbmF0dXJl"
)
# Strings that are secrets by themselves.
TOKENS = [
    PYPI,
    JWT,
    "eyAiYWxnIjogIlJTMjU2IiB9.eyAic3ViIjogIm9jdG8ifQ.c2lnbmF0dXJl",
    "ewoiYWxnIjoiUlMyNTYifQ.eyJzdWIiOiJvY3RvIn0.c2lnbmF0dXJl",
    "ghp_0123456789abcdefghijABCDEFGHIJ456789",
    "ghs_0123456789abcdefghijABCDEFGHIJ456789",
    "github_pat_0123456789abcdefghij_ABCDEFGHIJ456789",
    *(f"{kind}-64_0123456789abcdefghij" for kind in ("glpat", "glcbt", "gldt", "glptt", "glrt", "glsoat")),
    "ya29.a0AfH6SMBx0123456789abcdef",
    "AIzaSyA0123456789abcdefghijklmnopqrstuv",
    "AKIA0123456789ABCDEF",
    "npm_0123456789abcdefghijABCDEFGHIJ456789",
    "xoxb-0123456789-abcdefghij",
    "hf_0123456789abcdefghijABCDEFGHIJ4567",
]
# What makes a secret of what follows, and what may follow it.
NAMED = [
    ("https://octo:{}@pypi.example.com/simple", "hunter2-correct_horse"),
    ("twine upload -u __token__ -p {} dist/*", "hunter2-correct_horse"),
    ("twine upload -u __token__ -p{} dist/*", "hunter2-correct_horse"),
    ("uv publish --token {}", "hunter2-correct_horse"),
    ("poetry publish --password={}", "hunter2-correct_horse"),
    ("password = {}", "hunter2-correct_horse"),
    ('"password": "{}"', "hunter2-correct_horse"),
    ("TWINE_PASSWORD={}", "hunter2-correct_horse"),
    ("POETRY_PYPI_TOKEN_PYPI: {}", "hunter2-correct_horse"),
    ("Authorization: Basic {}", base64.b64encode(f"__token__:{PYPI}".encode()).decode()),
    ("Authorization: Bearer {}", "0123456789abcdefghij"),
    ("PRIVATE-TOKEN: {}", "0123456789abcdefghij"),
    ("https://bucket.example.com/a.whl?X-Amz-Date=1&X-Amz-Signature={}&x=1", "0123456789abcdefabcdef"),
    ("https://storage.example.com/a.whl?sv=2024&sig={}", "abc%2Fdef0123456789%3D"),
    ("-----BEGIN RSA PRIVATE KEY-----\n{}\n-----END RSA PRIVATE KEY-----", "MIIEowIBAAKCAQEA012345\nabcdefghij+/AB=="),
]  # fmt: skip
BEFORE = ["-p", "\\n", "\n", "__token__%3A", "%20", "%0A", "токен", "\x1b[0m", "\x1b[3=", '"', "`", "=", "abc", "key\n"]
BEHIND = ["", " ", "\n", "`", '", "a": 1', "\\n", "@example.com/", " done\nUploading x"]
WITHIN = [
    "\u200b",
    "\u00ad",
    "\ufe0f",
    "\u3164",
    "\u0301",
    "\0",
    "\x1b[31m",
    "[31m",
    "^[[0m",
    "\\x1b[0m",
    "`",
    "**",
    "<b>",
]
BREAKS = ["\n", "\r\n", "\\n", "%0A", "=\n", "\n> ", "\n   ", "\n2026-11-28T08:15:01.1234567Z "]


class Hiding(NamedTuple):
    """A text, and the secret in it."""

    text: str
    secret: str


def hidings() -> Iterator[Hiding]:
    """Every kind of secret in every place that leaks were found in."""
    for encoded in (base64.b64encode(f"{before}{PYPI}".encode()).decode() for before in ("", "_", "__")):
        yield Hiding(f"found {encoded} there", encoded[16:])
    for text, secret in NAMED:
        yield Hiding(text.format(secret), secret)
        yield Hiding(f"octo\n  {text.format(secret)}\nUploading", secret)
    for secret in TOKENS:
        for before in BEFORE:
            yield from (Hiding(before + secret + behind, secret) for behind in BEHIND)
        for within in WITHIN:
            yield from (Hiding(f"a {secret[:at]}{within}{secret[at:]} b", secret) for at in range(1, len(secret), 3))
        for width in (20, 37, 64, 76, 80):
            for broken in BREAKS:
                yield Hiding(f"{wrapped(f'token: {secret}', width, broken)}\nUploading now", secret)


def wrapped(text: str, width: int, broken: str) -> str:
    """The text with a break at every so many characters."""
    return broken.join(text[at : at + width] for at in range(0, len(text), width))


def hidden_well(number: int, seed: object) -> Iterator[Hiding]:
    """Secrets that hide in several ways at once: the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - to be repeatable, not secret
    for _ in range(number):
        secret = chance.choice(TOKENS)
        at = chance.randrange(1, len(secret))
        text = secret[:at] + chance.choice(WITHIN) + secret[at:]
        if chance.random() < 0.5:
            text = wrapped(f"octo {secret}", chance.choice([60, 76, 80, 100]), chance.choice(BREAKS))
        yield Hiding(chance.choice(BEFORE) + text + chance.choice(BEHIND), secret)


def left(secret: str, text: str) -> bool:
    """Whether eight characters of a secret, in a row and in any case, are left of it in a text."""
    plain = "".join(each for each in text.lower() if each.isascii() and (each.isalnum() or each in "-_.+/="))
    return any(secret[at : at + 8].lower() in plain for at in range(0, max(1, len(secret) - 8), 4))
