"""From the few claims that a log shows the decision is the one that the whole token gets."""

import pytest

from evidence.token import Token
from problems import report
from pypi.decision import PROVIDERS
from samples import recorded_cases

ALSO = {"google": ("sub",)}  # what publishers may hold beside that, and clients show


def plain(claims: dict) -> bool:
    """Whether a reference to the workflow can be read one way only: one @, and the project as the token spells it."""
    references = [claims.get(name) or "" for name in ("job_workflow_ref", "ci_config_ref_uri")]
    spelled = not references[1] or (claims.get("project_path") or "") in references[1]
    return spelled and all(each.count("@") < 2 for each in references)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_is_not_shown_is_taken_to_be_right(provider: str) -> None:
    """A recorded token that PyPI accepted is accepted by what names its publisher; what was assumed is told."""
    accepted = [case for case in recorded_cases(provider) if case["expected"]["accepted"] and plain(case["claims"])]
    assert len(accepted) > 50
    wrong = []
    for case in accepted:
        names = [*PROVIDERS[provider].table["looked_up"], *ALSO.get(provider, ("environment",))]
        shown = {name: case["claims"].get(name) for name in names}
        decision, assumed = Token(shown, provider).decide(case["publishers"])
        missing = [name for name in PROVIDERS[provider].required if name not in shown]
        if decision is None or not decision.accepted or assumed != missing:
            wrong.append(f"{case['id']} ({case['description']}): {decision}, {assumed}, expected {missing}")
    report(wrong)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_is_decided_without_what_names_the_publisher(provider: str) -> None:
    """Where a log does not show such a claim, there is no decision, and nothing is assumed."""
    case = next(case for case in recorded_cases(provider) if case["expected"]["accepted"])
    for lost in PROVIDERS[provider].table["looked_up"]:
        shown = {name: case["claims"][name] for name in PROVIDERS[provider].table["looked_up"] if name != lost}
        assert (None, []) == Token(shown, provider).decide(case["publishers"])
