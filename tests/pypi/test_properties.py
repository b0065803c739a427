"""What holds for any publisher and any token, not only for the recorded ones."""

from collections.abc import Callable

from hypothesis import assume, given
from hypothesis import strategies as st

from answer.case import Case
from answer.causes import diagnose
from any_publisher import ANY_PUBLISHER
from pypi.decision import decide
from samples import TOKEN_FOR

# Every compared claim: how to change it, and the field that the diagnosis must name.
CHANGES: dict[str, dict[str, tuple[Callable[[str], object], set[str]]]] = {
    "github": {
        "iss": (lambda _: "https://gitlab.com", {"iss"}),
        "repository": (lambda old: old + "x", {"repository"}),
        "repository_owner": (lambda old: old + "x", {"repository_owner"}),
        "repository_owner_id": (lambda old: old + "0", {"owner_id"}),
        "job_workflow_ref": (lambda old: old.replace(".y", "2.y"), {"workflow_filename"}),
        "event_name": (lambda _: "pull_request_target", {"event_name"}),
        "environment": (lambda old: old + "x", {"environment"}),
        "jti": (lambda _: None, {"jti"}),
        "ref": (lambda _: "refs/heads/main", {"job_workflow_ref"}),
        "sha": (lambda _: None, {"sha"}),
    },
    "gitlab": {
        "iss": (lambda old: old + ".example.org", {"issuer_url"}),
        "project_path": (lambda old: old + "x", {"project"}),
        "ci_config_ref_uri": (lambda old: old.replace(".y", "2.y"), {"workflow_filepath"}),
        "sub": (lambda old: old.replace("project_path", "project_id"), {"sub"}),
        "environment": (lambda old: old.upper(), {"environment"}),
        "ref_path": (lambda _: "", {"ref_path"}),
        "sha": (lambda _: None, {"sha"}),
        "jti": (lambda _: None, {"jti"}),
    },
    "google": {
        "iss": (lambda old: old + "/", {"iss"}),
        "email": (lambda old: "x" + old, {"email"}),
        "email_verified": (lambda _: "true", {"email_verified"}),
        "sub": (lambda old: old + "0", {"sub"}),
    },
    "activestate": {
        "iss": (lambda old: old + "/", {"iss"}),
        "organization": (lambda old: old + "x", {"organization"}),
        "project": (lambda old: old + "x", {"project"}),
        "actor_id": (lambda old: old + "0", {"actor_id"}),
        "builder": (lambda old: old + "x", {"builder"}),
        "sub": (lambda old: old.replace("org:", "o:"), {"sub"}),
    },
}
IGNORED = {
    "github": ["sub", "actor", "workflow_ref", "repository_id", "repo_property_team"],
    "gitlab": ["user_login", "pipeline_source", "namespace_id"],
    "google": ["azp", "google"],
    "activestate": ["actor", "artifact_id", "project_path"],
}


@given(ANY_PUBLISHER)
def test_a_token_made_to_match_is_accepted(publisher: dict[str, str]) -> None:
    """For any publisher, the token built from it gets in, and nothing is found wrong."""
    token = TOKEN_FOR[publisher["provider"]](publisher)
    assert decide(publisher["provider"], [publisher], token).accepted
    assert [] == diagnose(Case(None, [publisher], token)).causes


@given(ANY_PUBLISHER, st.data())
def test_one_changed_claim_is_refused_and_named(publisher: dict[str, str], data: st.DataObject) -> None:
    """Changing any one compared claim gets the token refused, and the first cause names that field, for certain."""
    provider = publisher["provider"]
    token = TOKEN_FOR[provider](publisher)
    claim = data.draw(st.sampled_from(sorted(CHANGES[provider])))
    change, fields = CHANGES[provider][claim]
    assume(claim in token and (claim != "sub" or provider != "google" or publisher["sub"]))
    changed = {**token, claim: change(str(token[claim]))}
    diagnosis = diagnose(Case(None, [publisher], changed))
    assert diagnosis.decision is not None
    assert not diagnosis.decision.accepted
    assert diagnosis.causes[0].field in fields
    assert "certain" == diagnosis.causes[0].certainty


@given(ANY_PUBLISHER, st.data(), st.text())
def test_an_ignored_claim_changes_nothing(publisher: dict[str, str], data: st.DataObject, value: str) -> None:
    """Claims that PyPI does not compare can hold anything."""
    provider = publisher["provider"]
    claim = data.draw(st.sampled_from(IGNORED[provider]))
    token = TOKEN_FOR[provider](publisher)
    assert decide(provider, [publisher], token) == decide(provider, [publisher], {**token, claim: value})
