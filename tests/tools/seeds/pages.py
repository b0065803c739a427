"""Errors in pages, in one language at a time: what a reader copies, clicks or compares, and what is left out."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pages import ROOT
from seeds import Seed, files, lines_dropped, slip, spans, text_of

FENCE = r"^( *)(```+|~~~+)[^\n]*\n(?:.*\n)*?\1\2\n"


def pages() -> list[str]:
    """The paths of the pages in both languages."""
    return files("docs/*/**/*.md", at_least=200)


def blocks() -> Iterator[Seed]:
    """Words in typed blocks, and what an include brings in."""
    for path in pages():
        text = text_of(path)
        for fence in re.finditer(FENCE, text, re.MULTILINE):
            head, _, body = fence[0].partition("\n")
            offset = fence.start() + len(head) + 1
            for line in re.finditer(r"^(?! *```)(?!.*--8<--).+$", body, re.MULTILINE):
                if (other := slip(line[0])) != line[0]:
                    yield Seed("word in a block", path, offset + line.start(), offset + line.end(), other)
            yield Seed("block dropped", path, fence.start(), fence.end(), "")
        yield from spans("include: lines", path, r'--8<-- "[^"]*?:(\d+:?\d*)"', None, text)
        yield from spans("include: section", path, r'--8<-- "[^"]*?:([a-z][\w-]*)"', None, text)
        yield from spans("include: file", path, r'--8<-- "([^":]*)', None, text)
        yield from other_files(path, text)
        yield from spans("hl_lines", path, r'hl_lines="([^"]*)"', None, text)
        yield from spans("block language", path, r"^ *```(json|text|bash|yaml|console|python|toml)\b", "text", text)
        yield from spans("block title", path, r'title="([^"]*)"', None, text)


def other_files(path: str, text: str) -> Iterator[Seed]:
    """Includes of a sibling of the file that is meant."""
    for match in re.finditer(r'--8<-- "([^":]+)', text):
        siblings = sorted(p.name for p in (ROOT / match[1]).parent.glob(f"*{(ROOT / match[1]).suffix}"))
        name = match[1].rpartition("/")[2]
        other = siblings[(siblings.index(name) + 1) % len(siblings)]
        yield Seed("include: another file", path, match.end(1) - len(name), match.end(1), other)


def commands() -> Iterator[Seed]:
    """A slip in each word of a command, the same in both languages: a change in one is found by comparing the two."""
    for path in files("docs/en/**/*.md", at_least=100):
        text, other = text_of(path), text_of(path.replace("docs/en", "docs/ru"))
        for fence in re.finditer(FENCE, text, re.MULTILINE):
            head, _, body = fence[0].partition("\n")
            offset = fence.start() + len(head) + 1
            for line in re.finditer(r"^(?! *```).+$", body if head.endswith("```bash") else "", re.MULTILINE):
                at = other.find(f"\n{line[0]}\n") + 1
                for word in re.finditer(r"[\w-]*[^\W_]{2,}[\w-]*", line[0]) if at else ():
                    start, new = offset + line.start() + word.start(), slip(word[0])
                    there = at + word.start()
                    twin = Seed("", path.replace("docs/en", "docs/ru"), there, there + len(word[0]), new)
                    yield Seed("word of a command", path, start, start + len(word[0]), new, twin)


def outside(text: str) -> str:
    """The text with its blocks and front matter blanked out, in the same places."""
    blank = re.compile(FENCE + r"|\A---\n(?:.*\n)*?---\n", re.MULTILINE)
    return blank.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def facts() -> Iterator[Seed]:
    """Code, numbers, names of buttons, tables, headings, links, front matter."""
    every = [page.removeprefix("docs/en/") for page in files("docs/en/**/*.md", at_least=100)]
    for path in pages():
        whole = text_of(path)
        text = outside(whole)
        yield from spans("inline code", path, r"`([^`\n]+)`", None, text)
        yield from spans("number", path, r"(?<![\w`#/.(-])(\d+)(?![\w`]|\. )", None, re.sub(r"`[^`\n]*`", blank, text))
        yield from spans("label", path, r"(?<!\*)\*([^*\n|]+)\*(?!\*)", None, text)
        yield from spans("heading id", path, r"\{ #([\w-]+) \}", None, text)
        yield from spans("anchor", path, r"\]\([^)\s]*#([\w-]+)", None, text)
        yield from spans("address", path, r"\]\((https?://[^)\s]+)", None, text)
        yield from spans("source", path, r"^  - (.*[@#:].*)$", None, whole)
        yield from spans("date", path, r"^checked: (\S+)$", None, whole)
        yield from spans("admonition", path, r"^ *(?:!!!|\?\?\?\+?) (\w+)", "danger", text)
        yield from spans("title of a cause in a link", path, r"\[([^\]]+)\]\([^)]*causes/[\w-]+\.md\)", None, text)
        for link in re.finditer(r"\]\(([^)\s#:]+\.md)", text):
            name = link[1].rpartition("/")[2]
            others = [each for each in every if each.rpartition("/")[0] and each.rpartition("/")[2] != name]
            other = others[len(link[1]) * 7 % len(others)].rpartition("/")[2]
            yield Seed("link", path, link.end(1) - len(name), link.end(1), other)
        yield from swapped(path, text)


def blank(match: re.Match[str]) -> str:
    """Blanks in the place of a match."""
    return " " * len(match[0])


def swapped(path: str, text: str) -> Iterator[Seed]:
    """Two cells of a table that changed places: beside one another, or below one another."""
    for row in re.finditer(r"^ *\|(?!-).*\|$", text, re.MULTILINE):
        cells = list(re.finditer(r"(?:[^|\\]|\\.)+(?=\|)", row[0]))
        for one, other in pairwise(cells):
            if one[0].strip() and one[0] != other[0]:
                start, end = row.start() + one.start(), row.start() + other.end()
                yield Seed("swapped cells", path, start, end, f"{other[0]}|{one[0]}")
    for one, other in pairwise(re.finditer(r"^ *\|(?!-).*\|\n", text, re.MULTILINE)):
        if one.end() == other.start() and one[0] != other[0]:
            yield Seed("swapped rows", path, one.start(), other.end(), other[0] + one[0])


def losses() -> Iterator[Seed]:
    """A sentence, paragraph, item, row, heading or page that one of the languages has lost."""
    for path in pages():
        text = outside(text_of(path))
        yield from lines_dropped("table row dropped", path, r"^ *\|(?!-)[^\n]*\|\n", text)
        yield from lines_dropped(
            "item dropped", path, r"^ *(?:[-*]|\d+\.) [^\n]*\n(?:  +(?![-*]|\d+\.)\S[^\n]*\n)*", text
        )
        yield from lines_dropped("heading dropped", path, r"^#+ [^\n]*\n\n?", text)
        yield from lines_dropped("paragraph dropped", path, r"^(?![ |#>-]|\d+\.|===)[^\n]+\n(?:[^\n]+\n)*\n", text)
        yield from lines_dropped("sentence dropped", path, r"(?<=[.:!?»]\n)^(?![ |#>-]|\d+\.)[^\n]+\n", text)
        yield from lines_dropped("tab dropped", path, r'^ *=== "[^\n]*\n', text)
        yield Seed("page dropped", path, -1, -1, "")
        yield from lines_dropped("source dropped", path, r"^  - [^\n]*[@#:][^\n]*\n", text_of(path)[:4000])
