"""The reference's tables say what the code does, found out by asking the code."""

import re
from types import ModuleType
from typing import Any

import pytest

import diagnose
import last_accepted
import rehearse
from pages import LANGUAGES, ROOT, amiss
from problems import report
from pypi import forms
from pypi.decision import decide
from pypi.providers import PROVIDERS
from samples import TOKEN_FOR

# With capitals wherever PyPI keeps them: what is compared in small letters shows itself.
PUBLISHERS: dict[str, dict[str, Any]] = {
    "github": {
        "owner": "Octo-Org", "repository": "Sample.Project", "owner_id": "4242",
        "workflow_filename": "Release.yml", "environment": "pypi",
    },
    "gitlab": {
        "namespace": "Group/Sub", "project": "Sample", "workflow_filepath": "ci/Release.yml",
        "environment": "PyPI", "issuer_url": "https://gitlab.com",
    },
    "google": {"email": "Ci@sample.iam.gserviceaccount.com", "sub": "Abc1"},
    "activestate": {"organization": "Octo Org", "project": "Sample", "actor": "Dev", "actor_id": "e9Ad"},
}  # fmt: skip
YES = {"yes": True, "no": False, "да": True, "нет": False, "–": None}
IGNORED = re.compile(r"^(?:Ignored|Не сравниваются):.*?(?=\n\n)", re.MULTILINE | re.DOTALL)
# PyPI's list of known claims (facts of pypi/warehouse@6b62157124, warehouse/oidc/models/).
UNCHECKED = {
    "github": "actor actor_id base_ref check_run_id enterprise enterprise_id environment_node_id head_ref "
    "job_workflow_sha ref_protected ref_type repository_id repository_visibility run_attempt run_id run_number "
    "runner_environment sub workflow workflow_ref workflow_sha repo_property_*",
    "gitlab": "ci_config_sha deployment_tier environment_action environment_protected groups_direct job_id "
    "job_namespace_id job_namespace_path job_project_id job_project_path job_source namespace_id namespace_path "
    "pipeline_id pipeline_source project_id project_visibility ref ref_protected ref_type runner_environment "
    "runner_id user_access_level user_email user_id user_identities user_login",
    "google": "azp google",
    "activestate": "actor artifact_id ingredient organization_id project_id project_path project_visibility",
}


TYPED = (
    None, "", "-", " x ", "a/b", "a--b", "x-", "abc-", "missing-user", "missing-org", "missing-actor", "x.git",
    "/a.yml", ".yml/", "a", "a;", " e", "e ", "n" * 256, "a.b", "ab", "x@y",
)  # fmt: skip


def section(page: str, language: str, heading: str) -> str:
    """The text of one section of a page."""
    text = (ROOT / f"docs/{language}/{page}").read_text(encoding="utf-8")
    found = re.search(rf"^## .* \{{ #{heading} \}}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/{language}/{page}: no section #{heading}"
    return found[1]


def table(text: str) -> list[list[str]]:
    """The rows of the first table, without its head."""
    rows = re.findall(r"^\|(.*)\|$", text, re.MULTILINE)
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)] for row in rows[2:]]


def token(provider: str) -> dict[str, Any]:
    """A token that PyPI accepts for the provider's publisher above."""
    made = TOKEN_FOR[provider](PUBLISHERS[provider])
    assert decide(provider, [PUBLISHERS[provider]], made).accepted
    return made


def accepted(provider: str, claims: dict[str, Any]) -> bool:
    """Whether PyPI accepts these claims for the publisher above."""
    return decide(provider, [PUBLISHERS[provider]], claims).accepted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("provider", PROVIDERS)
