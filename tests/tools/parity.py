"""Both engines, asked the same odd things: `make parity [NUMBER=N] [SEED=S]`.

The tests ask a few thousand cases; here are as many as you like, the same ones for the same seed.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, cycle, islice
from pathlib import Path

import paths  # noqa: F401 - says where the imports below are found

from checker_answers import ask_in_node, differing, lay_out
from hostile_cases import hostile_claims, hostile_forms, hostile_logs, hostile_publishers
from questions import Question

SHARE = 500  # cases of one kind that Node is asked at once
KINDS: dict[str, Callable[[int, object], Iterator[Question]]] = {
    "claims": hostile_claims,
    "logs": hostile_logs,
    "publishers": hostile_publishers,
    "forms": hostile_forms,
}
ORDER = ("claims", "logs", "claims", "publishers", "claims", "logs", "forms")


def shares(number: int) -> Iterator[tuple[int, str, int]]:
    """The cases in shares: the number of each, its kind, and how many cases it has."""
    sizes = chain([SHARE] * (number // SHARE), [number % SHARE] * bool(number % SHARE))
    return ((at, kind, size) for at, (size, kind) in enumerate(zip(sizes, cycle(ORDER), strict=False)))


def asked(share: tuple[int, str, int], seed: int) -> tuple[str, int, list[str]]:
    """Ask both engines one share: its kind, how many cases were asked, and those in which they differ."""
    at, kind, size = share
    with tempfile.TemporaryDirectory() as name:
        lay_out(Path(name))
        cases = [*KINDS[kind](size, f"{seed}/{at}")]
        wrong = differing(cases, partial(ask_in_node, Path(name)))
    return kind, len(cases), [f"seed {seed}, {kind} of share {at}: {each}" for each in wrong]


def main() -> int:
    """Share the cases among the processors; 1 if the engines differ in one of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ.pop("SITE_URL", None)  # the modules are laid out for the catalogue's own address
    counted: Counter[str] = Counter()
    wrong: list[str] = []
    with multiprocessing.Pool() as pool:
        for kind, count, differ in pool.imap(partial(asked, seed=options.seed), shares(options.number)):
            counted[kind] += count
            wrong += differ
    print(*islice(wrong, 20), sep="\n")
    told = ", ".join(f"{count:,} {kind}" for kind, count in counted.items())
    print(f"{sum(counted.values()):,} cases ({told}): the engines differ in {len(wrong):,}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
