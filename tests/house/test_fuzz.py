"""A small part of `make fuzz`, and that it notices what it is there for."""

import pytest

import fuzz
from fuzz import Attempt, run, wrong_with
from problems import report


@pytest.mark.slow
def test_no_input_brings_the_program_down() -> None:
    """Status 0, 1 or 2, harmless output, no secret, and an end, whatever is put in."""
    statuses, wrong, _ = run(range(600), seed=7)
    report(wrong)
    assert 600 == sum(statuses.values())
    assert {"status 0", "status 1", "status 2"} == statuses.keys()


@pytest.mark.parametrize(
    ("status", "out", "err"),
    [
        (3, "x", ""), (0, "", ""), (2, "", "Traceback\n  line"), (2, "x", "said"), (0, "x\x1b[2J", ""),
        (0, "x\u202e", ""), (1, f"x {fuzz.SECRETS[0]}", ""), (1, "x eyJzdWIiOiJyZXBvOm9jdG8tb3JnIn0", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_noticed(status: int, out: str, err: str) -> None:
    """Another status, silence, a traceback, what a terminal would obey, a secret or a part of one."""
    assert wrong_with(status, out, err, Attempt(["--format=text"], {}, fuzz.SECRETS))
    assert not wrong_with(1, "x", "", Attempt(["--format=text"], {}, fuzz.SECRETS))
