"""Write into the pages what follows from the catalogue, and into tests/site/addresses.txt the addresses of new pages.

Lists of causes, and the advice of a cause, stand between two marks, each alone on its line: `<!-- record:NAME -->` and
`<!-- /record:NAME -->`. Titles need no marks: that of a cause's page, and the text of a link that is the whole of a
list item or of a table's cell, which is the title of the page, or the heading, that the link leads to.
"""

import json
import posixpath
import re
import sys
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from paths import ROOT

from catalogue import CAUSES, CHANGES, MESSAGES, PROVIDERS
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
CODE = re.compile(r"`[^`]+`")
ESCAPED = {"<": "&lt;"}  # all others by a backslash
SPECIAL = re.compile(rf"{CODE.pattern}|(?<![^\W_])_|_(?![^\W_])|[*\[\]<]")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
LINKS = re.compile(rf"\s*{LINK.pattern}(?:<br>{LINK.pattern})*\s*")
ITEM = re.compile(r"(\s*(?:[-*+]|\d+\.) )(.*)")

BY_GROUP = {"en": "| Cause | Provider | Fixed in |", "ru": "| Причина | Провайдер | Где исправлять |"}
BY_CHANGE = {"en": "| What changed | Where to look |", "ru": "| Что изменилось | Куда смотреть |"}
ANY = {"en": "any", "ru": "любой"}
FIXED_IN = {
    "publisher": {"en": "the project on PyPI", "ru": "проект на PyPI"},
    "repository": {"en": "the repository", "ru": "репозиторий"},
    "nobody": {"en": "upstream", "ru": "на стороне сервиса"},
}
OF_MESSAGE = {"en": "Causes", "ru": "Причины"}


class BadPageError(ValueError):
    """What keeps a page from being written: a line for each problem, which begins with `path:line`."""


class Place(NamedTuple):
    """Where a list stands: the page's path under docs, the line of the first mark, the id of the heading above.

    `old` is what stands between the marks so far.
    """

    page: str
    line: int
    heading: str = ""
    old: str = ""

    @property
    def language(self) -> str:
        """The language of the page."""
        return language_of(self.page)

    def wrong(self, what: str) -> BadPageError:
        """An error at this place."""
        return BadPageError(f"docs/{self.page}:{self.line}: {what}")


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


def as_markdown(text: str) -> str:
    """A string of the catalogue so that Markdown shows it as it stands; what is marked as code stays code."""
    return SPECIAL.sub(lambda found: found[0] if CODE.match(found[0]) else ESCAPED.get(found[0], f"\\{found[0]}"), text)


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


def content(place: Place, name: str) -> list[str]:
    """The lines between two marks. Raises BadPageError for an unknown name, and where there is nothing to list."""
    if name not in WRITERS:
        raise place.wrong(f"record:{name} is unknown, expected one of {', '.join(WRITERS)}")
    return WRITERS[name](place)


def advice(place: Place) -> list[str]:
    """The advice of the cause whose page it is."""
    if not (cause := cause_of(place.page)):
        raise place.wrong("record:advice belongs on the page of a cause")
    return [as_markdown(CAUSES[cause]["advice"][place.language])]


def causes(place: Place) -> list[str]:
    """The causes of the message that the heading names, in one line."""
    return [f"{OF_MESSAGE[place.language]}: {', '.join(link(place, cause) for cause in of_message(place))}."]


def causes_numbered(place: Place) -> list[str]:
    """The same as a numbered list."""
    return ["", *(f"{n}. {link(place, cause)}" for n, cause in enumerate(of_message(place), 1)), ""]


def causes_by_group(place: Place) -> list[str]:
    """The table of the causes in the group that the heading names."""
    rows = []
    for name in select(place, {name: cause["group"] for name, cause in CAUSES.items()}):
        cause = CAUSES[name]
        providers = ", ".join(PROVIDERS[each]["name"] for each in cause.get("providers", ())) or ANY[place.language]
        rows.append(f"| {link(place, name)} | {providers} | {FIXED_IN[cause['who']][place.language]} |")
    return ["", BY_GROUP[place.language], "|---|---|---|", *rows, ""]


def causes_by_change(place: Place) -> list[str]:
    """The table of the changes in the section that the heading names, each with the causes that it brings.

    A row keeps the order of its causes, the most probable first; a new cause comes last.
    """
    order = re.findall(r"([\w-]+)\.md\)", place.old)
    rows = []
    for name in select(place, {name: change["section"] for name, change in CHANGES.items()}):
        causes = [cause for cause, entry in CAUSES.items() if entry["change"] == name]
        causes.sort(key=lambda cause: order.index(cause) if cause in order else len(order))
        links = "<br>".join(link(place, cause) for cause in causes)
        rows.append(f"| {as_markdown(CHANGES[name][place.language])} | {links} |")
    return ["", BY_CHANGE[place.language], "|---|---|", *rows, ""]


def causes_by_who(place: Place) -> list[str]:
    """The list of the causes that can be fixed by those whom the heading names."""
    who = {name: cause["who"] for name, cause in CAUSES.items()}
    return ["", *(f"- {link(place, cause)}" for cause in select(place, who)), ""]


WRITERS = {
    "advice": advice,
    "causes": causes,
    "causes-numbered": causes_numbered,
    "causes-by-change": causes_by_change,
    "causes-by-group": causes_by_group,
    "causes-by-who": causes_by_who,
}


def select(place: Place, lists: Mapping[str, str]) -> list[str]:
    """Of names and the list to which each belongs, those of the list that the heading above the mark names."""
    if place.heading not in lists.values():
        expected = ", ".join(dict.fromkeys(lists.values()))
        raise place.wrong(f"the heading #{place.heading} names no list, expected one of {expected}")
    return [name for name, of_list in lists.items() if of_list == place.heading]


def of_message(place: Place) -> list[str]:
    """The causes of the message that the heading names, the most certain first."""
    message = MESSAGES.get(place.heading)
    if not message or not message["causes"]:
        raise place.wrong(f"the heading #{place.heading} names no message of the catalogue that has causes")
    return [cause for causes in message["causes"].values() for cause in causes] + message.get("compared", [])


def link(place: Place, cause: str) -> str:
    """A link to the page of a cause, under its title."""
    if cause not in CAUSES:
        raise place.wrong(f"{cause} is not in snippets/catalogue/causes.json")
    target = posixpath.relpath(f"{place.language}/causes/{cause}.md", posixpath.dirname(place.page))
    return f"[{as_markdown(CAUSES[cause]['title'][place.language])}]({target})"


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
            return item[1] + part(item[2])
        return "|".join(map(part, CELL.split(whole))) if whole.lstrip().startswith("|") else whole

    return "\n".join(map(line, text.split("\n")))


def language_of(page: str) -> str:
    """The language of a page, which its path under docs begins with."""
    return page.partition("/")[0]


def cause_of(page: str) -> str | None:
    """The cause that a page explains, if it is one of the catalogue."""
    folder, name = posixpath.split(page.removesuffix(".md"))
    return name if folder.endswith("/causes") and name in CAUSES else None


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
