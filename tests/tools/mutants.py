"""Seed small errors, one at a time, into copies of the project: its quick tests must notice each of them.

    make mutants [NUMBER=300] [SEED=1]        python tests/tools/mutants.py --help for more

The report has a line for each kind, and below it each error that no test noticed, with file and line.
Ctrl+C ends a run early: the errors come in no order, and those that were tried are reported.
What is not seeded: another word in plain prose of one language, style sheets, the theme.
"""

import argparse
import concurrent.futures
import contextlib
import os
import queue
import random
import re
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import paths  # noqa: F401 - says where the imports below are found

from pages import ROOT
from project_copy import Copy
from seeds import Seed, code, data, pages, text_of

ACCEPTED = ROOT / "tests/tools/seeds/accepted.toml"


class Kind(NamedTuple):
    """Where the errors come from, their share of the whole, and the test files that are the first to look."""

    seeds: Callable[[], Iterator[Seed]]
    share: float
    first: str


# Test files by what follows `test_` in their names, in whatever folder. Of the engine's, the first two always look.
ENGINE = (
    "answers snippets read_token decision partial_token forms causes tokens clock catalogue reference long_logs "
    "hand_over fetch annotations bad_files messages wordings read_workflow workflow_edges workflows logs "
    "last_accepted rehearsal properties diagnose comparison form form_values job_asks token_claims hide_secrets "
    "index_answers package_snippets"
)
PAGES = "structure same_facts front_matter catalogue titles reference highlights pages"
KINDS = {
    "python": Kind(code.python, 0.16, ENGINE),
    "javascript": Kind(code.javascript, 0.12, "types checker_in_node visit"),
    "blocks": Kind(pages.blocks, 0.1, PAGES),
    "commands on pages": Kind(pages.commands, 0.06, "shell pages"),
    "facts on pages": Kind(pages.facts, 0.16, PAGES),
    "losses on pages": Kind(pages.losses, 0.1, PAGES),
    "workflows": Kind(
        data.workflows, 0.08, "own_lines highlights workflows read_workflow own_workflows answers spelling"
    ),
    "catalogue": Kind(data.catalogue, 0.1, "messages catalogue reference language answers logs"),
    "vectors": Kind(data.vectors, 0.05, "recorded decision forms causes"),
    "logs": Kind(data.logs, 0.05, "wordings logs answers pages"),
    "glossary": Kind(data.glossary, 0.02, "glossary language"),
    "pictures": Kind(data.pictures, 0.02, "pictures spelling"),
}


def chosen(kind: Kind, number: int, chance: random.Random) -> list[Seed]:
    """That many errors of a kind, of each sort equally many."""
    sorts: dict[str, list[Seed]] = defaultdict(list)
    for seed in kind.seeds():
        if seed.start < 0 or seed.new != seed.text[seed.start : seed.end]:
            sorts[seed.what].append(seed)
    found: list[Seed] = []
    while len(found) < number and any(sorts.values()):
        found += [each.pop(chance.randrange(len(each))) for each in sorts.values() if each]
    return found[:number]


def test_files(names: str) -> list[str]:
    """The paths of test files, each named by what follows `test_`. Ends the program if a name has not one file."""
    found = {name: sorted(ROOT.glob(f"tests/**/test_{name}.py")) for name in names.split()}
    if wrong := [f"{name} ({len(its)} files)" for name, its in found.items() if len(its) != 1]:
        raise SystemExit(f"tests/tools/mutants.py: no or several tests/**/test_NAME.py: {', '.join(wrong)}")
    return [path.relative_to(ROOT).as_posix() for [path] in found.values()]


def likeliest(name: str, seed: Seed) -> list[str]:
    """The test files that look at a file first: of the engine's those that import the snippet or test its folder."""
    files = test_files(KINDS[name].first)
    if name == "python":
        imports = importing(seed.path)
        folder = Path(seed.path).parts[1] if seed.path.count("/") > 1 else "commands"
        near = [each for each in files[2:] if each.startswith(f"tests/{folder}/") or imports.search(text_of(each))]
        files = files[:2] + near + test_files("checker_in_node")  # the last one compares the two engines
    return files


