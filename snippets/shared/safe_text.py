"""Make pasted text harmless before it is shown: no secrets, nothing that a terminal or a page would obey."""

import re
import unicodedata

MOST = 300  # characters of a value that are shown
SECRET = re.compile(
    r"((?<![^\W_])|(?<=%0[AD]))"  # no letter and no digit stands before it, unless an escaped break ends there
    r"(eyJ[\w-]{8,}(\.[\w-]*){0,2}"  # a JWT, whole or cut
    r"|pypi-(Ag[\w-]{8,}|[\w-]{40,})"  # PyPI's tokens
    r"|(gh[a-z]_|github_pat_|glpat-)[\w-]{8,})"  # GitHub's and GitLab's
)


def redact(text: str) -> str:
    """Put *** in the place of everything that looks like a token.

    >>> redact("password: pypi-AgEIcHlwaS5vcmcCJDU, file: pypi-publish.yml")
    'password: ***, file: pypi-publish.yml'
    """
    return SECRET.sub("***", text)


def shown(value: object, most: int = MOST) -> str:
    r"""A value as text that can be printed: one line, redacted, at most `most` characters, invisible ones spelled out.

    >>> shown("release\u202e.yml\x1b[2J")
    'release\\u202e.yml\\x1b[2J'
    """
    text = redact(value if isinstance(value, str) else str(value))
    text = text if len(text) <= most else text[:most] + "…"
    return "".join(each if visible(each) else ascii(each)[1:-1] for each in text)


def visible(character: str) -> bool:
    """Whether a character is seen: no control, format or unassigned one, and no blank but the plain one."""
    return character == " " or unicodedata.category(character)[0] not in "CZ"
