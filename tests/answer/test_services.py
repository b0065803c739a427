"""What a CI service, a called workflow or a client tells of whose token it is: no cause of another is named."""

import json

import pytest

from answer.case import Case
from answer.causes import Diagnosis, diagnose
from catalogue import CAUSES, say
from diagnosed import found, run
from evidence.log import read_log
from pages import ROOT
from shapes import act, azure, gitlab_trace, jenkins

REFUSED = """\
Uploading distributions to https://upload.pypi.org/legacy/
Uploading sampleproject-1.4.0-py3-none-any.whl
WARNING  Error during upload. Retry with the --verbose option for more details.
ERROR    HTTPError: 403 Forbidden from https://upload.pypi.org/legacy/
         Invalid or non-existent authentication information. See
         https://pypi.org/help/#invalid-auth for more information.
"""
NO_CREDENTIALS = """\
Uploading distributions to https://upload.pypi.org/legacy/
WARNING  This environment is not supported for trusted publishing
ERROR    NonInteractive: Credential not found for API token.
"""
EXISTS = """\
Uploading distributions to https://upload.pypi.org/legacy/
Uploading sampleproject-1.4.0.tar.gz
ERROR    HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/
         File already exists ('sampleproject-1.4.0.tar.gz', with blake2_256 hash '4f2a').
"""


def on_azure(log: str) -> str:
    """Azure Pipelines."""
    ended = "##[error]Bash exited with code '1'.\n##[section]Finishing: Publish\n"
    return azure(f"##[section]Starting: Publish\n{log}{ended}")


def on_jenkins(log: str) -> str:
    """Jenkins."""
    return "[Pipeline] sh\n" + jenkins(f"+ twine upload dist/*\n{log}") + "\n[Pipeline] // stage\nFinished: FAILURE\n"


def on_circleci(log: str) -> str:
    """CircleCI."""
    return f"#!/bin/bash -eo pipefail\ntwine upload dist/*\n\n{log}\nExited with code exit status 1\n"


def on_buildkite(log: str) -> str:
    """Buildkite, which PyPI has no publishers for; its raw log has a time before each line."""
    lines = f"~~~ Running commands\n$ twine upload dist/*\n{log}🚨 Error: The command exited with status 1\n^^^ +++"
    return "\n".join(f"\x1b_bk;t=1795767300123\x07{line}" for line in lines.splitlines())


def on_act(log: str) -> str:
    """`act`, on somebody's own machine."""
    ended = "[Publish/publish]   ❌  Failure - Main twine upload dist/*\n[Publish/publish] 🏁  Job failed\n"
    return f"[Publish/publish] ⭐ Run Main twine upload dist/*\n{act(log)}\n{ended}"


def on_travis(log: str) -> str:
    """Travis CI."""
    return f"travis_fold:start:deploy\n{log}Your build exited with 1.\n"


SERVICES = {
    "azure": on_azure,
    "jenkins": on_jenkins,
    "circleci": on_circleci,
    "buildkite": on_buildkite,
    "act": on_act,
    "travis": on_travis,
}


def answered(log: str) -> tuple[Case, Diagnosis]:
    """The case of a log alone, and what is said of it."""
    case = Case(read_log(log))
    return case, diagnose(case)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_without_publishers(name: str) -> None:
    """It is named; where credentials are refused or missing, that there is no exchange is among the first causes."""
    for log, first in (REFUSED, "invalid-credentials"), (NO_CREDENTIALS, "no-ci-environment"):
        case, diagnosis = answered(SERVICES[name](log))
        assert case.log
        causes = [cause.cause for cause in diagnosis.causes]
        assert (name, True) == (case.log.service, {first, "no-ci-environment"} <= {*causes[:2]}), causes
    case, diagnosis = answered(SERVICES[name](EXISTS))
    assert case.log
    assert (name, ["file-already-exists"]) == (case.log.service, [cause.cause for cause in diagnosis.causes])


@pytest.mark.parametrize("name", SERVICES)
def test_the_service_is_told(name: str) -> None:
    """In one sentence, in both languages; of GitHub and GitLab there is nothing to say."""
    for lang in ("en", "ru"):
        sentence = say("other-ci", lang, service="…", url="…").partition("…")[0]
        assert sentence
        assert sentence in run("--lang", lang, stdin=SERVICES[name](REFUSED).encode()).stdout
        for own in (f"##[group]Run twine upload\n{REFUSED}", gitlab_trace(f"Running with gitlab-runner\n{REFUSED}")):
            assert sentence not in run("--lang", lang, stdin=own.encode()).stdout


# What tells in a log that a job ran on GitHub, though no claim is shown.
ON_GITHUB = {
    "the client": "Error: Trusted publishing exchange failure: \nToken request failed: the server refused the request "
    "for the following reasons:\n\n* `invalid-publisher`: valid token, but no corresponding publisher (Publisher with "
    "matching claims was not found)\n",
    "a path of the runner": "Run uv publish\n/home/runner/work/sampleproject/sampleproject\n"
    "error: Failed to obtain token for trusted publishing\n  cause: invalid-publisher: valid token, but no "
    "corresponding publisher (Publisher with matching claims was not found)\n",
    "the file of a workflow": "octo-org/sampleproject/.github/workflows/release.yml\n* invalid-publisher: valid token, "
    "but no corresponding publisher (All lookup strategies exhausted)\n",
    "the command of a runner": "##[error]invalid-publisher: valid token, but no corresponding publisher\n",
}


@pytest.mark.parametrize("sign", ON_GITHUB)
def test_no_causes_of_another_provider(sign: str) -> None:
    """What only a token of GitLab, Google or ActiveState can have is no cause of a job on GitHub."""
    _, diagnosis = answered(ON_GITHUB[sign])
    assert diagnosis.causes
    others = [
        each.cause for each in diagnosis.causes if "github" not in CAUSES[each.cause].get("providers", ["github"])
    ]
    assert [] == others


def test_a_workflow_of_another_repository_is_a_called_one() -> None:
    """The file that the token names lies elsewhere: whatever the page says, the job was called."""
    log = (ROOT / "snippets/logs/workflow-filename-mismatch.action.txt").read_text(encoding="utf-8")
    here = "`job_workflow_ref`: `octo-org/sampleproject/.github/workflows/"
    assert here in log
    called = log.replace(here, "`job_workflow_ref`: `octo-org/shared/.github/workflows/")
    given = ("--publisher", "@snippets/logs/workflow-filename-mismatch.publisher.json")
    first = found(*given, stdin=called.encode())["causes"][0]
    assert ("reusable-workflow", "certain") == (first["cause"], first["certainty"])
    assert "workflow-filename-mismatch" == found(*given, stdin=log.encode())["causes"][0]["cause"]


@pytest.mark.parametrize("blanks", [" ", "  ", "\t", "\u00a0", "\u200b"])
def test_an_environment_of_blanks_alone(blanks: str) -> None:
    """It is there, and nobody sees it."""
    publisher = {
        "provider": "github",
        "owner": "octo-org",
        "repository": "sampleproject",
        "workflow_filename": "release.yml",
        "environment": blanks,
    }
    claims = {
        "repository": "octo-org/sampleproject",
        "workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0",
        "environment": None,
    }
    answer = found("--claims", json.dumps(claims), "--publisher", json.dumps(publisher))
    assert "invisible-or-lookalike-characters" == answer["causes"][0]["cause"]
