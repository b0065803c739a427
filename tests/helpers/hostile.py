"""Values that no CI service and no person would send, and ways to spoil those that they do."""

import random
from typing import Any

# Blanks of every kind, what can't be seen, what looks like something else, halves of characters, marks of code.
CHARACTERS = [
    *"aZ09 '\"`\\/@:.,-_*|>[](){}=%\t\n\r\v\f\0\x07\x1b\x1c\x1f\x7f\x85\u00a0\u00ad\u200b\u200e\u202e\u2028\u2029",
    *"\u2066\u3000\ufeff\ufdd0\ud800éßñаеΣςıİſK٣²ⅷ漢ﬁ’“–\u0301", "😀", "\U0001d7d9", "\U000e0041", "%0A", "%25", "\r\n",
    "MISSING", "None", "//", "](https:", "eyJhbGciOiJub25lIn0", "pypi-AgEIcHlwaS5vcmc", ".yml@", ".yaml", "<img src=x>",
]  # fmt: skip
VALUES = [
    None, True, False, 0, 1, -1, 42, 1.5, 1e-7, 2.5e-5, "", " ", "0", "true", "None", [], ["a", None, 1.25, "é'"], {},
    {"a": [True, {"b": "\u202e\"'"}]}, [[]], "x" * 3000, "a/b/c", "/", "@", "://", "org:a:project:b",
    "project_path:a/b:c", "a.yml@", "/.yml@x", "//a\n.yml@b", "https://gitlab.com", "https://accounts.google.com",
    "ПаКеТ/RеРо", "İ/ıſ", "ΑΣ/ας",
]  # fmt: skip


def spoilt(value: Any, chance: random.Random) -> Any:
    """Another value, or the same one with something odd put into it, or in another letter case."""
    if not isinstance(value, str) or chance.random() < 0.4:
        return chance.choice(VALUES)
    how = chance.choice([str.upper, str.title, str.swapcase, str.strip, mixed, mixed, mixed])
    return mixed(value, chance) if how is mixed else how(value)


def mixed(text: str, chance: random.Random) -> str:
    """The text with some odd characters put into it, or parts of it replaced or lost."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        odd = "".join(chance.choices(CHARACTERS, k=chance.randint(1, 3)))
        text = text[:at] + odd + text[at + chance.randint(0, 2) :]
    return text
