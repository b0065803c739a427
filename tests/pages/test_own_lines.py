"""The example files are of one piece: what they share is the same to the letter, and no step of it is lost."""

import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import yaml

from pages import ROOT
from problems import report

FILES = sorted((ROOT / "snippets/workflows").glob("*.yml"))


def test_no_line_is_a_slip_away_from_another() -> None:
    """Lines that files share are the same to the letter: one that lacks a letter of another file's line is a slip."""
    places: dict[str, list[tuple[Path, int]]] = defaultdict(list)
    for file in FILES:
        for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            places[line.strip()].append((file, n))
    shortened: dict[str, set[str]] = defaultdict(set)  # what is left of each line without one of its letters
    for line in places:
        for at in range(len(line) + 1):
            shortened[line[:at] + line[at + 1 :]].add(line)
    pairs = {pair for lines in shortened.values() for pair in combinations(sorted(lines), 2)}
    report(
        f"{file}:{n}: {rare!r}, expected {usual!r} (as in {places[usual][0][0].name})"
        for pair in sorted(pairs)
        for rare, usual in [sorted(pair, key=lambda line: len(places[line]))]
        for file, n in places[rare]
        if any(other != file for other, _ in places[usual])  # a file may well say `== 'set'` and `!= 'set'`
    )


SELDOM = ("sparse-checkout", "fetch-depth")  # a rehearsal needs few files, a version from tags the whole history


def test_github_s_own_actions_are_used_in_one_way() -> None:
    """What a file takes, keeps and hands over is the same in each: sources without a password, the folder dist."""
    inputs: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    times: Counter[str] = Counter()
    for file in FILES:
        jobs = yaml.safe_load(file.read_text(encoding="utf-8")).get("jobs", {})
        for step in (step for job in jobs.values() for step in job.get("steps", ())):
            action = step.get("uses", "").partition("@")[0]
            times[action] += 1
            for name, value in step.get("with", {}).items():
                inputs[action][name][str(value)] += 1
    wrong = []
    for action in (each for each in times if each.startswith("actions/")):
        for name, values in inputs[action].items():
            if name not in SELDOM and [*values.values()] != [times[action]]:
                wrong.append(f"{action}: {name}: {dict(values)}, expected one value in all {times[action]} steps")
    report(wrong)


# What a job that hands over packages, and one that publishes them, does step by step.
BUILDS = re.compile(r"checkout (setup-python pip )?(build )+upload-artifact")
PUBLISHES = re.compile(r"download-artifact (test )?.*(gh-action-pypi-publish|publish|mint-token)( upload)?")
STEPS = {
    "python -m pip": "pip", "python -m build": "build", "pipx run build": "build", "pipx run cibuildwheel": "build",
    'test -n "$TOKEN"': "test", "pipx run twine upload": "upload",
}  # fmt: skip


def kind_of(step: dict) -> str:
    """A step in a word: the action's name, or what its command does."""
    run = step.get("run", "")
    if "mint-token" in run:
        return "mint-token"
    return (
        next((word for start, word in STEPS.items() if run.startswith(start)), "")
        or (step.get("uses", "").partition("@")[0].rpartition("/")[2])
    )


def test_no_step_is_lost() -> None:
    """A job that hands packages over checks them out and builds them; one that publishes them fetches them first."""
    wrong, jobs = [], 0
    for file in FILES:
        for name, job in yaml.safe_load(file.read_text(encoding="utf-8")).get("jobs", {}).items():
            steps = [kind_of(step) for step in job.get("steps", ())]
            rule = BUILDS if name == "build" else PUBLISHES if "build" in str(job.get("needs")) and steps else None
            jobs += rule is not None
            if rule and not rule.fullmatch(" ".join(steps)):
                wrong.append(f"snippets/workflows/{file.name}: {name}: {' '.join(steps)}, expected {rule.pattern}")
    assert jobs > 60
    report(wrong)
