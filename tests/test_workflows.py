"""The files that readers copy are good, the broken ones are broken as they say, and the reader tells them apart."""

import contextlib
import difflib
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import CATALOGUE, CAUSES, BadInput
from read_workflow import Workflow, read_workflow

BIN = Path(sys.executable).parent
FOLDER = Path(__file__).parents[1] / "snippets" / "workflows"
FILES = sorted(FOLDER.iterdir())
GITLAB = [path for path in FILES if path.name.endswith(".gitlab-ci.yml")]
ACTIONS = [path for path in FILES if path.name.endswith(".action.yml")]
GITHUB = [path for path in FILES if path not in GITLAB + ACTIONS]
BROKEN = [path for path in FILES if ".broken." in path.name]
GOOD = [path for path in FILES if path not in BROKEN]

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

PUBLISHERS = [
    {
        "provider": "github",
        "owner": "octo-org",
        "repository": "sampleproject",
        "workflow_filename": "publish.yml",
        "environment": "pypi",
    },
    {
        "provider": "gitlab",
        "namespace": "octo-org",
        "project": "sampleproject",
        "workflow_filepath": ".gitlab-ci.yml",
        "environment": "pypi",
        "issuer_url": "https://gitlab.com",
    },
]
ON_TESTPYPI = [each | {"environment": "testpypi"} for each in PUBLISHERS]


def read(path: Path, publishers: list[dict[str, str]] = PUBLISHERS) -> Workflow:
    """The file as the reader of the page would have it in a repository."""
    name = ".gitlab-ci.yml" if path in GITLAB else "action.yml" if path in ACTIONS else ".github/workflows/publish.yml"
    return read_workflow(path.read_text(encoding="utf-8"), name, publishers)


