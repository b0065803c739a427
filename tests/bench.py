"""Benchmarks: `python tests/bench.py`. Numbers differ from machine to machine; ratios of one run count."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "snippets"))

from decision import decide  # noqa: E402 - after the line above

PUBLISHER = {"owner": "octo-org", "repository": "sampleproject", "owner_id": "4242", "workflow_filename": "release.yml"}
CLAIMS = {
    "iss": "https://token.actions.githubusercontent.com",
    "repository": "octo-org/sampleproject",
    "repository_owner": "octo-org",
    "repository_owner_id": "4242",
    "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0",
    "ref": "refs/tags/v1.4.0",
    "sha": "6f2c1d0e9b8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d",
    "jti": "1",
    "event_name": "push",
    "environment": "pypi",
}


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


def decisions() -> None:
    """PyPI's decision for a growing number of publishers, the one that matches last."""
    print(f"{'publishers':>10} {'decisions/s':>12} {'µs each':>10} {'ns a publisher':>15}")
    for count in (1, 100, 10_000):
        others = [{**PUBLISHER, "repository": f"other-{n}", "environment": ""} for n in range(count - 1)]
        rows = [*others, {**PUBLISHER, "environment": "pypi"}]
        assert (
            decide("github", rows, CLAIMS).matched_publisher == count - 1
        )  # a benchmark of wrong answers is worth nothing
        each = seconds_each(lambda rows=rows: decide("github", rows, CLAIMS))
        print(f"{count:>10,} {1 / each:>12,.0f} {each * 1e6:>10,.1f} {each / count * 1e9:>15,.0f}")


if __name__ == "__main__":
    decisions()
