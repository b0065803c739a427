"""What the recorder writes between the marks of a page: lists of causes from the catalogue, and a cause's advice."""

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

import paths  # noqa: F401 - says where the imports below are found

import news
from catalogue import CAUSES, CHANGES, MESSAGES, PROVIDERS

CODE = re.compile(r"`[^`]+`")
ESCAPED = {"<": "&lt;"}  # all others by a backslash
SPECIAL = re.compile(rf"{CODE.pattern}|(?<![^\W_])_|_(?![^\W_])|[*\[\]<]")
BY_GROUP = {"en": "| Cause | Provider | Fixed in |", "ru": "| Причина | Провайдер | Где исправлять |"}
BY_CHANGE = {"en": "| What changed | Where to look |", "ru": "| Что изменилось | Куда смотреть |"}
ANY = {"en": "any", "ru": "любой"}
FIXED_IN = {
    "publisher": {"en": "the project on PyPI", "ru": "проект на PyPI"},
    "repository": {"en": "the repository", "ru": "репозиторий"},
    "account": {"en": "the account on PyPI", "ru": "учётная запись на PyPI"},
    "nobody": {"en": "upstream", "ru": "на стороне сервиса"},
}
FIRST = 5  # causes on GitHub that a page names before all others
OF_MESSAGE = {"en": "Causes", "ru": "Причины"}
LIKE = {"en": "{}, or any [cause of a refused token]({})", "ru": "{} или любая [причина отказа]({})"}


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
    """The causes of the message that the heading names, in one line.

    Those that a message shares with another, its `like`, are not named again: a link leads to the other message.
    """
    named = of_message(place)
    like = MESSAGES[place.heading].get("like")
    if like:
        shared = {cause for causes in MESSAGES[like]["causes"].values() for cause in causes}
        named = [cause for n, cause in enumerate(named) if n == 0 or cause not in shared]
    line = ", ".join(link(place, cause) for cause in named)
    line = LIKE[place.language].format(line, f"{MESSAGES[like]['page']}.md#{like}") if like else line
    return [f"{OF_MESSAGE[place.language]}: {line}."]


def causes_first(place: Place) -> list[str]:
    """Of the same the likeliest on GitHub, as a numbered list."""
    return ["", *(f"{n}. {link(place, cause)}" for n, cause in enumerate(likeliest(place), 1)), ""]


def causes_of(provider: str) -> Callable[[Place], list[str]]:
    """A writer of the rest, for one provider or for `any`; a cause of several providers is listed under the first."""

    def write(place: Place) -> list[str]:
        first = likeliest(place)
        names = [each for each in of_message(place) if first_provider(each) == provider and each not in first]
        return ["", *(f"- {link(place, cause)}" for cause in names), ""]

    return write


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


def all_news(place: Place) -> list[str]:
    """What changed outside, entry by entry."""
    return [*news.as_markdown(place.language)]


WRITERS = {
    "advice": advice,
    "news": all_news,
    "causes": causes,
    "causes-first": causes_first,
    **{f"causes-{provider}": causes_of(provider) for provider in (*PROVIDERS, "any")},
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


def likeliest(place: Place) -> list[str]:
    """The first causes of the message that the heading names, without those that GitHub's tokens can't have."""
    return [cause for cause in of_message(place) if first_provider(cause) in ("github", "any")][:FIRST]


def first_provider(cause: str) -> str:
    """The first of the providers whose tokens a cause concerns, or `any`."""
    return CAUSES[cause].get("providers", ["any"])[0] if cause in CAUSES else "any"


def link(place: Place, cause: str) -> str:
    """A link to the page of a cause, under its title."""
    if cause not in CAUSES:
        raise place.wrong(f"{cause} is not in snippets/catalogue/causes.json")
    target = posixpath.relpath(f"{place.language}/causes/{cause}.md", posixpath.dirname(place.page))
    return f"[{as_markdown(CAUSES[cause]['title'][place.language])}]({target})"


def as_markdown(text: str) -> str:
    """A string of the catalogue so that Markdown shows it as it stands; what is marked as code stays code."""
    return SPECIAL.sub(lambda found: found[0] if CODE.match(found[0]) else ESCAPED.get(found[0], f"\\{found[0]}"), text)


def language_of(page: str) -> str:
    """The language of a page, which its path under docs begins with."""
    return page.partition("/")[0]


def cause_of(page: str) -> str | None:
    """The cause that a page explains, if it is one of the catalogue."""
    folder, name = posixpath.split(page.removesuffix(".md"))
    return name if folder.endswith("/causes") and name in CAUSES else None
