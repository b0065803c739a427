"""Two values that differ only by what nobody sees: the checker says so, and shows it."""

import json

import pytest

from answer.case import Case
from answer.causes import diagnose
from answer.report import as_object, as_text
from evidence.publishers import read_publishers
from problems import report
from pypi.alike import alike
from pypi.providers import PROVIDERS
from samples import recorded_cases

UNSEEN = [
    *"\u034f\u00ad\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200d\u2060\u2062\u206f\u2800\u3164\ufe0f\ufeff\uffa0\ufff0",
    *"\U0001d159\U0001d173\U0001bca0\U00013441\U000e0001\U000e0100\U000e0fff",
]
BLANKS = [*" \t\u00a0\u1680\u2003\u2028\u202f\u205f\u3000\x1c\x85"]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_can_not_be_seen_is_the_cause(provider: str) -> None:
    """In each field, at its end: the cause is the character, and the answer spells it out."""
    case = next(each for each in recorded_cases(provider) if each["expected"]["accepted"])
    problems = []
    for field in PROVIDERS[provider].fields:
        # PyPI compares the actor's id, not the name.
        stored = {"provider": provider, **case["publishers"][0]}
        if not stored.get(field) or field == "actor" or (field == "issuer_url" and provider != "gitlab"):
            continue
        for odd in [*UNSEEN, *BLANKS]:
            stored[field] = case["publishers"][0][field] + odd
            given = Case(publishers=read_publishers(json.dumps([stored])), claims=case["claims"])
            answer = as_object(given, diagnose(given), "en")
            first = answer["causes"][0] if answer["causes"] else {"cause": None, "field": None}
            if ("invisible-or-lookalike-characters", field) != (first["cause"], first["field"]):
                problems.append(f"{field}, U+{ord(odd):04X}: {first['cause']} ({first['field']})")
            elif f"\\{ascii(odd)[1:-1].lstrip(chr(92)) if odd != ' ' else 'x20'}" not in as_text(answer, "en"):
                problems.append(f"{field}, U+{ord(odd):04X}: is not spelled out")
    report(problems)


@pytest.mark.parametrize("blank", [*UNSEEN, *BLANKS])
def test_a_field_of_blanks_alone_is_recognised(blank: str) -> None:
    """An environment of nothing but blanks, on PyPI or in the token, is no other name: nobody can see it."""
    case = next(each for each in recorded_cases("github") if each["expected"]["accepted"])
    for stored, found in ((blank * 3, "pypi"), ("pypi", blank * 3)):
        publisher = {"provider": "github", **case["publishers"][0], "environment": stored}
        given = Case(publishers=read_publishers(json.dumps(publisher)), claims={**case["claims"], "environment": found})
        assert "invisible-or-lookalike-characters" == diagnose(given).causes[0].cause


def test_emoji_and_accents() -> None:
    """What draws the same picture in two ways looks the same; other pictures and letters do not."""
    assert "looks" == alike("🚀", "🚀\ufe0f")
    assert "looks" == alike("é", "e\u0301")
    assert "looks" == alike("my environment", "my\u00a0environment")
    assert ("other", "other") == (alike("🚀", "🎉"), alike("résumé", "resume"))