def test_table_of_claims(provider: str, language: str) -> None:
    """Required: PyPI misses it. Letter case counts: turning it round gets the token refused. In PyPI's order."""
    rows = table(section("reference/decision.md", language, provider))
    claims, place = token(provider), f"docs/{language}/reference/decision.md#{provider}"
    wrong = []
    for name, required, case, *_ in rows:
        claim = name.strip("`")
        without = {key: value for key, value in claims.items() if key != claim}
        reason = decide(provider, [PUBLISHERS[provider]], without).reason or ""
        missed = f"Missing claim '{claim}'" == reason or (claim == "iss" and not accepted(provider, without))
        if YES[required] != missed:
            wrong.append(f"{place}: {claim}: required {required}, but without it PyPI says {reason!r}")
        if YES[case] is not None and YES[case] != case_counts(provider, claim, str(claims.get(claim))):
            wrong.append(f"{place}: {claim}: letter case {case}, but PyPI does otherwise")
    report(wrong)
    assert {*PROVIDERS[provider].required} <= {row[0].strip("`") for row in rows}


def case_counts(provider: str, claim: str, value: str) -> bool:
    """Whether turning the letter case of a claim round changes PyPI's answer."""
    claims, publishers = token(provider), [PUBLISHERS[provider]]
    if claim == "jti":  # the one value that is refused is a used one
        return decide(provider, publishers, claims | {"jti": "ABC"}, used_jtis=["abc"]).accepted
    if claim == "event_name":  # likewise
        return accepted(provider, claims | {claim: "PULL_REQUEST_TARGET"})
    assert value.lower() != value.upper(), f"{claim}: {value!r} has no letters to try it with"
    return not accepted(provider, claims | {claim: value.swapcase()})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("provider", PROVIDERS)
def test_ignored_claims(provider: str, language: str) -> None:
    """The claims that are called ignored can hold anything, and none is left out."""
    listed = IGNORED.search(section("reference/decision.md", language, provider))
    assert listed, "no paragraph of ignored claims"
    names = re.findall(r"`([\w*]+)`", listed[0])
    assert sorted(UNCHECKED[provider].split()) == sorted(names)
    claims = token(provider)
    counting = [name for name in names if not accepted(provider, {**claims, name.replace("*", "x"): "anything"})]
    report(f"docs/{language}/reference/decision.md#{provider}: {name} is not ignored" for name in counting)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("provider", PROVIDERS)
def test_table_of_form_fields(provider: str, language: str) -> None:
    """A row for every field of the form, and in its section every message that the form can give about it."""
    rows = table(section("reference/forms.md", language, provider))
    assert len(PROVIDERS[provider].fields) == len(
        {label for row in rows for label in re.findall(r"\*([^*]+)\*", row[0])}
    )
    said = {
        message
        for field in PROVIDERS[provider].fields
        for value in TYPED
        for message in forms.fill_in(provider, {field: value}).errors.values()
    }
    shown = {message for row in rows for message in re.findall(r"(`+) ?(.*?) ?\1(?!`)", row[2])}
    shown_texts = {text for _, text in shown}
    asked_elsewhere = {text for text in shown_texts - said if "GitHub" in text or "ActiveState" in text}
    report(amiss(f"docs/{language}/reference/forms.md#{provider}", sorted(said), sorted(shown_texts - asked_elsewhere)))


def options(program: ModuleType) -> list[str]:
    """The options of a program, each with what it takes."""
    actions = [action for action in program.parser()._actions if action.dest != "help"]
    takes = [action.metavar or "|".join(action.choices or ()) for action in actions]
    return [" ".join([*action.option_strings, what]).strip() for action, what in zip(actions, takes, strict=True)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("program", [diagnose, rehearse], ids=["diagnose", "rehearse"])
def test_table_of_options(program: ModuleType, language: str) -> None:
    """Every option of a program is on the page with what it takes, each choice too, and no other."""
    rows = table(section("reference/command-line.md", language, program.__name__))
    assert sorted(options(program)) == sorted(row[0].strip("`").replace("\\|", "|") for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_options_in_a_line(language: str) -> None:
    """The command that shows all options of last_accepted.py shows each with what it takes."""
    shown = section("reference/command-line.md", language, "last-accepted")
    [project, *others] = options(last_accepted)
    line = " ".join([project, *(f"[{each}]" for each in others)])
    assert f"`python snippets/last_accepted.py {line}`" in shown
