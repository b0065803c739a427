"""Run or validate a fenced block by what it is. Every language that a page may use is here; another one is an error."""

import configparser
import functools
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import forks
import shelf
from answer.case import Case
from answer.causes import diagnose
from catalogue import MESSAGES
from evidence.log import read_log
from evidence.publishers import read_publishers
from pages import ROOT, Fence, cause_of, fences, heading_above
from shared.bad_input import BadInput

SHELL = re.compile(r"[|&;<>()$`*?~#\[]")  # what a shell may do something with
SHELF_SESSIONS = "snippets/sessions/copy/"
COMMANDS = {*"cd curl echo env export gcloud gh git jq make pip python sha256sum twine uv".split()}


def check(fence: Fence) -> None:
    """Raise AssertionError, beginning with `path:line`, where the block is not what it should be."""
    known = ", ".join(sorted(CHECKS))
    assert fence.language in CHECKS, f"{fence.place}: language {fence.language!r}, expected one of {known}"
    try:
        CHECKS[fence.language](fence)
    except (ValueError, BadInput) as error:
        raise AssertionError(f"{fence.place}: no valid {fence.language}: {error}") from error


def text(fence: Fence) -> None:
    """A log or a message: the log reader knows it, and reads from it what the page says."""
    log = read_log(fence.text)
    heading, cause = heading_above(fence.page, fence.line), cause_of(fence.page)
    if fence.page.parent.name == "messages" and heading in MESSAGES:
        found = log.messages
        assert heading in found, f"{fence.place}: the log reader finds {found}, expected {heading} (the heading above)"
    if cause and heading == "symptom":
        shown = [each for each in fence.includes if each.startswith("snippets/logs/")]
        if shown:  # tests/evidence/test_logs.py holds each log to the cause in its name
            named = {each.removeprefix("snippets/logs/").split(".")[0] for each in shown}
            assert {cause} == named, f"{fence.place}: shows the log of {named}, expected {cause}"
        else:
            causes = [each.cause for each in diagnose(Case(log)).causes]
            assert cause in causes, f"{fence.place}: the block leads to {causes}, expected {cause} among them"


def publisher(fence: Fence) -> None:
    """Lines as PyPI's publishing page shows them."""
    read_publishers(fence.text)


def console(fence: Fence) -> None:
    """Commands and their output: replayed and compared.

    They run in the project's top folder; those with a snippet to copy, in a folder with what the page names so far.
    """
    if any(each.startswith(SHELF_SESSIONS) for each in fence.includes):
        with TemporaryDirectory() as folder:
            copied(fence, Path(folder))
            replay(fence, Path(folder), shelf.environment())
    else:
        replay(fence, ROOT, environment())


def copied(fence: Fence, folder: Path) -> None:
    """Fill a folder with each block above this one that the page gives the name of a file."""
    for each in fences(fence.page):
        title = re.search(r'title="([^"/]+\.[^"/]+)"', each.info)
        if title and each.line < fence.line:
            (folder / title[1]).write_text(each.text, encoding="utf-8")


def replay(fence: Fence, folder: Path, variables: dict[str, str]) -> None:
    """Run the commands of a session, and compare what they print."""
    transcript = re.split(r"^\$ ", fence.text, flags=re.MULTILINE)
    assert len(transcript) > 1, f"{fence.place}: expected `$ ` before each command"
    status = 0
    for part in transcript[1:]:
        command = re.match(r"(?:[^\n]*\\\n)*[^\n]*", part)[0]  # type: ignore[index]
        expected = part[len(command) :].strip("\n")
        ran = executed(command, status, folder, variables)
        status, got = ran.returncode, (ran.stdout + ran.stderr).strip("\n")
        pattern = re.escape(expected).replace(r"\.\.\.", r"[\s\S]*?")
        assert re.fullmatch(pattern, got), f"{fence.place}: $ {command}\nprints\n{got}\nexpected\n{expected}"


def executed(command: str, status: int, folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What a command does after one that ended in this status; one that is but a snippet needs no shell for it."""
    if re.match(r"python [\w/]+\.py\b", command) and not SHELL.search(command):
        _, program, *arguments = shlex.split(command.replace("\\\n", " "))
        return forks.run(folder / program, *arguments, cwd=folder, env=variables)
    return subprocess.run(
        ["bash", "-c", f"(exit {status}); {command}"],
        cwd=folder, env=variables, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def environment() -> dict[str, str]:
    """A reader's environment: `python` is this one, nothing is coloured, no site address is set."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {"PATH": path, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


def workflow(fence: Fence) -> None:
    """Workflow files are included, since tests/ci_files/test_workflows.py validates the files."""
    included_only(fence, "snippets/workflows/")


def python(fence: Fence) -> None:
    """Python is included, since the tests run the files; of what readers copy, Sybil runs the doctests here."""
    included_only(fence, "snippets/")
    try:
        compile(fence.text, fence.place, "exec")
    except SyntaxError as error:
        where = f"{' '.join(fence.includes)}:{error.lineno}"
        raise AssertionError(f"{fence.place}: {where}: {error.msg}") from error
    for reference in fence.includes:
        if reference.startswith("snippets/copy/"):
            assert ":" not in reference, f"{fence.place}: includes a part, expected the whole of {reference}"
            wrong = shelf.doctests(Path(reference).stem)
            assert not wrong, "\n".join(each for each in wrong if each.startswith(f"{fence.place}:"))


def included_only(fence: Fence, folder: str) -> None:
    """The block holds includes from the folder and nothing else."""
    typed = re.sub(r'^[ \t]*--8<-- "[^"]+"[ \t]*$', "", fence.typed, flags=re.MULTILINE).strip()
    assert not typed, f"{fence.place}: {fence.language} typed into the page, expected an include from {folder}"
    for each in fence.includes:
        assert each.startswith(folder), f"{fence.place}: includes {each}, expected a file in {folder}"
    assert fence.text.strip(), f"{fence.place}: the include is empty"


def bash(fence: Fence) -> None:
    """Commands for the reader's own machine: valid shell, and known programs."""
    wrong = unparsed(fence.text)
    assert not wrong, f"{fence.place}: {wrong}"
    for line in fence.text.replace("\\\n", " ").splitlines():
        words = [word for word in shlex.split(line, comments=True) if not re.match(r"^\w+=", word)]
        assert not words or words[0] in COMMANDS, f"{fence.place}: unknown program {words[0]}, expected {COMMANDS}"


@functools.cache  # the pages of both languages show the same commands
def unparsed(commands: str) -> str:
    """What bash says of commands that it can't parse."""
    parsed = subprocess.run(["bash", "-n"], input=commands, capture_output=True, text=True, check=False)
    return (parsed.stderr.strip() or "bash can't parse the commands") if parsed.returncode else ""


def a_json(fence: Fence) -> None:
    """JSON; a publisher has PyPI's fields."""
    found = json.loads(fence.text)
    if isinstance(found, dict) and "provider" in found:
        read_publishers(fence.text)


CHECKS = {
    "bash": bash,
    "console": console,
    "ini": lambda fence: configparser.RawConfigParser().read_string(fence.text),
    "json": a_json,
    "publisher": publisher,
    "python": python,
    "text": text,
    "toml": lambda fence: tomllib.loads(fence.text),
    "yaml": workflow,
}
