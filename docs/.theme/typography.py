"""Non-breaking spaces of the Russian pages: nobody types them, and code never gets one."""

import re

from mkdocs.config.defaults import MkDocsConfig

# What is taken as it stands, to the end of the element; any other tag; prose.
PART = re.compile(
    r"<!--.*?-->|<(code|kbd|option|pre|samp|script|style|template|textarea)\b.*?</\1>"
    r"|<(?:\"[^\"]*\"|[^>\"])*>|(?P<prose>[^<]+)",
    re.DOTALL,
)
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
BOUND = re.compile(
    r"(?<![\w-])(?P<word>а|в|во|да|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у) "  # stays with what follows
    r"| (?=(?:б|бы|ж|же|ли)\b|—)"  # stays with what stands before
    r"|(?<=\d) (?=(?!или\b)[а-яё]{3})"  # 15 минут, 29 января
    r"|(?<=\bт\.) (?=[а-яё]\.)",  # т. е.
    re.IGNORECASE,
)


def on_post_page(output: str, config: MkDocsConfig, **_: object) -> str:
    """Bind the words of a Russian page, those of its templates too; a page of another language comes out as it is."""
    return ARTICLE.sub(lambda article: bound(article[0]), output) if config.theme["language"] == "ru" else output


def bound(content: str) -> str:
    """The HTML with non-breaking spaces where Russian wants them, outside of tags and code."""
    return PART.sub(lambda part: bound_prose(part["prose"]) if part["prose"] else part[0], content)


def bound_prose(prose: str) -> str:
    """The same for a run of text, which ends wherever a tag begins."""
    return BOUND.sub(lambda match: f"{match['word'] or ''}\N{NO-BREAK SPACE}", prose)
