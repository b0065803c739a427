"""Read what stands on PyPI about a publisher: as JSON, or as the lines copied from PyPI's publishing page.

Source of the page's lines: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/templates/manage/manage_base.html`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from catalogue import PROVIDERS as TABLES
from pypi.providers import PROVIDERS, provider_of
from shared.bad_input import BadInput

FIELDS = {provider: [field["name"] for field in table["fields"]] for provider, table in TABLES.items()}
OPTIONAL = {"environment": "", "sub": "", "issuer_url": PROVIDERS["gitlab"].issuer}
# The ids that PyPI keeps beside the fields; its pages don't show them.
IDS = {"github": {"owner_id"}, "activestate": {"actor_id"}}
LINE_LABELS = {
    "Repository": ("github", None),  # owner and repository
    "Workflow": ("github", "workflow_filename"),
    "Project": ("gitlab", None),  # namespace and project
    "Top-level pipeline": ("gitlab", "workflow_filepath"),
    "Issuer": ("gitlab", "issuer_url"),
    "Email": ("google", "email"),
    "Subject": ("google", "sub"),
    "Organization": ("activestate", "organization"),
    "ActiveState Project": ("activestate", "project"),
    "Actor": ("activestate", "actor"),
    "Environment name": (None, "environment"),
}
LABEL = re.compile(r"\b(" + "|".join(sorted(LINE_LABELS, key=len, reverse=True)) + r"):[ \t]*")
FIRST = {"Repository", "Project", "Email", "Organization"}
ANY = {"(Any)", "(Любая)"}


def read_publishers(text: str) -> list[dict[str, Any]]:
    """Read one publisher or several.

    `text` is a JSON object, a list of them, or lines of PyPI's page, in English or with «Любая» for Any.
    Returns publishers with `provider` and every field of PyPI's form; "" stands for any.
    Raises BadInput where the text is neither, or a field is missing, unknown or no text.

    >>> read_publishers("GitHub Repository: octo-org/sampleproject Workflow: release.yml Environment name: (Any)")
    [{'provider': 'github', 'owner': 'octo-org', 'repository': 'sampleproject', 'workflow_filename': 'release.yml', \
'environment': ''}]
    """
    if text.lstrip()[:1] in ("{", "["):
        try:
            given = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadInput("bad-json", name="--publisher", error=str(error)) from None
        return [checked(each) for each in (given if isinstance(given, list) else [given])]
    publishers = [checked(each) for each in read_lines(text)]
    if not publishers:
        raise BadInput("bad-publisher-text")
    return publishers


def read_lines(text: str) -> list[dict[str, Any]]:
    """The publishers in lines copied from PyPI's page; each begins with its provider's first label."""
    publishers: list[dict[str, Any]] = []
    labels = list(LABEL.finditer(text))
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        value = text[label.end() : following.start() if following else None].strip("\n").split("\n")[0]
        value = re.sub(r"\s+(GitHub|GitLab|Google|ActiveState)\s*$", "", value).strip()
        provider, field = LINE_LABELS[label[1]]
        if label[1] in FIRST or not publishers:
            publishers.append({"provider": provider})
        value = "" if value in ANY else value
        if label[1] == "Repository":
            publishers[-1]["owner"], _, publishers[-1]["repository"] = value.partition("/")
        elif label[1] == "Project":
            publishers[-1]["namespace"], _, publishers[-1]["project"] = value.rpartition("/")
        else:
            publishers[-1][field] = value
    return publishers


def checked(given: object) -> dict[str, Any]:
    """The publisher with all its fields; what is left blank means any."""
    if not isinstance(given, Mapping):
        raise BadInput("bad-object", name="--publisher")
    try:
        provider = given.get("provider") or provider_of(given)
    except KeyError:
        provider = None
    if not isinstance(provider, str) or provider not in FIELDS:
        raise BadInput("bad-publisher-provider", found=str(provider))
    fields = FIELDS[provider]
    values = OPTIONAL | {name: value for name, value in given.items() if value is not None}
    missing = [name for name in fields if name not in values and name != "actor"]
    unknown = [name for name in given if name not in {*fields, *IDS.get(provider, ()), "provider"}]
    if missing or unknown:
        needed, no = ", ".join(fields), "-"
        raise BadInput(
            "bad-publisher-fields",
            provider=provider,
            needed=needed,
            missing=", ".join(missing) or no,
            unknown=", ".join(unknown) or no,
        )
    kept = {name: values[name] for name in [*fields, *sorted(IDS.get(provider, ()))] if name in values}
    for field, value in kept.items():
        if not isinstance(value, str) and field not in {"owner_id", "actor_id"}:
            raise BadInput("bad-publisher-value", field=field)
    return {"provider": provider, **{name: str(value) for name, value in kept.items()}}
