"""The files that readers copy are good, the broken ones are broken as they say, and the reader tells them apart."""

import difflib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import forks
from catalogue import CAUSES
from example_workflows import ACTIONS, BROKEN, FILES, FOLDER, GITHUB, GITLAB, GOOD, ON_TESTPYPI, PUBLISHERS, read
from hook import OWN_ACTION
from problems import report

BIN = Path(sys.executable).parent

# Of each broken file, the line that the reader must be led to.
PAIRS = {
    "attestation-generated-twice.yml": "- uses: pypa/gh-action-pypi-publish@",
    "caller-lacks-id-token.yml": "permissions:",
    "composite-action.yml": "- uses: $/.github/actions/publish",
    "composite-action.action.yml": "- uses: pypa/gh-action-pypi-publish@",
    "empty-secret.yml": "password: ${{ secrets.PYPI_API_TOKEN }}",
    "environment-missing-in-workflow.yml": "publish:",
    "environment-name-case.gitlab-ci.yml": "name: PyPI",
    "environment-name-mismatch.yml": "environment: release",
    "fork-pull-request.yml": "pull_request:",
    "github-token-does-not-trigger.yml": '- run: gh release create "v$VERSION"',
    "gitlab-id-token-missing.gitlab-ci.yml": "publish:",
    "id-token-permission-missing.yml": "permissions:",
    "malformed-token.yml": "id_token=$(jq .value",
    "minted-token-expired.yml": "answer=$(curl --silent --show-error https://pypi.org/_/oidc/mint-token",
    "non-linux-runner.yml": "runs-on: macos-latest",
    "password-disables-trusted-publishing.yml": "password: ${{ secrets.PYPI_API_TOKEN }}",
    "pull-request-target.yml": "pull_request_target:",
    "reusable-workflow.yml": "workflow_call:",
    "several-invocations-in-one-job.yml": "- uses: pypa/gh-action-pypi-publish@",
    "token-reused.yml": "answer=$(curl --silent --show-error https://pypi.org/_/oidc/mint-token",
    "wrong-audience.yml": '"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=https://pypi.org"',
    "wrong-index.yml": "environment: pypi",
}
# A caller that grants the permission still calls a file that PyPI does not support.
STILL_WRONG = {"caller-lacks-id-token.fixed.yml": ["reusable-workflow"]}


