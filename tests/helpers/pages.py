"""What the tests know about the guide's pages: where they are, their fences, and what an include brings in."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from sybil import Sybil
from sybil.example import Example
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "ru")
INCLUDE = re.compile(r'^[ \t]*--8<-- "([^"]+)"[ \t]*$', re.MULTILINE)


@dataclass(frozen=True)
class Fence:
    """A fenced block: where it stands, its info line, its text as typed."""

    page: Path
    line: int
    info: str
    typed: str

    @property
    def place(self) -> str:
        """`path:line`, as every failing test names it."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def language(self) -> str:
        """The first word of the info line."""
        return self.info.split(maxsplit=1)[0] if self.info.strip() else ""

    @property
    def includes(self) -> list[str]:
        """What it includes, as written."""
        return INCLUDE.findall(self.typed)

    @property
    def text(self) -> str:
        """The text that a reader sees: includes filled in. Raises AssertionError for one that leads nowhere."""
        return INCLUDE.sub(lambda match: included(match[1], self.place), self.typed)


def pages(language: str = "*") -> list[Path]:
    """Every page of one language or of both."""
    return sorted(path for path in (ROOT / "docs").glob(f"{language}/**/*.md") if path.parts[-2] != ".theme")


@functools.cache  # many tests ask for them
def fences(page: Path) -> list[Fence]:
    """Every fence of a page, found by Sybil, whatever its language and however it is indented."""
    found: list[Fence] = []
    lexer = RawFencedCodeBlockLexer(re.compile(r"(?P<info>[^\n]*)\n"))

    def parse(document: object) -> Iterator[object]:
        for region in lexer(document):
            region.parsed, region.evaluator = region.lexemes, keep
            yield region

    def keep(example: Example) -> None:
        found.append(Fence(page, example.line, example.parsed["info"].strip(), example.parsed["source"]))

    for example in Sybil([parse]).parse(page).examples():
        example.evaluate()
    return found


def included(reference: str, place: str) -> str:
    """The text behind `path`, `path:section` or `path:first:last`, as pymdownx.snippets brings it in."""
    name, _, part = reference.partition(":")
    path = ROOT / name
    assert path.is_file(), f'{place}: --8<-- "{reference}" leads nowhere, expected a file of the project'
    text = path.read_text(encoding="utf-8")
    if re.fullmatch(r"\d*:?\d*", part or "0:"):
        first, _, last = part.partition(":")
        lines = text.splitlines()
        assert int(last or 0) <= len(lines), f'{place}: --8<-- "{reference}", but the file has {len(lines)} lines'
        text = "\n".join(lines[int(first or 1) - 1 : int(last) if last else None])
    else:
        section = re.search(
            rf"--8<-- \[start:{re.escape(part)}\][^\n]*\n(.*?)[^\n]*--8<-- \[end:{re.escape(part)}\]", text, re.DOTALL
        )
        assert section, f'{place}: --8<-- "{reference}", but the file has no section {part}'
        text = section[1]
    return "\n".join(line for line in text.splitlines() if "--8<-- [" not in line)


class FrontMatter(NamedTuple):
    """What stands above a page: the values by name, or a sentence that says where it can't be read."""

    values: dict[str, Any]
    problem: str | None = None


@functools.cache
def read_front_matter(page: Path) -> FrontMatter:
    """The front matter of a page. MkDocs shows one that is not YAML as part of the page, and says nothing."""
    match = re.match(r"---\n(.*?)\n---\n", page.read_text(encoding="utf-8"), re.DOTALL)
    line, problem = 1, "no front matter"
    try:
        values = yaml.load(match[1], yaml.CSafeLoader) if match else None  # safe, and in C
        if isinstance(values, dict):
            return FrontMatter(values)
    except yaml.MarkedYAMLError as error:
        line, problem = error.problem_mark.line + 2, f"the front matter is not YAML: {error.problem}"
    except (yaml.YAMLError, ValueError) as error:  # a character that YAML does not allow, a day that does not exist
        problem = f"the front matter is not YAML: {error}"
    return FrontMatter({}, f"{page}:{line}: {problem}")


def front_matter(page: Path) -> dict[str, Any]:
    """The values above a page; none where they can't be read, of which test_front_matter alone tells."""
    return read_front_matter(page).values


def amiss(where: str, expected: Iterable[str], found: Iterable[str]) -> list[str]:
    """A sentence for all that is missing at a place or too much there; if nothing is, for the first out of order."""
    expected, found = [*expected], [*found]
    wrong = [f"{where}: {each}: missing" for each in (Counter(expected) - Counter(found)).elements()]
    wrong += [f"{where}: {each}: too much" for each in (Counter(found) - Counter(expected)).elements()]
    order = (f"{where}: {f}, expected {e} there" for e, f in zip(expected, found, strict=False) if e != f)
    return wrong or [*islice(order, 1)]


def heading_above(page: Path, line: int) -> str | None:
    """The id of the last heading above a line."""
    above = page.read_text(encoding="utf-8").splitlines()[:line]
    ids = re.findall(r"^#+ .*\{ #([\w.-]+) \}$", "\n".join(above), re.MULTILINE)
    return ids[-1] if ids else None


def cause_of(page: Path) -> str | None:
    """The id of the cause that a page explains, if it is a cause's page."""
    return page.stem if page.parent.name == "causes" and page.stem != "index" else None
