"""How long diagnose.py takes for a log of 100 MB, beside grep, and for a small one, beside Python's own start."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "snippets/logs/workflow-filename-mismatch.action.txt"
LINE = "2026-11-20T10:11:12.1234567Z   Downloading package-{0}-1.2.{0}.tar.gz (12.3 MB), copying src/module.py -> lib\n"
PYTHON = [sys.executable, "-S"]
RUNS = 7
# Some machines keep Python from storing what it has compiled; then every start compiles all files anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measured(*commands: list[str]) -> list[tuple[float, float, int]]:
    """Of each command the least wall and processor time, in seconds, and the most memory, in MB.

    They take turns, so that a busy moment hits all of them.
    """
    best = [(float("inf"), float("inf"), 0)] * len(commands)
    for _ in range(RUNS):
        for number, command in enumerate(commands):
            start = time.perf_counter()
            ran = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=ENVIRONMENT)
            _, _, usage = os.wait4(ran.pid, 0)
            taken = (time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)
            wall, processor = (min(pair) for pair in zip(best[number][:2], taken[:2], strict=True))
            best[number] = (wall, processor, max(best[number][2], taken[2]))
    return best


def compared(title: str, base: list[str], *others: list[str]) -> None:
    """Print what each command takes, and how many times as much as the first."""
    print(f"{title:<44} {'wall ms':>8} {'CPU ms':>8} {'MB':>4} {'times':>6}")
    rows = measured(base, *others)
    for command, (wall, processor, memory) in zip((base, *others), rows, strict=True):
        name = " ".join(Path(part).name for part in command)
        print(f"  {name:<42} {wall * 1e3:>8.0f} {processor * 1e3:>8.0f} {memory:>4} {processor / rows[0][1]:>6.1f}")


def run() -> None:
    """Both, each in turns with what it is compared with."""
    diagnose = [*PYTHON, "snippets/diagnose.py"]
    compared("a small log", [*PYTHON, "-c", "pass"], [*diagnose, str(SMALL)])
    with tempfile.TemporaryDirectory() as folder:
        for megabytes in (10, 100):
            log = Path(folder, f"{megabytes}.log")
            with log.open("w", encoding="utf-8") as file:
                for number in range((megabytes << 20) // len(LINE.format(12345))):
                    file.write(LINE.format(number % 90_000 + 10_000))
                file.write(SMALL.read_text("utf-8"))
            compared(f"{megabytes} MB", ["grep", "-c", "invalid-publisher", str(log)], [*diagnose, str(log)])
