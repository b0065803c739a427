"""Each short snippet gives the answer of this project's engine, which is held to PyPI's recorded ones."""

import contextlib
import json
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import last_accepted
import shelf
from answer.hand_over import publishing_page
from catalogue import MESSAGES
from ci_files.jobs import environment_of, workflow_jobs
from ci_files.read_workflow import read_yaml
from evidence.token import Token, unverified_claims
from example_workflows import GITHUB
from local_index import key
from problems import report
from pypi.forms import look_alike, normalized
from pypi.indexes import INDEXES
from pypi.providers import PROVIDERS
from samples import LOGS, PUBLISHERS, TOKENS, recorded_cases
from shared.bad_input import BadInput
from shared.safe_text import redact
from verify_token import Rejected, verify

ANSWERS = json.loads((shelf.STUB / "answers.json").read_text(encoding="utf-8"))


def held(name: str, function: str, expected: object, *arguments: Any) -> list[str]:
    """A problem where a function of a snippet gives another answer than the one expected."""
    __tracebackhide__ = True
    with shelf.blamed(name, function):
        try:
            found = getattr(shelf.loaded(name), function)(*arguments)
        except (ValueError, jwt.PyJWTError):
            found = ValueError
    if found == expected and type(found) is type(expected):
        return []
    line = shelf.line_of(name, f"def {function}")
    return shelf.named(name, line, f"{function}{arguments!r:.200}: {found!r:.200}, expected {expected!r:.200}")


@pytest.mark.parametrize("provider", ["github", "gitlab"])
def test_publisher_for(provider: str) -> None:
    """The publisher that would match a token is the one that the engine says to register, or there is none."""
    wrong = []
    for case in recorded_cases(provider):
        wanted = Token(case["claims"], provider).registration
        expected = {field: value for field, value in wanted.items() if field != "provider"} if wanted else ValueError
        wrong += held("publisher_for", "publisher_for", expected, case["claims"])
    report(wrong[:6])


ODD = [
    ("octo-org/.github", "octo-org/.github/.github/workflows/a.yml@refs/heads/main"),
    ("octo-org/app", "octo-org/app/.github/workflows/a.yml"),
    ("octo-org/app", "octo-org/app/.github/workflows/a.yml@refs/heads/x/.github/workflows/b.yml"),
    ("octo-org/app", "octo-org/app/.github/workflows/a.yaml-old@refs/heads/b.yml"),
    ("octo-org/app", "octo-org/app/.github/workflows/a.yml.txt"),
    ("octo-org/app", "octo-org/other/.github/workflows/a.yml@refs/heads/main"),
]


@pytest.mark.parametrize(("repository", "called"), ODD)
def test_publisher_for_odd_files(repository: str, called: str) -> None:
    """A repository called `.github`, a branch that looks like a file, a file without a branch: the engine agrees."""
    claims = {"repository": repository, "job_workflow_ref": called, "workflow_ref": called}
    wanted = Token({**claims, "repository_owner": "octo-org"}, "github").registration
    expected = {field: value for field, value in wanted.items() if field != "provider"} if wanted else ValueError
    report(held("publisher_for", "publisher_for", expected, claims))


TAKEN = ("existing-project", "sampleproject", "my-own-project")


def kinship(name: str, other: str) -> object:
    """What two names are to the engine."""
    if not all(re.match(r"(?i)(?a:[a-z0-9]([a-z0-9._-]*[a-z0-9])?\Z)", each) for each in (name, other)):
        return ValueError
    if normalized(name) == normalized(other):
        return "one project"
    return "too similar" if look_alike(name) == look_alike(other) else "different"


NAME = st.text("aAlLiI1oO029-_.", max_size=5)


@given(NAME, NAME)
@example("sample--project", "sample_.project")
@example("l1O", "ii0")
@example("sampleproject", "sampleproject\n")
@example("-a", "a")
@example("a-b", "ab")
@example("a2b9c", "A2B9C")
@example("b5M5b", "B5m5B")
@example("5mM5", "5Mm5")
@example("Mb5M", "mB5m")
@example("a--b", "a-b")
@example("a_b", "a.b")
@example("a", "b")
@example("aa", "ab")
@example("Проект", "a")
def test_project_names(name: str, other: str) -> None:
    """Two names are to the snippet what they are to the engine."""
    report(held("project_names", "compared", kinship(name, other), name, other))


