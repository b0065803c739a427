"""The language of the pages: one word for one thing, and Russian as it is written."""

import functools
import re
from pathlib import Path

import pytest

from catalogue import CAUSES, MESSAGES, WORDS
from glossary import TERMS
from pages import ROOT, fences, pages
from problems import report

CODE = re.compile(r"`[^`\n]*`|\]\([^)]*\)|\{ [#.][^}]*\}|<[^>]*>|https?://\S+|--8<--.*")
# Words that have no other reading without the letter ё.
YO = (
    r"\b(еще|ее|нее|учетн\w+|определен|объем\w*|свое|мое|твое|чье|идет|найдет|дает|вернет|придет|берет|назовет|ведет)\b"
)
# What is read on GitHub and not on the site.
ON_GITHUB = {
    "en": [
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".github/ISSUE_TEMPLATE/failure.en.yml")
    ],
    "ru": [ROOT / name for name in ("README.ru.md", "CONTRIBUTING.ru.md", ".github/ISSUE_TEMPLATE/failure.ru.yml")],
}
LABEL = re.compile(r'^( *(?:===|!!!|\?\?\?)[^"]*|\w+: )"(.*)"$')  # Markdown and YAML want these marks


@functools.cache
def prose(page: Path) -> list[tuple[int, str]]:
    """The lines of a page with their numbers, without blocks, code, addresses and front matter's sources."""
    lines = page.read_text(encoding="utf-8").splitlines()
    inside = {n for fence in fences(page) for n in range(fence.line, fence.line + fence.typed.count("\n") + 2)}
    kept = [(n, LABEL.sub(r"\2", line)) for n, line in enumerate(lines, 1) if n not in inside]
    return [(n, CODE.sub(" ", line)) for n, line in kept if not line.startswith("  - ")]


def hits(language: str, pattern: re.Pattern[str]) -> list[str]:
    """Every place in the prose of one language that the pattern finds, in the catalogue's texts and the theme's."""
    found = [
        f"{page.relative_to(ROOT)}:{n}: {match[0]!r}"
        for page in pages(language) + ON_GITHUB[language]
        for n, line in prose(page)
        for match in pattern.finditer(line)
    ]
    catalogue = "snippets/catalogue"
    texts = [
        (f"{catalogue}/causes.json: {name}: {kind}", cause[kind][language])
        for name, cause in CAUSES.items()
        for kind in ("title", "advice")
    ]
    texts += [(f"{catalogue}/words.json: {name}", words[language]) for name, words in WORDS.items()]
    if language == "en":
        texts += [(f"{catalogue}/messages: {name}: why", entry.get("why", "")) for name, entry in MESSAGES.items()]
    theme = enumerate((ROOT / "docs/.theme/words.yml").read_text(encoding="utf-8").splitlines(), 1)
    texts += [
        (f"docs/.theme/words.yml:{n}", LABEL.sub(r"\2", line.strip()))
        for n, line in theme
        if line.strip().startswith(f"{language}: ")
    ]
    return found + [f"{place}: {match[0]!r} in {text!r}" for place, text in texts for match in pattern.finditer(text)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_words_that_the_glossary_replaces(language: str) -> None:
    """No page uses a word for which the glossary has another."""
    never = [each for term in TERMS for each in term.get("never", {}).get(language, [])]
    assert never
    report(hits(language, re.compile("|".join(f"(?:{each})" for each in never), re.IGNORECASE)))


def test_russian_quotation_marks() -> None:
    """Russian prose quotes with «ёлочки»."""
    report(hits("ru", re.compile(r"[а-яё ]\"[^\"]*[а-яё][^\"]*\"|“[^”]*”", re.IGNORECASE)))


def test_the_letter_yo() -> None:
    """The letter ё stands where it belongs."""
    report(hits("ru", re.compile(YO, re.IGNORECASE)))


def test_russian_dashes() -> None:
    """A dash between words is an em dash between blanks, not a hyphen."""
    report(hits("ru", re.compile(r"[а-яё»)] [-–] [а-яё«(]", re.IGNORECASE)))


NAMES = ("GitHub", "GitLab", "PyPI", "TestPyPI", "ActiveState", "OpenID")
NAME = r"(?<![\w./@-])(?:{})(?![\w./-]*\.(?:com|org|io))(?![\w-])"  # alone, not in an address or a longer word


@pytest.mark.parametrize("name", NAMES)
def test_names_keep_their_capitals(name: str) -> None:
    """No name has other capitals than its owner gives it; all small, it may be a value."""
    wrong = re.compile(NAME.format(rf"(?!{name}\b|{name.lower()}\b)(?i:{name})"))
    report(hits("en", wrong) + hits("ru", wrong))


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_written_small(name: str) -> None:
    """On a page values stand in code marks, so that a name all in small letters is a slip."""
    small = re.compile(NAME.format(name.lower()))
    wrong = []
    for page in pages():
        head = page.read_text(encoding="utf-8").split("\n---\n")[0].count("\n") + 2
        lines = [(n, line) for n, line in prose(page) if n > head]
        wrong += [f"{page.relative_to(ROOT)}:{n}: {name.lower()!r}" for n, line in lines if small.search(line)]
    report(wrong)
