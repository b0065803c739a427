"""Both sides of Trusted Publishing come from one set of values, and agree."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

import forks
from answer.setup import NOBODY, Wanted, problems, set_up, typed
from answer.templates import filled, scalar
from any_setup import ANY, GOOD, VISIBLE
from catalogue import TEMPLATES, workflow_text
from ci_files.read_workflow import read_workflow
from hidden_secrets import PYPI, left
from pages import ROOT
from pypi.decision import decide
from pypi.forms import fill_in
from pypi.indexes import INDEXES
from samples import TOKEN_FOR

BIN = Path(sys.executable).parent
VALUES = {
    "github": {
        "owner": "octo-org", "repository": "sampleproject", "workflow_filename": "release.yml", "environment": "pypi",
    },
    "gitlab": {
        "namespace": "group", "project": "sampleproject", "workflow_filepath": ".gitlab-ci.yml", "environment": "pypi",
        "issuer_url": "https://gitlab.com",
    },
}  # fmt: skip


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(GOOD)
def test_both_sides_agree(wanted: Wanted) -> None:
    """The file, read back, needs the publisher that was typed, and PyPI accepts the token that its job would get."""
    setup, values = set_up(wanted), typed(wanted)
    [path, *_] = setup.files
    workflow = read_workflow(setup.files[path], path, [setup.stored | {"owner_id": "4242"}])
    [needed] = [each for each in workflow.publishers if each.job.startswith("publish")]
    assert wanted.target == needed.index
    file = "workflow_filename" if wanted.provider == "github" else "workflow_filepath"
    assert (values[file].strip(), values["environment"]) == (needed.workflow_filename, needed.environment)
    assert [] == workflow.findings
    job = {**setup.stored, "environment": values["environment"], "owner_id": "4242"}
    assert decide(wanted.provider, [{**setup.stored, "owner_id": "4242"}], TOKEN_FOR[wanted.provider](job)).accepted


# Not made smaller: each try starts the tools.
@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=[*HealthCheck], phases=[Phase.explicit, Phase.generate])
@given(wanted=st.lists(GOOD, min_size=25, max_size=25))
def test_the_tools_find_nothing(wanted: list[Wanted], tmp_path_factory: pytest.TempPathFactory) -> None:
    """The schemas accept the files; actionlint, and zizmor as an auditor, have nothing to say."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / ".git").mkdir()
    (folder / ".github/workflows").mkdir(parents=True)
    (folder / "gitlab").mkdir()
    for number, each in enumerate(wanted):
        place = ".github/workflows" if each.provider == "github" else "gitlab"
        [text, *_] = set_up(each).files.values()
        (folder / place / f"{number}.yml").write_text(text, "utf-8")
    for schema, place in (("github-workflows", ".github/workflows"), ("gitlab-ci", "gitlab")):
        files = [str(path) for path in (folder / place).iterdir()]
        ran = forks.run(BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files, cwd=folder, env={})
        assert not files or 0 == ran.returncode, ran.stdout
    assume(any(each.provider == "github" for each in wanted))
    lint = subprocess.run(
        [BIN / "actionlint", "-shellcheck", BIN / "shellcheck"], cwd=folder, capture_output=True, check=False
    )
    assert (0, b"") == (lint.returncode, lint.stdout), lint.stdout.decode()
    arguments = ["--offline", "--no-config", "--persona=auditor", "--format=json", "--no-exit-codes", "--collect=all"]
    audit = subprocess.run([BIN / "zizmor", *arguments, "."], cwd=folder, capture_output=True, check=False)
    assert [] == json.loads(audit.stdout), audit.stderr.decode()


@settings(max_examples=150)
@given(ANY)
def test_what_pypi_refuses_is_refused(wanted: Wanted) -> None:
    """No value that PyPI's form refuses goes through; what goes through the form would store."""
    refused = problems(wanted, "en")
    form = fill_in(wanted.provider, typed(wanted), world=NOBODY)
    assert form.errors.keys() <= refused.keys()
    assert refused or form.accepted


@given(st.sampled_from(["${{ github.ref }}", "$CI_COMMIT_TAG", "${X}", "a\u200bb", "a\nb", "a\u00a0b"]), VISIBLE)
def test_what_the_ci_would_evaluate_is_refused(part: str, rest: str) -> None:
    """An expression, a variable or what can't be seen is no name that both sides would have."""
    for provider, values in VALUES.items():
        if provider == "gitlab" or part not in ("$CI_COMMIT_TAG", "${X}"):
            wanted = Wanted(provider, values | {"environment": rest + part + rest}, "sampleproject")
            assert "environment" in problems(wanted, "en")


@pytest.mark.parametrize("secret", [f"-p{PYPI}", f"x{PYPI}.yml", "password=hunter2-correct-horse"])
def test_a_secret_is_refused(secret: str) -> None:
    """Neither a link nor a file is made of a secret, in whatever field it stands, and the sentence does not hold it."""
    for provider, values in VALUES.items():
        for field in [*values, "project"]:
            wanted = Wanted(provider, values | {field: secret}, secret if field == "project" else "sampleproject")
            found = problems(wanted, "en")
            assert found
            assert [] == [said for said in found.values() if left(secret[-20:], said)]


@pytest.mark.parametrize(
    "path", ["ci.yml@group/other", "https://example.org/ci.yml", "a//ci.yml", "../ci.yml", "./ci.yml", "/ci.yml"]
)
def test_a_pipeline_elsewhere_is_refused(path: str) -> None:
    """GitLab takes such a path for a file that lies elsewhere, or as PyPI does not read it."""
    wanted = Wanted("gitlab", VALUES["gitlab"] | {"workflow_filepath": path}, "sampleproject")
    assert ["workflow_filepath"] == [*problems(wanted, "en")]


