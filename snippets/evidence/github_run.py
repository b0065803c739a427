"""Which run of GitHub Actions is meant, and which of its jobs are to be read."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from shared.bad_input import BadInput

FAILED = ("failure", "timed_out")
ADDRESS = re.compile(
    r"https://github\.com/([\w.-]{1,100})/([\w.-]{1,100})/actions/runs/(\d{1,20})"
    r"(?:/attempts/(\d{1,9}))?(?:/job/(\d{1,20}))?/?(?:[?#].*)?"
)


class Run(NamedTuple):
    """An attempt of a run (None: the latest): the repository, and the workflow's path and commit, "" until known."""

    repository: str
    id: str
    attempt: str | None
    path: str = ""
    commit: str = ""
    job: str = ""


class Job(NamedTuple):
    """A job of a run: `conclusion` is None while the job runs."""

    id: int
    name: str
    conclusion: str | None


def run_at(address: str) -> Run:
    """The run that the URL of its page names. Raises BadInput.

    >>> run_at("https://github.com/octo-org/sampleproject/actions/runs/7/job/11")[:3]
    ('octo-org/sampleproject', '7', None)
    """
    found = ADDRESS.fullmatch(address)
    if not found:
        raise BadInput("bad-run", name=address)
    owner, repository, run, attempt, job = found.groups()
    return Run(f"{owner}/{repository}", run, attempt, job=job or "")


def own_run(variables: Mapping[str, str]) -> Run:
    """The run of this job, from the job's variables. Raises BadInput outside a job.

    The path of a workflow in another repository is left out, because this repository doesn't contain the file.

    >>> reference = "octo-org/.github/.github/workflows/release.yml@refs/tags/v1"
    >>> job = {"GITHUB_REPOSITORY": "octo-org/.github", "GITHUB_RUN_ID": "7", "GITHUB_WORKFLOW_REF": reference}
    >>> own_run(job).path
    '.github/workflows/release.yml'
    """
    repository, run = variables.get("GITHUB_REPOSITORY", ""), variables.get("GITHUB_RUN_ID", "")
    if not (re.fullmatch(r"[\w.-]+/[\w.-]+", repository) and run.isdecimal()):
        raise BadInput("bad-no-run")
    attempt = variables.get("GITHUB_RUN_ATTEMPT") or None
    path = variables.get("GITHUB_WORKFLOW_REF", "").partition("@")[0]
    here = path.removeprefix(f"{repository}/") if path.startswith(f"{repository}/") else ""
    return Run(repository, run, attempt, here, variables.get("GITHUB_WORKFLOW_SHA", ""))


def chosen(jobs: list[Job], name: str) -> list[Job]:
    """The jobs whose logs are read: those that failed. If none of those with the name or id failed, all of them.

    A matrix or a called workflow adds to the name in the file.

    >>> jobs = [Job(1, "build", "success"), Job(2, "publish (3.12)", "failure"), Job(3, "explain", None)]
    >>> [job.id for job in chosen(jobs, "")], [job.id for job in chosen(jobs, "publish")]
    ([2], [2])
    """
    starts = (f"{name} (", f"{name} / ")
    named = [job for job in jobs if not name or name in (job.name, str(job.id)) or job.name.startswith(starts)]
    failed = [job for job in named if job.conclusion in FAILED]
    return failed or [job for job in named if name and job.conclusion not in (None, "skipped")]
