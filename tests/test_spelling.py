"""The spelling of both languages, by cspell: pages, pictures, the catalogue's texts and the READMEs."""

import os
import re
import subprocess

import pytest

from pages import ROOT

HERE = ROOT / "tests/spelling"
WORDS = [line.partition(" #")[0] for line in (HERE / "words.txt").read_text("utf-8").splitlines()[1:]]
MISTAKES = {"en": "A tokken is recieved.", "ru": "Издатиль не публикуеться."}


def cspell(*arguments: str, text: str = "") -> list[str]:
    """Every unknown word with its place; where Node's packages are required, their absence is a failure."""
    program = HERE / "node_modules/.bin/cspell"
    if not program.exists():
        absent = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        absent("no cspell: run `npm ci` in tests/spelling, which needs Node 20.18 or later")
    command = [program, "lint", "--config=cspell.json", "--root=../..", "--no-progress", "--no-summary", *arguments]
    done = subprocess.run(command, cwd=HERE, input=text, capture_output=True, encoding="utf-8", check=False)
    found = done.stdout.splitlines()
    assert done.returncode == bool(found), done.stderr
    assert "" == done.stderr
    return found


def test_every_word_is_spelled_right() -> None:
    """No word that neither a dictionary nor tests/spelling/words.txt knows."""
    assert [] == cspell()


@pytest.mark.parametrize("language", MISTAKES)
def test_mistakes_are_found(language: str) -> None:
    """Both dictionaries are at work."""
    found = cspell("stdin://docs/mistakes.md", text=MISTAKES[language])
    assert 2 == len(found), found


def test_no_word_is_listed_in_vain() -> None:
    """Each word of the list is used, in this spelling, and stands in its place."""
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("README*.md"), ROOT / "snippets/catalogue.json"]
    files.append(ROOT / "docs/.theme/words.yml")
    used = set(re.findall(r"[^\W\d_]+", " ".join(file.read_text("utf-8") for file in files).lower()))
    assert [] == [word for word in WORDS if word not in used]
    assert sorted(WORDS) == WORDS