def test_project_names_of_recorded_forms() -> None:
    """Where PyPI's form found a project's name taken, too similar or invalid, the snippet says so too."""
    said = {
        "This project already exists.": "one project",
        "This project name is too similar to an existing project": "too similar",
        "Invalid project name": ValueError,
    }
    wrong, seen = [], set()
    compared = shelf.loaded("project_names").compared
    for case in recorded_cases("forms"):
        expected = said.get(str(case["message"]))
        name = case["input"].get("project_name")
        if case.get("form", "project") == "project" or not expected or not name:
            continue
        seen.add(expected)
        found = set()
        for taken in TAKEN:
            try:
                found.add(compared(name, taken))
            except ValueError:
                found.add(ValueError)
        if expected not in found:
            line = shelf.line_of("project_names", "def compared")
            wrong += shelf.named("project_names", line, f"{case['id']}: {name!r}: {found}, expected {expected}")
    assert {*said.values()} == seen
    report(wrong)


@pytest.mark.parametrize("provider", PUBLISHERS)
def test_form_address(provider: str) -> None:
    """The address holds what the engine's holds, in any writing that means the same."""
    ours = shelf.loaded("form_address").form_address
    for index in ("pypi", "testpypi"):
        for odd in ("", "a b&c=d/e+f", "ё"):
            publisher = {**PUBLISHERS[provider], "environment": odd}
            expected = urlsplit(publishing_page("sampleproject", index, publisher))
            with shelf.blamed("form_address"):
                found = urlsplit(ours("sampleproject", publisher, INDEXES[index].address))
            if (expected[:3], parse_qsl(expected.query)) != (found[:3], parse_qsl(found.query)):
                shelf.fail("form_address", shelf.line_of("form_address", "def "), f"{found}, expected {expected}")


def test_job_asks() -> None:
    """Of every example workflow, each job's permission and environment are what the engine reads."""
    wrong = []
    for path in GITHUB:
        text = path.read_text(encoding="utf-8")
        expected = {}
        for job in workflow_jobs(read_yaml(text, path.name)):
            node = job.node.get("environment")
            expected[job.id] = (job.id_token, (node.get("name") or node).text)
            assert environment_of(node, "${{")[0] in (None, expected[job.id][1])
        wrong += held("job_asks", "job_asks", expected, yaml.safe_load(text))
    report(wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("permissions: write-all\njobs: {a: {}}", (True, "")),
        ("permissions: {id-token: write}\njobs: {a: {permissions: {}}}", (False, "")),
        ("permissions: {}\njobs: {a: {permissions: write-all, environment: pypi}}", (True, "pypi")),
        ("permissions: read-all\njobs: {a: {environment: {name: pypi, url: x}}}", (False, "pypi")),
        ("on: [push]\njobs: {a: {}}", (False, "")),
        ("jobs: {a: {}}", (False, "")),
        ("on: [workflow_call]\njobs: {a: {}}", (None, "")),
        ("on: workflow_call\njobs: {a: {}}", (None, "")),
        ("'on': {workflow_call: {}}\njobs: {a: {permissions: {contents: read}}}", (False, "")),
        ("'on': {workflow_call: {}}\njobs: {a: {}}", (None, "")),
        ("on: {push: {}}\npermissions: {id-token: read}\njobs: {a: {environment: '${{ inputs.where }}'}}",
         (False, "${{ inputs.where }}")),
    ],
)  # fmt: skip
def test_job_asks_at_the_edges(text: str, expected: tuple[bool | None, str]) -> None:
    """Whatever way permissions, triggers and environments are written; the engine agrees."""
    [job] = workflow_jobs(read_yaml(text, "a.yml"))
    assert expected[0] == job.id_token
    report(held("job_asks", "job_asks", {"a": expected}, yaml.safe_load(text)))


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
    report(held("token_claims", "token_claims", expected, token))


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
    report(held("verified_claims", "verified_claims", expected, token, KEYS, ISSUER, "pypi"))


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


