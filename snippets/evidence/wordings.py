"""Find the catalogue's messages in a string, with any line breaks, quotation marks and code marks in it.

Clients wrap PyPI's messages at 80 columns, sometimes inside a word. The search therefore uses the text without any
spaces; what it finds is returned as it appears in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from catalogue import MESSAGES

MOST = 100  # how often one wording is found in a string at most
BEGINNING = 8  # length of the beginning of a fixed part, used as its index
CUT = 16  # how many characters of a wording the text must contain if it ends within the wording
REACH = 2_500  # how many characters around the fixed part are searched for the rest of the wording
TAIL = 400  # how far from the end of a string a cut-off wording may begin
# {pypi} means any of PyPI's hosts, today's and those of earlier years.
PYPI = r"https?://(?:upload\.|test\.|test)?pypi\.(?:org|io|python\.org)/"


class Found(NamedTuple):
    """A message found in a text: its position, its id, its wording in the text, and the values for its braces.

    `cut`: the text ends within the wording.
    """

    start: int
    message: str
    text: str
    values: dict[str, str]
    cut: bool = False


class Wording(NamedTuple):
    """A wording of a message without spaces; braces separate the fixed parts from the names of the values."""

    message: str
    text: str

    @property
    def literal(self) -> str:
        """The longest part without a value: a string without this part does not have the wording."""
        return longest(self.text)

    @property
    def leading(self) -> str | None:
        """The name of the value at the beginning of the wording."""
        parts = self.text.split("{")
        return None if parts[0] else parts[1]

    @property
    def trailing(self) -> str | None:
        """The name of the value at the end of the wording."""
        parts = self.text.split("{")
        name = None if parts[-1] else parts[-2]
        return None if name == "pypi" else name

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first used: compiling all patterns would slow every start."""
        parts = self.text.split("{")[2 if self.leading else 0 : -2 if self.trailing else None]
        rest = re.escape(parts[0])
        for name, part, before in zip(parts[1::2], parts[2::2], parts[::2], strict=False):
            quote = before[-1:]
            inner = PYPI if name == "pypi" else f"[^{quote}]{{0,500}}?" if quote in ("'", '"') else ".{0,2000}?"
            rest += (f"(?:{inner})" if name == "pypi" else f"(?P<{name}>{inner})") + re.escape(part)
        return compiled(rest)


Span = tuple[int, int, Wording, dict[str, tuple[int, int]]]  # the span of the wording, and the spans of its values


