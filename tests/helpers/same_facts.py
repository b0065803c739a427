"""What a line says that no language changes: code, numbers, names of buttons and fields."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from catalogue import MESSAGES
from pages import ROOT, fences
from structure import CELL, RUSSIAN_ONLY, matter_end

CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
ADDRESS = re.compile(r"\]\([^)]*\)|\{ [^}]*\}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
LABEL = re.compile(r"(?<![*\w\\])\*(?!\*)([^*\n]+?)\*(?!\*)")
# Names that no pronoun replaces; "PyPI" often becomes "it".
NAME = re.compile(
    r"\b(GitHub|GitLab|TestPyPI|Google|Cloud|ActiveState|Actions|Enterprise|uv|twine|Trusted Publishing|Warehouse"
    r"|Sigstore|OIDC|JWT|JSON|YAML|RS256|PEP|HTTP|SHA|Linux|macOS|Windows)\b"
)
VERDICT = re.compile(r" *((?:yes|no|often|да|нет|часто)(?=[,;.]| или\b| *$)|(?:nothing|ничего)(?=:))")
VERDICTS = {"да": "yes", "нет": "no", "часто": "often", "ничего": "nothing"}
CYRILLIC = re.compile("[А-Яа-яЁё]+")
# What PyPI's Russian pages say, as the catalogue and the forms' labels have it.
INTERFACE = {"(Любая)"} | {text for message in MESSAGES.values() for text in message.get("ru", ())}


class Facts(NamedTuple):
    """The facts of a cell, or of a line that is no row."""

    code: set[str]
    numbers: list[str]
    labels: set[str]
    names: set[str]
    verdict: str | None


def lines(page: Path) -> list[tuple[int, str]]:
    """The lines with their numbers: title, description and everything below, but blocks and what is Russian only."""
    text = page.read_text(encoding="utf-8").splitlines()
    inside = {n for fence in fences(page) for n in range(fence.line, fence.line + fence.typed.count("\n") + 2)}
    numbered = [(n, line) for n, line in enumerate(text, 1) if line.strip() and n not in inside]
    body = matter_end(text)
    return [
        (n, line)
        for n, line in numbered
        if (n > body or line.startswith(("title: ", "description: "))) and not RUSSIAN_ONLY.match(line)
    ]


def facts(line: str) -> list[Facts]:
    """The facts of each cell."""
    return [of_cell(cell) for cell in CELL.split(line)]


def of_cell(text: str) -> Facts:
    """Code, and outside of it numbers, labels in Latin letters, names, a verdict at the beginning."""
    plain = ADDRESS.sub("", CODE.sub("", text))
    labels = {label for label in LABEL.findall(plain) if not CYRILLIC.search(label)}
    code = {match[2] for match in CODE.finditer(text)}
    verdict = VERDICT.match(plain)
    said = VERDICTS.get(verdict[1], verdict[1]) if verdict else None
    return Facts(code, sorted(NUMBER.findall(plain)), labels, {*NAME.findall(plain)}, said)


def differences(english: Path, russian: Path) -> Iterator[str]:
    """Each fact that one of two pages has and the other has not: `path:line: found, expected (where)`.

    Russian may repeat a name of the same page where English has a pronoun, and quote PyPI's Russian interface.
    """
    known = english.read_text(encoding="utf-8")
    one, other = lines(english), lines(russian)
    if len(one) != len(other):
        yield f"{name(russian)}:1: {len(other)} lines of text, expected {len(one)} ({name(english)})"
        return
    for (n, line), (m, their) in zip(one, other, strict=True):
        where = f"({name(english)}:{n})"
        cells, theirs = facts(line), facts(their)
        if len(cells) != len(theirs):
            yield f"{name(russian)}:{m}: {len(theirs)} cells, expected {len(cells)} {where}"
            continue
        for cell, found in zip(cells, theirs, strict=True):
            if cell.numbers != found.numbers:
                yield f"{name(russian)}:{m}: numbers {found.numbers}, expected {cell.numbers} {where}"
            if cell.verdict != found.verdict:
                yield f"{name(russian)}:{m}: {found.verdict}, expected {cell.verdict} {where}"
            for mine, got in (cell.code, found.code), (cell.labels, found.labels), (cell.names, found.names):
                translated = {each for each in got - mine if any(is_translation(each, my) for my in mine - got)}
                lost = {my for my in mine - got if not any(is_translation(each, my) for each in got - mine)}
                if mine is cell.labels:  # a word in small letters may be stressed in one language only
                    lost = {my for my in lost if my[0].isupper()}
                more = {each for each in got - mine - translated if each not in known and each not in INTERFACE}
                if lost or more:
                    yield f"{name(russian)}:{m}: {sorted(got)}, expected {sorted(mine)} {where}"


def is_translation(text: str, english: str) -> bool:
    """Whether a piece of code differs only in Cyrillic words in the place of English ones."""
    pattern = "[A-Za-z]+".join(map(re.escape, CYRILLIC.split(text)))
    return bool(CYRILLIC.search(text)) and bool(re.fullmatch(pattern, english))


def name(page: Path) -> str:
    """The page's path in the project."""
    return page.relative_to(ROOT).as_posix() if page.is_relative_to(ROOT) else page.name