def importing(path: str) -> re.Pattern[str]:
    """What matches the line that imports a snippet, or that names its file."""
    name = path.removeprefix("snippets/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    package, _, module = name.rpartition(".")
    from_package = rf"|from {re.escape(package)} import (?:.*\b)?{module}\b" if package else ""
    return re.compile(rf"^(?:(?:from|import) {re.escape(name)}(?![\w.]){from_package})|{re.escape(path)}", re.MULTILINE)


def accepted() -> dict[tuple[str, str, str], str]:
    """Errors that can't matter, with the reason: by path, line and what it becomes."""
    with ACCEPTED.open("rb") as file:
        return {(each["path"], each["line"], each["error"]): each["reason"] for each in tomllib.load(file)["seed"]}


def main(arguments: list[str] | None = None) -> int:
    """Seed, test, report. Status 1 if fewer than 98 of 100 errors are noticed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=300, help="errors in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind; repeatable")
    parser.add_argument("--copies", type=int, default=os.cpu_count())
    parser.add_argument("--first", action="store_true", help="only the tests that are the likeliest to notice")
    parser.add_argument("--out", type=Path, help="a file for the report")
    asked = parser.parse_args(arguments)
    kinds = asked.kind or [*KINDS]
    shares = sum(KINDS[name].share for name in kinds)
    seeds = [
        (name, seed)
        for name in kinds
        for seed in chosen(
            KINDS[name], round(asked.number * KINDS[name].share / shares), random.Random(f"{asked.seed} {name}")  # noqa: S311
        )
    ]  # fmt: skip
    random.Random(asked.seed).shuffle(seeds)  # noqa: S311 - what an interrupted run has said is fair
    results: dict[str, list[tuple[Seed, bool]]] = defaultdict(list)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        copies: queue.Queue[Copy] = queue.Queue()
        for number in range(asked.copies):
            copies.put(Copy(Path(temporary, str(number))))
        every = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))
        asked_for = {file for each in seeds for file in likeliest(*each)}

        def untouched(file: str) -> str:
            with lent(copies) as copy:
                return "" if copy.passes(file) else copy.said

        def attempt(name: str, seed: Seed) -> tuple[str, Seed, bool]:
            with lent(copies) as copy:
                return name, seed, copy.notices(seed, likeliest(name, seed), all_of_them=not asked.first)

        with concurrent.futures.ThreadPoolExecutor(asked.copies) as pool:
            wrong = filter(None, pool.map(untouched, [file for file in every if not asked.first or file in asked_for]))
            if said := next(wrong, ""):
                raise SystemExit(f"the tests fail before anything is seeded:\n{said}")
            try:
                for future in concurrent.futures.as_completed([pool.submit(attempt, *each) for each in seeds]):
                    name, seed, dead = future.result()
                    results[name].append((seed, dead))
                    sys.stderr.write("." if dead else f"\nsurvives: {seed}\n")
                    sys.stderr.flush()
            except KeyboardInterrupt:  # the report is of what was done until now
                pool.shutdown(cancel_futures=True)
        while not copies.empty():
            copies.get().process.kill()
    return report(results, time.monotonic() - start, asked.out)


@contextlib.contextmanager
def lent(copies: queue.Queue[Copy]) -> Iterator[Copy]:
    """A copy that nobody else uses meanwhile."""
    copy = copies.get()
    try:
        yield copy
    finally:
        copies.put(copy)


def report(results: dict[str, list[tuple[Seed, bool]]], seconds: float, out: Path | None) -> int:
    """Print the table and the survivors."""
    reasons = accepted()
    rows, told, noticed_in_all, all_of_them = [], [], 0, 0
    for name, each in results.items():
        alive = [seed for seed, dead in each if not dead]
        harmless = [seed for seed in alive if key(seed) in reasons]
        dead = len(each) - len(alive)
        counted = len(each) - len(harmless)
        noticed_in_all, all_of_them = noticed_in_all + dead, all_of_them + counted
        rows.append(f"| {name} | {len(each)} | {dead} | {len(harmless)} | {dead / max(counted, 1):.1%} |")
        told += [f"{seed}{'; can not matter: ' + reasons[key(seed)] if seed in harmless else ''}" for seed in alive]
    head = "| kind | seeded | noticed | can't matter | share |\n|---|---|---|---|---|"
    share = noticed_in_all / max(all_of_them, 1)
    last = f"noticed: {noticed_in_all} of {all_of_them}, {share:.1%}, in {seconds / 60:.0f} minutes"
    text = "\n".join([head, *rows, "", last, "", *sorted(told)])
    print(f"\n{text}")
    if out:
        out.write_text(text + "\n", encoding="utf-8")
    return int(share < 0.98)


def key(seed: Seed) -> tuple[str, str, str]:
    """How seeds/accepted.toml names an error: the line as it is, and the line with the error in it."""
    first = seed.text.rfind("\n", 0, seed.start) + 1
    last = seed.text.find("\n", seed.end)
    whole = seed.text[first : last if last >= 0 else None]
    wrong = seed.text[first : seed.start] + seed.new + seed.text[seed.end : last if last >= 0 else None]
    return seed.path, whole.strip(), wrong.strip()


if __name__ == "__main__":
    sys.exit(main())
