"""The comparison that readers copy names, for every recorded decision, the fields that the engine names."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import shelf
from evidence.token import Token
from problems import report
from pypi.provider import Publisher, Refused
from pypi.providers import PROVIDERS
from samples import recorded_cases

# A publisher that differs in no field may still be refused, for one of these claims.
CLAIMS = {"github": ("job_workflow_ref",), "gitlab": ("ci_config_ref_uri", "sub")}
CASES = {"github": 1200, "gitlab": 1000}


def of_fields(provider: str, publisher: Publisher, claims: Mapping[str, Any]) -> set[str]:
    """The fields of PyPI's form in which the engine finds a difference."""
    token = Token(claims, provider)
    return {each.field for each in PROVIDERS[provider].differences(publisher, token.publisher, token.texts)}


def refused(provider: str, publisher: Publisher, claims: Mapping[str, Any]) -> bool:
    """Whether PyPI refuses one of the claims though it has found the publisher."""
    checks = {"github": PROVIDERS["github"].checks[1:2], "gitlab": PROVIDERS["gitlab"].checks[:2]}[provider]
    try:
        for check in checks:
            check(publisher, claims, ())
    except Refused:
        return True
    return False


@pytest.mark.parametrize("provider", CASES)
def test_every_recorded_decision(provider: str) -> None:
    """Of each publisher the same fields; where PyPI looks at claims as well, those too."""
    name = f"compare_{provider}"
    compare = getattr(shelf.loaded(name), name)
    cases, wrong = recorded_cases(provider), []
    line = shelf.line_of(name, "def ")
    for case in cases:
        for publisher in case["publishers"]:
            with shelf.blamed(name):
                found = {*compare(publisher, case["claims"])}
            expected = of_fields(provider, publisher, case["claims"])
            if expected != found - {*CLAIMS[provider]}:
                wrong += shelf.named(name, line, f"{case['id']}: {sorted(found)}, expected {sorted(expected)}")
            elsewhere = not expected <= ({"namespace", "project"} if same_project(publisher, case["claims"]) else set())
            if elsewhere and found & {*CLAIMS[provider]}:
                wrong += shelf.named(name, line, f"{case['id']}: {sorted(found)}, and PyPI looks at no claim")
            whole = all(case["claims"].get(each) for each in PROVIDERS[provider].required)
            case_alone = {"namespace", "project"} if same_project(publisher, case["claims"]) else set()
            if whole and expected <= case_alone:
                answer = refused(provider, publisher, case["claims"])
                if answer != bool(found & {*CLAIMS[provider]}):
                    wrong += shelf.named(name, line, f"{case['id']}: {sorted(found)}, and PyPI refuses: {answer}")
    assert CASES[provider] == len(cases)
    report(wrong[:6])


def same_project(publisher: Publisher, claims: Mapping[str, Any]) -> bool:
    """Whether GitLab's project is the publisher's but for its case, which PyPI passes over here."""
    own = f"{publisher.get('namespace')}/{publisher.get('project')}"
    return own.lower() == (claims.get("project_path") or "").lower()


LINES = {
    "compare_github": (
        "GitHub  Repository: svalench/fastapi_viewsets  Workflow: publish.yml  Environment name: {}",
        '"repository": "svalench/fastapi_viewsets", "environment": "{}", "job_workflow_ref": '
        '"svalench/fastapi_viewsets/.github/workflows/publish.yml@refs/tags/1.0.1"',
    ),
    "compare_gitlab": (
        "GitLab\nProject: group/sub/sampleproject\nTop-level pipeline: .gitlab-ci.yml\nEnvironment name: {}\n"
        "Issuer: https://gitlab.com\n",
        '"project_path": "group/sub/sampleproject", "environment": "{}", "ci_config_ref_uri": '
        '"gitlab.com/group/sub/sampleproject//.gitlab-ci.yml@refs/tags/1.0.1", "iss": "https://gitlab.com"',
    ),
}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize(
    ("on_pypi", "in_token", "expected"),
    [
        ("(Any)", "", ""),
        ("(Any)", "pypi", ""),
        ("(Любая)", "pypi", ""),
        ("pypi", "pypi", ""),
        ("pypi", "", "environment: PyPI has 'pypi', the token has ''"),
        ("pypi", "release", "environment: PyPI has 'pypi', the token has 'release'"),
    ],
)
def test_the_line_from_pypi(name: str, on_pypi: str, in_token: str, expected: str, tmp_path: Path) -> None:
    """PyPI's line is read as it stands, in either interface language, and no field or one is named."""
    line, claims = LINES[name]
    written, stdin = line.format(on_pypi), claims.replace("{}", in_token).encode()
    for copied in (written, written.replace(": ", ":"), written.replace("  ", "\n").replace(": ", ":  ") + " \n"):
        for log in (stdin, stdin.replace(b'"', b"`"), stdin.replace(b'": ', b": ")):
            ran = shelf.forked(name, copied, cwd=tmp_path, stdin=log)
            if (0, (expected or "nothing differs") + "\n", "") != (ran.returncode, ran.stdout, ran.stderr):
                said = f"{copied!r}, {log!r}: {ran.stdout}{ran.stderr}"
                shelf.fail(name, shelf.line_of(name, "if __name__"), said)


