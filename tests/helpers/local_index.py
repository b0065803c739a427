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
from html import escape
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from pypi.decision import decide
from pypi.providers import PROVIDERS
from verify_token import Rejected, known_issuer, verify

Publisher = dict[str, str]
LIFETIME = 900  # seconds that an upload token lives
REQUEST_TOKEN = "of-the-job"  # noqa: S105 - what GitHub gives a job to ask for its token with


class Answer(NamedTuple):
    """What a request gets: a status, a body (text as it is, anything else as JSON), and what else its head holds.

    `sentence`: PyPI's own words, which `worded` puts into the status line and the body.
    """

    status: int
    body: object = ""
    reason: str | None = None
    headers: Mapping[str, str] | None = None
    sentence: str | None = None


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


HELP = "https://pypi.org/help/#"
MORE = "for more information."
# The first lines of the page that pypi.org shows for an address that it does not have.
NOT_FOUND_PAGE = """\
<!DOCTYPE html>
<html lang="en" dir="ltr">
  <head>
    <title>Page Not Found (404) · PyPI</title>
  </head>
  <body>
    <h1>Sorry, we can't find the page you are looking for</h1>
  </body>
</html>
"""
NO_SLASH = "An upload was attempted to /legacy but the expected upload URL is /legacy/ (with a trailing slash)"
NO_PROJECT = (
    "Non-user identities cannot create new projects. This was probably caused by successfully using a pending publisher"
    " but specifying the project name incorrectly (either in the publisher or in your project's metadata)."
    " Please ensure that both match. See: https://docs.pypi.org/trusted-publishers/troubleshooting/"
)


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


def refused(code: str, text: str) -> Answer:
    """The exchange's refusal."""
    return Answer(422, {"message": "Token request failed", "errors": [{"code": code, "description": text}]})


def refused_upload(status: int, sentence: str) -> Answer:
    """The upload's refusal."""
    return Answer(status, sentence=sentence)


EXPLANATIONS = {
    308: "The resource has been moved permanently.",
    400: "The server could not comply with the request since it is either malformed or otherwise incorrect.",
    403: "Access was denied to this resource.",
    405: "The method POST is not allowed for this resource.",
    409: "There was a conflict when trying to complete your request.",
    429: "The action could not be performed because there were too many requests by the client.",
    503: "The server is currently unavailable. Please try again at a later time.",
}
PAGE = """\
<html>
 <head>
  <title>{status}</title>
 </head>
 <body>
  <h1>{status}</h1>
  {explanation}<br/><br/>
{sentence}


 </body>
</html>"""


def worded(answer: Answer, accept: str, bare: bool) -> Answer:
    """The answer with PyPI's sentence in the status line, unless that is bare, and in the form that the client takes.

    Source: Pyramid 2.1 `pyramid/httpexceptions.py`, which makes these bodies for PyPI.
    """
    if answer.sentence is None:
        return answer
    phrase, explanation = HTTPStatus(answer.status).phrase, EXPLANATIONS[answer.status]
    status = f"{answer.status} {answer.sentence or phrase}"
    form = best(accept, "text/html", "application/json") or "text/plain"
    body: object = f"{status}\n\n{explanation}\n\n\n{answer.sentence}\n\n"
    if form == "text/html":
        body = PAGE.format(status=status, explanation=explanation, sentence=escape(answer.sentence))
    elif form == "application/json":
        body = {"message": f"{explanation}\n\n\n{answer.sentence}\n\n", "code": status, "title": phrase}
    reason = phrase if bare else answer.sentence or phrase
    return answer._replace(body=body, reason=reason, headers={**(answer.headers or {}), "Content-Type": form})


def best(accept: str, *forms: str) -> str | None:
    """The form that a client prefers, of equal ones the first; None if it takes none of them."""
    weights = dict.fromkeys(forms, 0.0)
    for part in accept.split(","):
        name, *parameters = part.replace(" ", "").split(";")
        weight = next((float(each[2:]) for each in parameters if each.startswith("q=")), 1.0)
        for form in forms:
            if name in ("*/*", form, f"{form.partition('/')[0]}/*"):
                weights[form] = max(weights[form], weight)
    chosen = max(forms, key=lambda form: weights[form])
    return chosen if weights[chosen] else None


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
