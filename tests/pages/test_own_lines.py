"""The example files are of one piece: what a file does not share with another is what it is there to show."""

import re
from collections import Counter, defaultdict

import yaml

from pages import ROOT
from problems import report

FILES = sorted((ROOT / "snippets/workflows").glob("*.yml"))
# Line by line what stands in one file only, its comments aside.
OWN = {
    "attestation-generated-twice.broken.yml": r"""
        name: Publish to TestPyPI, then to PyPI
    """,
    "attestation-generated-twice.fixed.yml": r"""
        needs: rehearse
    """,
    "caller-lacks-id-token.fixed.yml": r"""
        id-token: write # for the publishing job in publish.yml
    """,
    "composite-action.broken.action.yml": r"""
        description: Upload the files in dist/
        runs:
        using: composite
    """,
    "composite-action.broken.yml": r"""
        - uses: $/.github/actions/publish # $/ stands for this repository
    """,
    "environment-name-case.broken.gitlab-ci.yml": r"""
        name: PyPI
    """,
    "environment-name-mismatch.broken.yml": r"""
        environment: release
    """,
    "github-token-does-not-trigger.fixed.yml": r"""
        needs: [release, build]
    """,
    "malformed-token.broken.yml": r"""
        id_token=$(jq .value <<< "$answer")
    """,
    "manual.yml": r"""
        index:
        description: Where to publish
        type: choice
        options: [testpypi, pypi]
        default: testpypi
        if: inputs.index == 'testpypi'
        publish-to-pypi:
        if: inputs.index == 'pypi'
    """,
    "non-linux-runner.broken.yml": r"""
        runs-on: macos-latest
    """,
    "pull-request-target.broken.yml": r"""
        pull_request_target:
        types: [closed]
    """,
    "read-claims.yml": r"""
        name: Read the token's claims
        on: workflow_dispatch
        cancel-in-progress: true
        claims:
        name: Show the claims
        id-token: write # to ask for the token
        - name: Show the claims
        curl --silent --fail --header "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
        "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=pypi" |
        jq --raw-output '.value | split(".")[1] | gsub("-"; "+") | gsub("_"; "/") | @base64d' | jq .
    """,
    "rehearsal.yml": r"""
        workflow_dispatch: # rehearses, and publishes nothing
        name: Rehearse
        if: github.event_name == 'workflow_dispatch'
        id-token: write # to ask for the token, which stays in the job
        sparse-checkout: .github
        - run: python3 .github/rehearsal/rehearse.py --publisher @.github/publisher.json --format github
    """,
    "reusable-workflow.broken.yml": r"""
        workflow_call:
    """,
    "several-invocations-in-one-job.broken.yml": r"""
        packages-dir: dist/core/
        packages-dir: dist/plugins/
    """,
    "several-invocations-in-one-job.fixed.yml": r"""
        strategy:
        matrix:
        package: [core, plugins]
        packages-dir: dist/${{ matrix.package }}/
    """,
    "testpypi.yml": r"""
        branches: [main]
        attestations: false # an attestation for TestPyPI would hold for PyPI as well
        skip-existing: true # not every commit changes the version
    """,
    "token-or-trusted-publishing.yml": r"""
        choose:
        name: Look for an API token
        environment: pypi # so that its secrets count too
        outputs:
        token: ${{ steps.look.outputs.token }}
        - id: look
        run: echo "token=${TOKEN:+set}" >> "$GITHUB_OUTPUT"
        publish-with-token:
        name: Publish with the API token
        needs: [build, choose]
        if: needs.choose.outputs.token == 'set'
        name: Publish by Trusted Publishing
        needs: [build, choose]
        if: needs.choose.outputs.token != 'set'
    """,
    "trusted-publishing.gitlab-ci.yml": r"""
        TESTPYPI_ID_TOKEN:
        aud: testpypi
        - twine upload --repository testpypi --skip-existing dist/*
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    """,
    "wrong-audience.broken.yml": r"""
        "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=https://pypi.org")
    """,
}


def lines(text: str) -> list[str]:
    """The lines without their indentation, blank ones and comments left out."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_a_file_differs_where_it_is_meant_to() -> None:
    """Whatever stands in one file only is listed above: a slip of the pen would be another such line."""
    texts = {file.name: lines(file.read_text(encoding="utf-8")) for file in FILES}
    times = Counter(line for text in texts.values() for line in {*text})
    own = {name: [line for line in text if times[line] == 1] for name, text in texts.items()}
    wrong = []
    for name in sorted(own.keys() | OWN.keys()):
        expected = lines(OWN.get(name, ""))
        found = own.get(name, [])
        wrong += [f"snippets/workflows/{name}: {line!r} is in no other file" for line in found if line not in expected]
        wrong += [f"snippets/workflows/{name}: {line!r} is missing" for line in expected if line not in found]
    report(wrong)


def test_github_s_own_actions_are_used_in_one_way() -> None:
    """What a file takes, keeps and hands over is the same in each: sources without a password, the folder dist."""
    inputs: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    times: Counter[str] = Counter()
    for file in FILES:
        jobs = yaml.safe_load(file.read_text(encoding="utf-8")).get("jobs", {})
        for step in (step for job in jobs.values() for step in job.get("steps", ())):
            action = step.get("uses", "").partition("@")[0]
            times[action] += 1
            for name, value in step.get("with", {}).items():
                inputs[action][name][str(value)] += 1
    wrong = []
    for action in (each for each in times if each.startswith("actions/")):
        for name, values in inputs[action].items():
            if name != "sparse-checkout" and [*values.values()] != [times[action]]:  # a rehearsal needs little
                wrong.append(f"{action}: {name}: {dict(values)}, expected one value in all {times[action]} steps")
    report(wrong)


# What a job that hands over packages, and one that publishes them, does step by step.
BUILDS = re.compile(r"checkout (setup-python pip )?(build )+upload-artifact")
PUBLISHES = re.compile(r"download-artifact (test )?.*(gh-action-pypi-publish|publish|mint-token)( upload)?")
STEPS = {
    "python -m pip": "pip", "python -m build": "build", "pipx run build": "build", "pipx run cibuildwheel": "build",
    'test -n "$TOKEN"': "test", "pipx run twine upload": "upload",
}  # fmt: skip


def kind_of(step: dict) -> str:
    """A step in a word: the action's name, or what its command does."""
    run = step.get("run", "")
    if "mint-token" in run:
        return "mint-token"
    return (
        next((word for start, word in STEPS.items() if run.startswith(start)), "")
        or (step.get("uses", "").partition("@")[0].rpartition("/")[2])
    )


def test_no_step_is_lost() -> None:
    """A job that hands packages over checks them out and builds them; one that publishes them fetches them first."""
    wrong, jobs = [], 0
    for file in FILES:
        for name, job in yaml.safe_load(file.read_text(encoding="utf-8")).get("jobs", {}).items():
            steps = [kind_of(step) for step in job.get("steps", ())]
            rule = BUILDS if name == "build" else PUBLISHES if "build" in str(job.get("needs")) and steps else None
            jobs += rule is not None
            if rule and not rule.fullmatch(" ".join(steps)):
                wrong.append(f"snippets/workflows/{file.name}: {name}: {' '.join(steps)}, expected {rule.pattern}")
    assert jobs > 60
    report(wrong)
