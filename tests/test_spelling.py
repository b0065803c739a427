"""The spelling of both languages, by cspell: pages, pictures, the catalogue's texts and the READMEs."""

import json
import re
import subprocess

from node_packages import HERE, installed
from pages import ROOT, pages

WORDS = [line.partition(" #")[0] for line in (HERE / "words.txt").read_text("utf-8").splitlines()[1:]]
MISTAKES = "A tokken is recieved. Издатиль не публикуеться."
FOUND = ["tokken", "recieved", "Издатиль", "публикуеться"]


def test_every_word_is_spelled_right() -> None:
    """No word that neither a dictionary nor tests/node/words.txt knows; a page of mistakes shows both at work.

    One run for both, since loading the dictionaries takes longer than reading the pages.
    """
    program = installed("cspell/bin.mjs")
    files = json.loads((HERE / "cspell.json").read_text("utf-8"))["files"]  # not read where a file is named
    command = [program, "lint", "--config=cspell.json", "--root=../..", "--no-progress", *files, "stdin://mistakes.md"]
    done = subprocess.run(command, cwd=HERE, input=MISTAKES, capture_output=True, encoding="utf-8", check=False)
    unknown = done.stdout.splitlines()
    assert [] == [line for line in unknown if not line.startswith("mistakes.md:")], done.stderr
    assert FOUND == re.findall(r"Unknown word \((\w+)\)", done.stdout), done.stderr
    checked = re.fullmatch(r"CSpell: Files checked: (\d+), .*\n", done.stderr)
    assert checked, done.stderr
    expected = len(pages())
    assert int(checked[1]) > expected, "some pages are not read: see `files` in tests/node/cspell.json"


def test_no_word_is_listed_in_vain() -> None:
    """Each word of the list is used, in this spelling, and stands in its place."""
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md"), ROOT / "snippets/catalogue.json"]
    files.append(ROOT / "docs/.theme/words.yml")
    used = set(re.findall(r"[^\W\d_]+", " ".join(file.read_text("utf-8") for file in files).lower()))
    assert [] == [word for word in WORDS if word not in used]
    assert sorted(WORDS) == WORDS
