"""Small errors, one at a time: each module knows those of one kind of file."""

import functools
import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from pages import ROOT


@functools.cache
def text_of(path: str) -> str:
    """A file's text, ends of lines as they are."""
    return (ROOT / path).read_bytes().decode()


def files(pattern: str, at_least: int) -> list[str]:
    """The paths that a pattern finds in the project. Ends the program if they are fewer: the files may have moved."""
    paths = sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob(pattern))
    if len(paths) < at_least:
        raise SystemExit(f"tests/tools/seeds: {pattern} finds {len(paths)} files, expected at least {at_least}")
    return paths


class Seed(NamedTuple):
    """One error: the text between two places of a file is replaced. Without a place the file is removed.

    `twin` is the same error in another file, made at the same time.
    """

    what: str
    path: str
    start: int
    end: int
    new: str
    twin: "Seed | None" = None

    @property
    def text(self) -> str:
        """The file as it should be."""
        return text_of(self.path)

    @property
    def mutated(self) -> str | None:
        """The file with the error in it; None where it is gone."""
        return None if self.start < 0 else self.text[: self.start] + self.new + self.text[self.end :]

    def __str__(self) -> str:
        """`path:line: old → new (what)`."""
        if self.start < 0:
            return f"{self.path}:1: removed ({self.what})"
        old, line = self.text[self.start : self.end], self.text.count("\n", 0, self.start) + 1
        return f"{self.path}:{line}: {shown(old)} → {shown(self.new)} ({self.what})"


def shown(text: str) -> str:
    """A piece of text in one short line."""
    line = text.replace("\n", "⏎")
    return f"«{line}»" if len(line) < 110 else f"«{line[:70]}…{line[-30:]}»"


def spans(what: str, path: str, pattern: str, new: str | None, text: str) -> Iterator[Seed]:
    """A seed for each match: its first group, or the whole of it, becomes `new` (None: a slip within it)."""
    for match in re.finditer(pattern, text, re.MULTILINE):
        group = 1 if match.re.groups else 0
        old = match[group]
        replaced = slip(old) if new is None else match.expand(new)
        if old != replaced:
            yield Seed(what, path, match.start(group), match.end(group), replaced)


def slip(text: str) -> str:
    """The text with a slip of the pen in one of its words or numbers, the same one each time."""
    chance = random.Random(text)  # noqa: S311 - the same slip in each run
    words = list(re.finditer(r"\d+|[^\W\d_]{3,}", text)) or list(re.finditer(r"\w+", text))
    if not words:
        return text
    word = chance.choice(words)
    if word[0].isdigit():
        other = str(int(word[0]) + 1).zfill(len(word[0]))
    else:
        at = chance.randrange(1, len(word[0])) if len(word[0]) > 1 else 0
        other = word[0][:at] + word[0][at + 1 :] if len(word[0]) > 1 else "x"
    return text[: word.start()] + other + text[word.end() :]


def lines_dropped(what: str, path: str, pattern: str, text: str) -> Iterator[Seed]:
    """A seed for each match of whole lines, which are left out."""
    for match in re.finditer(pattern, text, re.MULTILINE):
        yield Seed(what, path, match.start(), match.end(), "")
