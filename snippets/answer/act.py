"""What to do about a cause, with the case's values filled in; the catalogue's advice if the values aren't known."""

import re
from functools import cache

from answer.case import Case
from answer.messages import Cause
from catalogue import ACTS, CAUSES, Lang, labels, say
from catalogue.entries import Act
from pypi.indexes import INDEXES
from shared.safe_text import shown

UNSAID: Act = {"says": []}  # of a cause whose advice needs no values
PLAIN = r"(?ai)(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[a-z][a-z0-9_./-]*"


def act_of(cause: Cause, case: Case, lang: Lang) -> str:
    """What to do: the first of the cause's sentences whose values are all known, otherwise the cause's advice."""
    act = ACTS.get(cause.cause, UNSAID)
    says = act["says"] if act.get("provider", case.provider) == case.provider else []
    values = known_values(cause, case, lang) if says else {}
    for word in says:
        try:
            return say(word, lang, **values)
        except KeyError:
            continue  # a value is not known
    return CAUSES[cause.cause]["advice"][lang]


def line_of(cause: Cause, case: Case) -> str | None:
    """The line to write into the workflow or pipeline file, if the fix is such a line and its value is known."""
    return known_values(cause, case, "en").get("line") if "line" in ACTS.get(cause.cause, UNSAID) else None


def known_values(cause: Cause, case: Case, lang: Lang) -> dict[str, str]:
    """The values for the braces in a cause's sentences, each made safe to show."""
    act, register = ACTS.get(cause.cause, UNSAID), (case.token.registration if case.token else None) or {}
    field = cause.field or act.get("field", "")
    names = dict(labels(lang, case.provider))
    file = register.get("workflow_filename") or register.get("workflow_filepath")
    values = {
        "label": names.get(field),
        "expected": coded(cause.expected),
        "found": coded(cause.found or register.get(field)),
        "stored": coded(register.get(field)),
        "file": coded(file),
        "caller": coded(caller_of(case)),
        "host": INDEXES[case.index].host if case.index else None,
        "values": ", ".join(f"*{names[name]}* `{coded(register[name])}`" for name in names if register.get(name)),
    }
    known = {name: value for name, value in values.items() if value}
    if "line" in act and "expected" in known:
        known["line"] = act["line"].format(expected=in_yaml(known["expected"]))
    return known


def caller_of(case: Case) -> str | None:
    """The workflow file that called the job's own workflow file, if the token shows it."""
    if not (case.token and case.token.is_reusable):
        return None
    return (case.token.texts.get("workflow_ref") or "").partition("@")[0].rpartition("/")[2]


@cache
def coded(value: str | None) -> str:
    """A value that is safe between backticks."""
    return shown(value).replace("`", r"\x60") if value else ""


def in_yaml(value: str) -> str:
    """A value written so that YAML reads it as a string.

    >>> in_yaml("pypi"), in_yaml("on"), in_yaml("release: production")
    ('pypi', '"on"', '"release: production"')
    """
    escaped = value.replace("\\", "\\\\").replace('"', r"\"")
    return value if re.fullmatch(PLAIN, value) else f'"{escaped}"'
