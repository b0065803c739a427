"""How similar two values are: equal, equal except for case, or only similar in looks; and the cause of a difference."""

import unicodedata
from typing import Literal, NamedTuple

from catalogue import LOOKALIKES
from catalogue.entries import Field
from shared.safe_text import visible

MOST = 1_000  # how many characters are compared by their looks; no name that PyPI stores is longer
LOOKS = str.maketrans(LOOKALIKES)
Likeness = Literal["same", "case", "looks", "other"]


class Difference(NamedTuple):
    """A field in which a publisher differs from a token: the cause, what PyPI has, what the token has.

    The `weight` says how far apart the two are: publishers of other projects differ most.
    """

    cause: str
    field: str
    expected: str
    found: str | None
    weight: int


def difference(field: Field, expected: str, found: str | None, how: Likeness | None = None) -> list[Difference]:
    """The difference in one field, if there is one, as the catalogue's table for this field describes it.

    `found` is None if the token doesn't show the value, and "" if it has none; a blank optional field on PyPI means
    any. `how` is how similar the two values are; it is worked out if it isn't given.
    """
    if found is None or (field.get("optional") and not expected):
        return []
    how = how or alike(expected, found)
    if how == "same":
        return []
    name, causes = field["name"], field["differs"]
    if unseen(expected) or unseen(found):
        return [lookalike(name, expected, found)]
    if not found and "missing" in causes:
        return [Difference(causes["missing"][0], name, expected, None, causes["missing"][1])]
    if how == "looks":
        return [lookalike(name, expected, found)]
    cause, weight = causes["any"] if "any" in causes else causes[how]
    return [Difference(cause, name, expected, found, weight)]


def lookalike(name: str, expected: str, found: str | None) -> Difference:
    """The difference between two values that only look the same."""
    return Difference("invisible-or-lookalike-characters", name, expected, found, 1)


def unseen(value: str | None) -> bool:
    """Whether a value consists only of spaces and other invisible characters."""
    return bool(value and not skeleton(value))


def alike(expected: str, found: str) -> Likeness:
    """How similar two values are: `same`, `case`, `looks` (they look the same but aren't) or `other`.

    >>> alike("Release.yml", "release.yml"), alike(" release.yml", "release.yml"), alike("rеlease.yml", "release.yml")
    ('case', 'looks', 'looks')
    """
    if expected == found:
        return "same"
    if expected.lower() == found.lower():
        return "case"
    return "looks" if skeleton(expected) == skeleton(found) else "other"


def skeleton(value: str) -> str:
    """A value without invisible characters, and with look-alike characters made equal."""
    start, rest = value[:MOST], value[MOST:]
    seen = bare(unicodedata.normalize("NFKC", bare(start)))
    return " ".join(seen.split()).lower().translate(LOOKS) + rest


def bare(text: str) -> str:
    """The text with plain spaces, and without other invisible characters."""
    return "".join(" " if char.isspace() else char for char in text if char.isspace() or visible(char))