@pytest.mark.parametrize("name", LINES)
def test_each_field_has_a_line_of_its_own(name: str, tmp_path: Path) -> None:
    """If two fields differ, two lines are printed."""
    line, claims = LINES[name]
    other = line.format("pypi").replace("publish.yml", "a.yml").replace(".gitlab-ci.yml", "a.yml")
    ran = shelf.forked(name, other, cwd=tmp_path, stdin=claims.encode())
    fields = [each.partition(":")[0] for each in ran.stdout.splitlines()]
    if fields not in (["workflow_filename", "environment"], ["workflow_filepath", "environment"]):
        shelf.fail(name, shelf.line_of(name, "if __name__"), ran.stdout + ran.stderr)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (
            "workflow-path-instead-of-filename.action.txt",
            "workflow_filename: PyPI has '.github/workflows/publish.yml', the token has 'publish.yml'",
        ),
        ("environment-missing-in-workflow.uv.txt", "environment: PyPI has 'pypi', the token has ''"),
        ("environment-missing-in-workflow.action.txt", "environment: PyPI has 'pypi', the token has ''"),
        (
            "reusable-workflow.action-other-repository.txt",
            "job_workflow_ref: PyPI expects 'octo-org/sampleproject/.github/workflows/release.yml@' and",
        ),
        ("repository-name-case.action.txt", "repository: only the case differs, and it counts: PyPI has "),
    ],
)
def test_a_log_is_read_as_it_stands(log: str, expected: str, tmp_path: Path) -> None:
    """The claims come from the log of the action or of uv; the field is that of the cause's page."""
    logs = shelf.ROOT / "snippets/logs"
    settings = (logs / f"{log.split('.')[0]}.publisher.json").read_text(encoding="utf-8")
    publisher = json.loads(settings)
    publisher = publisher[0] if isinstance(publisher, list) else publisher
    line = "Repository: {owner}/{repository} Workflow: {workflow_filename} Environment name: ".format_map(publisher)
    line += publisher.get("environment") or "(Any)"
    ran = shelf.run(shelf.path_of("compare_github"), line, cwd=tmp_path, stdin=(logs / log).read_bytes())
    if not ran.stdout.startswith(expected):
        shelf.fail("compare_github", shelf.line_of("compare_github", "if __name__"), ran.stdout + ran.stderr)


OWN = {"owner": "octo-org", "repository": "sampleproject", "workflow_filename": "release.yml", "environment": ""}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"repository_owner": "other"}, ["owner"]),
        ({"workflow_ref": "octo-org/sampleproject/.github/workflows/other.yml@refs/tags/v1"}, ["workflow_filename"]),
        (
            {
                "workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1",
                "ref": "refs/tags/v1",
            },
            [],
        ),
    ],
)
def test_claims_that_stand_for_others(claims: dict[str, str], expected: list[str]) -> None:
    """Where a log lacks the claim that PyPI compares, its next of kin is compared."""
    with shelf.blamed("compare_github"):
        found = [*shelf.loaded("compare_github").compare_github(OWN, claims)]
    if expected != found:
        shelf.fail("compare_github", shelf.line_of("compare_github", "def "), f"{claims}: {found}, expected {expected}")