SECRETS = [
    "pypi-AgEIcHlwaS5vcmcCJDU", "pypi-" + "x" * 40, "pypi-" + "x" * 39, "pypi-publish.yml", "ghs_16C7e42F292c69C2E7",
    "ghp_short", "github_pat_11ABCDEFG0123456789", "glpat-xyz12345abc", "eyJhbGciOi.eyJzdWIiO.c2ln", "eyJhbGciOiJS.",
    "eyJhb", "GITHUB_ghs_16C7e42F292c69C2E7", "eyJ12345678", "eyJ1234567", "pypi-Ag12345678", "pypi-Ag1234567",
    "ghp_12345678", "ghp_1234567", "eyJhbGciOi.eyJzdWIiO.c2ln.c2ln", "eyJ-hbGciOi-.-eyJ.c-2ln", "pypi-Ag-IcHlwaS5v",
    "pypi-" + "x-" * 30, "ghs_16-7e42F292c", "github_pat_1234567", "glpat-1234567", "glpat-xy-12345abc",
    "monkeyJhbGciOiJSUzI1NiJ9",
    "%0AeyJhbGciOiJSUzI1NiJ9", "%0DeyJhbGciOiJSUzI1NiJ9", "x0AeyJhbGciOiJSUzI1NiJ9", "_eyJhbGciOiJSUzI1NiJ9",
]  # fmt: skip


@pytest.mark.parametrize("text", SECRETS)
def test_hide_secrets(text: str) -> None:
    """What the snippet hides of a token is what the engine hides; of short and glued tokens the engine knows more."""
    hidden = shelf.loaded("hide_secrets").hide_secrets(f"{text} ")
    if hidden != f"{text} ":
        report(held("hide_secrets", "hide_secrets", redact(f"{text} "), f"{text} "))


def test_what_hide_secrets_hides() -> None:
    """Each kind of token is hidden, and names that look like one are shown."""
    shown = {each for each in SECRETS if shelf.loaded("hide_secrets").hide_secrets(each) == each}
    expected = {"pypi-" + "x" * 39, "pypi-publish.yml", "ghp_short", "eyJhb", "eyJ1234567", "pypi-Ag1234567"}
    expected |= {"ghp_1234567", "eyJhbGciOi.eyJzdWIiO.c2ln", "eyJhbGciOi.eyJzdWIiO.c2ln.c2ln", "github_pat_1234567"}
    expected |= {"glpat-1234567"}
    expected |= {"monkeyJhbGciOiJSUzI1NiJ9", "x0AeyJhbGciOiJSUzI1NiJ9"}
    if shown != expected:
        shelf.fail("hide_secrets", shelf.line_of("hide_secrets", "SECRET"), f"{sorted(shown ^ expected)}")


def test_hide_secrets_in_every_log(tmp_path: Path) -> None:
    """Each sample log comes out as the engine shows it."""
    name = "hide_secrets"
    for log in LOGS:
        text = log.read_text(encoding="utf-8") + SECRETS[0]
        report(held(name, name, redact(text), text))
    odd = b"a\xff pypi-AgEIcHlwaS5vcmcCJDU\nb\n"
    ran = shelf.run(shelf.path_of(name), cwd=tmp_path, stdin=odd)
    if (0, "a\ufffd ***\nb\n") != (ran.returncode, ran.stdout):
        shelf.fail(name, shelf.line_of(name, "if __name__"), ran.stdout + ran.stderr)


@pytest.mark.parametrize(
    ("host", "status", "told"),
    [
        *((each.host, 0, each.audience + "\n") for each in INDEXES.values()),
        ("example.org", 2, "(the index names no audience)"),
        ("nowhere.example", 2, "no such address"),
    ],
)
def test_index_audience(host: str, status: int, told: str, tmp_path: Path) -> None:
    """Each index names the audience that the engine knows; any other answer is none."""
    name = "index_audience"
    ran = shelf.run(shelf.path_of(name), host, cwd=tmp_path)
    if status != ran.returncode or told not in ran.stdout + ran.stderr:
        shelf.fail(name, shelf.line_of(name, "def index_audience"), f"{host}: {ran.stdout}{ran.stderr}")


@pytest.mark.parametrize("answer", ['{"audience": 5}', "[]", "null", '{"message": "Not Found"}', ""])
def test_an_answer_without_audience(answer: str) -> None:
    """An answer of another form is refused."""
    report(held("index_audience", "audience_in", ValueError, answer))


