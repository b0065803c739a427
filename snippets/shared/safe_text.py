"""Make pasted text safe to show: without secrets, and without anything that a terminal or a page would obey."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, partial

from shared.secret_kinds import BLANKS, GAP, IGNORABLE, KINDS, MEANT

MOST = 300  # how many characters of a value are shown
HIDDEN = "***"
compiled = cache(partial(re.compile, flags=re.ASCII))  # letters and digits of secrets are those of ASCII
Span = tuple[int, int]


def redact(text: str) -> str:
    r"""Replace everything that looks like a secret with ***, even if colours or line breaks split it.

    >>> redact("password: pypi-AgEIcHlwaS5vcmcCJDU, file: pypi-publish.yml")
    'password: ***, file: pypi-publish.yml'
    >>> redact("uploading with pypi-AgEIcHl\x1b[1mwaS5vcmcCJDU2NjQ\n4ZDI0LWE2ZTctNGRmYi1hMDJm")
    'uploading with ***'
    """
    spans = [*secrets_in(text)]  # with the gaps still in it: what looks like a colour may be the beginning of a secret
    if gaps := gaps_in(text):
        whole = WithoutGaps(text, gaps)
        spans += map(whole.place, secrets_in(whole.text))
    return hidden(text, spans)


def gaps_in(text: str) -> list[re.Match[str]]:
    """Everything in the text that may split a secret."""
    # Only those invisible characters that are in the text: compiling a class of all of them would slow every start.
    odd = (
        []
        if text.isascii()
        else [each for each in set(text) if not (each.isascii() or each == "\xa0" or lasting(each))]
    )
    return list(compiled(f"{GAP}|[{''.join(map(re.escape, sorted(odd)))}]" if odd else GAP).finditer(text))


def lasting(character: str) -> bool:
    """Whether a character is visible and takes up space."""
    return visible(character) and unicodedata.category(character)[0] != "M"  # drawn over the letter before


def secrets_in(text: str) -> Iterator[Span]:
    """The spans of all known kinds of secrets that nothing splits."""
    for signs, pattern in KINDS:
        if any(map(text.__contains__, signs)):
            for match in compiled(pattern).finditer(text):
                yield match.end(1) if match.re.groups else match.start(), match.end()


def meant(sign: str | None) -> str:
    """The character that an escape means; "" if secrets can't contain this character.

    >>> [meant(sign) for sign in ("2d", "#45", "hyphen", ".", "shy", None)]
    ['-', '-', '-', '.', '', '']
    """
    if not sign or sign in MEANT or len(sign) == 1:
        return MEANT.get(sign or "", sign or "")
    if sign[0] == "#":
        return chr(int(sign[1:]))
    return chr(int(sign, 16)) if len(sign) == 2 else ""


def hidden(text: str, spans: Iterable[Span]) -> str:
    """The text with *** in place of these spans; adjacent spans count as one."""
    kept: list[str] = []
    reached = 0
    for start, end in sorted(spans):
        if start > reached or not kept:
            kept += [text[reached:start], HIDDEN]
        reached = max(reached, end)
    return "".join(kept) + text[reached:]


class WithoutGaps:
    """A text without anything that may split a secret; it converts positions back to those in the original text."""

    def __init__(self, text: str, gaps: list[re.Match[str]]) -> None:
        pieces: list[str] = []
        self.starts: list[int] = []  # of each piece, in the text without gaps
        self.spans: list[Span] = []  # of each piece, in the original text
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
        """The same part of the original text."""
        from bisect import bisect_right  # imported here, because most texts have no secret and it slows the start

        first, last = bisect_right(self.starts, span[0]) - 1, bisect_right(self.starts, span[1] - 1) - 1
        start, end = (
            self.spans[piece][0] + at - self.starts[piece] for piece, at in ((first, span[0]), (last, span[1]))
        )
        whole = span[1] == (self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text))
        return start, self.spans[last][1] if whole else end


def shown(value: object, most: int = MOST) -> str:
    r"""A value, safe to print: one line, redacted, at most `most` characters, invisible characters written as escapes.

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
    """A character; an invisible one as `ascii` writes it."""
    return character if visible(character) else ascii(character)[1:-1]


def visible(character: str) -> bool:
    r"""Whether a character is visible: not a control, format, unassigned or ignorable character, no unusual space.

    >>> [visible(each) for each in (" ", "é", "\u00a0", "\u3164", "\ufe0f", "\u2800")]
    [True, True, False, False, False, False]
    """
    if character == " " or (character.isascii() and character.isprintable()):
        return True
    return unicodedata.category(character)[0] not in "CZ" and not within(character, (*IGNORABLE, *BLANKS))


def within(character: str, ranges: Iterable[Span]) -> bool:
    """Whether the character's code point is in one of the ranges, ends included."""
    return any(first <= ord(character) <= last for first, last in ranges)
