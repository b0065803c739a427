"""The tool that seeds errors finds what it names: test files, and a place for each sort of error."""

import re

import pytest

import mutants
from pages import ROOT
from problems import report
from seeds import Seed, files


@pytest.mark.parametrize("kind", mutants.KINDS)
def test_the_first_tests_exist(kind: str) -> None:
    """Each test file that a kind names is found; the tool ends where one is not."""
    assert len(mutants.KINDS[kind].first.split()) == len(mutants.test_files(mutants.KINDS[kind].first))


def test_a_test_file_that_does_not_exist_ends_the_tool() -> None:
    """A file that was renamed is no reason to look at less."""
    with pytest.raises(SystemExit, match="no_such_test"):
        mutants.test_files("no_such_test")


def test_files_that_are_gone_end_the_tool() -> None:
    """Files that were moved are no reason to seed less."""
    with pytest.raises(SystemExit, match=r"snippets/no-such-folder/\*\.py finds 0 files, expected at least 1"):
        files("snippets/no-such-folder/*.py", at_least=1)


@pytest.mark.parametrize(
    ("snippet", "test"),
    [
        ("snippets/evidence/long_log.py", "tests/evidence/test_long_logs.py"),  # from evidence import long_log
        ("snippets/evidence/log.py", "tests/evidence/test_logs.py"),  # from evidence.log import read_log
        ("snippets/matching.py", "tests/pypi/test_decision.py"),  # import matching
        ("snippets/pypi/providers/github.py", "tests/pypi/test_forms.py"),  # the same folder, in tests/
    ],
)
def test_an_error_in_a_snippet_is_shown_to_its_tests_first(snippet: str, test: str) -> None:
    """The tests that import a snippet, by whatever form of the statement, look at it first."""
    assert test in mutants.likeliest("python", Seed("string", snippet, 0, 1, ""))


@pytest.mark.slow
def test_each_sort_of_error_has_a_place() -> None:
    """No pattern of a seed has lost what it was written for."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/tools/seeds").glob("*.py"))
    named = {*re.findall(r'(?:Seed|spans|lines_dropped)\(\s*"([^"]+)"', source)}
    seeded = {seed.what for kind in mutants.KINDS.values() for seed in kind.seeds()}
    assert len(named) > 50
    assert set() == named - seeded


def test_accepted_errors_are_still_possible() -> None:
    """A line of which an error is accepted stands in its file."""
    wrong = [
        f"tests/tools/seeds/accepted.toml: {path} has no line {line!r}"
        for path, line, _ in mutants.accepted()
        if line not in [each.strip() for each in (ROOT / path).read_text(encoding="utf-8").split("\n")]
    ]
    report(wrong)
