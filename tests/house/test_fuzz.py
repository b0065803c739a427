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
    given = Attempt(["--format=text"], {"log": " ".join(fuzz.SECRETS).encode()}, fuzz.SECRETS)
    assert wrong_with(status, out, err, given)
    assert not wrong_with(1, "x", "", given)


def test_a_part_of_a_secret_is_known_by_what_is_before_it() -> None:
    """The signature of a JWT is a leak if the file holds the end of the claims, too; alone it may be any word."""
    token = next(secret for secret in fuzz.SECRETS if secret.count(".") == 2)
    signature = token.rpartition(".")[2]
    for cut, expected in ((5, f"secret: {signature}"), (0, "")):
        given = Attempt(["--format=text"], {"log": token[-len(signature) - cut :].encode("utf-16")}, [token])
        assert expected == wrong_with(1, signature, "", given)
