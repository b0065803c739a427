"""The glossary itself: its terms are the pages' terms, and what it forbids is found where it stands."""

import re

import pytest

from glossary import TERMS
from pages import pages
from problems import report

# What nobody is to write: the very words that each expression under `never` finds.
MISUSE = {
    "en": [
        "owner's old number", "account's number", "rehearsing on TestPyPI", "please", "simply", "in order to",
        "utilize", "leverage",
    ],
    "ru": [
        "паблишер", "публикатор", "трастов", "пендинг", "отложенный издател", "клейм", "клэйм", "API токен", "жетон",
        "издатель токена", "энвайронмент", "воркфлоу", "воркфло", "джоба", "джобов", "реран", "логи",
        "логе", "логах", "лог", "репа", "бранч", "тэг", "релиз", "аплоад", "залить", "заливк",
        "пермишен", "экшен", "экшн", "пайплайн", "неймспейс", "номер владельца", "номера учётной записи",
        "номер аккаунта", "номером проекта", "номер пространства", "экземпляр", "репетируем на TestPyPI",
        "репетиция на TestPyPI", "заглавн", "верхний регистр", "нижний регистр", "папк", "матчит", "смэтч",
        "является", "являются", "осуществля", "данный токен", "данного издател", "данный файл", "данная страниц",
        "данная ошибк", "в случае если", "убедитесь, что вы", "пожалуйста", "ваш проект и ваш", "аудиенци",
        "целевая аудитори", "субъект", "повторно используемый workflow", "обмен токенами", "реестр пакетов",
        "реестр PyPI", "сикрет", "аттестат", "сервисная учётн", "служебный аккаунт", "эккаунт", "акаунт",
        "страницы Издательство",
    ],
}  # fmt: skip


@pytest.mark.parametrize("language", MISUSE)
def test_what_is_forbidden_is_found(language: str) -> None:
    """Each expression under `never` finds a misuse, each word in it is in one of those, and each misuse is found."""
    never = [each for term in TERMS for each in term.get("never", {}).get(language, [])]
    hits = {each: [line for line in MISUSE[language] if re.fullmatch(each, line, re.IGNORECASE)] for each in never}
    wrong = [f"tests/pages/glossary.toml: {each!r} finds nothing" for each, found in hits.items() if not found]
    wrong += [
        f"tests/pages/glossary.toml: no misuse has {word!r} of {each!r}"
        for each, found in hits.items()
        for word in re.findall(r"[^\W\d_]{3,}", re.sub(r"\\[a-z]|\[.*?\]", " ", each))
        if not any(word.lower() in line.lower() for line in found)
    ]
    report(wrong)
    assert [] == sorted({*MISUSE[language]} - {line for found in hits.values() for line in found})


def test_a_term_says_what_it_replaces() -> None:
    """A term without a word that it forbids would hold nobody to it."""
    report(f"tests/pages/glossary.toml: {term['en']}: no `never`" for term in TERMS if not term.get("never"))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_terms_are_those_of_the_pages(language: str) -> None:
    """Each word of a term stands on some page."""
    known = {*re.findall(r"[^\W\d_]+", "\n".join(page.read_text(encoding="utf-8") for page in pages(language)).lower())}
    words = [(term[language], word) for term in TERMS for word in re.findall(r"[^\W\d_]+", term[language].lower())]
    absent = [(term, word) for term, word in words if word not in known]
    report(f"tests/pages/glossary.toml: {word!r} of {term!r} is on no page" for term, word in absent)


def test_english_words_in_russian_parentheses_are_terms() -> None:
    """What Russian pages explain again and again by an English word in parentheses is in the glossary."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages("ru"))
    known = " ".join(term["ru"] for term in TERMS)
    found = re.findall(r"[а-яё] \(([A-Za-z][A-Za-z -]+)\)", text)
    often = {each for each in found if found.count(each) >= 3}
    unknown = sorted(words for words in often if words.removesuffix("s") not in known)
    report(f"tests/pages/glossary.toml: no term has {words!r}, which Russian pages explain often" for words in unknown)
