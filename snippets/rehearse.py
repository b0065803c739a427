"""Rehearse Trusted Publishing in a job of GitHub Actions: what PyPI would answer to this job's token.

    python snippets/rehearse.py --publisher @.github/publisher.json --format github

The token is asked for as the publishing job asks, read on the spot, and neither shown nor sent anywhere: the index is
not asked at all. The publisher is the one that the file names; whether it stands on PyPI, only PyPI's pages show.

Exit status: 0, PyPI would accept the token; 1, at least one cause; 2, the input can't be used.
"""

import argparse
import base64
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from answer.causes import diagnose
from answer.message_causes import Cause
from answer.report import as_github, as_object, as_text
from catalogue import say
from diagnose import text_of, write_summary
from evidence.publishers import read_publishers
from shared.bad_input import BadInput
from shared.fetch import fetch_json

HOSTS = {"pypi": "pypi.org", "testpypi": "test.pypi.org"}
NO_TOKEN = [Cause("id-token-permission-missing", "likely"), Cause("fork-pull-request", "possible")]


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = argparse.ArgumentParser(prog="rehearse.py", description=__doc__.splitlines()[0])
    command.add_argument(
        "--publisher",
        action="append",
        metavar="JSON|@FILE",
        help="the publisher as it should stand on PyPI; may be repeated (default: @.github/publisher.json)",
    )
    command.add_argument("--index", choices=tuple(HOSTS), default="pypi", help="the index that the token is for")
    command.add_argument("--format", choices=("text", "github"), default="text")
    command.add_argument("--lang", choices=("en", "ru"), default="en")
    return command


def main(argv: list[str]) -> int:
    """Rehearse, print, and return the exit status."""
    options = parser().parse_args(argv)
    try:
        given = options.publisher or ["@.github/publisher.json"]
        publishers = [each for text in given for each in read_publishers(text_of(text, "--publisher"))]
        if not any(each["provider"] == "github" for each in publishers):
            raise BadInput("bad-rehearsal-publisher")
        claims = claims_of_job(os.environ, options.index)
    except BadInput as error:
        print(error.said(options.lang), file=sys.stderr)
        return 2
    diagnosis = diagnose(None, publishers, claims, [] if claims else NO_TOKEN)
    found = as_object(None, claims, diagnosis, options.lang)
    text, annotations = as_text(found, options.lang), as_github(found, options.lang)
    if claims:
        note = say("rehearsed", options.lang, host=HOSTS[options.index])
        text, annotations = f"{text}\n{note}\n", f"{annotations}::notice::{note}\n"
    print(annotations if options.format == "github" else text, end="")
    if options.format == "github":
        write_summary(text)
    return 1 if diagnosis.causes else 0


# --8<-- [start:token]
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
    return claims_of(answer.get("value"))


def claims_of(token: object) -> dict[str, Any]:
    """What a token says, unverified: GitHub itself has just handed it out.

    >>> claims_of("e30.eyJyZXBvc2l0b3J5IjogIm9jdG8tb3JnL3NhbXBsZXByb2plY3QifQ.c2ln")
    {'repository': 'octo-org/sampleproject'}
    """
    try:
        _, payload, _ = token.split(".")  # type: ignore[attr-defined]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (AttributeError, ValueError, RecursionError):
        claims = None
    if not isinstance(claims, dict):
        raise BadInput("bad-token", name="ACTIONS_ID_TOKEN_REQUEST_URL")
    return claims


# --8<-- [end:token]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
