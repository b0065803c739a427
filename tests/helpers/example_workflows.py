"""The example workflows and pipelines: which files there are, and how the workflow reader reads one."""

from pathlib import Path

import samples
from ci_files.read_workflow import Workflow, read_workflow
from pages import ROOT

FOLDER = ROOT / "snippets/workflows"
FILES = sorted(FOLDER.iterdir())
GITLAB = [path for path in FILES if path.name.endswith(".gitlab-ci.yml")]
ACTIONS = [path for path in FILES if path.name.endswith(".action.yml")]
GITHUB = [path for path in FILES if path not in GITLAB + ACTIONS]
BROKEN = [path for path in FILES if ".broken." in path.name]
GOOD = [path for path in FILES if path not in BROKEN]

# What PyPI has for the repository that the files belong to.
PUBLISHERS = [
    samples.PUBLISHERS["github"] | {"workflow_filename": "publish.yml"},
    samples.PUBLISHERS["gitlab"] | {"environment": "pypi"},
]
ON_TESTPYPI = [publisher | {"environment": "testpypi"} for publisher in PUBLISHERS]


def read(path: Path, publishers: list[dict[str, str]] = PUBLISHERS) -> Workflow:
    """The file as the reader of the page would have it in a repository."""
    name = ".gitlab-ci.yml" if path in GITLAB else "action.yml" if path in ACTIONS else ".github/workflows/publish.yml"
    return read_workflow(path.read_text(encoding="utf-8"), name, publishers)
