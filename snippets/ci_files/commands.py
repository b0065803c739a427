"""Finds the commands of a script that upload to PyPI or TestPyPI, and their passwords."""

import re
from collections.abc import Iterator, Mapping

from ci_files.yaml_tree import Node

# Clients that try Trusted Publishing automatically if they have no password. poetry, hatch and flit never do.
TRUSTED = ("uv", "twine", "maturin", "pdm")
# Every repetition is bounded, so that no line can make the pattern slow.
MOST_COMMAND = 5000
COMMAND = re.compile(
    r"(?:^|[\s;&|(/])(?:(uv|flit|poetry|hatch|pdm|maturin)(?: {1,9}-\S{1,80}){0,9} {1,9}publish"
    r"|(twine|maturin)\S{0,40}(?: {1,9}-\S{1,80}){0,9} {1,9}upload)\b"
)
# The request that exchanges GitHub's or GitLab's token for PyPI's upload token.
EXCHANGE = re.compile(r"\b(test\.)?pypi\.org/_/oidc/(?:github/)?mint-token")
PASSWORD = re.compile(
    r"\b(?:(?:TWINE|FLIT|UV_PUBLISH|MATURIN|PDM_PUBLISH)_(?:PASSWORD|TOKEN|PYPI_TOKEN)"
    r"|HATCH_INDEX_AUTH|POETRY_(?:PYPI_TOKEN|HTTP_BASIC)_\w{1,80})\b"
)
PASSWORD_OPTION = re.compile(r" (?:-p|--password|--token|--auth)[ =]")
INDEX = re.compile(r"TWINE_REPOSITORY|TWINE_REPOSITORY_URL|UV_PUBLISH_URL|FLIT_INDEX_URL|MATURIN_REPOSITORY(_URL)?")
INDEX_OPTION = re.compile(
    r" (?:--repository-url|--publish-url|--repository|--index|-r)[ =]{1,9}[\"']?([^\s\"']{1,200})"
)


def lines_of(script: Node) -> Iterator[tuple[str, int]]:
    """The lines of a script (a string or a list of strings) with their numbers, without comments and `echo`."""
    for item in script.items:
        # After `run: |`, the script begins on the next line.
        for number, line in enumerate(item.text.split("\n"), item.line + ("\n" in item.text)):
            if line.strip() and not line.lstrip().startswith(("#", "echo ")):
                yield line.strip()[:MOST_COMMAND], number


def commands(script: Node) -> Iterator[tuple[str, int]]:
    r"""The same lines, with continued lines joined into one command.

    >>> list(commands(Node(7, "# upload\ntwine upload \\\n  dist/*\n")))
    [('twine upload dist/*', 9)]
    """
    command, start = "", 0
    for line, number in lines_of(script):
        start = start if command else number
        command = (command + line)[:MOST_COMMAND]
        if not line.endswith("\\"):
            yield command, start
            command = ""
        command = command.removesuffix("\\")
    if command:
        yield command, start


def client_of(command: str) -> tuple[str | None, str]:
    """The client that a command uploads with, and the rest of the command.

    >>> client_of("python -m twine upload --repository testpypi dist/*")
    ('twine', ' --repository testpypi dist/*')
    """
    found = COMMAND.search(command)
    if not found or "--dry-run" in command or "--help" in command:
        return None, ""
    return found[1] or found[2], command[found.end() :]


def index_of(*names: str) -> str | None:
    """The index that names or URLs refer to: `pypi` (also if there are none), `testpypi`, `other`, None if unknown.

    >>> index_of("https://test.pypi.org/legacy/"), index_of(""), index_of("https://pypi.example.com/"), index_of("$URL")
    ('testpypi', 'pypi', 'other', None)
    """
    for name in filter(None, names):
        if name == "testpypi" or name.startswith("https://test.pypi.org/"):
            return "testpypi"
        if "$" in name:
            return None
        if name != "pypi" and not name.startswith(("https://upload.pypi.org/", "https://pypi.org/")):
            return "other" if "://" in name else None
    return "pypi"


def index_for(options: str, variables: Mapping[str, Node]) -> str | None:
    """The index that a command uploads to; its options override its variables."""
    set_here = [value.text for name, value in variables.items() if INDEX.fullmatch(name)]
    return index_of(*INDEX_OPTION.findall(options), *set_here)


def password_for(options: str, variables: Mapping[str, Node], scripts: str) -> Node:
    """The password of a command, from its variables, its options or its scripts; a false node if there is none."""
    for name, value in variables.items():
        if value.text and PASSWORD.fullmatch(name):
            return value
    found = PASSWORD_OPTION.search(options) or PASSWORD.search(scripts)
    return Node(0, found[0]) if found else Node(0)
