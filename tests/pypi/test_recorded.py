"""The recorded cases of PyPI are those that were recorded: none is missing, none was touched."""

import runpy

from pages import ROOT
from problems import report

RECORD = runpy.run_path(str(ROOT / "tests/tools/record_vectors.py"))


def test_recorded_cases_are_untouched() -> None:
    """Each case has the check sum that was taken of it, even in values that PyPI ignores."""
    now = dict(line.split() for line in RECORD["text"]().splitlines())
    then = dict(line.split() for line in RECORD["SUMS"].read_text(encoding="utf-8").splitlines())
    lost = [f"tests/vectors: {case} is missing" for case in then.keys() - now.keys()]
    new = [f"tests/vectors: {case} was never recorded" for case in now.keys() - then.keys()]
    touched = [f"tests/vectors: {case} was changed" for case in now.keys() & then.keys() if now[case] != then[case]]
    report(sorted([*lost, *new, *touched]))
