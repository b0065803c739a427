"""The action that explains a failed run: its file, and what pages show of it."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

import forks
from built_site import COMMIT as COMMIT_OF_SITE
from built_site import Site
from catalogue import SITE
from explained_runs import ACTION, BIN, step
from pages import ROOT
from problems import report


@pytest.mark.parametrize("page", ["explain", "prevent", "ru/explain"])
def test_pages_show_the_action_at_the_commit_of_the_site(site: Site, page: str) -> None:
    """Nobody has to look for the commit that belongs to what the page says."""
    html = (site.folder / page / "index.html").read_text("utf-8")
    assert f"{SITE['repository']}/snippets/explain@{COMMIT_OF_SITE}" in re.sub("<[^>]+>", "", html)


def test_the_action_says_what_it_takes() -> None:
    """Every input reaches the program, by a variable: nothing of it stands in the script."""
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    passed = {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]}
    assert passed == {value for value in step()["env"].values() if "inputs." in value}
    assert "${{" not in step()["run"]


def test_linters_find_nothing(tmp_path: Path) -> None:
    """The schema, shellcheck, and zizmor as an auditor."""
    schema = forks.run(
        BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION), cwd=ROOT, env={}
    )
    assert 0 == schema.returncode, schema.stdout
    script = tmp_path / "script.sh"
    script.write_text(f"#!/bin/bash\n{step()['run']}", "utf-8")
    shell = subprocess.run([BIN / "shellcheck", script], capture_output=True, text=True, timeout=60, check=False)
    assert 0 == shell.returncode, shell.stdout
    arguments = ["--offline", "--no-config", "--persona=auditor", "--format=json", "--no-exit-codes"]
    audit = subprocess.run([BIN / "zizmor", *arguments, ACTION.parent], capture_output=True, text=True, check=True)
    assert 1 == audit.stderr.count("completed"), audit.stderr
    report(f"snippets/explain/action.yml: {each['ident']}" for each in json.loads(audit.stdout))
