"""Where the time of the quick tests goes, file by file."""

import contextlib
import io
import os
import resource
import time
from collections import Counter

import pytest

from pages import ROOT

SHOWN = 12  # files


class Clock:
    """Adds up what each test says that it took: once for its preparation, once for itself."""

    def __init__(self) -> None:
        self.seconds: Counter[tuple[str, str]] = Counter()
        self.tests: Counter[str] = Counter()
        self.longest: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down one phase of one test."""
        file = report.nodeid.partition("::")[0]
        self.seconds[file, "call" if report.when == "call" else "setup"] += report.duration
        self.tests[file] += report.when == "call"
        self.longest[file] = max(self.longest.get(file, 0), report.duration)


def run() -> None:
    """Run them as `make quick` does; the seconds of a file are those of all processes together."""
    os.chdir(ROOT)
    clock, told, start = Clock(), io.StringIO(), time.perf_counter()
    with contextlib.redirect_stdout(told):
        status = pytest.main(["--quiet", "--numprocesses=auto", "-m", "not slow"], plugins=[clock])
    wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime
    assert status == 0, f"a benchmark of failing tests is worth nothing:\n{told.getvalue()}"
    print(f"{'seconds':>8} {'setup':>8} {'longest':>8} {'tests':>6}  file")
    whole = {file: clock.seconds[file, "setup"] + clock.seconds[file, "call"] for file in clock.tests}
    for file, seconds in sorted(whole.items(), key=lambda each: -each[1])[:SHOWN]:
        setup, longest = clock.seconds[file, "setup"], clock.longest[file]
        print(f"{seconds:>8.1f} {setup:>8.1f} {longest:>8.1f} {clock.tests[file]:>6}  {file}")
    print(f"{sum(whole.values()):>8.1f} {'':>8} {'':>8} {clock.tests.total():>6}  all {len(whole)} files")
    print(f"{wall:.1f} s by the clock, {processor:.1f} s of processor time on {os.cpu_count()} cores")
