"""PyPI's recorded answers to what was typed into its forms."""

import json

import pytest

from pages import ROOT
from problems import report
from pypi.forms import answer, fill_in
from pypi.providers import PROVIDERS

with (ROOT / "tests/vectors/forms.jsonl").open(encoding="utf-8") as lines:
    RECORDED = [json.loads(line) for line in lines]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_recorded_inputs(provider: str) -> None:
    """Accepted or not, the message letter by letter, and what is stored."""
    recorded = [case for case in RECORDED if case["provider"] == provider]
    assert len(recorded) > 60
    wrong = []
    for case in recorded:
        expected = {name: case[name] for name in ("id", "accepted", "message", "stored")}
        got = answer(case)
        if got != expected:
            wrong.append(f"{case['field']}={case['value']!a}: {got}, expected {expected}")
    report(wrong)


def test_every_wrong_field_gets_its_message() -> None:
    """An empty form is refused field by field, as PyPI shows it."""
    for case in RECORDED:
        if case["field"] is None:
            form = fill_in(case["provider"], case["input"], case["form"])
            assert {field: messages[0] for field, messages in case["errors"].items()} == form.errors


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("PyPI", "pypi"), ("", ""), ("   ", "   "), ("prod:eu/west", "prod:eu/west")],
)
def test_github_environment_is_stored_in_lower_case(typed: str, stored: str) -> None:
    """The form lower-cases the environment, and keeps nothing but blanks as it is."""
    values = {"owner": "octo-org", "repository": "r", "workflow_filename": "release.yml", "environment": typed}
    form = fill_in("github", values)
    assert form.stored
    assert stored == form.stored["environment"]


@pytest.mark.parametrize("email", ["ci@sample_project.example", f"{'c' * 250}@octo.example"])
def test_addresses_that_mail_does_not_know(email: str) -> None:
    """An underscore in the domain, or more than 254 characters: each alone makes an address invalid."""
    assert "email" in fill_in("google", {"email": email, "sub": ""}).errors
    assert "email" not in fill_in("google", {"email": "ci@octo.example.org", "sub": ""}).errors
