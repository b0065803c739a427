"""Write into the pages what follows from the catalogue, and into tests/site/addresses.txt the addresses of new pages.

Lists of causes, and the advice of a cause, stand between two marks, each alone on its line: `<!-- record:NAME -->` and
`<!-- /record:NAME -->`. Titles need no marks: that of a cause's page, and the text of a link that is the whole of a
list item, its id aside, or of a table's cell, which is the title of the page, or the heading, that the link leads to.
"""

import json
import posixpath
import re
import sys
from collections.abc import Iterable, Mapping

from paths import ROOT

from catalogue import CAUSES
from lists_of_causes import CODE, BadPageError, Place, as_markdown, cause_of, content, language_of
from pages import LANGUAGES
from structure import CELL

ADDRESSES = ROOT / "tests/site/addresses.txt"
MARK = re.compile(r"[ \t]*<!--\s*/?\s*record\b")  # also one with a slip in it
MARKED = re.compile(
    r"^(?P<indent> *)<!-- record:(?P<name>[\w-]+) -->\n"
    rf"(?P<old>(?:(?!{MARK.pattern}).*\n)*?)"
    r"(?P<end>(?P=indent)<!-- /record:(?P=name) -->)$",
    re.MULTILINE,
)
HEADING = re.compile(r"^#+ (.*) \{ #([\w.-]+) \}$", re.MULTILINE)
TITLE = re.compile(r"^title:.*", re.MULTILINE)
FIRST_HEADING = re.compile(r"^#(?: .*)?$", re.MULTILINE)
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
LINKS = re.compile(rf"\s*{LINK.pattern}(?:<br>{LINK.pattern})*\s*")
ITEM = re.compile(r"(\s*(?:[-*+]|\d+\.) )(.*?)((?:\{ #[\w.-]+ \})?)")


def recorded(pages: Mapping[str, str]) -> dict[str, str]:
    """All pages of both languages as they should be, from all as they are; each by its path under docs.

    Raises:
        BadPageError: if a mark is unknown, out of place or without its counterpart, or a page of a cause has no title.

    """
    texts: dict[str, str] = {}
    wrong = []
    for page, text in pages.items():
        try:
            texts[page] = with_lists(page, with_title(page, text))
        except BadPageError as error:
            wrong.append(str(error))
    if wrong:
        raise BadPageError("\n".join(wrong))
    headings = {page: headings_of(text) for page, text in texts.items()}
    return {page: with_link_texts(page, text, headings) for page, text in texts.items()}


def with_title(page: str, text: str) -> str:
    """The page of a cause with the cause's title, in its front matter and as its first heading."""
    if not (cause := cause_of(page)):
        return text
    title = CAUSES[cause]["title"][language_of(page)]
    heading = f"# {as_markdown(title)} {{ #{cause} }}"
    matter, end, body = text.partition("\n---\n")
    matter, titles = TITLE.subn(lambda _: f"title: {as_yaml(title)}", matter, count=1)
    body, headings = FIRST_HEADING.subn(lambda _: heading, body, count=1)
    if not (titles and headings):
        raise Place(page, 1).wrong("no title, expected `title:` in the front matter, and below it a line with `#`")
    return matter + end + body


def as_yaml(title: str) -> str:
    """A title in front matter: without the marks of code, which a tab of the browser would show."""
    plain = title.replace("`", "")
    return plain if re.fullmatch(r"\w(?:(?!: | #).)*[^:]", plain) else json.dumps(plain, ensure_ascii=False)


def with_lists(page: str, text: str) -> str:
    """The page with what the catalogue says between the marks, as far indented as they are."""
    if wrong := stray_marks(page, text):
        raise BadPageError("\n".join(wrong))

    def written(found: re.Match[str]) -> str:
        above = text[: found.start()]
        place = Place(page, above.count("\n") + 1, [*headings_of(above)][-1], found["old"])
        begin = f"<!-- record:{found['name']} -->"
        lines = [begin, *content(place, found["name"])]
        return "".join(f"{line and found['indent']}{line}\n" for line in lines) + found["end"]

    return MARKED.sub(written, text)


def stray_marks(page: str, text: str) -> list[str]:
    """A line for each mark that has no counterpart, or that is written in another way."""
    rest = MARKED.sub(lambda found: "\n" * found[0].count("\n"), text)
    expected = "<!-- record:NAME --> and below it <!-- /record:NAME -->, indented alike"
    return [
        f"docs/{page}:{n}: {line.strip()} has no counterpart, expected {expected}"
        for n, line in enumerate(rest.split("\n"), 1)
        if MARK.match(line)
    ]


def headings_of(text: str) -> dict[str, str]:
    """The headings of a page by id, and by "" the first of them, which is the title of the page."""
    found = HEADING.findall(text)
    return {"": found[0][0] if found else "", **{name: heading for heading, name in found}}


def with_link_texts(page: str, text: str, headings: Mapping[str, Mapping[str, str]]) -> str:
    """The page with a title as the text of each link that is the whole of a list item or of a table's cell.

    A link inside a sentence keeps its words, and so does code, which is a name.
    """

    def named(found: re.Match[str]) -> str:
        path, _, heading = found[2].partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        title = headings.get(target, {}).get(heading)
        return found[0] if CODE.fullmatch(found[1]) or not title else f"[{title}]({found[2]})"

    def part(whole: str) -> str:
        return LINK.sub(named, whole) if LINKS.fullmatch(whole) else whole

    def line(whole: str) -> str:
        if item := ITEM.fullmatch(whole):
            return item[1] + part(item[2]) + item[3]
        return "|".join(map(part, CELL.split(whole))) if whole.lstrip().startswith("|") else whole

    return "\n".join(map(line, text.split("\n")))


def addresses(pages: Iterable[str], known: Iterable[str]) -> list[str]:
    """The known addresses and those of new pages, in order; both languages have the same, so the English ones count."""
    english = (page.removeprefix("en").removesuffix(".md") for page in pages if language_of(page) == "en")
    return sorted({*known, *(re.sub(r"/index$", "", page) + "/" for page in english)})


def read_pages() -> dict[str, str]:
    """All pages of both languages, by their paths under docs."""
    docs = ROOT / "docs"
    files = [file for language in LANGUAGES for file in sorted((docs / language).rglob("*.md"))]
    return {file.relative_to(docs).as_posix(): file.read_text(encoding="utf-8") for file in files}


def main() -> int:
    """Write what differs; a page that can't be written is named, with status 2, and then nothing is written."""
    pages = read_pages()
    try:
        changed = recorded(pages).items() - pages.items()
    except BadPageError as error:
        print(error, file=sys.stderr)
        return 2
    for page, text in changed:
        (ROOT / "docs" / page).write_text(text, encoding="utf-8")
    known = ADDRESSES.read_text(encoding="utf-8").split()
    ADDRESSES.write_text("".join(f"{address}\n" for address in addresses(pages, known)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
