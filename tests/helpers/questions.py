"""Questions that both engines are asked, each with the answer of the Python engine.

A question is `function`, `arguments` as the checker's exports take them, and the answer.
"""

import json
import re
from typing import Any

import samples
from answer.case import Case
from answer.causes import diagnose
from answer.hand_over import hand_over
from answer.report import as_object, as_text
from evidence.log import read_log
from evidence.publishers import read_publishers
from evidence.wordings import find_messages, flatten
from pypi import forms
from shared.bad_input import BadInput
from shared.safe_json import redacted

Question = tuple[str, list[Any], Any]
VECTORS = [path.stem for path in sorted(samples.VECTORS.glob("*.jsonl")) if path.stem != "forms"]


def told(
    log: str | None, publishers: str | list[Any], claims: Any, lang: str, index: str | None = None
) -> dict[str, Any]:
    """What diagnose.py prints as JSON, or the word of the sentence that refuses the input."""
    try:
        evidence = read_log(log) if log is not None else None
        settings = read_publishers(publishers if isinstance(publishers, str) else json.dumps(publishers))
    except BadInput as bad:
        return refusal(bad)
    case = Case(evidence, settings, claims, index=index)
    found = redacted(as_object(case, diagnose(case), lang))
    handed = None
    if found["causes"] or found["unexplained"]:
        handed = hand_over(found, lang, "Sample Project~" if lang == "en" else None)
    return found | {"text": as_text(found, lang), "handed": handed}


def refusal(bad: BadInput) -> dict[str, Any]:
    """The sentence that refuses an input, and its word; how JSON is broken each language tells in its own way."""
    return {"bad": bad.word, "name": bad.values.get("name"), "said": None if "error" in bad.values else str(bad)}


def diagnosis(log: str | None, publishers: Any, claims: Any, lang: str, index: str | None = None) -> Question:
    """One case for `diagnose`."""
    given = {"log": log, "publishers": publishers, "claims": claims} | ({"index": index} if index else {})
    return "diagnose", [given, lang], told(log, publishers, claims, lang, index)


def publisher_case(text: str) -> Question:
    """One case for `readPublishers`."""
    try:
        return "readPublishers", [text], read_publishers(text)
    except BadInput as bad:
        return "readPublishers", [text], refusal(bad)


# What only PyPI can know: which accounts, projects and instances there are.
UNKNOWABLE = re.compile(r"Unknown GitHub|not found$|Not a valid choice")


def form_messages(provider: str, values: dict[str, str]) -> dict[str, str]:
    """The ids of the messages that a form gives, by field."""
    errors = forms.fill_in(provider, values).errors
    known = {field: said for field, said in errors.items() if not UNKNOWABLE.search(said)}
    return {field: find_messages(flatten(said))[0].message for field, said in known.items()}
