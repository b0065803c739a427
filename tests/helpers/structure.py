"""The structure of a page, so that the two languages can be held against each other."""

import difflib
import functools
import re
from pathlib import Path
from typing import NamedTuple

from pages import Fence, fences, front_matter

LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)[^)]*\)")
CELL = re.compile(r"(?<!\\)\|")
RUSSIAN_ONLY = re.compile(r" *В русском интерфейсе\b")  # a sentence about PyPI's Russian pages, in Russian only
IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)")


class Part(NamedTuple):
    """One structural part of a page: its line, and what it is, without the words of a language."""

    line: int
    what: str


@functools.cache
def parts(page: Path) -> list[Part]:
    """Everything in a page that both languages must have: front matter, headings, blocks, links, tables."""
    matter = front_matter(page)
    found = [Part(1, f"front matter {key}" + kept(key, value)) for key, value in matter.items()]
    blocks = fences(page)
    for fence in blocks:
        found.append(Part(fence.line, f"block {unlabelled(fence.info)}"))
        found += [Part(fence.line + n, f"in the block: {line}") for n, line in typed(fence)]
    lines = page.read_text(encoding="utf-8").splitlines()
    inside = {n for fence in blocks for n in range(fence.line, fence.line + fence.typed.count("\n") + 2)}
    body = matter_end(lines)
    found += [
        Part(n, what) for n, line in enumerate(lines, 1) if n > body and n not in inside for what in of_line(line)
    ]
    return sorted(found, key=lambda part: part.line)


def typed(fence: Fence) -> list[tuple[int, str]]:
    """The lines of a block with their distance from its first; of a session the commands, whose output is replayed."""
    lines = enumerate(re.sub(r"\.(en|ru)\.txt| --lang (en|ru)", "", fence.typed).splitlines(), 1)
    return [(n, line) for n, line in lines if fence.language != "console" or line.startswith(("$ ", "--8<--"))]


def kept(key: str, value: object) -> str:
    """The values of front matter that no language changes."""
    return f" {value}" if key in ("checked", "former", "sources") else ""


def unlabelled(info: str) -> str:
    """An info line with its title in English: the only title that is not a file name is *Terminal*."""
    return info.replace('title="Терминал"', 'title="Terminal"')


def matter_end(lines: list[str]) -> int:
    """The number of the line that ends the front matter."""
    return lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0


def of_line(line: str) -> list[str]:
    """The parts in one line of Markdown outside of blocks."""
    if not line.strip() or RUSSIAN_ONLY.match(line):
        return []
    found = []
    if heading := re.match(r"(#+) .*?(\{ #[\w.-]+ \})?$", line):
        found.append(f"heading {heading[1]} {heading[2] or '(no id)'}")
    if admonition := re.match(r" *(!!!|\?\?\?\+?) (\w+)", line):
        found.append(f"admonition {admonition[2]}")
    if tab := re.match(r'( *)===[!+]* "', line):
        found.append(f"tab, indented {len(tab[1])}")
    if item := re.match(r"( *)([-*+]|\d+\.) ", line):
        found.append(f"list item, indented {len(item[1])}, {'numbered' if item[2][0].isdigit() else 'bulleted'}")
    if re.match(r" *\|.*\| *$", line):
        found.append(f"table row of {len(CELL.findall(line)) - 1} cells")
    found = found or ["line of text"]
    found += [f"link to {target}" for target in LINK.findall(line)]
    found += [f"image {target}" for target in IMAGE.findall(line)]
    return found


def differences(first: Path, second: Path, root: Path) -> list[str]:
    """Every difference in structure as `path:line: found, expected (where)`."""
    one, other = parts(first), parts(second)
    if not (front_matter(first) and front_matter(second)):  # test_front_matter tells of a page without
        one, other = ([part for part in side if not part.what.startswith("front matter")] for side in (one, other))
    matcher = difflib.SequenceMatcher(None, [part.what for part in one], [part.what for part in other], autojunk=False)
    wrong = []
    for change, i1, i2, j1, j2 in matcher.get_opcodes():
        if change == "equal":
            continue
        expected = "; ".join(part.what for part in one[i1:i2]) or "nothing"
        found = "; ".join(part.what for part in other[j1:j2]) or "nothing"
        at = other[min(j1, len(other) - 1)].line if other else 1
        where = one[min(i1, len(one) - 1)].line if one else 1
        wrong.append(
            f"{second.relative_to(root)}:{at}: {found}, expected {expected} ({first.relative_to(root)}:{where})"
        )
    return wrong
