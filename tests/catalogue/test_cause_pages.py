"""The page of a cause begins with what to do; the facts, the check, the log, the reasons follow in a fixed order."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages import LANGUAGES, ROOT, cause_of, pages

BOX = {"en": '!!! success "Do this"', "ru": '!!! success "Что сделать"'}
ADVICE = r"\n\n    <!-- record:advice -->\n(?:    .*\n)+    <!-- /record:advice -->\n"
FACTS = {
    "en": "| What the log says | Who can fix it | Did it work before? |",
    "ru": "| Что в журнале | Кто может исправить | Раньше работало? |",
}
# By its id, what a section may be called.
HEADINGS = {
    "en": {
        "confirm": "Check that this is the cause",
        "symptom": "In the log",
        "fix": "Another way to fix it|Step by step",
        "why": "Why .+",
        "prevent": "Prevent it",
    },
    "ru": {
        "confirm": "Как убедиться",
        "symptom": "В журнале",
        "fix": "Другой способ исправить|По шагам",
        "why": "Почему .+",
        "prevent": "Как не допустить",
    },
}


def out_of_form(text: str, language: str) -> Iterator[str]:
    """What in a page is not where it should be."""
    opening, _, rest = text.partition(BOX[language])
    lines = [line for line in opening.partition("\n# ")[2].split("\n")[1:] if line and line != '<a id="fix"></a>']
    if not 1 <= len(lines) <= 3:
        yield f"{len(lines)} sentences before the box, expected two"
    if not re.match(ADVICE, rest):
        yield "the box does not begin with the advice"
    facts, headings = rest.find(FACTS[language]), re.findall(r"^## (.*) \{ #([\w-]+) \}$", rest, re.MULTILINE)
    if not 0 < facts < rest.find("\n## "):
        yield f"no row {FACTS[language]!r} between the box and the first heading"
    ids = [heading_id for _, heading_id in headings]
    if '<a id="fix"></a>\n' in opening:
        ids.insert(2, "fix")
    if ids != [*HEADINGS[language]]:
        yield f"sections {ids}, expected {[*HEADINGS[language]]}"
    for heading, heading_id in headings:
        if not re.fullmatch(HEADINGS[language].get(heading_id, "-"), heading):
            yield f"{heading!r}, expected {HEADINGS[language].get(heading_id)!r}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_act_comes_first(language: str) -> None:
    """Two sentences, the box with the advice, three facts, then how to check, the log, another way, why, prevention."""
    wrong = []
    for page in filter(cause_of, pages(language)):
        text = page.read_text(encoding="utf-8")
        wrong += [f"{page.relative_to(ROOT)}: {problem}" for problem in out_of_form(text, language)]
    assert [] == wrong


def test_a_page_out_of_form_is_seen() -> None:
    """The check fails for each part that is missing."""
    good = (Path(ROOT) / "docs/en/causes/environment-missing-in-workflow.md").read_text(encoding="utf-8")
    assert [] == [*out_of_form(good, "en")]
    for lost in ("!!! success", "<!-- record:advice -->", FACTS["en"], "## In the log { #symptom }", "{ #why }"):
        assert [*out_of_form(good.replace(lost, ""), "en")], lost
