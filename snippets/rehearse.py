"""Rehearse Trusted Publishing in a job of GitHub Actions: what PyPI would answer to this job's token.

    python snippets/rehearse.py --publisher @.github/publisher.json --format github

The program asks for the token as the publishing job does, reads it, and neither shows it nor sends it anywhere: it does
not ask the index. The publisher is the one in the file; only PyPI's pages show whether PyPI has it.

Exit status: 0, PyPI would accept the token; 1, at least one cause; 2, the input can't be used.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from typing import Any

import command_line
from answer.annotations import as_github
from answer.case import Case
from answer.causes import diagnose
from answer.messages import Cause
from answer.report import as_object, as_text
from catalogue import say
from command_line import add_lang, emit, given_publishers, run, write_summary
from evidence.token import unverified_claims
from pypi.indexes import INDEXES
from shared.bad_input import BadInput
from shared.fetch import fetch_json

NO_TOKEN = [Cause("id-token-permission-missing", "likely"), Cause("fork-pull-request", "possible")]


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("rehearse.py", __doc__)
    command.add_argument(
        "--publisher",
        action="append",
        metavar="JSON|@FILE",
        help="the publisher as it should be on PyPI; may be repeated (default: @.github/publisher.json)",
    )
    command.add_argument("--index", choices=tuple(INDEXES), default="pypi", help="the index that the token is for")
    command.add_argument("--format", choices=("text", "github"), default="text")
    return add_lang(command)


def main(argv: list[str]) -> int:
    """Rehearse, print, and return the exit status."""
    return run(rehearse, parser().parse_args(argv))


def rehearse(options: argparse.Namespace) -> int:
    """Diagnose the token of this job, and print what PyPI would answer."""
    lang, index = options.lang, INDEXES[options.index]
    publishers = given_publishers(options.publisher or ["@.github/publisher.json"])
    if not any(publisher["provider"] == "github" for publisher in publishers):
        raise BadInput("bad-rehearsal-publisher")
    claims = claims_of_job(os.environ, index.audience)
    case = Case(None, publishers, claims, [] if claims else NO_TOKEN, options.index)
    diagnosis = diagnose(case)
    answer = as_object(case, diagnosis, lang)
    text, annotations = as_text(answer, lang), as_github(answer, lang)
    if claims:
        note = say("rehearsed", lang, host=index.host)
        text, annotations = f"{text}\n{note}\n", f"{annotations}::notice::{note}\n"
    if options.format == "github":
        emit(annotations, commands=True)
        write_summary(text)
    else:
        emit(text)
    return 1 if diagnosis.causes else 0


def claims_of_job(variables: Mapping[str, str], audience: str) -> dict[str, Any] | None:
    """The claims of the token that GitHub gives this job; None in a job that may have none.

    `variables` are the job's. Raises BadInput outside of a job, and where GitHub's answer can't be used.
    """
    address, secret = (variables.get(f"ACTIONS_ID_TOKEN_REQUEST_{name}") for name in ("URL", "TOKEN"))
    if not address or not secret:
        if variables.get("GITHUB_ACTIONS") == "true":
            return None
        raise BadInput("bad-no-job")
    address += f"{'&' if '?' in address else '?'}audience={audience}"
    answer = fetch_json(address, {"Authorization": f"Bearer {secret}", "Accept": "application/json"})
    return unverified_claims(answer.get("value"), "ACTIONS_ID_TOKEN_REQUEST_URL")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
