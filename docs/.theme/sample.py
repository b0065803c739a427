"""The filled example that stands in the answer's place until something is pasted: the engine's own answer to a log."""

import re
from html import escape
from typing import Any

from answer.case import Case
from answer.causes import diagnose
from answer.report import as_object
from data_modules import catalogue
from evidence.log import read_log
from evidence.publishers import read_publishers

CAUSE = "environment-missing-in-workflow"


def sample(log: str, settings: str, lang: catalogue.Lang) -> dict[str, Any]:
    """What to do, why, and the table of fields, for a log and what PyPI has."""
    [publisher] = read_publishers(settings)
    case = Case(read_log(log), [publisher])
    found = as_object(case, diagnose(case), lang)
    first, register = found["causes"][0], found["register"] or {}
    return {
        "cause": CAUSE,
        "act": rich(first["act"]),
        "title": rich(catalogue.CAUSES[first["cause"]]["title"][lang]),
        "certainty": catalogue.say(first["certainty"], lang),
        "nothing": catalogue.say("nothing", lang),
        "rows": [
            {
                "label": label,
                "on_pypi": publisher[name],
                "in_token": register[name],  # "": the token has none
                "state": "differs" if name == first["field"] else "same",
            }
            for name, label in catalogue.labels(lang, publisher["provider"])
        ],
    }


def rich(text: str) -> str:
    """A sentence of the catalogue as HTML.

    >>> rich("Add `environment: pypi` to *Workflow name*")
    'Add <code>environment: pypi</code> to <em>Workflow name</em>'
    """
    marked = re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(text, quote=False))
    return re.sub(r"\*([^*<]+)\*", r"<em>\1</em>", marked)
