"""A file that a program can't use ends in one sentence and status 2, word for word."""

from collections.abc import Callable
from pathlib import Path

import pytest

import matching
import read_token
import verify_token


@pytest.mark.parametrize(
    ("main", "arguments", "said"),
    [
        (matching.main, [], "usage: matching.py [--forms] FILE.jsonl"),
        (matching.main, ["a", "b"], "usage: matching.py [--forms] FILE.jsonl"),
        (matching.main, ["no.jsonl"], "no.jsonl: No such file or directory"),
        (matching.main, ["bad"], "bad:2: not a case: JSONDecodeError: Expecting value: line 1 column 1 (char 0)"),
        (matching.main, ["--forms", "list"], "list:1: not a case: "),
        (read_token.main, [], "usage: read_token.py TOKEN-FILE"),
        (read_token.main, ["no.txt"], "no.txt: can't be read as text"),
        (verify_token.main, ["no.txt"], "verify_token.py: FileNotFoundError: [Errno 2] No such file or directory"),
    ],
)
def test_one_sentence_says_why(
    main: Callable[[list[str]], int],
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Which file, which line of it, and what is wrong."""
    monkeypatch.chdir(tmp_path)
    Path("bad").write_text('\nno case\n{"id": 1}\n', encoding="utf-8")
    Path("list").write_text("[1]\n", encoding="utf-8")
    assert 2 == main(arguments)
    printed = capsys.readouterr()
    assert ("", True) == (printed.out, printed.err.startswith(said)), printed.err
    assert 1 == printed.err.count("\n")
