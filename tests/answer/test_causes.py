"""Every refusal that PyPI was seen to give leads to a cause, and an accepted token to none."""

import pytest

from answer.case import Case
from answer.causes import diagnose
from evidence.log import read_log
from problems import report
from pypi.providers import PROVIDERS
from samples import recorded_cases


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_refusal_has_a_cause(provider: str) -> None:
    """A refused token never comes out with nothing to look at, and an accepted one never with something."""
    wrong = []
    for case in recorded_cases(provider):
        publishers = [{**each, "provider": provider} for each in case["publishers"]]
        diagnosis = diagnose(Case(None, publishers, case["claims"]))
        if not publishers or diagnosis.decision is None:
            continue
        if diagnosis.decision.accepted == bool(diagnosis.causes):
            wrong.append(f"{case['id']} ({case['description']}): {diagnosis.causes}")
    report(wrong)


def test_every_ambiguity_is_named() -> None:
    """Where PyPI's answer depends on the order of its rows, that is the cause."""
    for case in recorded_cases("gitlab-ambiguous"):
        publishers = [{**each, "provider": "gitlab"} for each in case["publishers"]]
        assert ("ambiguous-publishers", "certain") == diagnose(Case(None, publishers, case["claims"])).causes[0][:2]


BARE = """\
Uploading distributions to https://upload.pypi.org/legacy/
{warning}
Uploading sampleproject-1.4.0-py3-none-any.whl
ERROR    HTTPError: 403 Forbidden from https://upload.pypi.org/legacy/
         Forbidden
"""
WARNED = {
    "": ("upload-reason-not-shown", "certain"),
    "WARNING  Your password is empty. Did you enter it correctly?": ("empty-secret", "likely"),
    'Warning: your token value does not start with "pypi-" as it typically should.': ("invalid-credentials", "likely"),
}


@pytest.mark.parametrize("warning", WARNED)
def test_a_warning_tells_what_a_status_line_hides(warning: str) -> None:
    """Where the client warned of what PyPI may have refused, that comes before the reason that is not shown."""
    first, *rest = diagnose(Case(read_log(BARE.format(warning=warning)))).causes
    assert WARNED[warning] == first[:2]
    assert "upload-reason-not-shown" in {first.cause, rest[0].cause}
