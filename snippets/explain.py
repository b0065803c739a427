"""Explain a failed run of GitHub Actions: read the logs of the jobs that failed, and say what to change.

    python snippets/explain.py https://github.com/octo-org/sampleproject/actions/runs/7
    python snippets/explain.py failed-job.log

The program asks for a run's logs with the token in GH_TOKEN or GITHUB_TOKEN, or else with the one that `gh` has.
The token goes only to GitHub's API, and is never printed.

Exit status: 0, nothing wrong found; 1, at least one cause; 2, the input can't be used. With --in-job always 0: a notice
says what can't be explained, and the run does not fail because of it.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping

import command_line
from answer.annotations import as_github, escaped
from answer.case import Case
from answer.causes import diagnose
from answer.explained import Explained, Told, explained
from answer.markdown import annotations, as_markdown, plain
from answer.report import as_object, as_text
from catalogue import Lang, say
from command_line import add_lang, add_place, add_publisher, complain, emit, given_publishers, read_text, run
from evidence.github_api import GitHub
from evidence.github_run import Run, own_run, run_at
from evidence.log import read_log
from evidence.long_log import read_long
from pypi.indexes import INDEXES
from shared.bad_input import BadInput
from shared.safe_json import as_json_text
from shared.safe_text import shown

INPUTS = ("project", "index", "lang", "job")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("explain.py", __doc__)
    command.add_argument(
        "run", nargs="?", metavar="RUN|LOG", help="a run's or a job's address, or a log: a file, - for standard input"
    )
    command.add_argument("--in-job", action="store_true", help="explain the run of this job; inputs are in EXPLAIN_…")
    add_publisher(command)
    add_place(command)
    command.add_argument("--job", default="", metavar="NAME", help="the job to explain, instead of each that failed")
    command.add_argument("--patience", type=float, default=60, help="seconds to wait for a log that is not there yet")
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    return add_lang(command)


def main(argv: list[str]) -> int:
    """Explain, print, and return the exit status."""
    options = parser().parse_args(argv)
    return in_job(options, os.environ) if options.in_job else run(explain, options)


def explain(options: argparse.Namespace) -> int:
    """Explain a run or a log, print the answer, and return the exit status."""
    lang = options.lang
    if options.run and options.run.startswith("https://"):
        told = explain_run(run_at(options.run), token_of_user(os.environ), options)
    else:
        log = read_log(read_text(options.run or "-", read_long))
        case = Case(log, given_publishers(options.publisher), index=options.index)
        told = Told([Explained("", case, as_object(case, diagnose(case), lang), {})], "", [])
    for note in told.notes:
        complain(note)
    if not told.jobs:
        return 2
    text = "\n".join(written(job, told.file, options) for job in told.jobs)
    form = options.format
    emit(text, commands=form == "github", json=form == "json", colour=form == "text" and command_line.has_colour())
    first = told.jobs[0].answer
    return 1 if first["causes"] or first["unexplained"] else 0


def written(job: Explained, file: str, options: argparse.Namespace) -> str:
    """The answer about one job in the format that is asked for."""
    lang: Lang = options.lang
    if options.format == "json":
        return as_json_text({"job": job.name, **job.answer}) + "\n"
    if options.format == "github":
        return as_github(job.answer, lang, file, job.lines_of)
    title = say("explained-job", lang, name=shown(job.name)) + "\n\n" if job.name else ""
    return title + as_text(job.answer, lang, colour=command_line.has_colour())


def in_job(options: argparse.Namespace, variables: Mapping[str, str]) -> int:
    """Explain the run of this job in annotations, in its summary and its outputs. The exit status is always 0."""
    lang: Lang = "ru" if variables.get("EXPLAIN_LANG") == "ru" else "en"
    try:
        take_inputs(options, variables)
        told = explain_run(own_run(variables), variables.get("GITHUB_TOKEN"), options)
    except BadInput as error:
        told = Told([], "", [error.said(lang)])
    except Exception as error:  # explaining must not make a run red, whatever is wrong with it
        told = Told([], "", [say("run-failed-itself", lang, name=type(error).__name__)])
    causes = told.jobs[0].answer["causes"] if told.jobs else []
    outputs = "".join(f"{name}={causes[0][name]}\n" for name in ("cause", "certainty", "url")) if causes else ""
    writes: list[Callable[[], None]] = [
        lambda: emit(annotated(told, lang), commands=True),
        lambda: add_to("GITHUB_STEP_SUMMARY", summary(told, options, lang), variables),
        lambda: add_to("GITHUB_OUTPUT", outputs, variables),
    ]
    for write in writes:
        try:  # a full disk costs no more than what can't be written there
            write()
        except BadInput as error:
            complain(error.said(lang))
    return 0


def take_inputs(options: argparse.Namespace, variables: Mapping[str, str]) -> None:
    """Put the action's inputs, which are in EXPLAIN_…, into the options. Raises BadInput for one that can't be."""
    allowed = {"index": tuple(INDEXES), "lang": ("en", "ru")}
    for name in INPUTS:
        value = variables.get(f"EXPLAIN_{name.upper()}", "").strip()
        if value and value not in allowed.get(name, (value,)):
            raise BadInput("bad-input", name=name, value=value, allowed=", ".join(allowed[name]))
        if value:
            setattr(options, name, value)
    if publisher := variables.get("EXPLAIN_PUBLISHER", "").strip():
        options.publisher = [publisher]
    patience = variables.get("EXPLAIN_PATIENCE", "").strip()
    if patience and not patience.isdecimal():
        raise BadInput("bad-input", name="patience", value=patience, allowed="0, 1, 2, …")
    options.patience = min(float(patience or options.patience), 180)


def annotated(told: Told, lang: Lang) -> str:
    """The annotations, and a notice for each note."""
    lines = [annotations(job.answer, lang, told.file, job.lines_of) for job in told.jobs]
    return "".join([*lines, *(f"::notice::{escaped(note)}\n" for note in told.notes)])


def summary(told: Told, options: argparse.Namespace, lang: Lang) -> str:
    """The run's summary, as Markdown."""
    parts = [
        f"## {plain(say('explained-job', lang, name=shown(job.name)))}\n\n"
        + as_markdown(job.case, job.answer, lang, options.project)
        for job in told.jobs
    ]
    return "\n".join([*parts, *(f"{plain(note)}\n" for note in told.notes)])


def add_to(name: str, text: str, variables: Mapping[str, str]) -> None:
    """Add to a file of the job, if there is one in this variable. Raises BadInput if it can't be written."""
    if file := variables.get(name):
        try:
            with open(file, "a", encoding="utf-8") as stream:  # noqa: PTH123 - pathlib is slow to import
                stream.write(text)
        except OSError as error:
            raise BadInput("bad-file", name=name, error=error.strerror or str(error)) from None


def explain_run(run: Run, token: str | None, options: argparse.Namespace) -> Told:
    """What the logs of a run tell, as the options ask. Raises BadInput."""
    github = GitHub(os.environ.get("GITHUB_API_URL") or "https://api.github.com", token, options.patience)
    publishers = given_publishers(options.publisher)
    return explained(github, run, options.job or run.job, publishers, options.index, options.lang)


def token_of_user(variables: Mapping[str, str]) -> str | None:
    """The token in the variables, or else the one that `gh` has; None if there is none."""
    given = variables.get("GH_TOKEN") or variables.get("GITHUB_TOKEN")
    if given:
        return given
    try:
        command = ["gh", "auth", "token", "--hostname", "github.com"]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - no shell
    except (OSError, subprocess.TimeoutExpired):
        return None
    return ran.stdout.strip() or None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
