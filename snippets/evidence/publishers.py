"""Read publishers as they are on PyPI, from JSON or from lines copied from PyPI's publishing page.

Source of the page's lines: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/templates/manage/manage_base.html`.
"""

import re
from collections.abc import Mapping
from typing import Any

from catalogue import PROVIDERS
from catalogue.entries import PageLine
from pypi.provider import Publisher
from pypi.providers import provider_of
from shared.bad_input import BadInput
from shared.safe_json import read_json

# The labels of the lines on PyPI's page, and the provider with this line; None if several providers have it.
LINES: dict[str, tuple[str | None, PageLine]] = {}
for id_, table in PROVIDERS.items():
    for page_line in table["lines"]:
        LINES[page_line["label"]] = (None if page_line["label"] in LINES else id_, page_line)
FIRST = {table["lines"][0]["label"] for table in PROVIDERS.values()}
LABEL = re.compile(r"\b(" + "|".join(sorted(LINES, key=len, reverse=True)) + r"):[ \t]*")
HEADINGS = "|".join(table.get("heading", table["name"]) for table in PROVIDERS.values())
NEXT_PROVIDER = re.compile(rf"\s+({HEADINGS})\s*$")  # the heading above the lines
ANY = {"(Any)", "(Любая)"}


def read_publishers(text: str) -> list[dict[str, Any]]:
    """Read one publisher or several.

    `text` is a JSON object, a list of them, or lines of PyPI's page, in English or with «Любая» for Any.
    Returns publishers with `provider` and every field of PyPI's form; "" means any.
    Raises BadInput if the text is neither, or if a field is missing, unknown or not a string.

    >>> read_publishers("GitHub Repository: octo-org/sampleproject Workflow: release.yml Environment name: (Any)")
    [{'provider': 'github', 'owner': 'octo-org', 'repository': 'sampleproject', 'workflow_filename': 'release.yml', \
'environment': ''}]
    """
    if text.lstrip()[:1] in ("{", "["):
        try:
            given = read_json(text)
        except ValueError as error:
            raise BadInput("bad-json", name="--publisher", error=str(error)) from None
        return [checked(each) for each in (given if isinstance(given, list) else [given])]
    publishers = [checked(publisher) for publisher in read_lines(text)]
    if not publishers:
        raise BadInput("bad-publisher-text")
    return publishers


def read_lines(text: str) -> list[dict[str, Any]]:
    """The publishers in lines copied from PyPI's page; each publisher begins with its provider's first label."""
    publishers: list[dict[str, Any]] = []
    labels = list(LABEL.finditer(text))
    for label, following in zip(labels, [*labels[1:], None], strict=False):  # no labels, no publishers
        line = text[label.end() : following.start() if following else None].strip("\n").split("\n")[0]
        value = NEXT_PROVIDER.sub("", line).strip()
        provider, page_line = LINES[label[1]]
        if label[1] in FIRST or not publishers:
            publishers.append({"provider": provider})
        publishers[-1] |= values_of(page_line, "" if value in ANY else value)
    return publishers


def values_of(line: PageLine, value: str) -> dict[str, str]:
    """The fields in a line: one, or two with a slash between them."""
    if "parted" not in line:
        return {line["fields"][0]: value}
    before, _, behind = value.partition("/") if line["parted"] == "first" else value.rpartition("/")
    return dict(zip(line["fields"], (before, behind), strict=True))


def checked(given: object) -> dict[str, Any]:
    """The publisher with all its fields; a blank field means any."""
    if not isinstance(given, Mapping):
        raise BadInput("bad-object", name="--publisher")
    provider = named_provider(given)
    table = PROVIDERS[provider]
    fields, ids = table["fields"], sorted(table["ids"])
    defaults = {field["name"]: field["default"] for field in fields if "default" in field}
    values = defaults | {name: value for name, value in given.items() if value is not None}
    names = [*(field["name"] for field in fields), *ids]
    missing = [field["name"] for field in fields if field["name"] not in values and not field.get("optional")]
    unknown = [name for name in given if name not in {*names, "provider"}]
    if missing or unknown:
        raise BadInput(
            "bad-publisher-fields",
            provider=provider,
            needed=", ".join(field["name"] for field in fields),
            missing=", ".join(missing) or "-",
            unknown=", ".join(unknown) or "-",
        )
    kept = {name: values[name] for name in names if name in values}
    for name, value in kept.items():
        if not isinstance(value, str) and name not in ids:
            raise BadInput("bad-publisher-value", field=name)
    return {"provider": provider, **{name: str(value) for name, value in kept.items()}}


def named_provider(given: Publisher) -> str:
    """The given provider, otherwise the provider that has these fields. Raises BadInput if there is none."""
    try:
        provider = given.get("provider") or provider_of(given)
    except KeyError:
        provider = None
    if not isinstance(provider, str) or provider not in PROVIDERS:
        raise BadInput("bad-publisher-provider", found=str(provider))
    return provider
