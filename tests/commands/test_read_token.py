"""Looking at a token's claims from the command line, as a job does."""

import json
from pathlib import Path

import jwt
import pytest

from read_token import main

CLAIMS = {"iss": "https://token.actions.githubusercontent.com", "repository": "octo-org/sampleproject"}


def test_the_claims_are_printed_and_the_token_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0, and the claims as JSON; a token among them is blacked out."""
    token = jwt.encode({**CLAIMS, "note": jwt.encode({}, "x" * 32)}, "x" * 32)
    (tmp_path / "token").write_text(f"{token}\n", encoding="utf-8")
    assert 0 == main([str(tmp_path / "token")])
    printed = capsys.readouterr()
    assert CLAIMS.items() <= json.loads(printed.out).items()
    assert "eyJ" not in printed.out
    assert "" == printed.err


@pytest.mark.parametrize("content", [None, b"", b"a.b.c", b"\xff\xfe"])
def test_what_is_no_token_is_named(content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2, and one sentence that names the file."""
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    assert 2 == main([str(file)])
    printed = capsys.readouterr()
    assert "" == printed.out
    assert str(file) in printed.err
    assert 1 == len(printed.err.splitlines())
