"""Make pasted text safe to show: without secrets, and without anything that a terminal or a page would obey."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import chain

from shared.secret_gaps import BLANKS, GAP, IGNORABLE, MEANT
from shared.secret_kinds import CORES, KINDS

MOST = 300  # how many characters of a value are shown
HIDDEN = "***"
REACH = 1000  # a secret begins at most so far before its sign, and so far behind the sign it is known for one, in lines
LONGEST = max(len(sign) for signs, _ in KINDS for sign in signs)
compiled = cache(partial(re.compile, flags=re.ASCII))  # letters and digits of secrets are those of ASCII
Span = tuple[int, int]
Signs = dict[str, list[str]]  # by what they share; a sign that shares nothing, by itself


def grouped(signs: Iterable[str]) -> Signs:
    """The signs of a kind by what they share."""
    groups: Signs = {}
    for sign in signs:
        groups.setdefault(next((core for core in CORES if core in sign), sign), []).append(sign)
    return groups


PATTERNS = {pattern: grouped(signs) for signs, pattern in KINDS}


def redact(text: str) -> str:
    r"""Replace everything that looks like a secret with ***, even if colours or line breaks split it.

    >>> redact("password: pypi-AgEIcHlwaS5vcmcCJDU, file: pypi-publish.yml")
    'password: ***, file: pypi-publish.yml'
    >>> redact("uploading with pypi-AgEIcHl\x1b[1mwaS5vcmcCJDU2NjQ\n4ZDI0LWE2ZTctNGRmYi1hMDJm")
    'uploading with ***'
    """
    kinds = kinds_in(text)
    # With the gaps still in it: what looks like a colour may be the beginning of a secret.
    spans = [*secrets_in(text, kinds)]
    if gaps := gaps_in(text):
        whole = WithoutGaps(text, gaps)
        # Without the gaps, a new sign can only be where two pieces meet.
        spans += map(whole.place, secrets_in(whole.text, kinds | kinds_in(whole.seams())))
    return hidden(text, spans)


def gaps_in(text: str) -> list[re.Match[str]]:
    """Everything in the text that may split a secret."""
    # Only those invisible characters that are in the text: compiling a class of all of them would slow every start.
    odd = "" if text.isascii() else "".join(sorted(each for each in set(text) if not lasting(each)))
    return list(compiled(f"{GAP}|[{re.escape(odd)}]" if odd else GAP).finditer(text))


@lru_cache(1000)
def lasting(character: str) -> bool:
    """Whether a character is visible and takes up space, or is one that `GAP` deals with."""
    drawn = visible(character) and unicodedata.category(character)[0] != "M"  # a mark is drawn over the letter before
    return character.isascii() or character == "\xa0" or drawn


def kinds_in(text: str) -> dict[str, Signs]:
    """The patterns of which a sign is in the text, with their signs."""
    has = text.__contains__
    # Most patterns have nothing in the text: the first test, which takes no step of Python's, is enough for those.
    return {
        pattern: signs
        for pattern, signs in PATTERNS.items()
        if any(map(has, signs)) and any(any(map(has, each)) for core, each in signs.items() if core in text)
    }


def secrets_in(text: str, kinds: dict[str, Signs]) -> Iterator[Span]:
    """The spans of all secrets of these kinds that nothing splits."""
    for pattern, signs in kinds.items():
        for match in found(compiled(pattern), signs, text):
            yield match.end(1) if match.re.groups else match.start(), match.end()


def found(pattern: re.Pattern[str], signs: Signs, text: str) -> Iterator[re.Match[str]]:
    """What `finditer` finds; of a long text only the lines near a sign are looked at."""
    if len(text) < 4 * REACH:
        yield from pattern.finditer(text)
        return
    at = 0
    for start, end in merged(near(text, chain.from_iterable(signs.values()))):
        at = max(at, start)
        while cut := pattern.search(text, at, end):
            match = pattern.match(text, cut.start())  # up to its end, or no match with what follows
            at = match.end() if match else cut.start() + 1
            if match:
                yield match


def near(text: str, signs: Iterable[str]) -> Iterator[Span]:
    """The whole lines around each sign. Of several signs at most `REACH` apart the first stands for all."""
    for sign in signs:
        end, at = 0, text.find(sign)
        while at >= 0 and end < len(text):
            end = text.find("\n", at + 2 * REACH) + 1 or len(text)
            yield text.rfind("\n", 0, max(0, at - REACH)) + 1, end
            at = text.find(sign, at + REACH)


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
    """The text with *** in place of these spans."""
    kept: list[str] = []
    reached = 0
    for start, end in merged(spans):
        kept += [text[reached:start], HIDDEN]
        reached = end
    return "".join(kept) + text[reached:]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; adjacent spans as one."""
    parts: list[Span] = []
    for start, end in sorted(spans):
        if parts and start <= parts[-1][1]:
            parts[-1] = parts[-1][0], max(parts[-1][1], end)
        else:
            parts.append((start, end))
    return parts


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

    def seams(self) -> str:
        """What is around the places where two pieces meet, as far as a sign may reach."""
        around = merged((max(0, start - LONGEST), start + LONGEST) for start in self.starts)
        return "\n".join(self.text[start:end] for start, end in around)

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
