"""Benchmarks: `python tests/tools/bench.py [NAME]...`. Machines differ: only the ratios of one run count."""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import paths  # noqa: F401 - says where the imports below are found

NAMES = sorted(file.stem.removeprefix("bench_") for file in Path(__file__).parent.glob("bench_*.py"))


def seconds_each(action: Callable[[], object], at_least: float = 1.0) -> float:
    """The time of one call, in seconds: the best of three runs that last `at_least` seconds together."""
    calls, best = 1, float("inf")
    while True:
        start = time.perf_counter()
        for _ in range(calls):
            action()
        taken = time.perf_counter() - start
        if taken > at_least / 3:
            break
        calls *= 2
    for _ in range(3):
        start = time.perf_counter()
        for _ in range(calls):
            action()
        best = min(best, (time.perf_counter() - start) / calls)
    return best


if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        print(f"# {name}", flush=True)
        import_module(f"bench_{name}").run()
