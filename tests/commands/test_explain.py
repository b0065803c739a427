"""A failed run explains itself: its job asks a GitHub on loopback, as the runner would start it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import markdown
import pytest
import yaml

import forks
from built_site import COMMIT as COMMIT_OF_SITE
from built_site import Site
from catalogue import CAUSES, SITE
from evidence.github_run import GitHub, Job
from evidence.github_run import Run as OfGitHub
from index_answers import Answer
from local_github import COMMIT, LIMITED, PATH, REPOSITORY, RUN, TOKEN, LocalGitHub, as_served
from local_server import Local, silent_port
from pages import ROOT
from problems import report
from samples import EACH_LOG, publishers_of
from shared.bad_input import BadInput

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


@pytest.fixture
def explain(local: Local, tmp_path: Path) -> Explain:
    """Run what the action runs, in a job of a run that the given GitHub has."""

    def run(github: LocalGitHub, *, script: bool = False, path: str | None = None, **inputs: str) -> Ran:
        local.server.index = github  # type: ignore[assignment]
        summary, outputs = tmp_path / "summary.md", tmp_path / "outputs"
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
            ran = subprocess.run(command, cwd=tmp_path, env=environment, **options)
        else:
            ran = forks.run(ROOT / "snippets/explain.py", "--in-job", cwd=tmp_path, env=environment)
        told = dict(line.split("=", 1) for line in outputs.read_text("utf-8").splitlines())
        assert TOKEN not in ran.stdout + ran.stderr + summary.read_text("utf-8")
        return Ran(ran.returncode, ran.stdout, ran.stderr, summary.read_text("utf-8"), told)

    return run


def step() -> dict[str, Any]:
    """The action's one step."""
    [only] = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    return only


def a_run(log: str | list[Answer] = RED, **more: Any) -> LocalGitHub:
    """A run of three jobs, the last of which failed, and the job that explains it."""
    jobs = [("build", "success", GREEN), ("test", "success", GREEN), ("publish", "failure", log), ("explain", None, "")]
    return LocalGitHub(jobs, WORKFLOW, **more)


def test_the_run_is_explained(explain: Explain) -> None:
    """As the runner starts it: the cause in an annotation at the line of the workflow, the summary, the outputs."""
    ran = explain(a_run(), script=True, publisher=PUBLISHER, project="sampleproject")
    cause = "workflow-filename-mismatch"
    assert (0, "") == (ran.status, ran.err)
    assert re.match(rf"::error file={PATH},line=\d+,title={re.escape(CAUSES[cause]['title']['en'])}::", ran.out)
    assert {"cause": cause, "certainty": "certain"} == {name: ran.outputs[name] for name in ("cause", "certainty")}
    assert ran.outputs["url"].endswith(f"/causes/{cause}/")
    [_, act, *_] = ran.summary.split("\n\n")
    assert re.fullmatch(r"\*\*.*<em>Workflow name</em> <code>release\.yml</code>.*\*\*", act)


@pytest.mark.parametrize("log", EACH_LOG)
def test_every_log_is_explained(explain: Explain, log: Path) -> None:
    """The cause is named first, given the publisher; without it, it is first or among the possible ones."""
    expected, failed = log.name.split(".")[0], as_served(log.read_text("utf-8"))
    publishers = publishers_of(log)
    for given in [*(json.dumps(each) for each in publishers[:1]), ""]:
        ran = explain(a_run(failed), publisher=given)
        assert (0, "") == (ran.status, ran.err)
        first, *_ = ran.out.splitlines()
        assert first.startswith("::error "), ran.out
        assert f"/causes/{expected}/" in first
        assert f"/causes/{expected}/" in ran.summary
        assert expected == ran.outputs["cause"] or ran.outputs["certainty"] == "possible"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_summary_as_rendered(explain: Explain, lang: str) -> None:
    """Act, fields and hand-over come out as elements, and what a log holds stays text."""
    hostile = json.dumps(json.loads(PUBLISHER) | {"environment": "<img src=x>|`a`*b*</pre></details>"})
    ran = explain(a_run(), publisher=hostile, lang=lang, project="sampleproject")
    page = markdown.markdown(ran.summary, extensions=["tables", "md_in_html"])
    assert 1 == page.count("<h2>") == page.count("<table>") == page.count("<details>")
    assert 5 == page.count("<tr>")
    assert "<img" not in page
    assert "manage/project/sampleproject" in page


