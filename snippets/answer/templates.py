"""Fills a reader's values into the samples under `workflows`, at the places listed in `catalogue/templates.json`."""

import json
import re
from collections.abc import Mapping

from catalogue import TEMPLATES, workflow_text
from catalogue.entries import Template

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
NOT_PLAIN = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")  # words that YAML doesn't read as strings


def filled(template: str, places: Mapping[str, str], client: str = "", has_environment: bool = True) -> str:
    """A template with the values filled in and with the client's lines; "" keeps the sample's own client."""
    rules: Template = TEMPLATES[template]
    text = workflow_text(rules["file"])
    first, last = TEMPLATES["setup_python"]
    values = {**places, "setup_python": between(text, first, last) if first in text else ""}
    if "section" in rules:
        text = section(text, rules["section"])
    for name in rules.get("drop", []):
        text = text.replace(f"\n{section(text, name, marks=True)}", "")
    clients = TEMPLATES["clients"][rules["clients"]] if "clients" in rules else {}
    environment = rules.get("environment", [])
    changes = [*rules["places"], *clients.get(client, [])]
    changes += environment if has_environment else [[sample, ""] for sample, _ in environment]
    for sample, instead in changes:
        text = exchanged(text, sample, with_values(instead, values))
    return re.sub(r"^ *# --8<--.*\n", "", text, flags=re.MULTILINE)


def with_values(text: str, places: Mapping[str, str]) -> str:
    """A string with the values in its braces; braces inside a value stay as they are."""
    return re.sub(r"\{(\w+)\}", lambda found: places.get(found[1], found[0]), text)


def exchanged(text: str, sample: str, instead: str) -> str:
    """The text with `instead` in place of the lines of `sample`. Raises ValueError if the text has no such lines."""
    start = text.index(sample)
    end = text.index("\n", start + len(sample)) + 1
    return text[:start] + instead + text[end:]


def between(text: str, first: str, last: str) -> str:
    """The lines from the one that begins with `first` to the next one that begins with `last`."""
    start = text.index(first)
    return text[start : text.index("\n", text.index(last, start)) + 1]


def section(text: str, name: str, marks: bool = False) -> str:
    """The lines of a marked section, with or without its marks."""
    start, end = (re.search(rf"^ *# --8<-- \[{side}:{name}\]\n", text, re.MULTILINE) for side in ("start", "end"))
    assert start
    assert end
    return text[start.start() : end.end()] if marks else text[start.end() : end.start()]


def scalar(value: str) -> str:
    """A value as YAML, quoted if YAML would otherwise not read it as a string.

    >>> scalar("pypi"), scalar("on"), scalar("a: b")
    ('pypi', '"on"', '"a: b"')
    """
    plain = PLAIN.fullmatch(value) and value.lower() not in NOT_PLAIN
    return value if plain else json.dumps(value, ensure_ascii=False)


def in_one_line(values: Mapping[str, str]) -> str:
    """An object as JSON on one line."""
    return json.dumps(values, ensure_ascii=False)
