"""The site's search index: one a language, with the words and the messages by which people look for each page."""

import json
from pathlib import Path
from typing import Any

import yaml

from data_modules import catalogue

SYNONYMS: list[list[str]] = yaml.safe_load(Path(__file__).with_name("synonyms.yml").read_text("utf-8"))
# How much a word counts by where it stands. Material takes a million for tags: then they alone would count.
FIELDS = {"title": {"boost": 1000}, "text": {"boost": 1}, "tags": {"boost": 1500}, "messages": {"boost": 1}}


def search_words(language: str) -> dict[str, list[str]]:
    """Map a page's address to the words by which people look for it: everyone uses English terms, too."""
    return {
        "" if page == "index" else f"{page}/": list(dict.fromkeys(both[language] + both["en"]))
        for page, both in catalogue.read("search.json").items()
    }


def messages() -> dict[str, list[str]]:
    """Map the address of a cause's page to the messages that this cause alone explains."""
    texts: dict[str, list[str]] = {}
    for message in catalogue.MESSAGES.values():
        certain = message["causes"].get("certain", [])
        if len(certain) == 1:
            texts.setdefault(f"causes/{certain[0]}/", []).extend(message["texts"])
    return texts


def part_by_language(site: Path, roots: dict[str, str]) -> None:
    """Part the one index of a built site by language: half the download, and no answers in the other language.

    `roots` maps each language to the beginning of its addresses.
    """
    whole = json.loads((site / "search/search_index.json").read_text("utf-8"))
    for language, root in roots.items():
        target = site / root / "search/search_index.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        # People type either letter; search.js does the same to what they type.
        index = json.dumps(of_language(whole, language, root), ensure_ascii=False).translate(str.maketrans("ёЁ", "еЕ"))
        target.write_text(index, "utf-8")


def of_language(whole: dict[str, Any], language: str, root: str) -> dict[str, Any]:
    """What the index of one language has: its pages, each with the words and messages that stand in no text."""
    added = {"tags": search_words(language), "messages": messages()}
    docs = []
    for entry in whole["docs"]:
        if entry["location"].startswith("ru/") == (language == "ru"):
            location = entry["location"].removeprefix(root)
            own = {field: phrases[location] for field, phrases in added.items() if location in phrases}
            docs.append(entry | {"location": location} | own)
    return {"config": whole["config"] | {"lang": [language], "fields": FIELDS, "synonyms": SYNONYMS}, "docs": docs}
