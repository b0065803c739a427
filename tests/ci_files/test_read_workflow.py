"""The workflow reader, case by case: what is wrong in a file, at which line, and how certain that is."""

import pytest

from ci_files.read_workflow import Workflow, read_workflow
from example_workflows import FOLDER, PUBLISHERS, read

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
    "flit knows no Trusted Publishing": (HEAD + "    steps: [{run: flit publish}]\n", []),
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
    "TestPyPI's environment for PyPI": (
        HEAD + TRUST + "    environment: testpypi\n" + PUBLISH,
        ["wrong-index possible 6"],
    ),
    "maturin with a password": (
        HEAD + "    steps: [{uses: PyO3/maturin-action@v1, with: {command: upload, args: --password x dist/*}}]\n",
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
