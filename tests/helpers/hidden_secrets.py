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
_HEX = "0123456789abcdef0123456789abcdef"
_UUID = "01234567-89ab-cdef-0123-456789abcdef"
_RANDOM = "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY"
_GITHUB = [f"{kind}_{_RANDOM}" for kind in ("ghp", "ghs")]
# Of services that are met less often: nothing is tried with them but blanks around them.
OTHERS = [
    PYPI.removeprefix("pypi-"),
    JWT[130:],  # a log may begin anywhere
    "nIn0.c2lnbmF0dXJl",
    f"pypi-{'AgENdGVzdC5weXBpLm9yZwIkNTY2NDhkMjQ'}",
    PYPI.encode().hex(),
    base64.b64encode(b"-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA012345").decode(),
    "ABIA0123456789ABCDEF",
    "ABSKQmVkcm9ja0FQSUtleS0xMjM0NTY3ODkwMTIzNDU2Nzg5MDEy",
    "abc8Q~0123456789abcdefghijklmnopqrstuvw0",
    "1//0gabcdefghijklmnopqrstuvwxyz-0123456789",
    "GR1348941abcdefghij0123456789",
    "glpat-0123456789abcdefghijABCDE.0w0123456",
    f"v1.{_HEX}01234567",
    f"key-{_HEX}",
    "xoxe.xoxp-1-Mi0yLTAxMjM0NTY3ODk",
    "sk-proj-abcdefghijklmnopqrstuvwx",
    "dckr_pat_abcdefghijklmnopqrstuvwx",
    f"rubygems_{_HEX}",
    "cio0123456789abcdefghijABCDEFGHIJ01",
    "oy2abcdefghijklmnopqrstuvwxyz0123456789abcdefg",
    "ATATT3xFfGF0abcdefghijklmnopqrstuvwx",
    "ATBBabcdefghijklmnopqrstuvwx01234567",
    "abcdefghijklmn.atlasv1.abcdefghijklmnopqrstuvwxyz0123456789",
    "AKCp5abcdefghijklmnopqrstuvwxyz0123456789",
    f"AKC5{_RANDOM}{_HEX}",
    f"cmVmdGtuOjAxOj{_RANDOM}{_HEX}",
    *(token.upper() for token in (PYPI, JWT[:40], *_GITHUB, f"github_pat_{_RANDOM}", "glpat-64_0123456789abcdefghij")),
    JWT.lower(),
    *(base64.b64encode(f"{before}{_GITHUB[0]}".encode()).decode() for before in ("", "xy")),
    *(base64.b64encode(f"{kind}{_RANDOM}".encode()).decode() for kind in ("github_pat_", "glpat-")),
    *(base64.b64encode(f"x{token}".encode()).decode() for token in (_GITHUB[0], _GITHUB[0].replace("a", "0"))),
    *(base64.b32encode(token.encode()).decode() for token in (PYPI, JWT, _GITHUB[0])),
    *(f"{kind}_{_RANDOM}" for kind in (
        "whsec", "glsa", "nfp", "fo1", "fm2", "gsk", "sqp", "squ", "sntrys", "sk_prod", "dckr_oat",
        "figd", "sbp",
    )),
    *(f"{kind}-{_RANDOM}" for kind in ("xai", "pplx", "tskey-auth", "nvapi", "NRAK", "PMAK")),
    *(f"{kind}_{_HEX}" for kind in ("shpat", "shpca", "shppa", "shpss", "sntryu")),
    f"pul-{_HEX}01234567",
    f"SK{_HEX}",
    f"dapi{_HEX}",
    f"0123456789:AA{_RANDOM}x",
    f"MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.{_RANDOM}",
]  # fmt: skip
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
    ("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n{}\n---- END", "P2/56wAAAgIAAAAmZGwtbW9kcHtzaWdu"),
    ("Private-Lines: 1\n{}", "AAAAgQDabcdefghijklmnopqrstuvwx012345"),
    *((text, _HEX) for text in (
        "private-token: {}", "Deploy-Token: {}", "X-JFrog-Art-Api: {}", "X-Vault-Token: {}", '"set-cookie": "sid={}"',
        "CI_JOB_TOKEN: {}", "CI_JOB_JWT_V2={}", "ACTIONS_ID_TOKEN_REQUEST_TOKEN: {}", "AZURE_DEVOPS_EXT_PAT={}",
        "token: {}", '{{"success": true, "token": "{}"}}', "{{'id_token': '{}'}}", '"apiToken": "{}"', "api-token: {}",
        '"private_key_id": "{}"', "auth_key = {}", "AccountName=octo;AccountKey={};EndpointSuffix=x",
        '"SessionToken": "{}"', "Bearer%20{}", "Токен: {}", "_gitlab_session={}", "https://x.example.com/y?jwt={}",
        "https://x.example.com/y#access_token={}", "https://x.example.com/y?a=1&amp;sig={}",
        "https://x.example.com/y?a=1\\u0026sig={}", "https%3A%2F%2Fx.example.com%2Fy%3Fa%26sig%3D{}",
        "https://hooks.slack.com/workflows/T00000000/A00000000/123/{}",
        "https://discord.com/api/webhooks/123456789/{}",
        "https://o.webhook.office.com/webhookb2/a@b/{}/x",
        "X-Amz-Signature={}", "Signature: {}", "https://x.example.com/y?a=1&code={}&state=x",
        "https://api.telegram.org/bot123456789:{}/send", '{{"auth": "{}"}}', "//registry.example.com/:_auth={}",
    )),
    *((text, "correcthorsebattery") for text in (
        "twine upload --password {} dist/*", "poetry publish --username octo --password {}",
        "pdm publish -u octo -P {}",
        "uv publish -t {}", "uv publish --token {}", "uv publish -u octo -p {} dist/*", "hatch publish -u octo -a {}",
        "maturin upload -u octo -p {} x.whl", "sshpass -p {} ssh x", "docker login -u octo -p {} registry.example.com",
        "password: {}", "password: {}\nusername: octo", "Enter your password: {}", "[pypi]\npassword: {}",
        "[pypi]\npass\x1b[0mword = {}", "pass\u200bword = {}", 'password = """{}"""', "password -> {}",
        "('password', '{}')", '["password", "{}"]', '{{\\"password\\": \\"{}\\"}}', "<password>{}</password>",
        '{{\\\\\\"password\\\\\\": \\\\\\"{}\\\\\\"}}', "&quot;password&quot;: &quot;{}&quot;",
        '<input name="password" value="{}">', "- name: TWINE_PASSWORD\n  value: {}",
        '{{"name": "TWINE_PASSWORD", "value": "{}"}}', "set -x TWINE_PASSWORD {}", "setx TWINE_PASSWORD {}",
        "set TWINE_PASSWORD={}", "machine pypi.example.com login octo password {}", "default login octo password {}",
        "machine pypi.example.com\n  login octo\n  password {}", "machine pypi.example.com password {} login octo",
        "machine x login octo account y password {}", "https:\\/\\/octo:{}@pypi.example.com",
        "https%3A%2F%2Focto%3A{}%40pypi.example.com", "https://octo:x@y{}@pypi.example.com", "curl -uocto:{} https://x",
        "https://octo:ab/{}@pypi.example.com", "curl --proxy-user octo:{} https://x", 'curl -u "octo:one {}" https://x',
        "pw: {}", "pw={}", 'PW="{}"',
        'password = "hunter2\\"{}"', "password=hunter2,{}", "password=a;b&{}", "password=<{}", "password=***{}",
    )),
    *((text, "Tr0ub4dor-Zebra77") for text in (
        "octo:{}@upload.pypi.example.com/legacy/", "octo:{}@localhost", "octo:{}@10.0.0.1:8080",
        "the password is {}", "Password is: {}", "password was '{}'", "my token is {}", "пароль — {}", "пароль это {}",
        "PASSWORD {}", "password\t{}", "ENV TWINE_PASSWORD {}", "{{'password': b'{}'}}", "password=u'{}'",
        "PYPI_PASS={}", "poetry config pypi-token.pypi {}", "('__token__', '{}')", "token: ...{}", "token: …{}",
        "PASS={}", "db_pass='{}'", "Enter passphrase for key: passphrase {}",
    )),
    *((text, _RANDOM) for text in ("key={}", "key: {}", 'key = "{}"', "?code={}")),
    *((text, "01234567") for text in ("otp: {}", "otp={}", "npm publish --otp {}", "OTP: {}", "OTP={}")),
    *((text, "hunter2-x") for text in ("pass={}", "PASS={}")),
    ("codecov -t {}", _UUID),
    ("anaconda -t oc-{} upload dist/*", _UUID),
    ("https://conda.example.com/t/oc-{}/octo", _UUID),
    ("PuTTY-User-Key-File-3: x\\nPrivate-Lines: 1\\n{}", "AAAAgQDabcdefghijklmnopqrstuvwx012345"),
    ("00000000: 7079 7069 2d41 6745  pypi-AgE\n00000010: 4963 486c 7761 5335  {}", "IcHlwaS5"),
    ("token glpat-Zk9_xW4vT2\n{} done", "sR8qP6nM1j"),
    (f"{PYPI[:16]}…{{}}", "Zt8Lr0VwNa"),
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
MORE_WITHIN = [
    "\\u200b", "\\u200B", "\\u{200b}", "\\U0000200b", "\\xe2\\x80\\x8b", "\\N{ZERO WIDTH SPACE}", "%E2%80%8B", "&zwnj;",
    "&#x200b;", "&shy;", "\x1b]0;x\x07", "\x9b31m", "←[1;31m", "\x1b[38;2;255;100;0m", "\\u001b[1;31m", "~~",
    "\x1b(B\x1b[m", "\\u001b(B\\u001b[m", "\x1b[>4m", "\x1bP1$r\x1b\\", "\u0489", "\u0e31", "<!-- x -->",
    "<wbr/>", '<span class="x">', "\u202e", "\u2028", "\x85", "\x0b",
]  # fmt: skip
# That part other words, too: tried with random tokens.
PARTING = ["|", "·", "•", "==", "\xa0"]
BREAKS = ["\n", "\r\n", "\\n", "%0A", "=\n", "\n> ", "\n   ", "\n2026-11-28T08:15:01.1234567Z "]
# That part other words, too: tried with long tokens.
MORE_BREAKS = [
    "\n\n", "\\\n", "\\\\n", "%250A", "\n# ", "\n+", "\n12 ", " │\n│ ", '"\n  "', "' +\n  '", "<br>\n", " ", "\xa0",
    "\t",
    "\n[08:15:01] ", "\n08:15:01  ", "\n[2026-11-28T08:15:01.123Z] ", "\n2026-11-28T08:15:01.123456Z 01O ",
        "\n2026-11-28T08:15:01+00:00 ", "\n2026/11/28 08:15:01 ", "\n- ", "\n* ", "\n// ", "\n; ", "\n$ ", "\\u000a",
    "\\x0A", "\\012", "^\n", "…\n", "\nINFO: ", "\\nINFO: ", "\n[INFO] ", "\n#12 1.234 ", "\nstep-1 | ", "\n(12) ",
    "\nNov 28 08:15:01 host job[12]: ", "\n::debug::", "\n##[debug]",
    "\n2026-11-28T08:15:01.123456Z 00O+", '\nStep #2 - "publish": ', "\n[CI/publish]   | ",
    " 2026-11-28T08:15:01.1234567Z ",
    "2026-11-28T08:15:01.1234567Z ", "\npublish\tUpload\t2026-11-28T08:15:01.1234567Z ",
]  # fmt: skip
ESCAPES = ["%{:02X}", "%25{:02x}", "\\u{:04x}", "\\\\u{:04X}", "\\x{:02x}", "&#{};", "&#x{:X};", "={:02X}"]


