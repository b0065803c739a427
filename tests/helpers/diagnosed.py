"""Run diagnose.py as a reader does: a log with its publisher, and the case that the guide grew from."""

import json
import os
import subprocess

import forks
from pages import ROOT

LOG = "snippets/logs/workflow-filename-mismatch.action.txt"
PUBLISHER = "@snippets/logs/workflow-filename-mismatch.publisher.json"
NOTE_TOKEN = {
    "repository": "svalench/fastapi_viewsets",
    "repository_owner": "svalench",
    "workflow_ref": "svalench/fastapi_viewsets/.github/workflows/publish.yml@refs/tags/1.0.1",
}
NOTE_PUBLISHER = {"provider": "github", "owner": "svalench", "repository": "fastapi_viewsets", "environment": ""}


def run(*arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run diagnose.py from the project's top folder."""
    environment = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **variables}
    return forks.run(ROOT / "snippets/diagnose.py", *arguments, cwd=ROOT, env=environment, stdin=stdin)


def found(*arguments: str, stdin: bytes = b"") -> dict:
    """What `--format json` prints."""
    return json.loads(run(*arguments, "--format", "json", stdin=stdin).stdout)
