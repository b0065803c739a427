"""Every wording of a message is shown where it is explained, stands in a log, or is listed with its message."""

import re
from pathlib import Path

from catalogue import CATALOGUE, MESSAGES, find_messages, flatten
from pages import LANGUAGES, ROOT
from test_logs import LOGS

# What else clients and PyPI say, in versions and cases of which there is no log here: `message: words`.
OTHERS = ROOT / "tests/other_wordings.txt"

# Claims that no field of a form is compared with; {claim} stands for the one that is missing.
OTHER_CLAIMS = {"sub", "event_name", "jti", "email_verified", "ref", "ref_path", "sha", "builder", "{claim}"}


def section(page: Path, message: str) -> str:
    """What a page of messages says about one of them."""
    parts = re.split(r"^(?=### )", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next((part for part in parts if f"{{ #{message} }}" in part.partition("\n")[0]), "")


def holds(text: str, wording: str) -> bool:
    """Whether a flat text has the words of a wording, whatever stands in the place of its values."""
    return all(flatten(part) in text for part in re.split(r"\{\w+\}", wording))


def test_every_wording_is_held() -> None:
    """A slip in a wording of the catalogue, or in a line of the list, is another text than anybody says."""
    logs = [flatten(log.read_text(encoding="utf-8")) for log in LOGS]
    listed = [line.split(": ", 1) for line in OTHERS.read_text(encoding="utf-8").splitlines()]
    used, wrong = set(), []
    for message in MESSAGES.values():
        shown = [
            flatten(section(ROOT / f"docs/{each}/messages/{message['page']}.md", message["id"])) for each in LANGUAGES
        ]
        for wording in [*message["texts"], *message.get("ru", [])]:
            if any(holds(text, wording) for text in [*shown, *logs]):
                continue
            lines = [text for name, text in listed if name == message["id"] and holds(flatten(text), wording)]
            used.update(lines)
            wrong += [] if lines else [f"snippets/catalogue.json: {message['id']}: {wording!r} is shown nowhere"]
    wrong += [
        f"{OTHERS.name}: {name}: {text!r} is no wording that needs it" for name, text in listed if text not in used
    ]
    assert [] == wrong


def test_what_is_listed_is_found() -> None:
    """The log reader finds the message in each line of the list."""
    listed = [line.split(": ", 1) for line in OTHERS.read_text(encoding="utf-8").splitlines()]
    found = {text: [each.message for each in find_messages(flatten(text))] for _, text in listed}
    assert [] == [f"{name}: {text!r}: {found[text]}" for name, text in listed if name not in found[text]]


def test_messages_speak_of_what_there_is() -> None:
    """Weight, client, code and page of a message are among those that the catalogue and the guide know."""
    clients = {each["id"] for each in CATALOGUE["clients"]}
    claims = {field["claim"] for fields in CATALOGUE["fields"].values() for field in fields}
    wrong = []
    for message in MESSAGES.values():
        if message["weight"] not in CATALOGUE["weights"]:
            wrong.append(f"{message['id']}: weight {message['weight']!r}")
        if message.get("client", "uv") not in clients:
            wrong.append(f"{message['id']}: client {message['client']!r}")
        if "field" in message and message["field"] not in claims | OTHER_CLAIMS:
            wrong.append(f"{message['id']}: field {message['field']!r}")
    assert [] == wrong