def test_last_publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The publisher of the newest file with provenance is the one that the engine finds in the same answers."""
    monkeypatch.setattr(last_accepted, "ask", lambda address, *_, **__: ANSWERS[address])
    expected = last_accepted.last_accepted("sampleproject", "https://pypi.org").publishers
    name = "last_publisher"
    ran = shelf.run(shelf.path_of(name), "sampleproject", cwd=tmp_path)
    with shelf.blamed(name, "last_publishers"):
        found = [last_accepted.as_registered(each) for each in json.loads(ran.stdout or "[]")]
        assert expected == found, f"{found} {ran.stderr}, expected {expected}"


@pytest.mark.parametrize(
    ("project", "told"),
    [("noproof", "(no file has an attestation)"), ("nowhere", "no such address"), ("listed", "(list indices must be")],
)
def test_no_last_publisher(project: str, told: str, tmp_path: Path) -> None:
    """A project without attestations, and one that is not there, are told apart."""
    ran = shelf.run(shelf.path_of("last_publisher"), project, cwd=tmp_path)
    if ran.returncode != 2 or told not in ran.stderr:
        shelf.fail("last_publisher", shelf.line_of("last_publisher", "def newest"), ran.stdout + ran.stderr)


PACKAGE = {"version": "1.0+a", "license": "MIT License", "classifiers": ["x", "Natural Language :: Ukranian"]}


@pytest.mark.parametrize(
    ("name", "arguments", "number"),
    [
        ("package_fields", (PACKAGE,), 4),
        ("package_fields", ({"version": "1.4.0-final"},), 1),
        ("description_renders", ("a\n    b\nc\n", "text/x-rst"), 1),
    ],
)
def test_messages_are_those_of_pypi(name: str, arguments: tuple[Any, ...], number: int) -> None:
    """What the snippets on packages say begins as a sentence of PyPI does."""
    with shelf.blamed(name, "refused"):
        found = shelf.loaded(name).refused(*arguments)
    said = found if isinstance(found, list) else [str(found)]
    known = [text for message in MESSAGES.values() for text in message["texts"]]
    patterns = [
        re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(re.split(r"[.,] ", text)[0].rstrip(".")))) for text in known
    ]
    wrong = [each for each in said if not any(pattern.match(each) for pattern in patterns)]
    if wrong or number != len(said):
        shelf.fail(name, shelf.line_of(name, "def refused"), f"{said}, expected {number} sentences of PyPI")


@pytest.mark.parametrize(
    ("name", "kind"), [("README.md", "text/markdown"), ("README.rst", "text/x-rst"), ("README.TXT", "text/plain")]
)
def test_the_type_of_a_readme(name: str, kind: str, tmp_path: Path) -> None:
    """The ending of the file tells the type, as it does for build backends."""
    (tmp_path / name).write_text("A sentence.\n" if kind == "text/x-rst" else "a\n    b\nc\n")
    ran = shelf.run(shelf.path_of("description_renders"), name, cwd=tmp_path)
    if f"PyPI accepts the description as {kind}.\n" != ran.stdout:
        line = shelf.line_of("description_renders", "KINDS")
        shelf.fail("description_renders", line, f"{name}: {ran.stdout}{ran.stderr}, expected {kind}")


def test_a_license_as_a_table() -> None:
    """The older form of the field, and fields that are not there, are accepted."""
    report(held("package_fields", "refused", [], {"license": {"file": "LICENSE"}}))


def test_a_package_without_fault(tmp_path: Path) -> None:
    """If PyPI accepts all the fields, the snippet says so."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.0"\nlicense = "MIT"\n')
    ran = shelf.run(shelf.path_of("package_fields"), "pyproject.toml", cwd=tmp_path)
    if "PyPI accepts the version, the license and the classifiers.\n" != ran.stdout:
        shelf.fail("package_fields", shelf.line_of("package_fields", "if __name__"), ran.stdout + ran.stderr)


def test_a_value_may_hold_the_sign(tmp_path: Path) -> None:
    """A value goes on after a second `=`."""
    ran = shelf.run(shelf.path_of("form_address"), "sampleproject", "provider=github", "environment=a=b", cwd=tmp_path)
    if not ran.stdout.endswith("?provider=github&environment=a%3Db\n"):
        shelf.fail("form_address", shelf.line_of("form_address", "if __name__"), ran.stdout + ran.stderr)
