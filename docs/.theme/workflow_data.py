"""What the reader of a pasted workflow knows, as one module: patterns and names of `ci_files`, the causes' words."""

import re
from typing import Any

from ci_files import commands, job_findings, jobs, read_workflow, workflow_findings  # data_modules says where they are
from data_modules import catalogue, compact
from javascript_patterns import javascript


def workflow_module() -> str:
    """The source of workflow-data.mjs."""
    return f"export default {compact(workflow_data())};\n"


def workflow_data() -> dict[str, Any]:
    """What is in it."""
    return {
        "patterns": patterns(),
        "trusted": commands.TRUSTED,
        "action": jobs.ACTION,
        "releaseActions": workflow_findings.RELEASE_ACTIONS,
        "certainties": catalogue.CERTAINTIES,
        "most": {
            "characters": read_workflow.MOST_CHARACTERS,
            "nodes": read_workflow.MOST_NODES,
            "depth": read_workflow.MOST_DEPTH,
            "needed": workflow_findings.MOST_NEEDED,
        },
        "causes": {
            lang: {name: [cause["title"][lang], cause["advice"][lang]] for name, cause in catalogue.CAUSES.items()}
            for lang in ("en", "ru")
        },
    }


def patterns() -> dict[str, tuple[str, str]]:
    """The patterns by which a workflow is read: the name of each, its source and its flags."""
    found = {}
    for module in (commands, jobs, job_findings, workflow_findings):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                source, flags = javascript(value.pattern)
                found[name] = (source, flags.replace("g", "") + "g" + "i" * bool(value.flags & re.IGNORECASE))
    return found