def test_every_place_is_in_its_template_once() -> None:
    """What is written into a template stands there, and only there."""
    for name, rules in TEMPLATES.items():
        if "file" in rules:
            text = workflow_text(rules["file"])
            for sample, _ in [*rules["places"], *rules.get("environment", [])]:
                assert 1 == text.count(sample), (name, sample)


def test_the_samples_come_out_as_they_are() -> None:
    """With the values of the samples, the templates give the samples: one source."""
    text = workflow_text("trusted-publishing.yml")
    lines = [line for line in text[: text.index("\n  # --8<-- [start:explain]")].split("\n") if "--8<--" not in line]
    assert lines == filled("github", {**VALUES["github"], "project": "sampleproject"}).split("\n")


@pytest.mark.parametrize("client", ["action", "uv", "twine"])
def test_testpypi_is_asked_by_every_client(client: str) -> None:
    """The action by `repository-url`, the others by their options; the file names no other index."""
    for provider, usual in VALUES.items():
        if provider == "github" or client != "action":
            wanted = Wanted(
                provider, usual | {"environment": "test"}, "sampleproject", client=client, target="testpypi"
            )
            [text] = set_up(wanted).files.values()
            sign = {"action": "repository-url: https://test.pypi.org/legacy/", "twine": "--repository testpypi"}
            assert sign.get(client, "--publish-url https://test.pypi.org/legacy/") in text
            assert ("aud: testpypi" in text) == (provider == "gitlab")
            assert "https://pypi.org" not in text
            assert not set_up(wanted._replace(rehearse=True)).files.keys() - set_up(wanted).files.keys()


@given(st.one_of(VISIBLE, st.sampled_from(["on", "NO", "1e3", "~", "0o7", "-", "a: b", "#"])))
def test_a_scalar_is_the_string(value: str) -> None:
    """YAML reads back what was written, as a string."""
    assert value == yaml.safe_load(scalar(value))


def command(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return forks.run(ROOT / "snippets/new_publisher.py", *arguments, cwd=folder, env={"PYTHONUTF8": "1"})


GITHUB = ["github", "sampleproject", "owner=octo-org", "repository=sampleproject"]


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("provider", ["github", "gitlab"])
@pytest.mark.parametrize("new", [True, False])
@pytest.mark.parametrize("index", ["pypi", "testpypi"])
def test_the_command(tmp_path: Path, provider: str, new: bool, lang: str, index: str) -> None:
    """The form's address and values, and a file that `check` finds nothing in, once written."""
    given = GITHUB if provider == "github" else ["gitlab", "sampleproject", "namespace=group", "project=sampleproject"]
    given = [*given, "--index", index]
    ran = command(*given, "--lang", lang, *["--new"] * new, "--write", ".", folder=tmp_path)
    assert (0, "") == (ran.returncode, ran.stderr)
    place = f"{INDEXES[index].address}/manage/{'account' if new else 'project/sampleproject/settings'}/publishing/"
    assert place in ran.stdout
    names = {"pypi": "release.yml", "testpypi": "testpypi.yml"}
    file = f".github/workflows/{names[index]}" if provider == "github" else ".gitlab-ci.yml"
    check = forks.run(ROOT / "snippets/check.py", file, cwd=tmp_path, env={})
    assert (0, "") == (check.returncode, check.stderr)
    again = command(*given, "--write", ".", folder=tmp_path)
    assert (2, 1) == (again.returncode, len(again.stderr.splitlines()))


def test_json(tmp_path: Path) -> None:
    """The same for programs: address, publisher, files."""
    ran = command(*GITHUB, "--rehearse", "--format", "json", folder=tmp_path)
    told = json.loads(ran.stdout)
    assert {"form", "publisher", "files"} == told.keys()
    assert [".github/workflows/release.yml", ".github/publisher.json"] == [*told["files"]]
    assert told["publisher"] == json.loads(told["files"][".github/publisher.json"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*GITHUB, "environment=${{ x }}"], "environment"), ([*GITHUB, "workflow_filename=a/b.yml"], "directories"),
        ([*GITHUB, "sub=x"], "sub=x"), ([*GITHUB, "--explain", "main"], "main"),
        (["gitlab", "x", "namespace=a", "project=bc", "--client", "action"], "action"),
        (["google", "x", "email="], "email"),
        ([*GITHUB, "--index", "testpypi", "environment=PyPI"], "PyPI"), ([*GITHUB, "environment=testpypi"], "testpypi"),
        (["github", "json", *GITHUB[2:], "--new"], "standard library"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(tmp_path: Path, arguments: list[str], said: str) -> None:
    """Status 2, and no file."""
    ran = command(*arguments, "--write", ".", folder=tmp_path)
    assert (2, "", 1) == (ran.returncode, ran.stdout, len(ran.stderr.splitlines()))
    assert said in ran.stderr
    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize("provider", ["google", "activestate"])
def test_other_providers_get_the_form_alone(tmp_path: Path, provider: str) -> None:
    """There is no file to write: the form's values and its address."""
    values = {
        "google": ["email=ci@example.org"],
        "activestate": ["organization=octo-org", "project=sample", "actor=dev"],
    }
    ran = command(provider, "sampleproject", *values[provider], "--format", "json", folder=tmp_path)
    assert {} == json.loads(ran.stdout)["files"]
    assert f"?provider={provider}&" in json.loads(ran.stdout)["form"]