class Hiding(NamedTuple):
    """A text, and the secret in it."""

    text: str
    secret: str


def hidings() -> Iterator[Hiding]:
    """Every kind of secret in every place that leaks were found in."""
    for encoded in (base64.b64encode(f"{before}{PYPI}".encode()) for before in ("", "_", "__")):
        yield Hiding(f"found {encoded.decode()} there", encoded.decode()[16:])
    for before in ("", "__token__:"):
        twice = base64.b64encode(base64.b64encode(f"{before}{PYPI}".encode())).decode()
        yield Hiding(f"found {twice} there", twice[32:])
    yield Hiding(f"found {PYPI.encode().hex(' ')} there", PYPI.encode().hex())
    for text, secret in NAMED:
        yield Hiding(text.format(secret), secret)
        yield Hiding(f"octo\n  {text.format(secret)}\nUploading", secret)
    for secret in OTHERS:
        yield Hiding(f"found {secret} there", secret)
        yield Hiding(f'{{"a": "{secret}"}}', secret)
    for secret in (PYPI, JWT):
        for broken in MORE_BREAKS:
            yield from (Hiding(f"{wrapped(f'token: {secret}', width, broken)}\nx", secret) for width in (37, 64, 76))
        for escape in ESCAPES:
            for escaped in ("-", ".", "_.-"):
                written = (escape.format(ord(each)) if each in escaped else each for each in secret)
                yield Hiding(f"a {''.join(written)} b", secret)
    for secret in (PYPI, JWT):
        for parting in PARTING:
            yield from (Hiding(f"a {secret[:at]}{parting}{secret[at:]} b", secret) for at in range(1, len(secret), 3))
            yield from (Hiding(f"{wrapped(f'a {secret}', width, parting)} b", secret) for width in (12, 20))
    for secret in (PYPI, JWT, "glpat-64_0123456789abcdefghij"):
        for within in MORE_WITHIN:
            yield from (Hiding(f"a {secret[:at]}{within}{secret[at:]} b", secret) for at in range(1, len(secret), 3))
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
