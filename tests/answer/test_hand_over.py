"""What to do next, ready to use: PyPI's form filled in, and a text for whoever can change the setting."""

import json

import pytest

from diagnosed import LOG, NOTE_PUBLISHER, NOTE_TOKEN, found, run
from pages import ROOT


def test_the_form_comes_filled_in() -> None:
    """With the project's name, the answer holds the address of PyPI's form with the token's values in it."""
    address = (
        "https://pypi.org/manage/project/sampleproject/settings/publishing/"
        "?provider=github&owner=octo-org&repository=sampleproject&workflow_filename=release.yml&environment=pypi"
    )
    assert address == found(LOG, "--project", "sampleproject")["form"]
    assert f"   {address}\n" in run(LOG, "--project", "sampleproject").stdout
    assert "https://test.pypi.org/" in found(LOG, "--project", "sampleproject", "--index", "testpypi")["form"]
    assert "form" not in found("snippets/logs/reusable-workflow.action.txt", "--project", "sampleproject")


@pytest.mark.parametrize(
    ("log", "look", "form"),
    [("workflow-filename-mismatch.action", True, True), ("pull-request-target.action", False, False)],
)
def test_a_text_to_hand_over(log: str, look: bool, form: bool) -> None:
    """Whoever sees the settings learns what to compare; whoever can change the repository, what to change."""
    settings = ROOT / f"snippets/logs/{log.split('.')[0]}.publisher.json"
    publisher = ("--publisher", f"@{settings}") if settings.exists() else ()
    told = run(f"snippets/logs/{log}.txt", *publisher, "--hand-over").stdout
    assert f"/causes/{log.split('.')[0]}/" in told
    assert look == ("   Workflow name: release.yml\n" in told)
    assert form == ("/manage/project/PROJECT/settings/publishing/?provider=github&" in told)


def test_no_secret_is_handed_over() -> None:
    """A token that stands where a name should be becomes ***, in the address too."""
    secret = "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4ZDI0LWE2ZTctNGRmYi1hMDJm"  # noqa: S105 - made up
    claims = json.dumps({**NOTE_TOKEN, "repository": f"svalench/{secret}", "environment": secret})
    publisher = json.dumps({**NOTE_PUBLISHER, "workflow_filename": "publish.yml"})
    for option in ("--hand-over", "--format=text", "--format=json"):
        assert secret not in run("--claims", claims, "--publisher", publisher, "--project", secret, option).stdout


def test_what_is_too_long_is_not_handed_over() -> None:
    """An address of a hundred thousand letters would lead nowhere: such a value is shown cut, and not filled in."""
    claims = json.dumps({**NOTE_TOKEN, "environment": "x" * 100_000})
    publisher = json.dumps({**NOTE_PUBLISHER, "workflow_filename": "other.yml"})
    for option in ("--hand-over", "--format=text"):
        said = run("--claims", claims, "--publisher", publisher, "--project", "sampleproject", option).stdout
        assert "workflow_filename=" in said
        assert len(said) < 10_000
