"""Write down how many blocks of each language a page has, and how many commands and doctests of them are run.

One line a page, for both languages together: a page that has more or less in one of them can't be written down.
"""

import re
import sys
from collections import Counter
from pathlib import Path

from paths import ROOT

import shelf
from pages import LANGUAGES, fences, pages

FILE = ROOT / "tests/pages/collected.txt"


def counted(page: Path) -> Counter[str]:
    """The blocks of a page by language, the commands in its sessions, and the doctests in its snippets."""
    found = Counter(fence.language for fence in fences(page))
    for fence in fences(page):
        found["commands"] += len(re.findall(r"^\$ ", fence.text, re.MULTILINE)) if fence.language == "console" else 0
        shown = [
            Path(each).stem for each in fence.includes if each.startswith("snippets/copy/") and each.endswith(".py")
        ]
        found["doctests"] += sum(len(shelf.examples(name)) for name in shown)
    return +found


def collected() -> tuple[str, list[str]]:
    """The lines, and what the two languages of a page differ in."""
    lines, wrong = [], []
    for page in pages("en"):
        name = page.relative_to(ROOT / "docs/en").as_posix()
        one, other = (counted(ROOT / "docs" / language / name) for language in LANGUAGES)
        if one != other:
            wrong.append(f"docs/ru/{name}:1: {dict(other - one)} too much, {dict(one - other)} missing")
        if one:
            lines.append(f"{name}: " + ", ".join(f"{what} {number}" for what, number in sorted(one.items())) + "\n")
    return "".join(lines), wrong


if __name__ == "__main__":
    text, wrong = collected()
    FILE.write_text(text, encoding="utf-8")
    sys.exit("\n".join(wrong) or None)
