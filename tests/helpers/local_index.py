"""An index that decides as PyPI does, and an identity provider with real keys; `local_server.py` puts them on the air.

Sources: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/views.py` and `warehouse/forklift/legacy.py`.
The decision itself is the snippets' own, so that a client meets here what the pages say that PyPI answers.
"""

import base64
import functools
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from index_answers import (
    HELP,
    MORE,
    NO_PROJECT,
    NO_SLASH,
    NOT_FOUND_PAGE,
    Answer,
    refused,
    refused_upload,
    worded,
)
from pypi.decision import decide
from pypi.providers import PROVIDERS
from verify_token import Rejected, known_issuer, verify

Publisher = dict[str, str]
LIFETIME = 900  # seconds that an upload token lives
REQUEST_TOKEN = "of-the-job"  # noqa: S105 - what GitHub gives a job to ask for its token with


class Minted(NamedTuple):
    """An upload token: until when, for which projects, and through which publisher; None for a person's API token."""

    expires: float
    projects: frozenset[str]
    publisher: Publisher | None


@functools.cache  # making one takes as long as ten tests
def key(number: int) -> rsa.RSAPrivateKey:
    """One of the keys that all tests of a process share."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Issuer:
    """The identity provider: one key pair, which is all that tells its tokens from forged ones."""

    def __init__(self) -> None:
        self.key = key(0)
        self.jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key())) | {"kid": "one"}

    def token(self, claims: Mapping[str, Any]) -> str:
        """A signed token that begins now; a claim given as None is left out."""
        now = int(time.time())
        times = {"iat": now, "nbf": now, "exp": now + 300, "jti": secrets.token_hex(8)}
        payload = {name: value for name, value in {**times, **claims}.items() if value is not None}
        return jwt.encode(payload, self.key, "RS256", headers={"kid": "one"})


@dataclass
class Index:
    """What the index holds during one test, and what it was asked."""

    issuer: Issuer
    claims: Mapping[str, Any]  # of the tokens that the identity provider hands out
    projects: dict[str, list[Publisher]]  # each with its publishers
    pending: dict[str, Publisher] = field(default_factory=dict)
    unavailable: str = ""  # the start of names that are not given out
    disabled: str = ""  # a provider, or "all"
    delay: float = 0  # seconds that pass between the exchange and the upload
    bare: bool = False  # whether the status line comes without PyPI's sentence, as it does since March 2026
    answers: dict[str, Answer] = field(default_factory=dict)  # in the place of the right one, by path
    keys: Sequence[Mapping[str, Any]] = ()
    tokens: dict[str, Minted] = field(default_factory=dict)
    used_jtis: set[str] = field(default_factory=set)
    uploaded: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    exchanged: list[str] = field(default_factory=list)  # what came as the identity provider's token

    def answer(self, method: str, host: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer a request to the index, or to the identity provider."""
        self.asked.append(target.partition("?")[0])
        return worded(self.decide(method, host, target, headers, body), headers.get("Accept", ""), self.bare)

    def decide(self, method: str, host: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer, before it is put into the words and the form that the client asks for.

        hatch asks no proxy: it finds upload.pypi.org at 127.0.0.1, and pypi.org at localhost.
        """
        path, _, query = target.replace("/oidc/github/mint", "/oidc/mint").partition("?")  # the old address, maturin's
        takes_uploads = host.partition(":")[0] not in ("pypi.org", "localhost")
        if path in self.answers and path != "/legacy/":
            return self.answers[path]
        match path:
            case "/.well-known/openid-configuration":
                return Answer(200, {"issuer": self.claims["iss"], "jwks_uri": f"https://{host}/keys"})
            case "/keys":
                return Answer(200, {"keys": [self.issuer.jwk]})
            case "/id-token" if headers.get("Authorization", "").lower() == f"bearer {REQUEST_TOKEN}":
                return Answer(200, {"value": self.issuer.token({"aud": parse_qs(query)["audience"][0], **self.claims})})
            case "/_/oidc/audience" if self.disabled == "all":
                return Answer(403, {"message": "Trusted publishing functionality not enabled"})
            case "/_/oidc/audience":
                return Answer(200, {"audience": audience(host)})
            case "/_/oidc/mint-token":
                return self.mint(body, audience(host))
            case "/_/oidc/burn-token":
                return Answer(202, {})
            case "/legacy/" if takes_uploads:
                return self.upload(headers, body)
            case "/legacy" if takes_uploads:
                return Answer(308, headers={"Location": f"https://{host}/legacy/"}, sentence=NO_SLASH)
        if method == "POST" and path != "/legacy/":
            return Answer(405, sentence="")
        return Answer(404, NOT_FOUND_PAGE)

    def mint(self, body: bytes, wanted: str) -> Answer:
        """The exchange: verify the token, look for a pending publisher, then for a publisher."""
        try:
            token = read_request(body)
            self.exchanged.append(token)
            issuer = known_issuer(token)
            provider = next(name for name, rules in PROVIDERS.items() if rules.issuer == issuer)
            if self.disabled in (provider, "all"):
                raise Rejected("", "", "not-enabled", f"{provider} trusted publishing functionality not enabled")
            claims = verify(token, self.keys, issuer, wanted, time.time())
            self.reify(provider, claims)
        except Rejected as no:
            return refused(no.code, no.text)
        publishers = [each for registered in self.projects.values() for each in registered]
        decision = decide(provider, publishers, claims, self.used_jtis)
        if decision.error_code == "server-error":
            return Answer(500, "Internal Server Error")
        if decision.error_code == "invalid-reuse-token":
            return refused("invalid-reuse-token", "invalid token: already used")
        if decision.matched_publisher is None:
            return refused("invalid-publisher", f"valid token, but no corresponding publisher ({decision.reason})")
        self.used_jtis.add(claims.get("jti", ""))
        publisher = publishers[decision.matched_publisher]
        covered = frozenset(name for name, registered in self.projects.items() if publisher in registered)
        return self.hand_out(Minted(time.time() + LIFETIME, covered, publisher))

    def reify(self, provider: str, claims: Mapping[str, Any]) -> None:
        """Make the project of the pending publisher that matches, if there is one."""
        for name, publisher in list(self.pending.items()):
            if not decide(provider, [publisher], claims).accepted:
                continue
            if name in self.projects:
                raise Rejected("", "", "invalid-pending-publisher", "valid token, but project already exists")
            if self.unavailable and name.startswith(self.unavailable):
                text = f"The name {name!r} is too similar to an existing project. See {HELP}project-name {MORE}"
                raise Rejected("", "", "invalid-payload", text)
            self.projects[name] = [self.pending.pop(name)]

    def hand_out(self, minted: Minted) -> Answer:
        """A new upload token."""
        token = "pypi-AgEIcHlwaS5vcmc" + secrets.token_urlsafe(60)
        self.tokens[token] = minted
        return Answer(200, {"success": True, "token": token, "expires": int(minted.expires)})

    def upload(self, headers: Mapping[str, str], body: bytes) -> Answer:
        """The upload: credentials first, then project, permission, and what comes with the file."""
        credentials = headers.get("Authorization", "Basic X190b2tlbl9fOg==")  # none at all are treated as a wrong token
        user, _, password = base64.b64decode(credentials.removeprefix("Basic ")).partition(b":")
        form = read_form(headers["Content-Type"], body)
        project = form["name"][0].decode()
        minted = self.tokens.get(password.decode())
        if user != b"__token__":
            text = "Username/Password authentication is no longer supported. Migrate to API Tokens or Trusted "
            return refused_upload(403, f"{text}Publishers instead. See {HELP}apitoken and {HELP}trusted-publishers")
        if minted is None:
            text = f"Invalid or non-existent authentication information. See {HELP}invalid-auth {MORE}"
            return refused_upload(403, text)
        if project not in self.projects:
            return refused_upload(400, NO_PROJECT)
        if minted.expires < time.time() + self.delay:
            return refused_upload(403, "Invalid API Token: token is expired, token is expired")
        if project not in minted.projects:
            text = f"OIDC scoped token is not valid for project {project!r}, " if minted.publisher else ""
            text += f"project-scoped token is not valid for project: {project!r}"
            return refused_upload(403, f"Invalid API Token: {text}, {text}")  # twice: a caveat is embedded and stored
        if "/legacy/" in self.answers:
            return self.answers["/legacy/"]
        for attestation in json.loads(form.get("attestations", [b"[]"])[0]):
            wrong = wrong_attestation(attestation, minted.publisher)
            if wrong:
                return refused_upload(400, f"Invalid attestations supplied during upload: {wrong}")
        self.uploaded.append(project)
        return Answer(200, "")


def wrong_attestation(attestation: Mapping[str, str], publisher: Publisher | None) -> str | None:
    """What PyPI has against an attestation.

    Instead of a certificate the tests put the claim `build_config_uri` into it, the one that PyPI compares.
    """
    if publisher is None:
        return "Attestations are only supported when using Trusted Publishing"
    if publisher["provider"] == "activestate":
        return "Attestations are not currently supported with ActiveState publishers"
    path = f"{publisher['owner']}/{publisher['repository']}/.github/workflows/{publisher['workflow_filename']}"
    found = attestation["build_config_uri"]
    if found.startswith(f"https://github.com/{path}@"):
        return None
    expected = f"{publisher['workflow_filename']} @ {publisher['owner']}/{publisher['repository']}"
    return (
        "Could not verify the uploaded artifact using the included attestation: Verification failed: "
        f"Certificate's Build Config URI ({found}) does not match expected Trusted Publisher ({expected})"
    )


def audience(host: str) -> str:
    """PyPI's audience, or TestPyPI's."""
    return "testpypi" if host == "test.pypi.org" else "pypi"


def read_form(content_type: str, body: bytes) -> dict[str, list[bytes]]:
    """The fields of a form with files."""
    form: dict[str, list[bytes]] = {}
    for part in message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body).get_payload():
        name = part.get_param("name", header="content-disposition")
        form.setdefault(str(name), []).append(part.get_payload(decode=True))
    return form


def read_request(body: str | bytes) -> str:
    """The token in the body of a request to mint-token: a JSON object with the string `token`.

    Raises Rejected otherwise, as PyPI answers `invalid-payload`.
    """
    try:
        token = json.loads(body)["token"]
    except (ValueError, KeyError, TypeError, RecursionError):
        token = None
    if not isinstance(token, str):
        wrong = 'the request is not a JSON object with the string "token"'
        raise Rejected("malformed-request", wrong, "invalid-payload", "1 validation error for TokenPayload")
    return token
