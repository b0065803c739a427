"""Find the catalogue's messages in a text, whatever line breaks, quotation marks and marks of code are in it."""

import re
from functools import cache
from itertools import islice
from typing import NamedTuple

from catalogue import MESSAGES

MOST = 100  # times that one wording is looked for in a text


class Found(NamedTuple):
    """A message that was found in a text: where, which one, its wording there, and the values in its braces."""

    start: int
    message: str
    text: str
    values: dict[str, str]


def flatten(text: str) -> str:
    r"""One line, single blanks, straight quotation marks, no marks of code: what messages are looked for in.

    >>> flatten("valid “token”,\n     but **no** `publisher`")
    'valid "token", but no publisher'
    """
    text = text.translate({ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'", ord("`"): None})
    return " ".join(word for word in text.replace("**", "").split() if word != ">")


def find_messages(flat: str) -> list[Found]:
    """Every known message in a text whose lines are joined by single blanks, in the order of the text.

    Where one wording contains another, as "Invalid 'subject' claim. Wrong format" does, the longer one counts.

    >>> [found.message for found in find_messages("valid token, but project already exists")]
    ['invalid-pending-publisher']
    """
    found = []
    for message, literal, wording in wordings():
        if literal in flat:
            matches = islice(pattern(wording).finditer(flat), MOST)
            found += [Found(match.start(), message, match[0], match.groupdict()) for match in matches]
    found.sort(key=lambda each: (each.start, -len(each.text)))
    kept: list[Found] = []
    for each in found:
        if not kept or each.start >= kept[-1].start + len(kept[-1].text):
            kept.append(each)
    return kept


@cache
def wordings() -> list[tuple[str, str, str]]:
    """Of every wording: its message, the longest part without a value, and the wording itself."""
    return [
        (message["id"], max(re.split(r"{\w+}", wording), key=len).replace("`", ""), wording)
        for message in MESSAGES.values()
        for wording in message["texts"] + message.get("ru", [])
    ]


@cache
def pattern(wording: str) -> re.Pattern[str]:
    """A wording as a pattern: {name} stands for any words, at its beginning for one; marks of code are left out.

    >>> pattern("Missing claim '{claim}'").search("(Missing claim 'jti')")["claim"]
    'jti'
    """
    start, *parts = re.split(r"{(\w+)}", wording.replace("`", ""))
    words = ".{0,2000}?" if start else r"[\w.-]{1,200}"
    rest = (re.escape(part) if i % 2 else f"(?P<{part}>{words})" for i, part in enumerate(parts))
    return re.compile(re.escape(start) + "".join(rest))
