"""The workflows that this project itself runs: they ask for little, and do what their names say."""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

import forks
from catalogue import SITE
from pages import LANGUAGES, ROOT
from problems import report

BIN = Path(sys.executable).parent
GITHUB = ROOT / ".github"
WORKFLOW_FILES = sorted(GITHUB.glob("workflows/*.yml"))
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in WORKFLOW_FILES}
# What each job may, but for reading the repository.
MAY = {
    "drift.tell": {"issues": "write"},
    "pages.deploy": {"pages": "write", "id-token": "write"},
    "update.propose": {"contents": "write", "pull-requests": "write"},
}
# A program that notes how it was called, and answers with what the test left for it.
FAKE = """\
#!/bin/sh
echo "$(basename "$0") $*" >> "$NOTES"
case "$1 $2" in
  *" list") echo "$LISTED" ;;
  "diff --quiet") exit "$DIFFERS" ;;
  tests/tools/drift.py*) echo "$SAYS"; exit "$STATUS" ;;
esac
"""


def place_of(finding: dict[str, Any]) -> str:
    """`path:line` of what zizmor found."""
    [*_, location] = finding["locations"]
    [path] = location["symbolic"]["key"].values()
    return f"{path['verbatim_path']}:{location['concrete']['location']['start_point']['row'] + 1}"


def jobs() -> dict[str, dict[str, Any]]:
    """Every job of every workflow, as `workflow.job`."""
    return {f"{name}.{job}": each for name, flow in WORKFLOWS.items() for job, each in flow["jobs"].items()}


