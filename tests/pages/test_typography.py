"""Russian typography: words that belong together stay on one line, and nothing that a reader copies is changed."""

import re
from html.parser import HTMLParser

import pytest

from built_site import ROOT, Site
from problems import report
from typography import bound

SPACE = "\N{NO-BREAK SPACE}"
NARROW = {"h1", "table"}
KEPT = {"code", "kbd", "option", "pre", "script", "template", "textarea"}
SHORT = r"(?<![\w-])(?:в|и|к|не|о|с|у) "
LOOSE = {
    False: re.compile(rf"{SHORT}|\w —|\d (?:дней|минут|секунд)", re.I),
    True: re.compile(rf"{SHORT}\S{{1,6}}\s", re.I),
}


class Article(HTMLParser):
    """The page's own text: what stands in code and the like, and the prose, run by run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.kept: list[str] = []
        self.prose: list[tuple[bool, str]] = []  # in a table or a title?
        self.attributes: list[str] = []
        self.feed(html[html.index("<article") : html.index("</article>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is kept as it stands."""
        self.attributes += [value or "" for _, value in attrs]
        self.open += [tag] * (tag in KEPT | NARROW)

    def handle_endtag(self, tag: str) -> None:
        """Forget it."""
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:
        """Put a run of text where it belongs."""
        if KEPT.isdisjoint(self.open):
            self.prose.append((not NARROW.isdisjoint(self.open), data))
        else:
            self.kept.append(data)


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
        (
            "<table><td>не <b>так</b> и не зарегистрирован</td></table>",
            "<table><td>не~<b>так</b> и~не зарегистрирован</td></table>",
        ),
        (
            "<h1>не <a>зарегистрирован</a></h1> и не зарегистрирован",
            "<h1>не <a>зарегистрирован</a></h1> и~не~зарегистрирован",
        ),
        ("в 3 или 4 файлах", "в~3 или 4~файлах"),
        ("т. е. сразу", "т.~е. сразу"),
        ("из-за сети, как-то и", "из-за сети, как-то и"),
        ("<pre><code>и <b>в</b> — 15 дней</code></pre>", "<pre><code>и <b>в</b> — 15 дней</code></pre>"),
        ('<a title="и > в — ж">и он</a>', '<a title="и > в — ж">и~он</a>'),
        ("<!-- и в --><option>и в</option>", "<!-- и в --><option>и в</option>"),
    ],
)
def test_what_is_bound(written: str, shown: str) -> None:
    """Short words stay with the next one, dashes with the one before; where room is scarce, long words come first."""
    assert shown.replace("~", SPACE) == bound(written)


def test_no_line_of_a_russian_page_ends_in_a_preposition(articles: dict[str, Article]) -> None:
    """«В» and «не» never hang at the end of a line, nor a dash at its start; in a table, only before a short word."""
    report(
        f"/ru/{path}: {text!r}"
        for path, article in articles.items()
        for narrow, text in article.prose
        if LOOSE[narrow].search(text)
    )


def test_what_is_copied_from_code_pastes_as_it_was_typed(articles: dict[str, Article]) -> None:
    """No block, no inline code and no attribute of a Russian page holds a space that a shell or YAML stumbles over."""
    assert any("--publisher" in text for article in articles.values() for text in article.kept)
    report(
        f"/ru/{path}: {text!r}"
        for path, article in articles.items()
        for text in [*article.kept, *article.attributes]
        if SPACE in text
    )


def test_english_pages_are_left_alone(site: Site) -> None:
    """English prose has none of these spaces."""
    pages = {path: (site.folder / path / "index.html").read_text("utf-8") for path in site.pages("en")}
    report(f"/{path}: holds a non-breaking space" for path, html in pages.items() if SPACE in html)


def test_the_search_index_has_none(site: Site) -> None:
    """What is searched for is typed with plain spaces."""
    assert SPACE not in (site.folder / "ru/search/search_index.json").read_text("utf-8")


def test_nobody_types_them() -> None:
    """In the sources a space is a space: what can't be seen can't be reviewed."""
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("README*.md")]
    assert files
    texts = {file: file.read_text("utf-8").split("\n") for file in files}
    report(
        f"{file}:{n}: a non-breaking space" for file in files for n, line in enumerate(texts[file], 1) if SPACE in line
    )
