"""Why PyPI refused a token, and the one setting to change.

    python snippets/diagnose.py LOG --publisher '{"owner": …, "repository": …, "workflow_filename": …}'

The first word may be one of these; each has its own --help, and is a file beside this one:

    explain        a run of GitHub Actions by its address: the logs of the jobs that failed
    check          a workflow or pipeline file: what in it would stop a release
    new-publisher  what to type into PyPI's form, and the file that goes with it

If a log has one of these names, write ./explain, ./check or ./new-publisher.

Exit status: 0, nothing wrong found; 1, at least one cause; 2, the input can't be used.
"""

import argparse
import sys
from typing import Any

import command_line
from answer.case import Case
from answer.causes import diagnose
from answer.form_links import publishing_page
from answer.report import as_object, as_text
from command_line import (
    add_lang,
    add_place,
    add_publisher,
    emit,
    given_claims,
    given_publishers,
    read_text,
    run,
    write_summary,
)
from evidence.log import read_log
from evidence.long_log import read_long
from shared.bad_input import BadInput
from shared.safe_json import as_json_text

COMMANDS = ("explain", "check", "new-publisher")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("diagnose.py", __doc__)
    command.add_argument("log", nargs="?", metavar="LOG", help="the failed job's log; - or nothing for standard input")
    add_publisher(command)
    token = command.add_mutually_exclusive_group()
    token.add_argument("--claims", metavar="JSON|@FILE", help="a token's claims")
    token.add_argument("--token", metavar="@FILE", help="a file that holds a token; it is read, never shown")
    command.add_argument("--workflow", metavar="FILE", help="the workflow or pipeline file that publishes")
    add_place(command)
    command.add_argument("--hand-over", action="store_true", help="print a message for an owner of the project")
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    return add_lang(command)


def main(argv: list[str]) -> int:
    """Diagnose, or run the sub-command that the first word names; print, and return the exit status."""
    if argv and argv[0] in COMMANDS:
        from importlib import import_module  # imported here: a diagnosis needs no other command

        command = import_module(argv[0].replace("-", "_"))
        return int(command.main(argv[1:]))
    return run(answer, parser().parse_args(argv))


def answer(options: argparse.Namespace) -> int:
    """Diagnose what the options give, print the diagnosis, and return the exit status."""
    lang, case = options.lang, case_of(options)
    diagnosis = diagnose(case)
    found = as_object(case, diagnosis, lang, options.project)
    if options.project and found["register"]:
        found["form"] = publishing_page(options.project, found["index"], found["register"])
    if options.format == "json":
        emit(as_json_text(found) + "\n", json=True)
    elif options.format == "github":
        from answer.annotations import as_github  # imported here: most answers need none, and it slows the start

        emit(as_github(found, lang), commands=True)
        write_summary(as_text(found, lang))
    elif options.hand_over and (diagnosis.causes or found["unexplained"]):
        from answer.hand_over import hand_over

        emit(hand_over(found, lang, options.project))
    else:
        colour = command_line.has_colour()
        emit(as_text(found, lang, colour), colour=colour)
    return 1 if diagnosis.causes or found["unexplained"] else 0


def case_of(options: argparse.Namespace) -> Case:
    """The case that the options give; the log is read from standard input if there is nothing else to read."""
    publishers = given_publishers(options.publisher)
    claims = given_claims(options.claims, options.token)
    findings = [] if options.workflow is None else workflow_findings(options.workflow, publishers)
    needed = options.log is not None or (claims is None and options.workflow is None)
    log = read_log(read_text("-" if options.log is None else options.log, read_long)) if needed else None
    return Case(log, publishers, claims, findings, options.index)


def workflow_findings(name: str, publishers: list[dict[str, Any]]) -> list[Any]:
    """What is wrong with the workflow file, by itself and beside the publishers."""
    try:
        from ci_files.read_workflow import read_workflow
    except ModuleNotFoundError:
        raise BadInput("bad-package", option="--workflow", package="pyyaml") from None
    return read_workflow(read_text(name), name, publishers).findings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
