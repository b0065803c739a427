"""What the commands share: reading an argument or a file, one way to print, and one way to fail."""

import argparse
import os
import re
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, TextIO

from catalogue import Lang
from evidence.long_log import encoding_of
from evidence.token import unverified_claims
from pypi.indexes import INDEXES
from shared.bad_input import BadInput
from shared.safe_json import read_json
from shared.safe_text import redact, spelled_out

COLOURS = "(\x1b\\[[0-2]m)"  # those of the reports

# argparse's words stay English: to look for translations of them takes a twentieth of a start.
vars(argparse)["_"] = str


class Help(argparse.RawDescriptionHelpFormatter):
    """Fixed at 80 columns: asking the terminal imports a dozen modules at every start."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class Parser(argparse.ArgumentParser):
    """Says what it says by the same way as the commands: an option given in the wrong place may be a secret."""

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print the help, or what is wrong with the arguments."""
        try:
            put(harmless(redact(message)), file)
        except BadInput as error:
            complain(str(error))
            self.exit(2)


def parser(name: str, doc: str | None) -> argparse.ArgumentParser:
    """A command line. `doc` is the command's docstring: its first paragraph begins the help, and the others end it."""
    description, _, epilog = (doc or "").partition("\n\n")
    return Parser(prog=name, description=description, epilog=epilog, formatter_class=Help)


def add_publisher(command: argparse.ArgumentParser) -> None:
    """Add --publisher, which `given_publishers` reads."""
    said = "what PyPI has: JSON, or the lines of PyPI's publishing page; may be repeated"
    command.add_argument("--publisher", action="append", default=[], metavar="JSON|@FILE", help=said)


def add_place(command: argparse.ArgumentParser) -> None:
    """Add --index and --project, which say where the upload goes."""
    command.add_argument("--index", choices=tuple(INDEXES), help="the index, if the log does not name it")
    command.add_argument("--project", metavar="NAME", help="the project's name on PyPI, for the address of its form")


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
        complain(error.said(lang))
        return 2


def has_colour() -> bool:
    """Whether standard output is a terminal that takes colours."""
    return bool(sys.stdout) and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def emit(text: str, commands: bool = False, json: bool = False, colour: bool = False) -> None:
    """Print an answer, which ends its own last line.

    `commands`: it consists of GitHub's workflow commands. `json`: it is JSON. `colour`: it holds the report's colours.
    Raises BadInput if standard output takes no more.
    """
    put(harmless(text if json else redact(text), commands, colour), sys.stdout, json)


def complain(sentence: str) -> None:
    """Print a sentence to standard error, if there is one that takes it."""
    try:
        put(harmless(redact(sentence)) + "\n", sys.stderr)
    except BadInput:
        return  # there is nobody left to tell


def harmless(text: str, commands: bool = False, colour: bool = False) -> str:
    r"""A text that neither a terminal nor the runner of a CI service obeys; its lines stay.

    GitHub's runner looks for `##[` everywhere and for `::` at the beginning of a line, blanks aside, Azure's for
    `##vso[`; https://github.com/actions/runner, `ActionCommand.cs`, read on 2026-11-28.

    >>> print(harmless("a ##[add-mask]b\n  ::add-mask::\x1b[31mc"))
    a #\x23[add-mask]b
      \x3a:add-mask::\x1b[31mc
    """
    pieces = re.split(COLOURS, text) if colour else [text]
    lines = ["\n".join(map(spelled_out, piece.split("\n"))) for piece in pieces[::2]]
    text = "".join(part for pair in zip(lines, [*pieces[1::2], ""], strict=True) for part in pair)
    text = re.sub(r"##(?=\w{0,40}\[)", r"#\\x23", text) if "##" in text else text
    return text if commands or "::" not in text else re.sub(r"(?m)^( *):(?=:)", r"\1\\x3a", text)


def put(text: str, stream: TextIO | None, json: bool = False) -> None:
    """Write a text to a stream, if there is one; characters that it does not know are escaped.

    A reader who has gone, as `head` does, has seen enough. Raises BadInput if the stream takes no more.
    """
    if stream is None:  # closed before the start
        return
    try:
        try:
            stream.write(text)
        except UnicodeEncodeError:
            stream.write(encodable(text, stream.encoding, json))
        stream.flush()  # inside the try, where a closed pipe is no error
    except BrokenPipeError:
        forget(stream)
    except OSError as error:
        forget(stream)
        raise BadInput("bad-output", error=error.strerror or str(error)) from None
    except ValueError:  # closed in the meantime
        pass


def forget(stream: TextIO) -> None:
    """Let what is left in a stream's buffer go nowhere: Python would try again at its end, and fail."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


def encodable(text: str, encoding: str, json: bool) -> str:
    """The text with what an encoding has not escaped, as JSON does or as Python does."""
    if json:
        from json import dumps  # imported here: most output is UTF-8

        text = "".join(each if each.isascii() else dumps(each)[1:-1] for each in text)
    return text.encode(encoding, "backslashreplace").decode(encoding)


MOST = 64 << 20  # bytes of a file that is read whole


def whole(stream: BinaryIO) -> bytes:
    """All bytes of a stream. Raises OSError if it has more than any file that is read whole: a device has no end."""
    raw = stream.read(MOST + 1)
    if len(raw) > MOST:
        raise OSError("File too large")
    return raw


def read_text(name: str, read: Callable[[BinaryIO], bytes] = whole) -> str:
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
        found = read_json(text)
    except ValueError as error:
        raise BadInput("bad-json", name=name, error=str(error)) from None
    if not isinstance(found, dict):
        raise BadInput("bad-object", name=name)
    return found


def write_summary(text: str) -> None:
    """Add the diagnosis to the job's summary, where GitHub provides the file for it."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        fence = "`" * 8  # longer than any run of them that a value could hold unescaped
        try:
            with open(summary, "a", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is slow to import
                file.write(f"{fence}text\n{harmless(redact(text)).replace('`' * 8, '')}{fence}\n")
        except OSError as error:  # the annotations are there all the same
            complain(BadInput("bad-file", name="GITHUB_STEP_SUMMARY", error=error.strerror or str(error)).said("en"))
