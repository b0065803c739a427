"""The catalogue: what the commands, the checker on the site, the pages and the tests read, as data.

Beside this file lie the causes, the changes that bring them, the messages page by page, the tables of each provider,
the marks of each client, the signs of how a job ended, the characters that look alike, the sentences in both languages,
and the site's address.
"""

import gc
import json
import os
from typing import Any, Literal, NotRequired, TypedDict, cast

Lang = Literal["en", "ru"]
Certainty = Literal["certain", "likely", "possible"]
CERTAINTIES: tuple[Certainty, ...] = ("certain", "likely", "possible")
# The message that decides most comes first: PyPI's own sentence, then what ended the job before the client started.
WEIGHTS = ("pypi", "before", "decisive", "general", "vague", "form", "warning", "note")
MESSAGE_PAGES = (
    *("invalid-publisher", "exchange", "upload-rights", "upload-metadata", "upload-file", "upload-request"),
    *("id-token", "attestations", "gh-action-pypi-publish", "twine", "uv", "poetry", "hatch", "flit", "pdm", "maturin"),
    *("github", "forms"),
)


class Both(TypedDict):
    """A string in both languages."""

    en: str
    ru: str


class Change(TypedDict):
    """What may have changed when releases stopped working: the section of the page `changed.md`, and the words."""

    section: str
    en: str
    ru: str


class CauseEntry(TypedDict):
    """A cause: who can fix it, in which list it stands, whose tokens it concerns, and what is said of it.

    `change`: the id of the change that brings the cause.
    """

    id: str
    group: str
    who: str
    change: str
    providers: NotRequired[list[str]]  # of every provider, if it is left out
    any_time: NotRequired[bool]  # may happen at every step of a job, whatever its group
    needs: NotRequired[str]  # what must have happened: an `exchange`, or an upload with a `password`
    title: Both
    advice: Both


class Act(TypedDict):
    """What to do about a cause: the words that say so, the first one whose values are all known.

    `field`: the field of PyPI's form that the values belong to. `line`: what to write into the workflow file.
    """

    says: list[str]
    field: NotRequired[str]
    line: NotRequired[str]


class MessageEntry(TypedDict):
    """A message: its wordings, what it weighs beside others in a log, and the causes that it may have.

    `why` says why the message is not decisive, or why its first cause is less than certain. `unless`: what else in the
    log makes it harmless, a `success` after it or any `upload`. `compared`: causes that show only when the publisher is
    compared with the token; the message's page lists them after the others. `like`: another message with the same
    causes; the page names those once, under the other.
    """

    id: str
    page: str
    code: str
    weight: str
    texts: list[str]
    causes: dict[Certainty, list[str]]
    ru: NotRequired[list[str]]
    client: NotRequired[str]
    field: NotRequired[str]
    why: NotRequired[str]
    unless: NotRequired[str]
    compared: NotRequired[list[str]]
    like: NotRequired[str]


class Service(TypedDict):
    """A CI service: strings that only its logs hold, and whether PyPI has publishers for it."""

    id: str
    name: str
    marks: list[str]
    trusted: NotRequired[bool]


class FormRules(TypedDict):
    """What PyPI's form does with one value.

    `required`: the message if there is no value. `rules`: messages, each with the pattern that a value must match.
    `strip` drops the blanks around the value, `lower` stores it in lower case, `blank` replaces nothing but blanks.
    """

    rules: list[tuple[str, str]]
    required: NotRequired[str]
    strip: NotRequired[bool]
    lower: NotRequired[bool]
    blank: NotRequired[str]


class Field(TypedDict):
    """A field of PyPI's form: its name, its label on the page, and the claim that PyPI compares with it.

    `differs`: the cause of each kind of difference, and how far apart it puts the two. An `optional` field may be left
    blank, which means any; `default` stands for a value that is not given.
    """

    name: str
    claim: str
    label: Both
    form: FormRules
    differs: NotRequired[dict[str, tuple[str, int]]]
    optional: NotRequired[bool]
    default: NotRequired[str]


class ClientEntry(TypedDict):
    """A client that publishes: its `marks` in a log, and the claims that it `prints` of tokens that PyPI can't take."""

    id: str
    marks: list[str]
    prints: NotRequired[list[str]]


class PageLine(TypedDict):
    """A line about a publisher on PyPI's page: its label, and the fields that its value holds, parted by a slash."""

    label: str
    fields: list[str]
    parted: NotRequired[str]  # at the `first` slash or at the `last`


class Printed(TypedDict):
    """The claims that clients print. A list that holds a `telling` one is a token's; jobs print the others, too."""

    telling: list[str]
    vague: list[str]


class ProviderTable(TypedDict):
    """What is plain data about a provider.

    `heading`: what PyPI's page calls it, if that is not its name. `required`: the claims without which PyPI refuses a
    token; `looked_up`: those that find the publisher; `marks`: names that only this provider's claims or publishers
    have; `printed`: those that stand in logs; `ids`: what PyPI keeps beside the fields, and the claim that it compares
    with each.
    """

    name: str
    heading: NotRequired[str]
    issuer: str
    other_issuers: NotRequired[bool]  # self-managed instances that PyPI's administrators registered
    required: list[str]
    looked_up: list[str]
    marks: list[str]
    printed: Printed
    ids: dict[str, str]
    lines: list[PageLine]
    fields: list[Field]


class Template(TypedDict):
    """How a file under `workflows` becomes a reader's own.

    `places`: pairs of how lines begin, and what takes their place, with names of values in braces; `environment`: the
    same for the lines that go if there is none. `drop`: sections that are left out; `section`: the one that is taken.
    `clients`: which of the tables of clients says what takes the place of the step that uploads.
    """

    file: str
    clients: NotRequired[str]
    places: list[list[str]]
    drop: NotRequired[list[str]]
    section: NotRequired[str]
    environment: NotRequired[list[list[str]]]


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
