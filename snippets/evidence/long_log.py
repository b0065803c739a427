"""Keep only the parts of a long log that can show a failure, so that memory use stays small."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import AnyStr, BinaryIO

WHOLE = 1 << 20  # bytes or characters; a log of this size or less is read whole
BLOCK = 1 << 15
ENDLESS = 1 << 30  # bytes; no job writes more
MOST = 15  # blocks kept from the beginning, and the same number from the end
# Each failure that a client prints contains one of these marks, or is within a block of a line that does.
MARKS = ("ublish", "rror", "RROR", "ailed", "nvalid", "ancel", "ccessible", "issing", "rtifact", "raceback")
BORDER = 2 * max(map(len, MARKS))  # the longest part of a mark in the next block; doubled for UTF-16


def encoding_of(start: bytes) -> str:
    """The encoding of a log that begins with these bytes: UTF-16 if a byte order mark says so, otherwise UTF-8."""
    return {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(start[:2], "utf-8")


def read_long(stream: BinaryIO) -> bytes:
    """All bytes of a log, or only the parts that can show a failure. Raises OSError if it does not end."""
    start = stream.read(WHOLE)
    if len(start) < WHOLE:
        return start
    encoding = encoding_of(start)
    return joined(chain(blocks(start), rest(stream)), [mark.encode(encoding) for mark in MARKS], "\n".encode(encoding))


def rest(stream: BinaryIO) -> Iterator[bytes]:
    """The rest of a stream in pieces. Raises OSError if it does not end."""
    for _ in range(ENDLESS // BLOCK):
        if not (piece := stream.read(BLOCK)):
            return
        yield piece
    raise OSError("File too large")


def excerpt(text: str) -> str:
    r"""A text; of a long text, only the informative parts.

    >>> noise = "Compiling module\n" * 100_000
    >>> len(noise), len(excerpt(f"{noise}invalid-publisher\n{noise}")) < 4 * BLOCK
    (1700000, True)
    """
    return text if len(text) <= WHOLE else joined(blocks(text), MARKS, "\n")


def blocks(text: AnyStr) -> Iterator[AnyStr]:
    """The text in pieces."""
    return (text[at : at + BLOCK] for at in range(0, len(text), BLOCK))


def joined(pieces: Iterable[AnyStr], marks: Sequence[AnyStr], gap: AnyStr) -> AnyStr:
    """The pieces that can show a failure, at most twice MOST, with `gap` in place of the pieces left out."""
    first: list[tuple[int, AnyStr]] = []
    last: deque[tuple[int, AnyStr]] = deque(maxlen=MOST)
    for numbered in telling(pieces, marks):
        if len(first) < MOST:
            first.append(numbered)
        else:
            last.append(numbered)
    text: AnyStr = gap[:0]
    before = -1
    for number, piece in chain(first, last):
        text += piece if number == before + 1 else gap + piece
        before = number
    return text


def telling(pieces: Iterable[AnyStr], marks: Sequence[AnyStr]) -> Iterator[tuple[int, AnyStr]]:
    """Each piece that contains a mark, with the pieces before and after it, and the very last piece; numbered."""
    last: tuple[int, AnyStr] | None = None  # the piece before
    end: AnyStr = marks[0][:0]  # what could be the beginning of a mark
    given, held = True, False  # whether that piece was yielded, and whether it contains a mark
    for number, piece in enumerate(pieces):
        holds = any(mark in end + piece for mark in marks)
        if holds and last is not None and not given:
            yield last
        given = holds or held
        if given:
            yield number, piece
        last, end, held = (number, piece), piece[-BORDER:], holds
    if last is not None and not given:
        yield last