def run(folder: Path, tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What a tool says when it reads all files at once."""
    if tool == "check-jsonschema":
        return forks.run(BIN / tool, *map(str, arguments), cwd=folder, env={})
    return subprocess.run([BIN / tool, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The files where a repository has them, with the two that others refer to."""
    workflows, action = tmp_path / ".github/workflows", tmp_path / ".github/actions/publish"
    for folder in (tmp_path / ".git", workflows, action):
        folder.mkdir(parents=True)
    for path in GITHUB:
        shutil.copy(path, workflows)
    shutil.copy(FOLDER / "reusable-workflow.broken.yml", workflows / "publish.yml")
    shutil.copy(FOLDER / "composite-action.broken.action.yml", action / "action.yml")
    return tmp_path


def side(name: str, which: str) -> Path:
    """The file of a pair: CAUSE.yml → CAUSE.broken.yml."""
    cause, _, ending = name.partition(".")
    return FOLDER / f"{cause}.{which}.{ending}"


def test_pairs_are_complete() -> None:
    """Every broken file is checked here and has a fixed one; a composite action is fixed by having none."""
    broken = sorted(side(name, "broken") for name in PAIRS)
    fixed = sorted(side(name, "fixed") for name in PAIRS if not name.endswith(".action.yml"))

    assert broken == BROKEN
    assert fixed == [path for path in FILES if ".fixed." in path.name]


def test_pairs_are_named_by_causes() -> None:
    """The name of every pair is a cause in the catalogue."""
    names = [name for name in PAIRS if name.partition(".")[0] not in CAUSES]
    report(f"snippets/workflows/{name}: named by no cause of the catalogue" for name in names)


@pytest.mark.parametrize("name", PAIRS)
def test_broken_file_shows_its_cause(name: str) -> None:
    """The first thing found in a broken file is the cause that it is named for, at the line that shows it."""
    path = side(name, "broken")
    first = read(path).findings[0]
    line = path.read_text(encoding="utf-8").splitlines()[first.line - 1].strip()

    assert name.partition(".")[0] == first.cause
    assert line.startswith(PAIRS[name]), f"{path.name}:{first.line}: {line}"


def test_good_files_show_no_cause() -> None:
    """Nothing is found in a good or a fixed file, held against a publisher of its own index."""
    found = {}
    for path in GOOD:
        testpypi = path.name in ("testpypi.yml", "wrong-index.fixed.yml")
        findings = read(path, ON_TESTPYPI if testpypi else PUBLISHERS).findings
        found |= {path.name: [each.cause for each in findings]} if findings else {}

    assert STILL_WRONG == found


def test_pairs_differ_little() -> None:
    """Each pair differs within the section that pages show, but for the build job that some fixes add."""
    problems = []
    for name in PAIRS:
        if name.endswith(".action.yml"):
            continue
        broken, fixed = (side(name, each).read_text(encoding="utf-8").splitlines() for each in ("broken", "fixed"))
        end = broken.index("# --8<-- [end:publish]")
        for tag, start, stop, *_ in difflib.SequenceMatcher(None, broken, fixed, autojunk=False).get_opcodes():
            outside = stop > end + 1 or start < broken.index("# --8<-- [start:publish]")
            if tag != "equal" and outside and broken[start:stop]:
                problems.append(f"{side(name, 'broken')}:{start + 1}: {tag} outside the shown section")

    report(problems)


def test_files_mark_sections() -> None:
    """Every file marks what pages show of it, which is YAML of its own, and no line is too long for a page."""
    problems = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        sections = re.findall(r"(?=--8<-- \[start:(\w+)\]\n(.*)\n *# --8<-- \[end:\1\])", text, re.DOTALL)
        whole = sections and len(sections) * 2 == text.count("--8<--")
        if not (whole and all(isinstance(yaml.safe_load(section), dict | list) for _, section in sections)):
            problems.append(f"{path}: no whole section")
        lengths = [(n, len(line)) for n, line in enumerate(text.splitlines(), 1)]
        problems += [f"{path}:{n}: {length} characters, expected at most 120" for n, length in lengths if length > 120]
    report(problems)


def test_actions_are_pinned() -> None:
    """Actions are pinned by a commit, with the version beside it, and each by the same one everywhere, here too."""
    own = sorted((FOLDER.parents[1] / ".github/workflows").iterdir())
    uses = {use for path in [*FILES, *own] for use in re.findall(r"uses: ([^$].*)", path.read_text(encoding="utf-8"))}
    uses.remove(OWN_ACTION)  # the build of the site puts its commit there
    pinned = [re.fullmatch(r"([\w/-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in sorted(uses)]
    names = [each[1] for each in pinned if each]

    assert 7 == len(uses)
    assert len(uses) == len(set(names))


def test_files_fit_their_schema(tmp_path: Path) -> None:
    """GitHub's and GitLab's schemas accept every file; one that is wrong on purpose shows that they look."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("on: 3\njobs: 3\nruns: 3\npublish: {script: {}}\n", encoding="utf-8")
    for schema, paths in {"github-workflows": GITHUB, "github-actions": ACTIONS, "gitlab-ci": GITLAB}.items():
        arguments = "--builtin-schema", f"vendor.{schema}", "--output-format", "json"
        answer = json.loads(run(FOLDER, "check-jsonschema", *arguments, *paths, wrong).stdout)
        assert paths
        assert [] == answer["parse_errors"]
        assert {str(wrong)} == {each["filename"] for each in answer["errors"]}, answer["errors"]


def test_actionlint_finds_nothing(repository: Path) -> None:
    """Actionlint has nothing to say about any workflow but the one that gives a called workflow too little."""
    found = json.loads(run(repository, "actionlint", "-shellcheck", BIN / "shellcheck", "-format", "{{json .}}").stdout)
    assert {".github/workflows/caller-lacks-id-token.broken.yml"} == {each["filepath"] for each in found}, found


def test_zizmor_finds_nothing(repository: Path) -> None:
    """Zizmor as an auditor has nothing to say about the good and the fixed files; of the broken ones it knows three."""
    arguments = "--offline", "--no-config", "--persona=auditor", "--format=json", "--no-exit-codes", "--collect=all"
    answer = run(repository, "zizmor", *arguments, ".")
    found = {(Path(path_of(each)).name, each["ident"]) for each in json.loads(answer.stdout)}
    assert len(GITHUB) + 2 == answer.stderr.count("completed"), answer.stderr
    assert {
        ("empty-secret.broken.yml", "use-trusted-publishing"),
        ("password-disables-trusted-publishing.broken.yml", "use-trusted-publishing"),
        ("pull-request-target.broken.yml", "dangerous-triggers"),
    } == found


def path_of(finding: dict[str, Any]) -> str:
    """The path of the file that zizmor found something in."""
    [key] = finding["locations"][0]["symbolic"]["key"].values()
    return key["verbatim_path"]
