"""Explains a run from the logs of its failed jobs, its workflow file and the publisher on PyPI."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from answer.case import Case
from answer.causes import diagnose
from answer.report import Answer, as_object
from catalogue import CERTAINTIES, Lang, say
from evidence.github_api import GitHub
from evidence.github_run import Run, chosen
from evidence.log import read_log
from shared.bad_input import BadInput
from shared.safe_text import shown

if TYPE_CHECKING:
    from ci_files.read_workflow import Workflow  # needs PyYAML, which a runner may lack

MOST_JOBS = 10  # logs of one run that are read


class Explained(NamedTuple):
    """What is known about one job: its name, the case, the answer, and lines of the workflow file by PyPI's fields."""

    name: str
    case: Case
    answer: Answer
    lines_of: Mapping[str | None, int]

    @property
    def rank(self) -> int:
        """How informative the answer is; 0 is the most informative."""
        if self.answer["causes"]:
            return CERTAINTIES.index(self.answer["causes"][0]["certainty"])
        return 3 if self.answer["unexplained"] else 4

    def differs(self, first: "Explained") -> bool:
        """Whether it has a certain or likely cause that differs from the first job's."""
        return self.rank <= 1 and self.answer["causes"][0]["cause"] != first.answer["causes"][0]["cause"]


class Told(NamedTuple):
    """The explanation of a run: the informative jobs, the most informative first; the workflow's path; and notes."""

    jobs: list[Explained]
    file: str
    notes: list[str]


def explained(
    github: GitHub, run: Run, name: str, publishers: Sequence[dict[str, Any]], index: str | None, lang: Lang
) -> Told:
    """Explain the jobs that failed, or those called `name`, from their logs.

    If a log or the workflow file can't be read, a note says so. Raises BadInput if the list of jobs can't be read.
    """
    jobs = chosen(github.jobs(run), name)
    if not jobs:
        raise BadInput("run-no-job" if name else "run-no-failure", name=name)
    notes = [say("run-more-jobs", lang, count=MOST_JOBS)] if len(jobs) > MOST_JOBS else []
    workflow, file = read_file(github, run, publishers, notes, lang)
    found = []
    for job in jobs[:MOST_JOBS]:
        try:
            log = read_log(github.log(run, job))
        except BadInput as error:
            notes.append(say("run-log", lang, name=shown(job.name), reason=error.said(lang)))
            continue
        publishes = log.client or log.claims or log.failure  # the file's findings say nothing about other jobs
        findings: list[Any] = [*workflow.findings] if workflow and publishes else []
        case = Case(log, publishers, findings=findings, index=index)
        answer = as_object(case, diagnose(case), lang)
        found.append(Explained(job.name, case, answer, lines_in(workflow, answer)))
    found.sort(key=lambda each: each.rank)
    return Told([each for number, each in enumerate(found) if number == 0 or each.differs(found[0])], file, notes)


def read_file(
    github: GitHub, run: Run, publishers: Sequence[dict[str, Any]], notes: list[str], lang: Lang
) -> tuple["Workflow | None", str]:
    """The workflow file as `read_workflow` reads it, and its path; a note if the file can't be read."""
    try:
        from ci_files.read_workflow import read_workflow
    except ModuleNotFoundError:
        notes.append(say("run-no-yaml", lang))
        return None, ""
    try:
        known = github.known(run)
        return (read_workflow(github.workflow(known), known.path, publishers), known.path) if known.path else (None, "")
    except BadInput as error:
        notes.append(say("run-workflow-unread", lang, reason=error.said(lang)))
        return None, ""


def lines_in(workflow: "Workflow | None", answer: Answer) -> dict[str | None, int]:
    """The lines of the publishing job, and of its environment, if the file has one job that the answer can mean."""
    needed = workflow.publishers if workflow else []
    needed = [each for each in needed if each.index in (None, answer["index"] or each.index)]
    return {None: needed[0].line, "environment": needed[0].environment_line} if len(needed) == 1 else {}
