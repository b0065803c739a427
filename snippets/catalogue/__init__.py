"""The catalogue: what the commands, the checker on the site, the pages and the tests read, as data.

Beside this file lie the causes, the changes that bring them, the messages page by page, the tables of each provider,
the marks of each client, the signs of how a job ended, the characters that look alike, the sentences in both languages,
and the site's address.
"""

import gc
import json
import os
from typing import Any, Literal, cast

from catalogue.entries import (
    Act,
    Both,
    CauseEntry,
    Certainty,
    Change,
    ClientEntry,
    MessageEntry,
    ProviderTable,
    Service,
)

Lang = Literal["en", "ru"]
CERTAINTIES: tuple[Certainty, ...] = ("certain", "likely", "possible")
# The message that decides most comes first: PyPI's own sentence, then what ended the job before the client started.
WEIGHTS = ("pypi", "before", "decisive", "general", "vague", "form", "warning", "note")
MESSAGE_PAGES = (
    *("invalid-publisher", "exchange", "upload-rights", "upload-metadata", "upload-file", "upload-request"),
    *("id-token", "attestations", "gh-action-pypi-publish", "twine", "uv", "poetry", "hatch", "flit", "pdm", "maturin"),
    *("github", "forms"),
)


def read(name: str) -> Any:
    """The content of one of the catalogue's JSON files."""
    # Through the loader, which also reads out of a zip file: the snippets run packed, too.
    return json.loads(__spec__.loader.get_data(__file__.removesuffix("__init__.py") + name))  # type: ignore[union-attr]


def workflow_text(name: str) -> str:
    """The text of a file under `workflows`."""
    path = __file__.removesuffix("__init__.py").rstrip("/\\").removesuffix("catalogue") + f"workflows/{name}"
    return __spec__.loader.get_data(path).decode("utf-8")  # type: ignore[union-attr,no-any-return]


def read_messages(page: str) -> list[MessageEntry]:
    """The messages that one page explains; what all of them share stands once, at the top of the file."""
    usual = {"page": page, "weight": "decisive", **read(f"messages/{page}.json")}
    messages: list[dict[str, Any]] = usual.pop("messages")
    return [cast("MessageEntry", {"code": message["id"], **usual, **message}) for message in messages]


gc.disable()  # nothing below is garbage; to look for some in it takes a tenth of a start
CAUSES: dict[str, CauseEntry] = {cause["id"]: cause for cause in read("causes.json")}
ACTS: dict[str, Act] = read("acts.json")  # beside the advice, which holds without the values of a case
CHANGES: dict[str, Change] = read("changes.json")
MESSAGES: dict[str, MessageEntry] = {entry["id"]: entry for page in MESSAGE_PAGES for entry in read_messages(page)}
# The codes that PyPI itself sends; other messages have a code for programs only.
PYPI_CODES = {
    entry["code"]
    for entry in MESSAGES.values()
    if entry["weight"] == "pypi" and entry["page"] in ("exchange", "invalid-publisher")
}
PROVIDERS: dict[str, ProviderTable] = read("providers.json")
CLIENTS: list[ClientEntry] = read("clients.json")
SERVICES: list[Service] = read("services.json")
SIGNS: dict[str, list[str]] = read("signs.json")
ENDINGS: dict[str, list[str]] = read("endings.json")
LOOKALIKES: dict[str, str] = read("lookalikes.json")
COMMAND_WORDS: dict[str, Both] = read("command_words.json")  # the checker on the site has no use for these
WORDS: dict[str, Both] = read("words.json") | COMMAND_WORDS
SITE: dict[str, str] = read("site.json")
TEMPLATES: dict[str, Any] = read("templates.json")
gc.freeze()
gc.enable()


def say(word: str, lang: Lang, **values: object) -> str:
    """One of the catalogue's sentences, with values put into its braces.

    >>> say("accepted", "en", number=1)
    'PyPI accepts this token: it matches publisher 1.'
    """
    return WORDS[word][lang].format_map(values)


def labels(lang: Lang, provider: str | None) -> list[tuple[str, str]]:
    """PyPI's own labels of one provider's form fields, or of all: English first, since its Russian pages mix both."""
    forms = [PROVIDERS[provider]] if provider else PROVIDERS.values()
    return [(field["name"], both(field["label"], lang)) for form in forms for field in form["fields"]]


def both(label: Both, lang: Lang) -> str:
    """A label as English and Russian readers of PyPI see it."""
    return label["en"] if lang == "en" or label["en"] == label["ru"] else f"{label['en']} («{label['ru']}»)"


def page(cause: str, lang: Lang) -> str:
    """The address of a cause's page, or of the list of all causes.

    >>> page("reusable-workflow", "ru").removeprefix(site_url())
    'ru/causes/reusable-workflow/'
    """
    return address(f"causes/{cause}".rstrip("/"), lang)


def address(path: str, lang: Lang) -> str:
    """The address of a page of the site. SITE_URL in the environment replaces the site's own."""
    return f"{site_url()}{'' if lang == 'en' else f'{lang}/'}{path}/"


def site_url() -> str:
    """The site's address, with a slash at its end."""
    return (os.environ.get("SITE_URL") or SITE["url"]).rstrip("/") + "/"
