"""Lines that clients print, without the values in them."""

import re

# What differs from token to token: claims as the action and uv print them, references to workflow files.
VALUES = [
    (re.compile(r"^(\* `\w+`: )`.*`$"), r"\1`{}`"),
    (re.compile(r'^( +(?:\w+: )?)".*",$'), r'\1"{}",'),
    (re.compile(r"^( +)[\w.-]+/[\w.-]+/\.github/workflows/\S+@\S+$"), r"\1{}"),
]


def wording(line: str) -> str:
    """A line of a log with `{}` for each value that depends on the token.

    >>> wording("* `ref`: `refs/tags/v1.4.0`")
    '* `ref`: `{}`'
    """
    for pattern, kept in VALUES:
        line = pattern.sub(kept, line)
    return line
