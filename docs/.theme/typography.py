"""Non-breaking spaces of the Russian pages: nobody types them, and code never gets one."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
NARROW = re.compile(r"(<table\b.*?</table>|<h1\b.*?</h1>)", re.DOTALL)
TAG = r"<(?:\"[^\"]*\"|[^>\"])*>"
# What is taken as it stands, to the end of the element; any other tag; prose.
PART = re.compile(
    r"<!--.*?-->|<(code|kbd|option|pre|samp|script|style|template|textarea)\b.*?</\1>"
    rf"|{TAG}|(?P<prose>[^<]+)",
    re.DOTALL,
)
AHEAD = re.compile(rf"(?:{TAG})*([^<\s]*)")  # the word that follows, behind whatever tags


def binding(longest: int) -> re.Pattern[str]:
    """Spaces that bind; a short word stays with the next one if that has at most so many letters."""
    return re.compile(
        rf"(?<![\w-])(?P<word>а|в|во|да|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у) (?=\S{{1,{longest}}}(?:\s|$))"
        r"| (?=(?:б|бы|ж|же|ли)\b|—)"  # these stay with what stands before
        r"|(?<=\d) (?=(?!или\b)[а-яё]{3})"  # 15 минут, 29 января
        r"|(?<=\bт\.) (?=[а-яё]\.)",  # т. е.
        re.IGNORECASE,
    )


IN_TEXT, IN_CELL = binding(99), binding(6)  # a cell on a phone, or a title, holds some ten letters; longer words break


def on_post_page(output: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Bind the words of a Russian article; an English one stays. Raises PluginError for a lost article."""
    if config.theme["language"] != "ru":
        return output
    article = ARTICLE.search(output)
    if not article:
        raise PluginError(f"{page.file.src_uri}: no <article>. Has mkdocs-material changed? See docs/.theme.")
    return output[: article.start()] + bound(article[0]) + output[article.end() :]


def bound(content: str) -> str:
    """The HTML with non-breaking spaces where Russian wants them, outside of tags and code."""
    parts = NARROW.split(content)
    return "".join(mended(part, IN_CELL if NARROW.match(part) else IN_TEXT) for part in parts)


def mended(content: str, spaces: re.Pattern[str]) -> str:
    """The same for one table or title, or for what is between two."""

    def spaced(part: re.Match[str]) -> str:
        if not (prose := part["prose"]):
            return part[0]
        following = AHEAD.match(content, part.end())
        ahead = following[1] if following else ""
        return spaces.sub(lambda space: f"{space['word'] or ''}\N{NO-BREAK SPACE}", prose + ahead)[: len(prose)]

    return PART.sub(spaced, content)
