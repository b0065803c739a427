"""The spelling of both languages, by cspell: pages, pictures, workflows, the catalogue, the READMEs and the code."""

import re
import subprocess

import pytest

from node_packages import HERE, installed
from pages import ROOT, pages
from problems import report

WORDS = [line.partition(" #")[0] for line in (HERE / "words.txt").read_text("utf-8").splitlines()[1:]]
MISTAKES = "A tokken is recieved. Издатиль не публикуеться."
FOUND = ["tokken", "recieved", "Издатиль", "публикуеться"]


def lint(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What cspell says; on standard input it finds a page of mistakes."""
    # Without much room to begin with, Node tidies up for a second while it loads the dictionaries.
    command = ["node", "--initial-heap-size=2000", installed("cspell/bin.mjs"), "lint", "--config=cspell.json"]
    command += ["--root=../..", "--no-progress", *arguments]
    return subprocess.run(command, cwd=HERE, input=MISTAKES, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.long
def test_every_word_is_spelled_right() -> None:
    """No word that neither a dictionary nor tests/node/words.txt knows; files found right before are not read again."""
    done = lint("--cache", "--cache-strategy=content", f"--cache-location={ROOT / '.cache/cspell'}")
    assert "" == done.stdout
    checked = re.fullmatch(r"CSpell: Files checked: (\d+).*\n", done.stderr)
    assert checked, done.stderr
    expected = len(pages())
    assert int(checked[1]) > expected, "some pages are not read: see `files` in tests/node/cspell.json"


@pytest.mark.slow  # loads the dictionaries once more
def test_a_mistake_is_found() -> None:
    """Both dictionaries are at work."""
    done = lint("stdin://mistakes.md")
    assert FOUND == re.findall(r"Unknown word \((\w+)\)", done.stdout), done.stderr


def test_no_word_is_listed_in_vain() -> None:
    """Each word of the list is used, in this spelling, and stands in its place."""
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), *ROOT.glob("snippets/catalogue/**/*.json")]
    files.append(ROOT / "docs/.theme/words.yml")
    used = set(re.findall(r"[^\W\d_]+", " ".join(file.read_text("utf-8") for file in files).lower()))
    report(f"tests/node/words.txt: {word}: used nowhere" for word in WORDS if word not in used)
    assert sorted(WORDS) == WORDS
