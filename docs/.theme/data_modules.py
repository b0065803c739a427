"""The catalogue as the checker takes it: ES modules, one for both languages and one a language; its form's fields.

Causes are named once, in `causes`: elsewhere a number is the place of a cause there.
"""

import json
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[2] / "snippets"))

import catalogue as catalogue  # for hook.py, too: the line above says where the catalogue is
from catalogue import Lang
from catalogue.entries import Both, ProviderTable
from evidence import claims, clean, log, long_log, outcome, refusal, wordings
from javascript_patterns import ASCII, in_short, javascript
from shared import secret_gaps, secret_kinds

SHOWN = ("invalid-publisher", "forms")  # pages of messages of which the checker shows the wording
CHECKER = sorted((Path(__file__).parents[1] / "assets").glob("checker*.mjs"))


def read_again() -> None:
    """Read the catalogue's files: `make serve` builds again, in the same process, when one of them has changed."""
    loader = catalogue.__spec__.loader if catalogue.__spec__ else None
    if loader:
        loader.exec_module(catalogue)


def data_modules(site_url: str) -> dict[str, str]:
    """Map the name of each module to its source. `site_url` is where the site is published."""
    modules = {
        "catalogue.mjs": shared_data(site_url),
        "secrets.mjs": secrets(),
        "words-en.mjs": words("en"),
        "words-ru.mjs": words("ru"),
    }
    return {name: f"export default {compact(data)};\n" for name, data in modules.items()}


def compact(data: Any) -> str:
    """JSON without blanks: every reader of the checker loads it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def shared_data(site_url: str) -> dict[str, Any]:
    """What the checker knows in every language."""
    unsaid = ("title", "advice", "change", "id")
    return {
        "site": site_url,
        "edition": edition(),
        "certainties": catalogue.CERTAINTIES,
        "weights": catalogue.WEIGHTS,
        "causes": {
            name: {key: value for key, value in cause.items() if key not in unsaid}
            for name, cause in catalogue.CAUSES.items()
        },
        "acts": catalogue.ACTS,
        "messages": [messages_of(page) for page in catalogue.MESSAGE_PAGES],
        "clients": catalogue.CLIENTS,
        "services": catalogue.SERVICES,
        "signs": catalogue.SIGNS,
        "endings": catalogue.ENDINGS,
        "patterns": patterns(),
        "providers": {name: unlabelled(table) for name, table in catalogue.PROVIDERS.items()},
        "indexes": catalogue.read("indexes.json"),
        "lookalikes": catalogue.LOOKALIKES,
        "marks": long_log.MARKS,
        "codes": sorted(catalogue.PYPI_CODES),
    }


def edition() -> str:
    """What tells one order of the causes from others: a browser may have kept a file of an earlier day."""
    return sha256(" ".join(catalogue.CAUSES).encode()).hexdigest()[:8]


def messages_of(page: str) -> dict[str, Any]:
    """The messages of one page, each a list: id, wordings, causes, and what else it has. What they share stands once.

    Blanks stay where the checker shows a wording.
    """
    unread = ("why", "compared", "like", "search")
    shared = {"page": page, **catalogue.read(f"messages/{page}.json")}
    place = {name: number for number, name in enumerate(catalogue.CAUSES)}
    kept = str if page in SHOWN else wordings.packed
    messages = []
    for message in shared["messages"]:
        causes = {certainty: [place[cause] for cause in each] for certainty, each in message["causes"].items()}
        rest = {key: value for key, value in message.items() if key not in (*unread, "id", "texts", "causes")}
        if "ru" in rest:
            rest["ru"] = [*map(kept, rest["ru"])]
        messages.append([message["id"], [*map(kept, message["texts"])], causes, *([rest] if rest else [])])
    return {key: value for key, value in shared.items() if key not in unread} | {"messages": messages}


def patterns() -> dict[str, str]:
    """The patterns by which a log is read: the name of each and its source, as checker-patterns.mjs takes it."""
    return {
        name: in_short(value)
        for module in (clean, outcome, refusal, claims, log)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and not name.startswith("_")
    }


def secrets() -> dict[str, Any]:
    """What secrets look like, what may part them, and what can't be seen."""
    unseen = r"(?! )[\p{C}\p{Z}\p{DI}" + points(secret_gaps.BLANKS) + "]"
    # Characters beyond ASCII: GAP names those of ASCII, and the no-break space.
    parting = rf"(?![\xa0])(?:{unseen}|\p{{M}})"
    return {
        "unseen": unseen,
        "parting": parting,
        "gap": javascript(secret_gaps.GAP, ASCII).source,
        "meant": secret_gaps.MEANT,
        "kinds": [["|".join(signs), javascript(pattern, ASCII).source] for signs, pattern in secret_kinds.KINDS],
    }


def points(ranges: Iterable[tuple[int, int]]) -> str:
    """Code points as the classes of JavaScript's patterns take them."""
    return "".join(rf"\u{{{first:x}}}-\u{{{last:x}}}" for first, last in ranges)


def unlabelled(table: ProviderTable) -> dict[str, Any]:
    """A provider's table without the labels of the form's fields, which are words, and without the fields' claims."""
    unread = ("label", "claim")
    fields = [{key: value for key, value in field.items() if key not in unread} for field in table["fields"]]
    return {**table, "fields": fields}


def words(lang: Lang) -> dict[str, Any]:
    """What the checker says in one language: of the sentences those that it says, too, not only the commands."""
    said = "".join(file.read_text("utf-8") for file in CHECKER) + "".join(f'"{name}"' for name in unnamed())
    return {
        "words": {word: both[lang] for word, both in catalogue.WORDS.items() if f'"{word}"' in said},
        "edition": edition(),
        "titles": [cause["title"][lang] for cause in catalogue.CAUSES.values()],
        "advice": [cause["advice"][lang] for cause in catalogue.CAUSES.values()],
        "labels": {
            name: {field["name"]: label(field["label"], lang) for field in table["fields"]}
            for name, table in catalogue.PROVIDERS.items()
        },
    }


def unnamed() -> set[str]:
    """The words that no module names: it finds them by a value of a cause, of its act or of a client."""
    reasons = {word for word in catalogue.WORDS if word.startswith("reason-")}
    acts = {word for act in catalogue.ACTS.values() for word in act["says"]}
    return reasons | acts | {*catalogue.CERTAINTIES} | {cause["who"] for cause in catalogue.CAUSES.values()}


def label(of_field: Both, lang: Lang) -> str:
    """A label as readers of PyPI in this language see it: English first, since PyPI's Russian pages mix both."""
    return (
        of_field["en"] if lang == "en" or of_field["en"] == of_field["ru"] else f"{of_field['en']} («{of_field['ru']}»)"
    )


def form_fields() -> list[str]:
    """The fields of every provider's form, each once, in an order that is each form's own."""
    names: list[str] = []
    for table in catalogue.PROVIDERS.values():
        place = len(names)
        for field in reversed(table["fields"]):
            if field["name"] in names:
                place = names.index(field["name"])
            else:
                names.insert(place, field["name"])
    return names