def tool(*command: str) -> subprocess.CompletedProcess[str]:
    """What a tool says, run at the root."""
    if command[0] == "check-jsonschema":
        return forks.run(BIN / command[0], *command[1:], cwd=ROOT, env={})
    return subprocess.run([BIN / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)


def run(workflow: str, job: str, folder: Path, **given: str) -> tuple[int, list[str]]:
    """The status of a job's last script, and the commands that it gave to fake programs.

    The script is run as GitHub runs it, except that a variable that nobody set is an error.
    """
    *_, step = (step for step in WORKFLOWS[workflow]["jobs"][job]["steps"] if "run" in step)
    for program in ("gh", "git", ".venv/bin/python"):
        path = folder / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FAKE, "utf-8")
        path.chmod(0o755)
    environment = step["env"] | given | {"NOTES": str(folder / "notes"), "PATH": f"{folder}:{os.environ['PATH']}"}
    environment |= {name: str(folder / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    command = ["bash", "-eu", "-c", step["run"]]
    done = subprocess.run(command, cwd=folder, env=environment, timeout=60, check=False)
    notes = folder / "notes"
    return done.returncode, notes.read_text("utf-8").splitlines() if notes.exists() else []


def test_the_strictest_reader_finds_nothing() -> None:
    """Zizmor as an auditor has nothing to say about the workflows and Dependabot's settings."""
    done = tool("zizmor", "--offline", "--no-config", "--persona=auditor", "--collect=all", "--format=json", ".github")
    assert len(WORKFLOWS) + 1 == done.stderr.count("completed"), done.stderr
    report(f"{place_of(each)}: {each['ident']}: {each['desc']}" for each in json.loads(done.stdout))


def test_actionlint_finds_nothing() -> None:
    """Names, expressions and steps are what GitHub knows, and scripts what a shell does."""
    files = [f".github/workflows/{name}.yml" for name in WORKFLOWS]
    done = tool("actionlint", "-shellcheck", str(BIN / "shellcheck"), *files)
    assert (0, "") == (done.returncode, done.stdout), done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", "workflows/*.yml"),
        ("dependabot", "dependabot.yml"),
        ("github-issue-forms", "ISSUE_TEMPLATE/*.yml"),
    ],
)
def test_files_fit_their_schema(schema: str, files: str) -> None:
    """GitHub reads every file of its folder as it is meant."""
    paths = [str(path) for path in GITHUB.glob(files)]
    assert paths
    done = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *paths)
    assert 0 == done.returncode, done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_issue_forms_lead_to_the_site(language: str) -> None:
    """Whoever reports a failure is led to pages and headings that there are, in the language of the form."""
    form = (GITHUB / f"ISSUE_TEMPLATE/failure.{language}.yml").read_text("utf-8")
    root = SITE["url"] + ("" if language == "en" else f"{language}/")
    links = re.findall(r"https?://[^\s)]+", form)
    assert [f"{root}security/#share", root] == links
    assert "{ #share }" in (ROOT / "docs" / language / "security.md").read_text("utf-8")


def test_hooks_run_what_there_is() -> None:
    """Before a commit the project's own tools run, over files that there are."""
    [local] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    gone = []
    for hook in local["hooks"]:
        program, *arguments = hook["entry"].split()
        assert (BIN / Path(program).name).exists(), program
        paths = [each for each in arguments if each.startswith("tests/") and not (ROOT / each).exists()]
        gone += [f".pre-commit-config.yaml: {hook['id']}: {path}: no such file" for path in paths]
        assert [path for path in tracked if re.search(hook.get("files", ""), path)], hook["id"]
    report(gone)


def test_jobs_may_little() -> None:
    """Nothing is granted to a whole workflow; a job that may write does not check anything out to run it."""
    granting = {name: flow["permissions"] for name, flow in WORKFLOWS.items() if flow["permissions"] != {}}
    report(f".github/workflows/{name}.yml: permissions {given}, expected {{}}" for name, given in granting.items())
    granted = {name: {k: v for k, v in job["permissions"].items() if v != "read"} for name, job in jobs().items()}
    assert MAY == {name: rights for name, rights in granted.items() if rights}
    scripts = {name: [step["run"] for step in jobs()[name]["steps"] if "run" in step] for name in MAY}
    runs = r"\b(make|python|npm|npx|uv|pip)\b"
    ran = [(name, program) for name, lines in scripts.items() for program in re.findall(runs, "\n".join(lines))]
    report(f".github/workflows: {name}: runs {program}, and may write" for name, program in ran)


def test_no_secret_is_needed() -> None:
    """Whoever takes the repository over has nothing to store; every token is the job's own."""
    lines = [
        (path, n, line) for path in WORKFLOW_FILES for n, line in enumerate(path.read_text("utf-8").split("\n"), 1)
    ]
    report(f"{path}:{n}: {line.strip()}" for path, n, line in lines if re.search(r"\bsecrets\.\w", line))


def test_the_site_is_published_only_when_tested() -> None:
    """Deploying needs the build, and the build the tests."""
    pages = WORKFLOWS["pages"]["jobs"]
    assert ("build", "test") == (pages["deploy"]["needs"], pages["build"]["needs"])
    assert pages["test"]["uses"].endswith("/.github/workflows/test.yml")
    assert "make site" in [step.get("run") for step in pages["build"]["steps"]]


@pytest.mark.parametrize(
    ("status", "expected", "output"),
    [("0", 0, None), ("1", 0, "report<<END\n- docs/en/prevent.md\nEND_OF_REPORT\nEND\n"), ("2", 2, None)],
)
def test_drift_is_told_and_an_outage_is_not(tmp_path: Path, status: str, expected: int, output: str | None) -> None:
    """The report goes on only if there is drift; sources that can't be asked fail the job."""
    said = "- docs/en/prevent.md\nEND_OF_REPORT"  # as a file of a source may be called
    ended, asked = run("drift", "compare", tmp_path, STATUS=status, SAYS=said)
    assert expected == ended
    assert ["python tests/tools/drift.py"] == asked
    told = tmp_path / "GITHUB_OUTPUT"
    end = sha256(f"{said}\n".encode()).hexdigest()
    assert output == (told.read_text("utf-8").replace(end, "END") if told.exists() else None)


@pytest.mark.parametrize(
    ("listed", "command"), [("", "gh issue create --label drift --title"), ("7", "gh issue edit 7 --body")]
)
def test_one_issue_is_kept(tmp_path: Path, listed: str, command: str) -> None:
    """The first report opens an issue, each later one takes its place."""
    ended, asked = run("drift", "tell", tmp_path, LISTED=listed, REPORT="- docs/en/prevent.md")
    assert 0 == ended
    [*_, last] = asked
    assert last.startswith(command)
    assert last.endswith("--body - docs/en/prevent.md")
    assert 3 == len(asked)


@pytest.mark.parametrize(
    ("differs", "listed", "expected"),
    [
        ("0", "", []),
        ("1", "", ["git switch", "git commit", "git push", "gh pr list", "gh pr create"]),
        ("1", "7", ["git switch", "git commit", "git push", "gh pr list"]),
    ],
)
def test_one_pull_request_is_kept(tmp_path: Path, differs: str, listed: str, expected: list[str]) -> None:
    """Requirements that are new are pushed, and proposed once; the same ones are not."""
    ended, asked = run("update", "propose", tmp_path, DIFFERS=differs, LISTED=listed)
    assert 0 == ended
    assert expected == re.findall(r"^git (?:switch|commit|push)|^gh pr \w+", "\n".join(asked), re.MULTILINE)
    who = dict(re.findall(r"^git config user\.(name|email) (\S+)$", "\n".join(asked), re.MULTILINE))
    assert not expected or who["email"].endswith(f"+{who['name']}@users.noreply.github.com"), who


def test_an_artifact_is_unpacked_elsewhere() -> None:
    """What other people's code made never lands in the checkout of a job that may write: known files are copied."""
    steps = yaml.safe_load((ROOT / ".github/workflows/update.yml").read_text("utf-8"))["jobs"]["propose"]["steps"]
    taken = [step["with"].get("path", "") for step in steps if "download-artifact" in step.get("uses", "")]
    assert ["${{ runner.temp }}/requirements"] == taken
