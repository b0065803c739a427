"""Why PyPI refused a token, and the one setting to change.

    python snippets/diagnose.py LOG --publisher '{"owner": …, "repository": …, "workflow_filename": …}'

Exit status: 0, nothing wrong found; 1, at least one cause; 2, the input can't be used.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from answer.causes import diagnose
from answer.hand_over import hand_over, publishing_page
from answer.report import as_github, as_json_text, as_object, as_text
from evidence.log import read_log
from evidence.long_log import encoding_of, read_long
from evidence.publishers import read_publishers
from shared.bad_input import BadInput


class Help(argparse.HelpFormatter):
    """As wide as a terminal is at the least: asking how wide it is would load a dozen modules at each start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = argparse.ArgumentParser(prog="diagnose.py", description=__doc__.splitlines()[0], formatter_class=Help)
    command.add_argument("log", nargs="?", metavar="LOG", help="the failed job's log; - or nothing for standard input")
    command.add_argument(
        "--publisher",
        action="append",
        default=[],
        metavar="JSON|@FILE",
        help="what stands on PyPI: JSON, or the lines of PyPI's publishing page; may be repeated",
    )
    command.add_argument("--claims", metavar="JSON|@FILE", help="a token's claims")
    command.add_argument("--token", metavar="@FILE", help="a file that holds a token; it is read, never shown")
    command.add_argument("--workflow", metavar="FILE", help="the workflow or pipeline file that publishes")
    command.add_argument("--index", choices=("pypi", "testpypi"), help="the index, if the log does not tell")
    command.add_argument("--project", metavar="NAME", help="the project's name on PyPI, for the address of its form")
    command.add_argument("--hand-over", action="store_true", help="print the text to send to whoever can change it")
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    command.add_argument("--lang", choices=("en", "ru"), default="en")
    return command


def main(argv: list[str]) -> int:
    """Diagnose, print, and return the exit status."""
    options = parser().parse_args(argv)
    try:
        publishers = [each for given in options.publisher for each in read_publishers(text_of(given, "--publisher"))]
        claims = given_claims(options)
        findings = workflow_findings(options.workflow, publishers) if options.workflow else []
        nothing_else = claims is None and not options.workflow
        log = read_log(read_text(options.log or "-", read_long)) if options.log or nothing_else else None
    except BadInput as error:
        print(error.said(options.lang), file=sys.stderr)
        return 2
    if log and options.index:
        log["index"] = options.index
    diagnosis = diagnose(log, publishers, claims, findings)
    found = as_object(log, claims, diagnosis, options.lang)
    if options.project and found["register"]:
        found["form"] = publishing_page(options.project, found["index"], found["register"])
    if options.format == "json":
        print(as_json_text(found))
    elif options.format == "github":
        print(as_github(found, options.lang), end="")
        write_summary(as_text(found, options.lang))
    elif options.hand_over and diagnosis.causes:
        print(hand_over(found, options.lang, options.project), end="")
    else:
        print(as_text(found, options.lang, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ), end="")
    return 1 if diagnosis.causes else 0


def given_claims(options: argparse.Namespace) -> dict[str, Any] | None:
    """The claims of --claims or --token."""
    if options.token:
        if not options.token.startswith("@"):
            raise BadInput("bad-token-argument")
        try:
            from read_token import read_claims
        except ModuleNotFoundError:
            raise BadInput("bad-package", option="--token", package="pyjwt") from None
        return read_claims(text_of(options.token, "--token"), options.token[1:])
    if options.claims is None:
        return None
    try:
        claims = json.loads(text_of(options.claims, "--claims"))
    except (ValueError, RecursionError) as error:
        raise BadInput("bad-json", name="--claims", error=str(error)) from None
    if not isinstance(claims, dict):
        raise BadInput("bad-object", name="--claims")
    return claims


def workflow_findings(name: str, publishers: list[dict[str, Any]]) -> list[Any]:
    """What is wrong with the workflow file, by itself and beside the publishers."""
    try:
        from ci_files.read_workflow import read_workflow
    except ModuleNotFoundError:
        raise BadInput("bad-package", option="--workflow", package="pyyaml") from None
    return read_workflow(read_text(name), name, publishers).findings


def text_of(given: str, name: str) -> str:
    """An argument's text, or that of the file that it names with @."""
    return read_text(given[1:]) if given.startswith("@") else given


def read_text(name: str, read: Callable[[BinaryIO], bytes] = lambda stream: stream.read()) -> str:
    """A file's text, or for - standard input's: UTF-8, or UTF-16 with a byte order mark. Raises BadInput otherwise."""
    try:
        # Not pathlib's: it would be a tenth of the whole run.
        with open(0 if name == "-" else name, "rb", closefd=name != "-") as stream:
            raw = read(stream)
    except (OSError, ValueError) as error:
        raise BadInput("bad-file", name=name, error=getattr(error, "strerror", None) or str(error)) from None
    encoding = encoding_of(raw)
    if encoding == "utf-8" and b"\0" in raw:
        raise BadInput("bad-encoding", name=name)
    return raw.decode(encoding, "replace").removeprefix("\ufeff")


def write_summary(text: str) -> None:
    """Add the diagnosis to the job's summary, where GitHub provides the file for it."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        fence = "`" * 8  # longer than any run of them that a value could hold unescaped
        with open(summary, "a", encoding="utf-8") as file:  # noqa: PTH123 - as above
            file.write(f"{fence}text\n{text.replace('`' * 8, '')}{fence}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
