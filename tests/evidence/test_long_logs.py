"""A long log is read as a short one is, in a memory that does not grow with it."""

import io
import tracemalloc
from pathlib import Path

import pytest

from diagnose import read_text
from evidence import long_log
from evidence.log import read_log
from evidence.long_log import BLOCK, MARKS, MOST, WHOLE, excerpt, read_long
from problems import report
from samples import EACH_LOG, LOGS

SHORT = 4 * BLOCK  # as good as WHOLE where nothing is measured
LINE = "2026-11-22T08:15:00.1234567Z Collecting build, copying src/module.py -> build/lib (12.3 MB)\n"
NOISE = LINE * (SHORT // len(LINE) + 2)
PLACES = [("", NOISE), (NOISE[: len(NOISE) // 2], NOISE[: len(NOISE) // 2]), (NOISE, "")]


class Endless(io.RawIOBase):
    """A log of so many bytes that nobody holds in memory."""

    def __init__(self, size: int, line: bytes) -> None:
        self.left, self.lines = size, line * (BLOCK // len(line))

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:
        """Give the next lines."""
        count = min(len(buffer), len(self.lines), self.left)
        buffer[:count] = self.lines[:count]
        self.left -= count
        return count


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log is long from an eighth of a megabyte on."""
    monkeypatch.setattr(long_log, "WHOLE", SHORT)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("log", EACH_LOG)
def test_a_failure_is_found_wherever_it_stands(log: Path, tmp_path: Path) -> None:
    """What a log says is read the same among thousands of other lines: before them, in their midst, behind them."""
    before, behind = PLACES[LOGS.index(log) % len(PLACES)]
    alone = log.read_text(encoding="utf-8")
    file = tmp_path / "job.log"
    file.write_text(f"{before}{alone}\n{behind}", "utf-8")
    expected, found = read_log(alone), read_log(read_text(str(file), read_long))
    if not log.name.endswith(".form.txt"):  # what a person reads in PyPI's form stands in no log
        assert (expected.client, expected.error, expected.claims, expected.index) == (
            found.client,
            found.error,
            found.claims,
            found.index,
        )


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", pytest.param("utf-16-be", marks=pytest.mark.slow)])
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_on_the_border_of_two_blocks_is_seen(mark: str, encoding: str) -> None:
    """However a mark is cut by the reader's own blocks."""
    width = len("x".encode(encoding))
    bom = "" if encoding == "utf-8" else "\ufeff"
    missed = []
    for cut in range(len(mark) + 1):
        before = "x" * (2 * SHORT // width - cut - len(bom))
        log = f"{bom}{before}{mark}{' ' * 3 * SHORT}".encode(encoding)
        if mark.encode(encoding) not in read_long(io.BytesIO(log)):
            missed.append(cut)
    report(f"{mark!r} is not seen after {cut} of its characters" for cut in missed)


def test_failures_on_every_line_are_bounded() -> None:
    """Of a log that is full of errors the beginning and the end are read."""
    log = "first\n" + "error: flaky test\n" * (5 * WHOLE // 18) + "last\n"
    kept = excerpt(log)
    assert len(kept) <= 2 * MOST * BLOCK + 1
    assert kept.startswith("first\n")
    assert kept.endswith("last\n")
    assert kept == excerpt(kept)


@pytest.mark.slow
@pytest.mark.parametrize("line", [LINE.encode(), b"error: flaky test\n"], ids=["quiet", "noisy"])
def test_memory_stays_flat(line: bytes) -> None:
    """A hundred megabytes take no more memory than ten."""
    peaks = []
    for megabytes in (10, 100):
        tracemalloc.start()
        read_long(io.BufferedReader(Endless(megabytes << 20, line)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.1 * peaks[0] < 5 * WHOLE
