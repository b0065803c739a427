"""Both languages have the same pages, and each page the same structure."""

import re
from pathlib import Path

import pytest

import shelf
from pages import LANGUAGES, ROOT, amiss, fences, pages
from problems import report
from structure import differences, parts

# What the build of the site makes: one file of all programs, the feed, and each snippet to download.
MADE = {"diagnose.pyz", "news.xml", *(f"{name}.py" for name in shelf.NAMES)}
PAGE = """---
title: A page
checked: 2026-11-22
---

# A page { #a-page }

See [the form](form.md).
It has a second sentence.

- one
- two

=== "Before"

    ```json
    {"a": 1}
    ```
"""


def test_the_same_pages_in_both_languages() -> None:
    """No page is missing in one of the languages."""
    en, ru = ([str(path.relative_to(ROOT / "docs" / lang)) for path in pages(lang)] for lang in LANGUAGES)
    assert en
    report(amiss("docs/ru", en, ru))


def test_the_same_structure_in_both_languages() -> None:
    """Headings, their ids, blocks, includes, links, tables, tabs, admonitions, front matter: all at once."""
    wrong = []
    for english in pages("en"):
        russian = ROOT / "docs/ru" / english.relative_to(ROOT / "docs/en")
        if russian.exists():
            wrong += differences(english, russian, ROOT)
    report(wrong)


def test_every_heading_has_an_id() -> None:
    """A heading keeps its address when its words change."""
    wrong = [
        f"{page.relative_to(ROOT)}:{part.line}: {part.what}, expected an id"
        for page in pages()
        for part in parts(page)
        if part.what.startswith("heading") and "(no id)" in part.what
    ]
    report(wrong)


def test_every_link_leads_to_a_page_and_a_heading() -> None:
    """Without the site, whose build knows more, a link to a page or heading that is not there is found."""
    wrong = []
    for page in pages():
        for line, what in parts(page):
            kind, _, target = what.rpartition(" ")
            path, _, anchor = target.partition("#")
            file = page if target.startswith("#") else page.parent / path
            if kind not in ("link to", "image") or "://" in target or file.name in MADE:
                continue
            if not file.is_file():
                wrong.append(f"{page.relative_to(ROOT)}:{line}: {target}: no such file")
            elif anchor and f"{{ #{anchor} }}" not in file.read_text(encoding="utf-8"):
                wrong.append(f"{page.relative_to(ROOT)}:{line}: {target}: no such heading")
    report(wrong)


def test_sessions_are_in_the_language_of_the_page() -> None:
    """An English page shows what the program says in English, a Russian one what it says in Russian."""
    wrong = [
        f"{fence.place}: {include}, expected {language}"
        for language in LANGUAGES
        for page in pages(language)
        for fence in fences(page)
        for include in fence.includes
        if re.match(r"snippets/sessions/[^/]+$", include)  # snippets to copy speak English alone, as PyPI does
        and f".{language}." not in include
    ]
    report(wrong)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("# A page { #a-page }\n", "# Страница { #other }\n"), "heading # { #other }, expected heading # { #a-page }"),
        (("- two\n", ""), "nothing, expected list item, indented 0, bulleted"),
        (("[the form](form.md)", "форму"), "nothing, expected link to form.md"),
        (("```json", "```toml"), "block toml, expected block json"),
        (('{"a": 1}', '{"a": 2}'), 'in the block: {"a": 2}, expected in the block: {"a": 1}'),
        (("It has a second sentence.\n", ""), "nothing, expected line of text"),
        (("checked: 2026-11-22", "checked: 2026-11-23"), "front matter checked 2026-11-23, expected front matter"),
        (('=== "Before"', "!!! note"), "admonition note, expected tab, indented 0"),
    ],
)
def test_a_difference_is_named(tmp_path: Path, change: tuple[str, str], expected: str) -> None:
    """A difference comes out with page, line, what was found and what the other language has."""
    (tmp_path / "en.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "ru.md").write_text(PAGE.replace(*change), encoding="utf-8")
    (wrong,) = differences(tmp_path / "en.md", tmp_path / "ru.md", tmp_path)
    assert expected in wrong
    assert wrong.startswith("ru.md:")
    assert "(en.md:" in wrong


def test_words_may_differ(tmp_path: Path) -> None:
    """A translation is no difference."""
    (tmp_path / "en.md").write_text(PAGE, encoding="utf-8")
    russian = (
        PAGE.replace("title: A page", "title: Страница").replace("# A page", "# Страница").replace("Before", "Было")
    )
    (tmp_path / "ru.md").write_text(russian.replace("the form", "форма").replace("one", "раз"), encoding="utf-8")
    assert [] == differences(tmp_path / "en.md", tmp_path / "ru.md", tmp_path)