def flatten(text: str) -> str:
    r"""The text to search for messages: one line, single spaces, straight quotation marks, no code marks.

    >>> flatten("valid “token”,\n     but **no** `publisher`")
    'valid "token", but no publisher'
    """
    text = text.translate({ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'", ord("`"): None})
    return " ".join(word for word in text.replace("**", "").split() if word not in (">", "|", "│"))


def find_messages(flat: str) -> list[Found]:
    """Every known message in a text returned by `flatten`, in the order of the text.

    If one wording contains another, as "Invalid 'subject' claim. Wrong format" does, the longer one counts.

    >>> [found.message for found in find_messages("valid token, but project already ex ists")]
    ['invalid-pending-publisher']
    """
    dense = flat.replace(" ", "")
    blanks = [match.start() - number for number, match in enumerate(re.finditer(" ", flat))]
    spans = [
        (start, end, wording, values) for wording in candidates(dense) for start, end, values in places(wording, dense)
    ]
    ends = cut_off(dense, max((end for _, end, _, _ in spans), default=0))
    spans += ends
    # If two wordings begin at the same position, the longer one counts, then the one with fewer free characters.
    spans.sort(key=lambda span: (span[0], -span[1], len(span[3])))
    kept: list[Found] = []
    reached = 0
    for start, end, wording, values in spans:
        if start < reached:
            continue
        reached = end
        first, last = start + bisect_right(blanks, start), end + bisect_right(blanks, end - 1)
        inner = {name: sparse(flat, blanks, span) for name, span in values.items()}
        cut = (start, end, wording, values) in ends
        kept.append(with_ends(Found(first, wording.message, flat[first:last], inner, cut), wording, flat))
    return kept


def candidates(dense: str) -> list[Wording]:
    """The wordings whose longest fixed part is in a string without spaces."""
    begun = by_beginning()
    seen = {first for at in range(len(dense)) if (first := dense[at : at + BEGINNING]) in begun}
    found = [Wording(*wording) for first in begun if first in seen for wording in begun[first]]
    return [wording for wording in found if wording.literal in dense]


def places(wording: Wording, dense: str) -> Iterator[tuple[int, int, dict[str, tuple[int, int]]]]:
    """Where a wording is in a text without spaces: its span, and the spans of its values."""
    literal = wording.literal
    at, reached, tries = dense.find(literal), 0, 0
    while at >= 0 and tries < MOST:
        base = max(reached, at - REACH)
        window = dense[base : at + len(literal) + REACH]
        for match in wording.pattern.finditer(window):
            if match.end() > at - base >= match.start():
                reached = base + match.end()
                values = {name: match.span(name) for name in match.groupdict()}
                yield (
                    base + match.start(),
                    reached,
                    {name: (base + start, base + end) for name, (start, end) in values.items()},
                )
                break
        at, tries = dense.find(literal, max(at + 1, reached)), tries + 1


def cut_off(dense: str, known: int) -> list[Span]:
    """The span of a wording cut off by the end of the text, if the text has enough of it and no other wording fits.

    No known message comes after the position `known`.
    """
    end, tail, length = dense[-CUT:], dense[max(known, len(dense) - TAIL) :], len(dense)
    if len(tail) < CUT:
        return []
    found: list[Span] = []
    if any(end in text for _, text in wordings()):
        for wording in (Wording(*each) for each in wordings()):
            begun = wording.literal[: wording.literal.find(end) + CUT]
            usual = wording.leading or begun.startswith("http")  # other sentences contain these words, too
            if end in begun and begun != wording.literal and dense.endswith(begun) and not usual:
                found.append((length - len(begun), length, wording, {}))
    for first, wording in beginnings():
        if first in tail:
            found.append((length - len(tail) + tail.rfind(first), length, wording, {}))
    return found if len({wording.message for _, _, wording, _ in found}) == 1 else []


def sparse(flat: str, blanks: list[int], span: tuple[int, int]) -> str:
    """The part between two positions of the string without spaces, with its spaces restored."""
    start, end = span
    return flat[start + bisect_right(blanks, start) : end + bisect_right(blanks, end - 1)] if end > start else ""


def with_ends(found: Found, wording: Wording, flat: str) -> Found:
    """A message with the word before or after it, if its wording begins or ends with a value."""
    start, end, values = found.start, found.start + len(found.text), dict(found.values)
    before = re.search(r"[\w.-]{1,200} ?$", flat[max(0, start - 201) : start]) if wording.leading else None
    behind = re.match(r" ?([^\s,;]{1,200})", flat[end : end + 201]) if wording.trailing else None
    if before and wording.leading:
        start, values[wording.leading] = start - len(before[0]), before[0].rstrip()
    if behind and wording.trailing:
        end, values[wording.trailing] = end + len(behind[0].rstrip(".")), behind[1].rstrip(".")
    return found._replace(start=start, text=flat[start:end], values=values)


compiled = cache(re.compile)


def beginning(text: str) -> str:
    """The first characters of a fixed part of a wording."""
    start = text[:BEGINNING]
    return longest(text)[:BEGINNING] if "{" in start else start


def longest(text: str) -> str:
    """The longest fixed part of a wording."""
    return max(text.split("{")[::2], key=len) if "{" in text else text


@cache
def wordings() -> list[tuple[str, str]]:
    """Every wording of every message: the message's id, and the wording's text. Few of them become a `Wording`."""
    texts = [
        (message["id"], text) for message in MESSAGES.values() for text in message["texts"] + message.get("ru", [])
    ]
    # In one call, because a call for each text would take ten times as long.
    dense = packed("\n".join(text for _, text in texts)).split("\n")
    return [(message, text) for (message, _), text in zip(texts, dense, strict=True)]


@cache
def by_beginning() -> dict[str, list[tuple[str, str]]]:
    """The wordings by the first characters of a fixed part, which is faster than searching for each wording."""
    begun: dict[str, list[tuple[str, str]]] = {}
    for wording in wordings():
        begun.setdefault(beginning(wording[1]), []).append(wording)
    return begun


@cache
def beginnings() -> list[tuple[str, Wording]]:
    """The part before the first value of a wording, if it is long enough to identify the wording."""
    parted = [(text.split("{"), Wording(message, text)) for message, text in wordings() if text.find("{") >= CUT]
    return [(parts[0], wording) for parts, wording in parted if parts[1] != "pypi"]


def wording_of(message: str, text: str) -> Wording:
    """A wording, in which {name} matches any words; in quotation marks, any words without such a mark.

    >>> wording_of("missing-claim", "Missing claim '{claim}'").pattern.search("(Missingclaim'jti')")["claim"]
    'jti'
    """
    return Wording(message, packed(text))


def packed(text: str) -> str:
    """Wordings without spaces and code marks, separated by braces."""
    return text.replace(" ", "").replace("`", "").replace("}", "{")
