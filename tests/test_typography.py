"""Russian typography: words that belong together stay on one line, and nothing that a reader copies is changed."""

import json
import re
from html.parser import HTMLParser

import pytest

import built_site
from built_site import ROOT, Site
from typography import bound

site = built_site.site
SPACE = "\N{NO-BREAK SPACE}"
KEPT = {"code", "kbd", "option", "pre", "script", "template", "textarea"}
LOOSE = re.compile(r"(?<![\w-])(?:в|и|к|не|о|с|у) |(?<=\w) —|\d (?:дней|минут|секунд)\b", re.IGNORECASE)


class Article(HTMLParser):
    """The page's own text: what stands in code and the like, and the prose, run by run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.kept, self.prose = [], []
        self.attributes: list[str] = []
        self.feed(html[html.index("<article") : html.index("</article>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is kept as it stands."""
        self.attributes += [value or "" for _, value in attrs]
        self.open += [tag] * (tag in KEPT)

    def handle_endtag(self, tag: str) -> None:
        """Forget it."""
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Put a run of text where it belongs."""
        (self.kept if self.open else self.prose).append(data)


@pytest.fixture(scope="module")
def articles(site: Site) -> dict[str, Article]:
    """Every Russian page, by its path."""
    return {path: Article((site.folder / "ru" / path / "index.html").read_text("utf-8")) for path in site.pages("ru")}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("В токене и на PyPI", "В~токене и~на~PyPI"),
        ("токен — не пароль", "токен~— не~пароль"),
        ("у <code>release.yml</code> — то же самое", "у~<code>release.yml</code>~— то~же самое"),
        ("через 15 минут", "через 15~минут"),
        ("в 3 или 4 файлах", "в~3 или 4~файлах"),
        ("т. е. сразу", "т.~е. сразу"),
        ("из-за сети, как-то и", "из-за сети, как-то и"),
        ("<pre><code>и <b>в</b> — 15 дней</code></pre>", "<pre><code>и <b>в</b> — 15 дней</code></pre>"),
        ('<a title="и > в — ж">и он</a>', '<a title="и > в — ж">и~он</a>'),
        ("<!-- и в --><option>и в</option>", "<!-- и в --><option>и в</option>"),
    ],
)
def test_what_is_bound(written: str, shown: str) -> None:
    """Short words stay with the next one, dashes and particles with the one before, numbers with what they count."""
    assert shown.replace("~", SPACE) == bound(written)


def test_no_line_of_a_russian_page_ends_in_a_preposition(articles: dict[str, Article]) -> None:
    """Whatever the width of the screen, «в» and «не» never hang at the end of a line, nor a dash at its start."""
    assert [] == [
        f"ru/{path}: {text!r}" for path, article in articles.items() for text in article.prose if LOOSE.search(text)
    ]


def test_what_is_copied_from_code_pastes_as_it_was_typed(articles: dict[str, Article]) -> None:
    """No block, no inline code and no attribute of a Russian page holds a space that a shell or YAML stumbles over."""
    assert any("--publisher" in text for article in articles.values() for text in article.kept)
    assert [] == [
        f"ru/{path}: {text!r}"
        for path, article in articles.items()
        for text in [*article.kept, *article.attributes]
        if SPACE in text
    ]


def test_english_pages_are_left_alone(site: Site) -> None:
    """English prose has none of these spaces."""
    pages = {path: (site.folder / path / "index.html").read_text("utf-8") for path in site.pages("en")}
    assert [] == [path for path, html in pages.items() if SPACE in html]


def test_the_search_index_has_none(site: Site) -> None:
    """What is searched for is typed with plain spaces."""
    index = json.loads((site.folder / "ru/search/search_index.json").read_text("utf-8"))
    assert [] == [entry["location"] for entry in index["docs"] if SPACE in entry["title"] + entry["text"]]


def test_nobody_types_them() -> None:
    """In the sources a space is a space: what can't be seen can't be reviewed."""
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("README*.md")]
    assert files
    assert [] == [str(file.relative_to(ROOT)) for file in files if SPACE in file.read_text("utf-8")]
