"""What the entries of the catalogue hold: their fields, and what each of them means."""

from typing import Literal, NotRequired, TypedDict

Certainty = Literal["certain", "likely", "possible"]


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
    `provider`: the provider whose tokens alone the words are about.
    """

    says: list[str]
    provider: NotRequired[str]
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