def test_pages_of_jobs(explain: Explain) -> None:
    """A matrix of 250 jobs is read to its end, and the one that failed is found."""
    jobs: list[Any] = [(f"test ({n})", "success", GREEN) for n in range(250)]
    github = LocalGitHub([*jobs, ("publish", "failure", RED)], WORKFLOW)
    assert "certain" == explain(github, publisher=PUBLISHER).outputs["certainty"]
    assert 3 == sum(path.endswith("/attempts/2/jobs") for path in github.asked)
    assert ["/logs/250"] == github.elsewhere


def test_of_two_failed_jobs_the_telling_one_is_explained(explain: Explain) -> None:
    """Failing tests are no reason why PyPI refuses; with `job` another one can be asked for."""
    tests = as_served("FAILED tests/test_x.py::test_x - assert 1 == 2\n##[error]Process completed with exit code 1.\n")
    github = LocalGitHub([("test", "failure", tests), ("publish", "failure", RED)], WORKFLOW)
    assert "workflow-filename-mismatch" == explain(github, publisher=PUBLISHER).outputs["cause"]
    assert "publish" in explain(github, publisher=PUBLISHER).summary.splitlines()[0]
    assert {} == explain(github, publisher=PUBLISHER, job="test").outputs


SAID = {
    "rights": ([Answer(403, {"message": "Resource not accessible by integration"})], "actions: read"),
    "not there": ([Answer(404, {"message": "Not Found"})], "its log isn't ready"),
    "gone": ([Answer(410, {"message": "Gone"})], "expired"),
    "limit": ([LIMITED], "rate-limiting"),
    "secondary limit": ([Answer(429, "", headers={"Retry-After": "60"})], "rate-limiting"),
    "outage": ([Answer(503, "")], "status 503"),
    "no https": ([Answer(302, "", headers={"Location": "http://localhost:1/"})], "isn't an https URL"),
    "no address": ([Answer(302, "")], "isn't an https URL"),
    "round and round": ([Answer(302, "", headers={"Location": "https://localhost:1/"})], "can't be reached"),
    "nothing in it": ("\ufeff", "publish: "),
}


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_log_that_cannot_be_had_is_one_sentence(explain: Explain, name: str, lang: str) -> None:
    """The result is neutral: a notice in the annotations, the same in the summary, and no output."""
    held, said = SAID[name]
    ran = explain(a_run(held), lang=lang)
    assert (0, "", {}) == (ran.status, ran.err, ran.outputs)
    [line] = ran.out.splitlines()
    assert line.startswith("::notice::")
    assert lang == "ru" or said in line
    assert ran.summary.strip()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"/jobs": Answer(403, {"message": "no"})}, "actions: read"),
        ({"/jobs": LIMITED}, "rate-limiting"),
        ({"/jobs": Answer(200, "<html>")}, "JSON"),
        ({"/jobs": Answer(200, {"jobs": [{"id": 1, "name": "x", "conclusion": "success"}]})}, "No job of this run"),
    ],
)  # fmt: skip
def test_jobs_that_cannot_be_had_are_one_sentence(explain: Explain, answers: dict[str, Answer], said: str) -> None:
    """The same where GitHub does not tell the jobs, or none has failed."""
    ran = explain(a_run(answers=answers))
    assert (0, "", {}) == (ran.status, ran.err, ran.outputs)
    [line] = ran.out.splitlines()
    assert line.startswith("::notice::")
    assert said in line


