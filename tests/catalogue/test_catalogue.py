"""The catalogue and the pages say the same, held both ways."""

import re
from pathlib import Path

import pytest

from catalogue import CAUSES, CHANGES, MESSAGE_PAGES, MESSAGES, WORDS
from pages import LANGUAGES, ROOT, amiss, cause_of, fences, pages
from problems import in_catalogue, report

KINDS = {
    "who": ("publisher", "repository", "account", "nobody"),
    "group": ("matching", "exchange", "pending", "upload", "configuration", "package", "account", "delivery", "ci"),
    "change": tuple(CHANGES),
}


def cause_pages(language: str) -> dict[str, Path]:
    """The pages of causes in one language, by id."""
    return {cause: page for page in pages(language) if (cause := cause_of(page))}


def text(page: Path) -> str:
    """The page's text."""
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_has_a_page_and_every_page_a_cause(language: str) -> None:
    """The ids of the catalogue are the names of the pages."""
    report(amiss(f"docs/{language}/causes", sorted(CAUSES), sorted(cause_pages(language))))


def test_every_message_has_one_address() -> None:
    """A heading on the messages' pages for each message that the log reader knows, and no other; in both languages."""
    wrong = []
    for page in pages():
        if page.parent.name == "messages":
            found = re.findall(r"^### .* (\{ #[\w-]+ \})$", text(page), re.MULTILINE)
            expected = [f"{{ #{each['id']} }}" for each in MESSAGES.values() if each["page"] == page.stem]
            wrong += amiss(f"{page.relative_to(ROOT)}: heading", sorted(expected), sorted(found))
    report(wrong)


def test_a_message_shows_its_wording_and_its_causes() -> None:
    """Under its heading a message stands literally, with a link to each of its causes or to a message that has them."""
    wrong = []
    for page in (page for page in pages() if page.parent.name == "messages"):
        blocks = {fence.line: fence for fence in fences(page)}
        for part in re.split(r"^(?=### )", text(page), flags=re.MULTILINE)[1:]:
            heading = re.match(r"### .* \{ #([\w-]+) \}", part)
            message = MESSAGES.get(heading[1]) if heading else None
            if message is None:
                continue
            place = f"{page.relative_to(ROOT)}#{message['id']}"
            if "```text" not in part:
                wrong.append(f"{place}: no block with the literal message")
            linked = set(re.findall(r"\.\./causes/([\w-]+)\.md", part))
            needed = causes_of(message["id"])
            if (like := message.get("like")) and f"({MESSAGES[like]['page']}.md#{like})" in part:
                needed -= causes_of(like)
            others = [other for other in re.findall(r"\]\(#([\w-]+)\)", part) if causes_of(other) == needed]
            linked |= {cause for other in others for cause in causes_of(other)}
            wrong += [f"{place}: no link to {cause}" for cause in sorted(needed - linked)]
        assert blocks or page.stem not in MESSAGE_PAGES
    report(wrong)


def causes_of(message: str) -> set[str]:
    """The causes that a message may have; none if there is no such message."""
    told = MESSAGES[message]["causes"] if message in MESSAGES else {}
    return {cause for causes in told.values() for cause in causes}


def test_causes_that_snippets_name_exist() -> None:
    """Whatever a snippet calls the cause is one of the catalogue."""
    wrong, named = [], 0
    for snippet in sorted((ROOT / "snippets").rglob("*.py")):
        for n, line in enumerate(text(snippet).split("\n"), 1):
            for cause in re.findall(r'(?:Rejected|Cause|Finding)\("([\w-]+)"', line):
                named += 1
                if cause not in CAUSES:
                    wrong.append(f"{snippet.relative_to(ROOT)}:{n}: {cause!r} is no cause")
    assert named > 40
    report(wrong)


def test_causes_of_messages_exist() -> None:
    """A message leads to causes that are in the catalogue, and every failure to at least one."""
    wrong = []
    for message in MESSAGES.values():
        place = in_catalogue(f"messages/{message['page']}.json", message["id"])
        causes = [cause for causes in message["causes"].values() for cause in causes]
        named = [*causes, *message.get("compared", ())]
        wrong += [f"{place}: {cause}: no such cause" for cause in named if cause not in CAUSES]
        wrong += [] if causes or message["weight"] == "note" else [f"{place}: no cause"]
    report(wrong)


@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_a_cause_is_complete(cause: dict) -> None:
    """Title and advice in both languages, who can fix it, in which list it stands, and which change brings it."""
    place = in_catalogue("causes.json", cause["id"])
    wrong = [
        f"{place}: {kind}: {cause.get(kind)!r}, expected one of {known}"
        for kind, known in KINDS.items()
        if cause.get(kind) not in known
    ]
    for said in ("title", "advice"):
        wrong += amiss(f"{place}: {said}", ("en", "ru"), cause[said])
        wrong += [] if re.search("[а-яё]", cause[said].get("ru", "")) else [f"{place}: {said}: no Russian in ru"]
    report(wrong)


def test_every_change_brings_a_cause() -> None:
    """No row of the page of changes leads nowhere."""
    assert {*CHANGES} == {cause["change"] for cause in CAUSES.values()}


def test_words_are_complete() -> None:
    """Every sentence of the command line is there in both languages, with the same values in it."""
    for word, texts in WORDS.items():
        assert {"en", "ru"} == texts.keys(), word
        assert sorted(re.findall(r"\{\w+\}", texts["en"])) == sorted(re.findall(r"\{\w+\}", texts["ru"])), word
