"""What changed at PyPI, GitHub and the clients: the entries of `news.yml`, as Markdown and as an Atom feed.

Atom: RFC 4287, read on 2026-11-28.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

import yaml

FILE = Path(__file__).with_name("news.yml")
WORDS = {
    "title": {"en": "Trusted Publishing: what is new", "ru": "Trusted Publishing: что нового"},
    "sources": {"en": "Sources", "ru": "Источники"},
    "pages": {"en": "Pages about it:", "ru": "Страницы об этом:"},
}


class Entry(NamedTuple):
    """One change. `date` is a day or a month; `sources` and `pages` are as in a page's front matter and links."""

    id: str
    date: str
    where: str
    title: dict[str, str]
    text: dict[str, list[str]]
    sources: list[str]
    pages: list[str]
    open: bool = False

    @property
    def day(self) -> str:
        """The day; of a month the first."""
        return self.date if self.date.count("-") == 2 else f"{self.date}-01"


def entries() -> list[Entry]:
    """Every entry, in the order of the file."""
    return [Entry(**{**each, "date": str(each["date"])}) for each in parsed(FILE.read_text("utf-8"))]


@cache  # the recorder, the pages and the feeds ask for the same again and again
def parsed(text: str) -> list[dict[str, Any]]:
    """The file's entries as YAML has them."""
    read: list[dict[str, Any]] = yaml.safe_load(text)
    return read


def as_markdown(language: str) -> Iterator[str]:
    """The lines of the page: for each entry a heading, the date and the place, the text, sources, pages."""
    for each in entries():
        yield from ("", f"## {each.title[language]} {{ #{each.id} }}", "")
        yield f"{each.date}, {each.where}."
        yield from each.text[language]
        sources = ", ".join(f"[`{name}`]({address})" for name, address in map(shown, each.sources))
        yield f"{WORDS['sources'][language]}: {sources}."
        yield from ("", WORDS["pages"][language], "")
        yield from (f"- [{page}]({page})" for page in each.pages)
    yield ""


def shown(source: str) -> tuple[str, str]:
    """What a source is called, and its address.

    >>> shown("pypi/warehouse#20197")
    ('pypi/warehouse#20197', 'https://github.com/pypi/warehouse/issues/20197')
    """
    if file := re.fullmatch(r"([^@]+)@(\w+):(.+)", source):
        return f"{file[1]}: {file[3]}", f"https://github.com/{file[1]}/blob/{file[2]}/{file[3]}"
    if thread := re.fullmatch(r"([\w.-]+/[\w.-]+)#(\d+)", source):
        return source, f"https://github.com/{thread[1]}/issues/{thread[2]}"
    return source.removeprefix("https://").rstrip("/"), source


def feed(language: str, site_url: str) -> str:
    """The Atom feed of one language; `site_url` is where the site is published."""
    home = site_url if language == "en" else f"{site_url}{language}/"
    page, own = f"{home}news/", f"{home}news.xml"
    known = entries()
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">',
        f"<title>{escape(WORDS['title'][language])}</title>",
        f"<id>{escape(page)}</id>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
        f"<link href={quoteattr(page)}/>",
        f"<updated>{max(each.day for each in known)}T00:00:00Z</updated>",
        f"<author><name>{escape(WORDS['title'][language].partition(':')[0])}</name></author>",
    ]
    for each in known:
        address = f"{page}#{each.id}"
        lines += [
            "<entry>",
            f"<title>{escape(each.title[language].replace('`', ''))}</title>",
            f"<id>{escape(address)}</id>",
            f"<link href={quoteattr(address)}/>",
            f"<updated>{each.day}T00:00:00Z</updated>",
            f"<summary>{escape(' '.join(each.text[language]).replace('`', ''))}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])