def run(folder: Path, tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """What a tool says when it reads all files at once."""
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
    assert [] == [name for name in PAIRS if name.partition(".")[0] not in CAUSES]


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
                problems.append(f"{name}:{start + 1}: {tag} outside the shown section")

    assert [] == problems


def test_files_mark_sections() -> None:
    """Every file marks what pages show of it, which is YAML of its own, and no line is too long for a page."""
    problems = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        sections = re.findall(r"--8<-- \[start:(\w+)\]\n(.*)\n *# --8<-- \[end:\1\]", text, re.DOTALL)
        whole = sections and len(sections) * 2 == text.count("--8<--")
        if not (whole and all(isinstance(yaml.safe_load(section), dict) for _, section in sections)):
            problems.append(f"{path.name}: no whole section")
        problems += [f"{path.name}:{n}: too long" for n, line in enumerate(text.splitlines(), 1) if len(line) > 120]
    assert [] == problems


def test_actions_are_pinned() -> None:
    """Actions are pinned by a commit, with the version beside it, and each by the same one everywhere."""
    uses = {use for path in FILES for use in re.findall(r"uses: ([^$].*)", path.read_text(encoding="utf-8"))}
    pinned = [re.fullmatch(r"([\w/-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in sorted(uses)]
    names = [each[1] for each in pinned if each]

    assert 5 == len(uses)
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
    found = json.loads(run(repository, "actionlint", "-format", "{{json .}}").stdout)
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


# --------------------------------------------------------------------------- the reader
HEAD = "on: {push: {tags: ['v*']}}\njobs:\n  publish:\n    runs-on: ubuntu-latest\n"
PUBLISH = "    steps: [{uses: pypa/gh-action-pypi-publish@release/v1}]\n"
TRUST = "    permissions: {id-token: write}\n"
GITHUB_CASES = {
    "no permissions anywhere": (HEAD + PUBLISH, ["id-token-permission-missing certain 3"]),
    "the job's permissions replace the workflow's": (
        "permissions: {id-token: write}\n" + HEAD + "    permissions: {contents: read}\n" + PUBLISH,
        ["id-token-permission-missing certain 6"],
    ),
    "the workflow's permissions count where the job has none": (
        "permissions: {id-token: write}\n" + HEAD + PUBLISH,
        [],
    ),
    "write-all includes it": (HEAD + "    permissions: write-all\n" + PUBLISH, []),
    "read-all does not": (HEAD + "    permissions: read-all\n" + PUBLISH, ["id-token-permission-missing certain 5"]),
    "empty permissions grant nothing": (
        HEAD + "    permissions:\n" + PUBLISH,
        ["id-token-permission-missing certain 5"],
    ),
    "a called file has what its caller grants": (
        "on: workflow_call\njobs:\n  publish:\n    runs-on: x\n" + PUBLISH,
        ["reusable-workflow certain 1"],
    ),
    "uv may find a password elsewhere": (
        HEAD + "    steps: [{run: uv publish}]\n",
        ["id-token-permission-missing likely 3"],
    ),
    "poetry knows no Trusted Publishing": (HEAD + "    steps: [{run: poetry publish}]\n", []),
    "a dry run publishes nothing": (HEAD + "    steps: [{run: uv publish --dry-run}]\n", []),
    "a comment publishes nothing": (HEAD + "    steps:\n      - run: |\n          # uv publish\n          true\n", []),
    "another index is none of PyPI's": (
        HEAD + "    steps: [{run: 'twine upload --repository-url https://pypi.example.com/ dist/*'}]\n",
        [],
    ),
    "a password in the environment is one": (
        HEAD + "    env: {TWINE_PASSWORD: x}\n    steps: [{run: twine upload dist/*}]\n",
        [],
    ),
    "an empty password is none": (
        HEAD + "    steps: [{uses: pypa/gh-action-pypi-publish@v1, with: {password: ''}}]\n",
        ["id-token-permission-missing certain 3"],
    ),
    "a continued command is one": (
        HEAD + "    steps:\n      - run: |\n          python -m twine \\\n            upload dist/*\n",
        ["id-token-permission-missing likely 3"],
    ),
    "a runner from the matrix": (
        HEAD.replace("ubuntu-latest", "${{ matrix.os }}")
        + "    strategy: {matrix: {os: [ubuntu-latest, windows-2025]}}\n"
        + TRUST
        + PUBLISH,
        ["non-linux-runner certain 4"],
    ),
    "a condition of a needed job keeps pull requests out": (
        "on: [push, pull_request]\njobs:\n  build: {runs-on: x, if: github.ref_type == 'tag'}\n"
        "  publish:\n    needs: build\n    runs-on: x\n" + TRUST + PUBLISH,
        [],
    ),
    "a condition that lets pull requests in keeps nothing out": (
        "on: pull_request_target\njobs:\n  publish:\n    if: github.event_name == 'pull_request_target'\n"
        + TRUST
        + PUBLISH,
        ["pull-request-target possible 1"],
    ),
    "steps with conditions of their own are one use": (
        HEAD + TRUST + "    steps:\n      - {if: inputs.a, uses: pypa/gh-action-pypi-publish@v1}\n"
        "      - {if: '!inputs.a', uses: pypa/gh-action-pypi-publish@v1}\n",
        [],
    ),
    "attestations are switched off for one of two": (
        HEAD + TRUST + "    steps:\n      - {uses: pypa/gh-action-pypi-publish@v1, with: {attestations: false}}\n"
        "      - {uses: pypa/gh-action-pypi-publish@v1}\n",
        ["several-invocations-in-one-job likely 8"],
    ),
    "the token of an exchange by hand is no password": (
        HEAD + TRUST + "    steps:\n      - {id: swap, run: curl https://pypi.org/_/oidc/mint-token}\n"
        "      - {uses: pypa/gh-action-pypi-publish@v1, with: {password: '${{ steps.swap.outputs.token }}'}}\n",
        [],
    ),
    "a workflow of another repository": (
        HEAD.replace("    runs-on: ubuntu-latest\n", "")
        + TRUST
        + "    uses: octo-org/.github/.github/workflows/pypi.yml@v1\n",
        ["reusable-workflow likely 5"],
    ),
    "a call of something else": (
        HEAD.replace("runs-on: ubuntu-latest", "uses: ./.github/workflows/publish-docs.yml"),
        [],
    ),
    "a release made with a token of its own": (
        "on: push\njobs:\n  a:\n    steps: [{run: gh release create v1, env: {GH_TOKEN: '${{ secrets.BOT }}'}}]\n",
        [],
    ),
    "a release that starts the other workflow itself": (
        "on: push\njobs:\n  a:\n    steps: [{run: gh release create v1}, {run: gh workflow run publish.yml}]\n",
        [],
    ),
}
JOB = "publish:\n  script: [twine upload dist/*]\n"
GITLAB_CASES = {
    "another variable": (JOB + "  id_tokens: {MY_TOKEN: {aud: pypi}}\n", ["gitlab-id-token-missing certain 3"]),
    "another audience": (
        JOB + "  id_tokens: {PYPI_ID_TOKEN: {aud: https://pypi.org}}\n",
        ["gitlab-id-token-missing certain 3"],
    ),
    "PyPI's token for TestPyPI": (
        "publish:\n  script: twine upload -r testpypi dist/*\n  id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}\n",
        ["gitlab-id-token-missing certain 3"],
    ),
    "a token from a template": (
        ".tokens: {id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}}\n" + JOB + "  extends: .tokens\n",
        [],
    ),
    "a token from the defaults": ("default: {id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}}\n" + JOB, []),
    "a token from a merged anchor": (
        ".a: &a {id_tokens: {PYPI_ID_TOKEN: {aud: pypi}}}\n" + JOB + "  <<: *a\n  stage: deploy\n",
        [],
    ),
    "a template that stands elsewhere": (JOB + "  extends: .publish\n", ["gitlab-id-token-missing possible 1"]),
    "an API token": ("variables: {TWINE_PASSWORD: $TOKEN}\n" + JOB, []),
    "a component's header": ("spec: {inputs: {}}\n---\n" + JOB, ["gitlab-id-token-missing likely 3"]),
    "GitLab's own index": (
        "publish:\n  script: twine upload --repository-url https://gitlab.com/api/v4/x dist/*\n",
        [],
    ),
}


@pytest.mark.parametrize("case", GITHUB_CASES)
def test_workflow(case: str) -> None:
    """A workflow shows these causes, at these lines, and no others."""
    text, expected = GITHUB_CASES[case]
    assert expected == told(read_workflow(text, ".github/workflows/publish.yml"))


@pytest.mark.parametrize("case", GITLAB_CASES)
def test_pipeline(case: str) -> None:
    """A pipeline shows these causes, at these lines, and no others."""
    text, expected = GITLAB_CASES[case]
    assert expected == told(read_workflow(text, ".gitlab-ci.yml"))


def told(workflow: Workflow) -> list[str]:
    """The findings as a line each."""
    return [f"{each.cause} {each.certainty} {each.line}" for each in workflow.findings]


@pytest.mark.parametrize(
    ("environment", "settings", "expected"),
    [
        ("pypi", {}, []),
        ("PyPI", {}, []),  # PyPI lower-cases what GitHub sends
        ("anything", {"environment": ""}, []),
        ("pypi", {"environment": "PyPI"}, ["environment-stored-mixed-case certain 5"]),
        ("{name: release, url: https://pypi.org}", {}, ["environment-name-mismatch certain 5"]),
        ("'${{ inputs.where }}'", {}, ["environment-name-mismatch possible 5"]),
        ("pypi", {"workflow_filename": "release.yml"}, ["workflow-filename-mismatch certain 1"]),
        (
            "pypi",
            {"workflow_filename": ".github/workflows/publish.yml"},
            ["workflow-path-instead-of-filename certain 1"],
        ),
    ],
)
def test_publisher(environment: str, settings: dict[str, str], expected: list[str]) -> None:
    """What a workflow needs is held against what stands on PyPI."""
    text = HEAD + f"    environment: {environment}\n" + TRUST + PUBLISH
    publishers = [PUBLISHERS[0] | settings, PUBLISHERS[1]]
    assert expected == told(read_workflow(text, ".github/workflows/publish.yml", publishers))


def test_needed_publishers() -> None:
    """Each job that publishes says which publisher it needs, and whether its file can be called."""
    needed = {
        path.name: [(each.job, each.environment, each.index, each.called) for each in read(path).publishers]
        for path in (FOLDER / "manual.yml", FOLDER / "reusable-workflow.broken.yml", FOLDER / "api-token.yml")
    }
    assert {
        "manual.yml": [
            ("publish-to-testpypi", "testpypi", "testpypi", False),
            ("publish-to-pypi", "pypi", "pypi", False),
        ],
        "reusable-workflow.broken.yml": [("publish", "pypi", "pypi", True)],
        "api-token.yml": [],
    } == needed


LAUGHS = "".join(
    f"{'bcdefghijk'[i]}: &{'bcdefghijk'[i]} [{', '.join(['*' + 'abcdefghij'[i]] * 9)}]\n" for i in range(10)
)
HOSTILE = {
    "billions of aliases": ("a: &a [x]\n" + LAUGHS, "bad-yaml"),
    "an alias in itself": ("a: &a [*a]", "bad-yaml"),
    "endless depth": ("[" * 400_000, "bad-yaml"),
    "depth by lines": ("".join(" " * i + "a:\n" for i in range(1000)), "bad-yaml"),
    "a line of 30 MB": ("x" * 30_000_000, "bad-yaml"),
    "countless items": ("- 1\n" * 240_000, "bad-yaml"),
    "tabs": ("jobs:\n\tpublish: 1\n", "bad-yaml"),
    "bytes": ("\0\1\2", "bad-yaml"),
    "half a character": ("\ud800", "bad-yaml"),
    "no such character": ('"\\Uffffffff"', "bad-yaml"),
    "an unknown alias": ("a: *x", "bad-yaml"),
    "nothing": ("", "bad-workflow"),
    "a list": ("[jobs]", "bad-workflow"),
    "a log": ("Error: Trusted publishing exchange failure", "bad-workflow"),
    "an object": ("jobs: !!python/object/apply:os.system [x]", "bad-workflow"),
    "other YAML": ("name: x\nversion: 1\n", "bad-workflow"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_unusable_text_is_refused(case: str) -> None:
    """What is no CI file, or made to stop its reader, is refused within seconds of work, with a sentence."""
    text, word = HOSTILE[case]
    start = time.process_time()
    with pytest.raises(BadInput) as refused:
        read_workflow(text, "publish.yml")
    assert word == refused.value.word
    assert time.process_time() - start < 10
    assert word in CATALOGUE["words"]
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize(
    "text",
    [
        "jobs: {p: {steps: [{run: '" + "uv -a " * 150_000 + "'}]}}",
        "jobs:\n p:\n  steps:\n   - run: |\n" + ("      uv" + " -/uv" * 990 + "\n") * 195,
        "jobs:\n p:\n  steps:\n   - run: |\n" + "      /uv -a/uv -a twine/twine/ https://https:// \n" * 18_000,
        "on: pull_request\njobs:\n"
        + "".join(f" p{i}:\n  needs: p{i - 1}\n  steps: [{{run: twine upload}}]\n" for i in range(1500)),
    ],
    ids=["options", "slashes", "lines", "needs"],
)
def test_long_files_are_read(text: str) -> None:
    """A file within the bounds is read within seconds of work, whatever it is made of."""
    start = time.process_time()
    read_workflow(text, "publish.yml")
    assert time.process_time() - start < 20


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_files_are_read_or_refused(path: Path, data: st.DataObject) -> None:
    """A file with lines lost, moved or mangled is read or refused, and no other error comes out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 5))):
        at, to = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        line = lines.pop(at)
        change = data.draw(st.sampled_from(["lose", "move", "empty", "list", "cut", "quote"]))
        changed = {"move": line, "empty": line.partition(":")[0] + ":", "list": line.replace(": ", ": [[") + "]]"}
        changed |= {"cut": line[: len(line) // 2], "quote": line.replace(": ", ': "\\U')}
        lines.insert(to, changed[change]) if change in changed else None
        lines = lines or [""]
    with contextlib.suppress(BadInput):
        read_workflow("\n".join(lines), "publish.yml", PUBLISHERS)


def test_causes_are_in_the_catalogue() -> None:
    """Every cause that the reader can name is in the catalogue."""
    sources = [path.read_text(encoding="utf-8") for path in FOLDER.parent.glob("*_findings.py")]
    named = {name for text in sources for name in re.findall(r'(?:Finding\(|cause = |", )"([a-z]+(?:-[a-z]+)+)"', text)}
    assert 15 < len(named)
    assert set() == named - set(CAUSES)
