"""The snippets on what to type into PyPI's form say what the engine says, which is held to PyPI's recorded answers."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import shelf
from answer.hand_over import publishing_page
from evidence.token import Token
from problems import report
from pypi.forms import look_alike, normalized
from pypi.indexes import INDEXES
from samples import PUBLISHERS, recorded_cases


@pytest.mark.parametrize("provider", ["github", "gitlab"])
def test_publisher_for(provider: str) -> None:
    """The publisher that would match a token is the one that the engine says to register, or there is none."""
    wrong = []
    for case in recorded_cases(provider):
        wanted = Token(case["claims"], provider).registration
        expected = {field: value for field, value in wanted.items() if field != "provider"} if wanted else ValueError
        wrong += shelf.held("publisher_for", "publisher_for", expected, case["claims"])
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
    report(shelf.held("publisher_for", "publisher_for", expected, claims))


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
    report(shelf.held("project_names", "compared", kinship(name, other), name, other))


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


def test_a_value_may_hold_the_sign(tmp_path: Path) -> None:
    """A value goes on after a second `=`."""
    ran = shelf.run(shelf.path_of("form_address"), "sampleproject", "provider=github", "environment=a=b", cwd=tmp_path)
    if not ran.stdout.endswith("?provider=github&environment=a%3Db\n"):
        shelf.fail("form_address", shelf.line_of("form_address", "if __name__"), ran.stdout + ran.stderr)