def test_a_log_that_comes_later_is_waited_for(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub answers 404 until a log is ready; its address at the other host may have run out meanwhile."""
    waited: list[float] = []
    monkeypatch.setattr("evidence.github_run.time.sleep", waited.append)
    monkeypatch.setenv("SSL_CERT_FILE", str(local.authority))
    monkeypatch.setenv("NO_PROXY", "*")
    with silent_port() as port:
        moved = Answer(302, "", headers={"Location": f"https://localhost:{port}/"})
        local.server.index = a_run([Answer(404, ""), Answer(404, ""), moved])  # type: ignore[assignment]
        with pytest.raises(BadInput, match="localhost can't be reached"):
            GitHub(local.address, TOKEN, patience=100).log(OfGitHub(REPOSITORY, str(RUN), "2"), Job(2, "publish", ""))
    assert [1, 2] == waited


@pytest.mark.slow
def test_a_log_of_a_hundred_megabytes(explain: Explain) -> None:
    """Of a long log the parts that tell are read."""
    noise = "2026-11-28T10:00:00.1234567Z Compiling module after module of the sample project\r\n" * 600_000
    assert 48_000_000 < len(noise)
    ran = explain(a_run(noise + RED.lstrip("\ufeff") + noise), publisher=PUBLISHER)
    assert "workflow-filename-mismatch" == ran.outputs["cause"]


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"index": "conda"}, "index"), ({"lang": "fr"}, "lang"), ({"patience": "-1"}, "patience"),
        ({"publisher": "{"}, "--publisher"), ({"publisher": "@nowhere.json"}, "nowhere.json"),
        ({"job": "deploy"}, "deploy"),
    ],
)  # fmt: skip
def test_an_input_that_cannot_be_is_one_sentence(explain: Explain, inputs: dict[str, str], said: str) -> None:
    """A mistake in the job that explains does not stop the run either."""
    ran = explain(a_run(), **inputs)
    assert (0, "") == (ran.status, ran.err)
    [line] = ran.out.splitlines()
    assert line.startswith("::notice::")
    assert said in line


def test_without_the_workflow_file(explain: Explain) -> None:
    """The log is explained all the same, and a notice says why the file was left out."""
    github = a_run()
    github.workflow = None
    ran = explain(github, publisher=PUBLISHER)
    assert "workflow-filename-mismatch" == ran.outputs["cause"]
    assert "::notice::The workflow file wasn't read" in ran.out
    assert "file=" not in ran.out


def test_without_pyyaml(explain: Explain, tmp_path: Path) -> None:
    """A Python without packages explains the log, and says that the workflow file was left out."""
    python = tmp_path / "bin/python3"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n', "utf-8")
    python.chmod(0o755)
    ran = explain(a_run(), script=True, path=f"{python.parent}:{os.environ['PATH']}", publisher=PUBLISHER)
    assert (0, "") == (ran.status, ran.err)
    assert "workflow-filename-mismatch" == ran.outputs["cause"]
    assert "PyYAML" in ran.out
    assert "PyYAML" in ran.summary


def test_an_old_python_says_so(explain: Explain, tmp_path: Path) -> None:
    """One sentence, and a neutral result, where no Python is new enough."""
    for name in ("python3", "python"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    ran = explain(a_run(), script=True, path=f"{tmp_path}:{os.environ['PATH']}")
    assert (0, "::notice::Python 3.11 or later is needed to explain this run, and this runner has none.\n") == ran[:2]


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


def run_by_hand(local: Local, github: LocalGitHub, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it."""
    local.server.index = github  # type: ignore[assignment]
    environment = {"SSL_CERT_FILE": str(local.authority), "GITHUB_API_URL": local.address, "GH_TOKEN": TOKEN}
    return forks.run(ROOT / "snippets/explain.py", *arguments, cwd=ROOT, env={"PYTHONUTF8": "1", **environment})


@pytest.mark.parametrize("address", [RUNS, f"{RUNS}/attempts/2", f"{RUNS}/job/2?pr=1"])
def test_by_hand(local: Local, address: str) -> None:
    """The address of a run, of an attempt or of a job: the answer as text, with the status of diagnose.py."""
    ran = run_by_hand(local, a_run(), address, "--publisher", PUBLISHER)
    assert (1, "") == (ran.returncode, ran.stderr)
    assert ran.stdout.startswith("Why the job publish failed\n")
    assert "/causes/workflow-filename-mismatch/" in ran.stdout


def test_by_hand_in_other_formats(local: Local) -> None:
    """JSON has the job's name beside what diagnose.py prints; annotations name the file."""
    ran = run_by_hand(local, a_run(), RUNS, "--publisher", PUBLISHER, "--format", "json")
    assert ["publish", "workflow-filename-mismatch"] == [
        (told := json.loads(ran.stdout))["job"], told["causes"][0]["cause"]
    ]  # fmt: skip
    assert f"file={PATH}" in run_by_hand(local, a_run(), RUNS, "--publisher", PUBLISHER, "--format", "github").stdout


def test_a_log_by_hand(local: Local) -> None:
    """A file, too, is explained."""
    ran = run_by_hand(local, a_run(), str(LOG), "--publisher", PUBLISHER)
    assert (1, "") == (ran.returncode, ran.stderr)
    assert "/causes/workflow-filename-mismatch/" in ran.stdout


@pytest.mark.parametrize("address", ["https://example.org/", "https://github.com/octo-org/sampleproject", "https://["])
def test_what_is_no_run(local: Local, address: str) -> None:
    """An address of something else is refused in one sentence, and nobody is asked."""
    github = a_run()
    ran = run_by_hand(local, github, address)
    assert (2, 1, []) == (ran.returncode, len(ran.stderr.splitlines()), github.asked)
