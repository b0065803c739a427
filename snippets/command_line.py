"""What the commands share: reading an argument or a file, one way to print, and one way to fail."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from catalogue import Lang
from evidence.long_log import encoding_of
from evidence.token import unverified_claims
from shared.bad_input import BadInput


class Help(argparse.RawDescriptionHelpFormatter):
    """Fixed at 80 columns: asking the terminal imports a dozen modules at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def parser(name: str, doc: str | None) -> argparse.ArgumentParser:
    """A command line. `doc` is the command's docstring; its first line begins the help."""
    return argparse.ArgumentParser(prog=name, description=(doc or "").splitlines()[0], formatter_class=Help)


def add_lang(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The command line with --lang, its last option."""
    command.add_argument("--lang", choices=("en", "ru"), default="en", help="the language of the answer")
    return command


def run(action: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Run a command and return its exit status: 2, with one sentence on standard error, if its input can't be used."""
    lang: Lang = getattr(options, "lang", "en")
    try:
        return action(options)
    except BadInput as error:
        print(error.said(lang), file=sys.stderr)
        return 2


def emit(text: str) -> None:
    """Print a text, which ends its own last line. A reader who has gone, as `head` does, has seen enough."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()  # inside the try, where a closed pipe is no error
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def read_text(name: str, read: Callable[[BinaryIO], bytes] = lambda stream: stream.read()) -> str:
    """A file's text, or for - standard input's: UTF-8, or UTF-16 with a byte order mark. Raises BadInput otherwise."""
    try:
        # Not pathlib's: it would be a tenth of the whole run.
        with open(0 if name == "-" else name, "rb", closefd=name != "-") as stream:
            raw = read(stream)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput("bad-file", name=name or '""', error=reason) from None
    encoding = encoding_of(raw)
    if encoding == "utf-8" and b"\0" in raw:
        raise BadInput("bad-encoding", name=name)
    return raw.decode(encoding, "replace").removeprefix("\ufeff")


def text_of(given: str) -> str:
    """An argument's text, or that of the file that it names with @."""
    return read_text(given[1:]) if given.startswith("@") else given


def given_publishers(given: list[str]) -> list[dict[str, Any]]:
    """The publishers of every --publisher."""
    if not given:
        return []
    from evidence.publishers import read_publishers  # imported here: a log alone needs none, and it slows the start

    return [publisher for text in given for publisher in read_publishers(text_of(text))]


def given_claims(claims: str | None, token: str | None = None) -> dict[str, Any] | None:
    """The claims of --claims or --token; None if neither is given."""
    if token is not None:
        if not token.startswith("@"):
            raise BadInput("bad-token-argument")
        return unverified_claims(text_of(token), token[1:])
    return None if claims is None else json_object(text_of(claims), "--claims")


def json_object(text: str, name: str) -> dict[str, Any]:
    """The JSON object in a text. Raises BadInput, which names `name`."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput("bad-json", name=name, error=str(error)) from None
    if not isinstance(found, dict):
        raise BadInput("bad-object", name=name)
    return found


def write_summary(text: str) -> None:
    """Add the diagnosis to the job's summary, where GitHub provides the file for it."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        fence = "`" * 8  # longer than any run of them that a value could hold unescaped
        with open(summary, "a", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to import
            file.write(f"{fence}text\n{text.replace('`' * 8, '')}{fence}\n")
