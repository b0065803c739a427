"""Make pasted text harmless before it is shown: no secrets, nothing that a terminal or a page would obey."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from shared.secret_kinds import BLANKS, GAP, IGNORABLE, KINDS, MARKS, MEANT

MOST = 300  # characters of a value that are shown
HIDDEN = "***"
compiled = cache(re.compile)
Span = tuple[int, int]


def redact(text: str) -> str:
    r"""Put *** in the place of everything that looks like a secret, also if colours or line breaks part it.

    >>> redact("password: pypi-AgEIcHlwaS5vcmcCJDU, file: pypi-publish.yml")
    'password: ***, file: pypi-publish.yml'
    >>> redact("uploading with pypi-AgEIcHl\x1b[1mwaS5vcmcCJDU2NjQ\n4ZDI0LWE2ZTctNGRmYi1hMDJm")
    'uploading with ***'
    """
    spans = [*secrets_in(text)]  # of what may part a secret, too: what is taken for a colour may be its beginning
    if gaps := gaps_in(text):
        whole = WithoutGaps(text, gaps)
        spans += map(whole.place, secrets_in(whole.text))
    return hidden(text, spans)


def gaps_in(text: str) -> list[re.Match[str]]:
    """What may part a secret."""
    # Of the characters that can't be seen those alone that are there: to compile a class of all slows every start.
    odd = (
        []
        if text.isascii()
        else [each for each in set(text) if not (each.isascii() or each == "\xa0" or lasting(each))]
    )
    return list(compiled(f"{GAP}|[{''.join(map(re.escape, sorted(odd)))}]" if odd else GAP).finditer(text))


def lasting(character: str) -> bool:
    """Whether a character can be seen, and has a place of its own."""
    return visible(character) and not within(character, MARKS)


def secrets_in(text: str) -> Iterator[Span]:
    """Where secrets of any known kind begin and end, as far as nothing parts them."""
    for signs, pattern in KINDS:
        if any(map(text.__contains__, signs)):
            for match in compiled(pattern).finditer(text):
                yield match.end(1) if match.re.groups else match.start(), match.end()


def meant(sign: str | None) -> str:
    """The character that an escape stands for; nothing, if it is none that secrets hold.

    >>> [meant(sign) for sign in ("2d", "#45", "hyphen", ".", "shy", None)]
    ['-', '-', '-', '.', '', '']
    """
    if not sign or sign in MEANT or len(sign) == 1:
        return MEANT.get(sign or "", sign or "")
    if sign[0] == "#":
        return chr(int(sign[1:]))
    return chr(int(sign, 16)) if len(sign) == 2 else ""


def hidden(text: str, spans: Iterable[Span]) -> str:
    """The text with *** in the place of these parts; those that touch count as one."""
    kept: list[str] = []
    reached = 0
    for start, end in sorted(spans):
        if start > reached or not kept:
            kept += [text[reached:start], HIDDEN]
        reached = max(reached, end)
    return "".join(kept) + text[reached:]


class WithoutGaps:
    """A text without what may part a secret, and the way back to the places of the text as it was."""

    def __init__(self, text: str, gaps: list[re.Match[str]]) -> None:
        pieces: list[str] = []
        self.starts: list[int] = []  # of each piece, in the text without gaps
        self.spans: list[Span] = []  # of each piece, in the text as it was
        length = place = 0
        signs = ((gap.start(), gap.end(), gap[gap.lastindex] if gap.lastindex else None) for gap in gaps)
        for start, end, sign in [*signs, (len(text), 0, None)]:
            for piece, span in ((text[place:start], (place, start)), (meant(sign), (start, end))):
                if piece:
                    pieces.append(piece)
                    self.starts.append(length)
                    self.spans.append(span)
                    length += len(piece)
            place = end
        self.text = "".join(pieces)

    def place(self, span: Span) -> Span:
        """The same part of the text as it was."""
        from bisect import bisect_right  # imported here: most texts hold no secret, and it slows the start

        first, last = bisect_right(self.starts, span[0]) - 1, bisect_right(self.starts, span[1] - 1) - 1
        start, end = (
            self.spans[piece][0] + at - self.starts[piece] for piece, at in ((first, span[0]), (last, span[1]))
        )
        whole = span[1] == (self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text))
        return start, self.spans[last][1] if whole else end


def shown(value: object, most: int = MOST) -> str:
    r"""A value as text that can be printed: one line, redacted, at most `most` characters, invisible ones spelled out.

    >>> shown("release\u202e.yml\x1b[2J")
    'release\\u202e.yml\\x1b[2J'
    """
    text = redact(value if isinstance(value, str) else str(value))
    return spelled_out(text if len(text) <= most else text[:most] + "…")


def spelled_out(text: str) -> str:
    """The text with every invisible character as `ascii` writes it."""
    return text if text.isascii() and text.isprintable() else "".join(map(spelled, text))


@cache
def spelled(character: str) -> str:
    """A character, or how `ascii` writes one that can't be seen."""
    return character if visible(character) else ascii(character)[1:-1]


def visible(character: str) -> bool:
    r"""Whether a character is seen: no control, format or unassigned one, none that fonts leave out, no odd blank.

    >>> [visible(each) for each in (" ", "é", "\u00a0", "\u3164", "\ufe0f", "\u2800")]
    [True, True, False, False, False, False]
    """
    if character == " " or (character.isascii() and character.isprintable()):
        return True
    return unicodedata.category(character)[0] not in "CZ" and not within(character, (*IGNORABLE, *BLANKS))


def within(character: str, ranges: Iterable[Span]) -> bool:
    """Whether the character's code point lies in one of the ranges, its ends included."""
    return any(first <= ord(character) <= last for first, last in ranges)
