"""The workflow reader at the edges of its rules: what just is a cause, and what just is none."""

import tomllib

import pytest

from ci_files.commands import client_of, index_for, index_of, password_for
from ci_files.read_workflow import read_workflow
from ci_files.yaml_tree import Node
from example_workflows import PUBLISHERS
from pages import ROOT

P = "    steps: [{uses: pypa/gh-action-pypi-publish@release/v1}]\n"
T = "    permissions: {id-token: write}\n"
J = "jobs:\n  a:\n    runs-on: x\n"
NAMES = {"github": ".github/workflows/publish.yml", "gitlab": ".gitlab-ci.yml"}

with (ROOT / "tests/ci_files/workflow_edges.toml").open("rb") as file:
    CASES = tomllib.load(file)


@pytest.mark.parametrize(
    ("name", "case"), [(NAMES[provider], case) for provider in NAMES for case in CASES[provider].values()],
    ids=[case for provider in NAMES for case in CASES[provider]],
)  # fmt: skip
def test_a_file_shows_its_causes(name: str, case: dict) -> None:
    """A workflow, or a pipeline, shows these causes, at these lines, and no others."""
    assert "; ".join(case["found"]) == told(case["file"], name)


def told(text: str, name: str, *publishers: dict[str, str]) -> str:
    """The findings in a line."""
    found = read_workflow(text, name, publishers).findings
    return "; ".join(f"{each.cause} {each.certainty} {each.line}" for each in found)


def test_what_the_file_needs_is_compared() -> None:
    """How sure a difference is depends on the file's place, on how many jobs publish, and on the index."""
    [github, *_] = PUBLISHERS
    job = J + T + "    environment: pypi\n" + P
    other, anywhere = github | {"environment": "release"}, github | {"environment": ""}
    variable = job.replace("environment: pypi", "environment: '${{ inputs.where }}'")
    test = P.replace("}]", ", with: {repository-url: https://test.pypi.org/legacy/}}]")
    both = job + "  b:\n    runs-on: x\n" + T + test
    for text, name, publishers, expected in [
        (job, NAMES["github"], [other], "environment-name-mismatch certain 6"),
        (job, ".github/workflows/other.yml", [github], "workflow-filename-mismatch certain 1"),
        (job, "other.yml", [github], "workflow-filename-mismatch likely 1"),
        (job, "release.txt", [other], "environment-name-mismatch certain 6"),
        (job, NAMES["github"], [other, github | {"environment": "x"}], "environment-name-mismatch likely 6"),
        (both, NAMES["github"], [other], "environment-name-mismatch certain 6"),
        (job.replace(P, test), NAMES["github"], [other],
         "environment-name-mismatch likely 6; wrong-index possible 6"),
        (job + job.partition("\n")[2].replace("a:", "b:"), NAMES["github"], [other],
         "environment-name-mismatch likely 6; environment-name-mismatch likely 11"),
        (variable, NAMES["github"], [other, anywhere], ""),
        (variable, NAMES["github"], [other, github], "environment-name-mismatch possible 6"),
        (job, NAMES["github"], [PUBLISHERS[1]], ""),
    ]:  # fmt: skip
        assert expected == told("on: push\n" + text, name, *publishers), (name, publishers)


def test_the_index_of_an_exchange_by_hand() -> None:
    """A job that exchanges tokens by hand needs a publisher on the index that it asks first."""
    asks = [f"{{run: curl https://{host}/_/oidc/mint-token}}" for host in ("test.pypi.org", "pypi.org")]
    [needed] = read_workflow(f"on: push\n{J}{T}    steps: [{', '.join(asks)}]\n", NAMES["github"]).publishers
    assert "testpypi" == needed.index


@pytest.mark.parametrize(
    ("command", "client"),
    [
        ("uv publish", "uv"), ("uv -q --no-cache publish dist/*", "uv"), ("flit publish", "flit"),
        ("pdm publish", "pdm"),
        ("poetry publish --build", "poetry"), ("hatch publish", "hatch"), ("maturin publish", "maturin"),
        ("maturin upload", "maturin"), ("twine upload dist/*", "twine"),
        ("python3 -m twine --no-color upload x", "twine"),
        ("cd a && twine upload x", "twine"), ("(twine upload x)", "twine"), ("bin/twine upload x", "twine"),
        ("twine3.11 upload x", "twine"), ("twine check dist/*", None), ("uv publisher", None),
        ("mytwine upload x", None),
        ("uv publish --dry-run", None), ("twine upload --help", None), ("uv sync; uv publish", "uv"),
    ],
)  # fmt: skip
def test_clients(command: str, client: str | None) -> None:
    """A command that uploads is known by its client, wherever it stands in the line."""
    assert client == client_of(command)[0]


@pytest.mark.parametrize("option", ["--repository-url", "--publish-url", "--repository", "--index", "-r"])
def test_options_that_name_the_index(option: str) -> None:
    """Each client's option names the index, with a blank or an equals sign, in quotes or without, before a variable."""
    for mark in (" ", "=", " '", '="'):
        assert "testpypi" == index_for(f" {option}{mark}testpypi' x", {"TWINE_REPOSITORY": Node(1, "pypi")})


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("TWINE_REPOSITORY", True), ("TWINE_REPOSITORY_URL", True), ("UV_PUBLISH_URL", True), ("FLIT_INDEX_URL", True),
        ("MATURIN_REPOSITORY", True), ("MATURIN_REPOSITORY_URL", True), ("TWINE_PASSWORD", False),
        ("FLIT_PASSWORD", False),
        ("UV_PUBLISH_PASSWORD", False), ("UV_PUBLISH_TOKEN", False), ("MATURIN_PASSWORD", False),
        ("MATURIN_PYPI_TOKEN", False), ("PDM_PUBLISH_PASSWORD", False), ("HATCH_INDEX_AUTH", False),
        ("POETRY_PYPI_TOKEN_PYPI", False), ("POETRY_HTTP_BASIC_PYPI_PASSWORD", False), ("TWINE_USERNAME", None),
    ],
)  # fmt: skip
def test_variables(name: str, index: bool | None) -> None:
    """Each client's variables name the index or hold the password; an empty password is none."""
    value = "https://test.pypi.org/legacy/"
    assert ("testpypi" if index else "pypi") == index_for("", {name: Node(1, value)})
    assert (index is False) == bool(password_for("", {name: Node(1, value)}, "").text)
    assert (index is False) == bool(password_for("", {}, f"export {name}=x").text)
    assert not password_for("", {name: Node(1, "")}, "").text


def test_passwords_by_option_and_the_names_of_indexes() -> None:
    """Each client's option holds a password; an index is known by its name or its address."""
    assert all(password_for(f" {each} x", {}, "").text for each in ("-p", "--password", "--token", "--auth"))
    assert not password_for(" --password-file x", {}, "").text
    indexes = {
        "pypi": "pypi", "testpypi": "testpypi", "https://upload.pypi.org/legacy/": "pypi", "https://pypi.org/": "pypi",
        "https://test.pypi.org/legacy/": "testpypi", "https://example.com/": "other", "internal": None, "$URL": None,
    }  # fmt: skip
    assert indexes == {name: index_of(name) for name in indexes}
