"""A failed run explains itself: its job asks a GitHub on loopback, as the runner would start it."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import markdown
import pytest

from catalogue import CAUSES
from evidence.github_api import GitHub
from evidence.github_run import Job, Run
from explained_runs import GREEN, PUBLISHER, RED, WORKFLOW, Explain, a_run
from index_answers import Answer
from local_github import PATH, REPOSITORY, RUN, TOKEN, LocalGitHub, as_served
from local_server import Local, silent_port
from samples import EACH_LOG, publishers_of
from shared.bad_input import BadInput


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


def test_a_log_that_comes_later_is_waited_for(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub answers 404 until a log is ready; its address at the other host may have run out meanwhile."""
    waited: list[float] = []
    monkeypatch.setattr("evidence.github_api.time.sleep", waited.append)
    monkeypatch.setenv("SSL_CERT_FILE", str(local.authority))
    monkeypatch.setenv("NO_PROXY", "*")
    with silent_port() as port:
        moved = Answer(302, "", headers={"Location": f"https://localhost:{port}/"})
        local.server.index = a_run([Answer(404, ""), Answer(404, ""), moved])  # type: ignore[assignment]
        with pytest.raises(BadInput, match="localhost can't be reached"):
            GitHub(local.address, TOKEN, patience=100).log(Run(REPOSITORY, str(RUN), "2"), Job(2, "publish", ""))
    assert [1, 2] == waited


@pytest.mark.slow
def test_a_log_of_a_hundred_megabytes(explain: Explain) -> None:
    """Of a long log the parts that tell are read."""
    noise = "2026-11-28T10:00:00.1234567Z Compiling module after module of the sample project\r\n" * 600_000
    assert 48_000_000 < len(noise)
    ran = explain(a_run(noise + RED.lstrip("\ufeff") + noise), publisher=PUBLISHER)
    assert "workflow-filename-mismatch" == ran.outputs["cause"]


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
