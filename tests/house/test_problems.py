"""A failing test names each problem once, with a path in the project, and nothing else."""

import pytest

from pages import ROOT
from problems import in_catalogue, report


def test_problems_are_told_once_and_without_a_traceback() -> None:
    """Each problem is one line, as it was written; only the project's own folder is left out of it."""
    with pytest.raises(pytest.fail.Exception) as failed:
        report(["docs/en/index.md:3: 'a', expected 'b'", f"{ROOT}/README.md:1: 'c', expected 'd'"])
    assert "docs/en/index.md:3: 'a', expected 'b'\nREADME.md:1: 'c', expected 'd'" == failed.value.msg
    assert not failed.value.pytrace


def test_without_a_problem_a_test_goes_on() -> None:
    """An empty list, or a generator that gives nothing, is no failure."""
    report([])
    report(problem for problem in ())


def test_an_entry_of_the_catalogue_has_a_line() -> None:
    """The place of an entry is the line with its id; an entry that is not there is looked for at the top."""
    place, line, entry = in_catalogue("causes.json", "workflow-filename-mismatch").split(":")
    assert ("snippets/catalogue/causes.json", " workflow-filename-mismatch") == (place, entry)
    assert '"id": "workflow-filename-mismatch"' in (ROOT / place).read_text(encoding="utf-8").split("\n")[int(line) - 1]
    assert "snippets/catalogue/causes.json:1: no-such-cause" == in_catalogue("causes.json", "no-such-cause")
