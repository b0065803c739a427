"""What diagnose.py tells, word for word, about every log and every broken workflow, in both languages."""

import difflib
import re
import shlex

import pytest

import diagnose
from catalogue import ACTS, CAUSES, WORDS
from pages import LANGUAGES, ROOT
from problems import report
from record_sessions import commands, questions


def recorded(language: str) -> str:
    """The session: commands and what they print."""
    return (ROOT / f"snippets/sessions/answers.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_are_the_recorded_ones(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed answer is seen before it is released: `make record` writes it down, and the difference is read."""
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    told = []
    for command in commands(recorded(language)):
        diagnose.main(shlex.split(command)[2:])
        printed = capsys.readouterr()
        told += [f"$ {command}", *(printed.out + printed.err).split("\n")[:-1]]
    known = recorded(language).split("\n")[:-1]
    changes = [*difflib.unified_diff(known, told, "recorded", "now", lineterm="", n=1)]
    where = f"snippets/sessions/answers.{language}.txt: diagnose.py tells something else, `make record` writes it down"
    report([where, *changes] if changes else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_asked_and_every_cause_is_told(language: str) -> None:
    """No log and no broken workflow is left out; each cause's title and what to do are among the answers."""
    text = recorded(language)
    unasked = sorted({*questions(language)} - {*commands(text)})
    missing: list[str] = []
    report(f"{each}: not recorded, run `make record`" for each in unasked)
    for name, cause in CAUSES.items():
        told = [cause["advice"], *(WORDS[word] for word in ACTS.get(name, {}).get("says", ()))]
        if not any(pattern_of(each[language]).search(text) for each in told):
            missing.append(f"{name}: neither its advice nor an act")
        if cause["title"][language] not in text:
            missing.append(f"{name}: no title")
    report(f"snippets/sessions/answers.{language}.txt: {each}" for each in missing)


def pattern_of(sentence: str) -> re.Pattern[str]:
    """A sentence of the catalogue with any value in each of its braces."""
    return re.compile(".+".join(map(re.escape, re.split(r"\{\w+\}", sentence))))
