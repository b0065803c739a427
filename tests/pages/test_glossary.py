"""The glossary itself: its terms are the pages' terms, and what it forbids is found where it stands."""

import re
from itertools import product

import pytest

from glossary import TERMS
from pages import LANGUAGES, pages
from problems import report


def test_what_is_forbidden_is_found() -> None:
    """Each expression under `never` finds one of the misuses below it, and has no word beside; each misuse is found."""
    wrong = []
    for term, language in product(TERMS, LANGUAGES):
        place = f"tests/pages/glossary.toml: {term['en']}"
        misuses = term.get("misuse", {}).get(language, [])
        unfound = {*misuses}
        for expression in term.get("never", {}).get(language, []):
            found = [misuse for misuse in misuses if re.fullmatch(expression, misuse, re.IGNORECASE)]
            unfound -= {*found}
            wrong += [] if found else [f"{place}: {expression!r} finds no misuse"]
            words = re.findall(r"[^\W\d_]{3,}", re.sub(r"\\[a-z]|\[.*?\]", " ", expression))
            unused = [word for word in words if not any(word.lower() in misuse.lower() for misuse in found)]
            wrong += [f"{place}: no misuse has {word!r} of {expression!r}" for word in unused]
        wrong += [f"{place}: {misuse!r} is not found" for misuse in sorted(unfound)]
    report(wrong)


def test_a_term_says_what_it_replaces() -> None:
    """A term without a word that it forbids would hold nobody to it."""
    report(f"tests/pages/glossary.toml: {term['en']}: no `never`" for term in TERMS if not term.get("never"))


@pytest.mark.parametrize("language", LANGUAGES)
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
