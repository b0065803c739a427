"""Runs of GitHub Actions on loopback, and the action that explains them, started as the runner would start it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import forks
from index_answers import Answer
from local_github import COMMIT, PATH, REPOSITORY, RUN, TOKEN, LocalGitHub, as_served
from local_server import Local
from pages import ROOT
from samples import publishers_of

BIN = Path(sys.executable).parent
ACTION = ROOT / "snippets/explain/action.yml"
WORKFLOW = (ROOT / "snippets/workflows/trusted-publishing.yml").read_text("utf-8")
LOG = ROOT / "snippets/logs/workflow-filename-mismatch.action.txt"
PUBLISHER = json.dumps(publishers_of(LOG)[0])
GREEN = as_served("Successfully built sampleproject-1.4.0.tar.gz\nCleaning up orphan processes\n")
RED = as_served(LOG.read_text("utf-8"))
RUNS = f"https://github.com/{REPOSITORY}/actions/runs/{RUN}"


class Ran(NamedTuple):
    """What a run of the action leaves: exit status, annotations, errors, summary, outputs."""

    status: int
    out: str
    err: str
    summary: str
    outputs: dict[str, str]


Explain = Callable[..., Ran]


def explained(
    local: Local, folder: Path, github: LocalGitHub, *, script: bool = False, path: str | None = None, **inputs: str
) -> Ran:
    """Run what the action runs, in a job of a run that the given GitHub has; `script`: with the shell around it."""
    local.server.index = github  # type: ignore[assignment]
    summary, outputs = folder / "summary.md", folder / "outputs"
    for each in (summary, outputs):
        each.write_text("", "utf-8")
    environment = {
        "PATH": path or f"{BIN}:{os.environ['PATH']}", "SSL_CERT_FILE": str(local.authority), "PYTHONUTF8": "1",
        "GITHUB_ACTIONS": "true", "GITHUB_API_URL": local.address, "GITHUB_TOKEN": TOKEN,
        "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_RUN_ID": str(RUN), "GITHUB_RUN_ATTEMPT": "2",
        "GITHUB_WORKFLOW_REF": f"{REPOSITORY}/{PATH}@refs/tags/v1.4.0", "GITHUB_WORKFLOW_SHA": COMMIT,
        "GITHUB_ACTION_PATH": str(ACTION.parent), "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(outputs),
        "EXPLAIN_PATIENCE": "0",
        **{f"EXPLAIN_{name.upper()}": value for name, value in inputs.items()},
    }  # fmt: skip
    if script:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step()["run"]]
        options: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 120, "check": False}
        ran = subprocess.run(command, cwd=folder, env=environment, **options)
    else:
        ran = forks.run(ROOT / "snippets/explain.py", "--in-job", cwd=folder, env=environment)
    told = dict(line.split("=", 1) for line in outputs.read_text("utf-8").splitlines())
    assert TOKEN not in ran.stdout + ran.stderr + summary.read_text("utf-8")
    return Ran(ran.returncode, ran.stdout, ran.stderr, summary.read_text("utf-8"), told)


def step() -> dict[str, Any]:
    """The action's one step."""
    [only] = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    return only


def a_run(log: str | list[Answer] = RED, **more: Any) -> LocalGitHub:
    """A run of three jobs, the last of which failed, and the job that explains it."""
    jobs = [("build", "success", GREEN), ("test", "success", GREEN), ("publish", "failure", log), ("explain", None, "")]
    return LocalGitHub(jobs, WORKFLOW, **more)
