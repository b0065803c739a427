"""Read a token's claims: the program verifies nothing, and never shows the token itself.

    python snippets/read_token.py TOKEN-FILE

To trust what a token says, use `verify_token.py`.
Exit status: 0, the claims are printed; 2, there is no token.
"""

import argparse
import sys
from typing import Any

import jwt

import command_line
from command_line import add_lang, emit, read_text, run
from shared.bad_input import BadInput
from shared.safe_json import as_json_text, bounded


# --8<-- [start:read]
def read_claims(token: str, name: str = "token") -> dict[str, Any]:
    """The claims of a token, unverified.

    Raises BadInput if `token` is no JWT; the message names `name`, never the token.

    >>> token = jwt.encode({"repository": "octo-org/sampleproject"}, "x" * 32)
    >>> read_claims(token)
    {'repository': 'octo-org/sampleproject'}
    """
    try:
        return jwt.decode(token.strip(), options={"verify_signature": False})
    except (jwt.InvalidTokenError, UnicodeEncodeError, RecursionError):
        raise BadInput("bad-token", name=name) from None


# --8<-- [end:read]


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("read_token.py", __doc__)
    command.add_argument("token_file", metavar="TOKEN-FILE", help="a file that holds a token; - for standard input")
    return add_lang(command)


def main(argv: list[str]) -> int:
    """Print the claims of the token in a file, and return the exit status."""
    return run(show, parser().parse_args(argv))


def show(options: argparse.Namespace) -> int:
    """Print the claims as JSON, without anything that looks like a token."""
    claims = read_claims(read_text(options.token_file), options.token_file)
    try:
        emit(as_json_text(bounded(claims)) + "\n", json=True)
    except ValueError:
        raise BadInput("bad-token", name=options.token_file) from None
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
