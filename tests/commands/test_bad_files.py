"""A file that a command can't use ends in one sentence and status 2, word for word."""

from collections.abc import Callable
from pathlib import Path

import pytest

import diagnose
import matching
import read_token
import verify_token

CLAIMS, TOKEN = ("--claims", "{}"), ("--token", "@no.txt")


@pytest.mark.parametrize(
    ("main", "arguments", "said"),
    [
        (matching.main, ["no.jsonl"], "no.jsonl: No such file or directory."),
        (matching.main, ["bad"], "bad:2 isn't a case: Expecting value: line 1 column 1 (char 0)."),
        (matching.main, ["--forms", "list"], "list:1 isn't a case: "),
        (matching.main, ["object"], "object:1 isn't a case: 'publishers' is missing or unknown."),
        (read_token.main, ["no.txt"], "no.txt: No such file or directory."),
        (read_token.main, ["bad"], "bad isn't a JWT: a JWT has three parts, separated by dots."),
        (verify_token.main, ["no.txt"], "no.txt: No such file or directory."),
        (verify_token.main, ["token", "--keys", "list"], "list must be a JSON object."),
        (verify_token.main, ["token", "--keys", "object"], "object doesn't contain a set of keys (JWK set)."),
        (verify_token.main, ["token", "--keys", "bad"], "bad isn't JSON: "),
        (diagnose.main, ["--workflow", ""], '"": No such file or directory.'),
        (diagnose.main, ["--claims", "[]"], "--claims must be a JSON object."),
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
    Path("object").write_text('{"id": 1}\n', encoding="utf-8")
    Path("token").write_text("e30.eyJpc3MiOiAiaHR0cHM6Ly9naXRsYWIuY29tIn0.c2ln", encoding="utf-8")
    assert 2 == main(arguments)
    printed = capsys.readouterr()
    assert ("", True) == (printed.out, printed.err.startswith(said)), printed.err
    assert 1 == printed.err.count("\n")


@pytest.mark.parametrize(
    ("main", "arguments"),
    [(matching.main, []), (matching.main, ["a", "b"]), (read_token.main, []), (diagnose.main, [*CLAIMS, *TOKEN])],
)
def test_wrong_arguments_end_with_the_usage(
    main: Callable[[list[str]], int], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Too few files, too many, or --claims and --token together: status 2."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    printed = capsys.readouterr()
    assert (2, "") == (end.value.code, printed.out)
    assert printed.err.startswith("usage: ")
