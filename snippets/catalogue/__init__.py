"""The catalogue that every part reads: causes, messages, clients, fields and the words of both languages.

It is data, in `catalogue.json`, so that the checker on the site reads the same file.
"""

import json
import os
import re
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from shared.safe_text import shown

# Through the loader, which also reads out of a zip file: the snippets run packed, too.
CATALOGUE: dict[str, Any] = json.loads(
    __spec__.loader.get_data(__file__.removesuffix("__init__.py") + "catalogue.json")
)
CAUSES: dict[str, dict[str, Any]] = {cause["id"]: cause for cause in CATALOGUE["causes"]}
MESSAGES: dict[str, dict[str, Any]] = {message["id"]: message for message in CATALOGUE["messages"]}


MOST = 100  # times that one wording is looked for in a text


class BadInput(Exception):
    """Input that can't be used; the sentence that says why is among the catalogue's words."""

    def __init__(self, word: str, **values: str) -> None:
        super().__init__(word)
        self.word, self.values = word, values

    def __str__(self) -> str:
        return self.said("en")

    def said(self, lang: str) -> str:
        """The sentence, in `en` or `ru`, with what was given to it made harmless."""
        return say(self.word, lang, **{name: shown(value) for name, value in self.values.items()})


def say(word: str, lang: str, **values: object) -> str:
    """One of the catalogue's sentences in `en` or `ru`, with values put into its braces.

    >>> say("accepted", "en", number=1)
    'PyPI accepts this token: it matches publisher 1.'
    """
    return CATALOGUE["words"][word][lang].format_map(values)


def page(cause: str, lang: str) -> str:
    """The address of a cause's page, or of the list of all causes. SITE_URL in the environment replaces the site's.

    >>> page("reusable-workflow", "ru").removeprefix(site_url())
    'ru/causes/reusable-workflow/'
    """
    language = "" if lang == "en" else f"{lang}/"
    return f"{site_url()}{language}causes/{cause and cause + '/'}"


def site_url() -> str:
    """The site's address, with a slash at its end."""
    return (os.environ.get("SITE_URL") or CATALOGUE["site_url"]).rstrip("/") + "/"


class Found(NamedTuple):
    """A message that was found in a text: where, which one, its wording there, and the values in its braces."""

    start: int
    message: str
    text: str
    values: dict[str, str]


def flatten(text: str) -> str:
    r"""One line, single blanks, straight quotation marks, no marks of code: what messages are looked for in.

    >>> flatten("valid “token”,\n     but **no** `publisher`")
    'valid "token", but no publisher'
    """
    text = text.translate({ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'", ord("`"): None})
    return " ".join(word for word in text.replace("**", "").split() if word != ">")


def find_messages(flat: str) -> list[Found]:
    """Every known message in a text whose lines are joined by single blanks, in the order of the text.

    Where one wording contains another, as "Invalid 'subject' claim. Wrong format" does, the longer one counts.

    >>> [found.message for found in find_messages("valid token, but project already exists")]
    ['invalid-pending-publisher']
    """
    found = []
    for message, literal, text in wordings():
        if literal in flat:
            matches = islice(pattern(text).finditer(flat), MOST)
            found += [Found(match.start(), message, match[0], match.groupdict()) for match in matches]
    found.sort(key=lambda each: (each.start, -len(each.text)))
    kept: list[Found] = []
    for each in found:
        if not kept or each.start >= kept[-1].start + len(kept[-1].text):
            kept.append(each)
    return kept


@cache
def wordings() -> list[tuple[str, str, str]]:
    """Of every wording: its message, the longest part that stands fast, and the wording itself."""
    return [
        (message["id"], max(re.split(r"{\w+}", text), key=len).replace("`", ""), text)
        for message in CATALOGUE["messages"]
        for text in message["texts"] + message.get("ru", [])
    ]


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A wording as a pattern: {name} stands for any words, at its beginning for one; marks of code count for nothing.

    >>> pattern("Missing claim '{claim}'").search("(Missing claim 'jti')")["claim"]
    'jti'
    """
    start, *parts = re.split(r"{(\w+)}", text.replace("`", ""))
    words = ".{0,2000}?" if start else r"[\w.-]{1,200}"
    rest = (re.escape(part) if i % 2 else f"(?P<{part}>{words})" for i, part in enumerate(parts))
    return re.compile(re.escape(start) + "".join(rest))
