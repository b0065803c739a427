r"""Python's patterns as JavaScript writes them, so that the checker on the site reads a log by the same ones.

In Python `\w`, `\s`, `\d` and `\b` know all of Unicode, and the line feed alone ends a line; JavaScript differs in
both. Source: docs.python.org/3/library/re.html and tc39.es/ecma262, section 22.2, read on 2026-11-28.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

WORD = r"\p{L}\p{N}_"
SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
CLASSES = {"w": WORD, "s": SPACE, "d": r"\p{Nd}"}
ASCII = {"w": r"\w", "s": r"\t-\r ", "d": r"\d"}  # with Python's flag re.ASCII
NEGATED = {"W": "w", "S": "s", "D": "d"}
BORDER = f"(?:(?<=[{WORD}])(?![{WORD}])|(?<![{WORD}])(?=[{WORD}]))"
KEPT = set("tnrfvxu0\\^$.*+?()[]{}|/")  # after a backslash, they mean the same in both


class JavaScriptPattern(NamedTuple):
    """The source and the flags of a pattern, as `new RegExp` takes them."""

    source: str
    flags: str


def javascript(pattern: str, classes: Mapping[str, str] = CLASSES) -> JavaScriptPattern:
    r"""The pattern as `new RegExp` takes it; of Python's flags, `(?m)` in front. Raises ValueError for any other.

    `classes` is ASCII for a pattern that Python compiles with re.ASCII.

    >>> javascript(r"(?m)^(?P<file>[\w.-]+)\.whl$").source
    '(?<![^\\n])(?<file>[\\p{L}\\p{N}_.-]+)\\.whl(?![^\\n])'
    """
    lines, bare = pattern.startswith("(?m)"), pattern.removeprefix("(?m)")
    if re.search(r"(?<!\\)\(\?[a-zA-Z]", bare.replace("(?P<", "(?<")):
        raise ValueError(f"flags that are not translated: {pattern}")
    outside = {"^": "(?<![^\\n])" if lines else "^", "$": "(?![^\\n])" if lines else "(?=\\n?$)", ".": "[^\\n]"}
    source, in_class = "", False
    rest = iter(re.sub(r"(?<!\\)(\[\^?)\]", r"\1\\]", bare.replace("(?P<", "(?<")))
    for character in rest:
        if character == "\\":
            source += escape(next(rest), in_class, classes)
            continue
        source += character if in_class else outside.get(character, character)
        in_class = character != "]" if in_class else character == "["
    return JavaScriptPattern(source, "gu")


def in_short(pattern: str) -> str:
    r"""The source with Python's classes by their names, which checker-patterns.mjs replaces. Raises ValueError.

    >>> in_short(r"(?m)^\d[\w.-]+\b\S")
    '(?<![^\\n])[\\d][\\w.-]+\\b[^\\s]'
    """
    source = javascript(pattern).source
    for name, written in {"b": BORDER, **CLASSES}.items():
        source = source.replace(written, rf"\{name}")
    return source


def escape(character: str, in_class: bool, classes: Mapping[str, str]) -> str:
    """What JavaScript writes for a backslash with this character behind it."""
    if character in classes:
        return classes[character] if in_class else f"[{classes[character]}]"
    if character in NEGATED and not in_class:
        return f"[^{classes[NEGATED[character]]}]"
    if character in "bZ" and not in_class:
        return "$" if character == "Z" else BORDER if classes is CLASSES else r"\b"
    if character.isalnum() and character not in KEPT:
        raise ValueError(f"\\{character} is not translated")
    return f"\\{character}" if character in KEPT or (in_class and character == "-") else character
