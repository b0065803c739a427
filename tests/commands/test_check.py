"""Before a release: what is wrong with a workflow or pipeline file, as a command, in the one file, and as a hook."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import forks
from catalogue import CAUSES
from example_workflows import BROKEN, GITLAB, GOOD
from pages import ROOT
from problems import report

FOLDER = ROOT / "snippets/workflows"
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
GOOD_ALONE = [path for path in GOOD if path.name != "caller-lacks-id-token.fixed.yml"]  # it calls what PyPI can't take


def check(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run it."""
    return forks.run(ROOT / "snippets/check.py", *map(str, arguments), cwd=cwd, env={"PYTHONUTF8": "1"})


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_broken_sample_is_found(lang: str) -> None:
    """Status 1, and the cause that the file is named for, with its line and its page."""
    for path in BROKEN:
        ran = check(path, "--lang", lang)
        cause = path.name.partition(".")[0]
        against = cause in ("environment-name-mismatch", "environment-missing-in-workflow", "environment-name-case")
        if not against:  # those show beside a publisher only
            assert (1, "") == (ran.returncode, ran.stderr), path
            assert re.search(rf"^{re.escape(str(path))}:\d+: ", ran.stdout), path
            assert f"/causes/{cause}/" in ran.stdout, path
            assert CAUSES[cause]["advice"][lang] in ran.stdout


def test_nothing_is_found_in_good_samples() -> None:
    """Status 0 for all of them at once, and for each job the publisher that it needs."""
    ran = check(*GOOD_ALONE)
    assert (0, "") == (ran.returncode, ran.stderr)
    assert re.search(
        r"publish needs this publisher on pypi\.org: Workflow name: \S+, Environment name: pypi\.", ran.stdout
    )


def test_a_publisher_is_compared() -> None:
    """With what PyPI has, a name that differs is a finding."""
    publisher = {
        "owner": "octo-org",
        "repository": "sampleproject",
        "workflow_filename": "x.yml",
        "environment": "live",
    }
    ran = check(FOLDER / "trusted-publishing.yml", "--publisher", json.dumps(publisher), "--format", "json")
    assert 1 == ran.returncode
    assert "environment-name-mismatch" in [each["cause"] for each in json.loads(ran.stdout)["findings"]]


def test_annotations() -> None:
    """In a run, each finding is an annotation at its line."""
    ran = check("snippets/workflows/non-linux-runner.broken.yml", "--format", "github")
    assert re.match(r"::error file=snippets/workflows/non-linux-runner\.broken\.yml,line=\d+,title=[^:]+::", ran.stdout)


@pytest.mark.parametrize("text", ["- a\n", "a: [", "", "\0"])
def test_a_file_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    """Status 2 and one sentence, also beside files that can be read."""
    (tmp_path / "bad.yml").write_text(text, "utf-8")
    for arguments in (["bad.yml"], [str(GITLAB[0]), "bad.yml"], ["nowhere.yml"]):
        ran = check(*arguments, cwd=tmp_path)
        assert (2, "", 1) == (ran.returncode, ran.stdout, len(ran.stderr.splitlines()))


def test_the_first_word_is_a_sub_command(tmp_path: Path) -> None:
    """`diagnose.py check FILE` is check.py; a log of that name is ./check; without such a word all is as it was."""
    diagnose, good = ROOT / "snippets/diagnose.py", str(FOLDER / "trusted-publishing.yml")
    log = (ROOT / "snippets/logs/invalid-token.action.txt").read_text("utf-8")
    (tmp_path / "check").write_text(log, "utf-8")
    environment = {"PYTHONUTF8": "1"}
    assert 0 == forks.run(diagnose, "check", good, cwd=tmp_path, env=environment).returncode
    ran = forks.run(diagnose, "./check", cwd=tmp_path, env=environment)
    assert (1, True) == (ran.returncode, "/causes/invalid-token/" in ran.stdout)
    ran = forks.run(diagnose, "explain", "./check", cwd=tmp_path, env=environment)
    assert (1, True) == (ran.returncode, "/causes/invalid-token/" in ran.stdout)


def test_help_names_the_sub_commands() -> None:
    """--help needs no page beside it."""
    import diagnose

    said = forks.run(ROOT / "snippets/diagnose.py", "--help", cwd=ROOT, env={}).stdout
    report(f"diagnose.py --help: no {name}" for name in diagnose.COMMANDS if f"\n    {name} " not in said)
    for name in diagnose.COMMANDS:
        ran = forks.run(ROOT / "snippets/diagnose.py", name, "--help", cwd=ROOT, env={})
        assert (0, True) == (ran.returncode, "Exit status" in ran.stdout), name


def files_of(pattern: str) -> list[str]:
    """Of some paths, those that a hook with this pattern is given."""
    paths = [
        ".github/workflows/release.yml", ".github/workflows/release.yaml", ".gitlab-ci.yml", "action.yml",
        ".github/actions/publish/action.yaml", "docs/x.yml", ".github/dependabot.yml", ".github/workflows/a/b.yml",
    ]  # fmt: skip
    return [path for path in paths if re.search(pattern, path)]


def test_the_hook_gets_workflows_and_nothing_else() -> None:
    """What GitHub and GitLab run, and composite actions."""
    expected = [
        ".github/workflows/release.yml", ".github/workflows/release.yaml", ".gitlab-ci.yml", "action.yml",
        ".github/actions/publish/action.yaml",
    ]  # fmt: skip
    assert expected == files_of(HOOK["files"])


def test_the_hook_installs_all_that_check_needs(tmp_path: Path) -> None:
    """Of the snippets just what is installed is there: check runs."""
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert HOOK["entry"] in settings["project"]["scripts"]
    installed = settings["tool"]["setuptools"]
    for name in installed["py-modules"]:
        (tmp_path / f"{name}.py").symlink_to(ROOT / f"snippets/{name}.py")
    for package in installed["packages"]:
        folder = tmp_path / package.replace(".", "/")
        folder.mkdir()
        for pattern in ["*.py", *installed["package-data"].get(package, [])]:
            for file in (ROOT / "snippets" / package.replace(".", "/")).glob(pattern):
                target = folder / file.relative_to(ROOT / "snippets" / package.replace(".", "/"))
                target.parent.mkdir(exist_ok=True)
                target.symlink_to(file)
    program = tmp_path / "start.py"
    program.write_text("import sys, check\nsys.exit(check.start())\n", "utf-8")
    command = [sys.executable, program, FOLDER / "empty-secret.broken.yml"]  # no fork: those have loaded the snippets
    ran = subprocess.run(command, cwd=tmp_path, env={"PATH": os.defpath}, capture_output=True, text=True, check=False)
    assert (1, "") == (ran.returncode, ran.stderr)
