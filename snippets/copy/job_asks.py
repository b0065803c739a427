"""In: a GitHub workflow file. Out: each job's environment, and whether the job can request a token. Needs PyYAML."""

import sys
from pathlib import Path
from typing import Any

import yaml


def job_asks(workflow: dict[Any, Any]) -> dict[str, tuple[bool | None, str]]:
    """By job: whether it may request a token (None if that depends on the calling workflow), and its environment.

    >>> workflow = {"permissions": {}, "jobs": {"build": {}, "publish": {"permissions": {"id-token": "write"},
    ...             "environment": {"name": "pypi"}}}}
    >>> job_asks(workflow)
    {'build': (False, ''), 'publish': (True, 'pypi')}
    """
    found = {}
    for name, job in workflow["jobs"].items():
        granted = job.get("permissions", workflow.get("permissions"))
        may = granted == "write-all" or (isinstance(granted, dict) and granted.get("id-token") == "write")
        environment = job.get("environment") or ""
        called = granted is None and "workflow_call" in (workflow.get("on") or workflow.get(True) or ())
        found[name] = (None if called else may, environment["name"] if isinstance(environment, dict) else environment)
    return found


if __name__ == "__main__":
    try:
        path = Path(sys.argv[1])
        for name, (may, environment) in job_asks(yaml.safe_load(path.read_text("utf-8"))).items():
            needs = f"Workflow name: {path.name}  Environment name: {environment or '(Any)'}"
            print(f"{name}: {'no permission id-token: write' if may is False else needs}")
    except (AttributeError, LookupError, OSError, TypeError, ValueError, yaml.YAMLError) as error:
        print(f"usage: python job_asks.py WORKFLOW-FILE ({type(error).__name__})", file=sys.stderr)
        sys.exit(2)
