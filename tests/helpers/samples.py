"""Samples that many tests use: PyPI's recorded decisions, and the logs of failed jobs with what stood on PyPI."""

import functools
import json
from pathlib import Path
from typing import Any

from evidence.publishers import read_publishers
from pages import ROOT

VECTORS = ROOT / "tests/vectors"
LOGS = sorted((ROOT / "snippets/logs").glob("*.txt"))


@functools.cache
def recorded_cases(name: str) -> list[dict[str, Any]]:
    """The recorded cases of one file; only a line feed ends a line, unlike in str.splitlines()."""
    with (VECTORS / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def settings_of(log: Path) -> Path:
    """The file with what stood on PyPI when a log was written; for many logs there is none."""
    return log.with_name(log.name.split(".")[0] + ".publisher.json")


def publishers_of(log: Path) -> list[dict[str, Any]]:
    """The publishers that stood on PyPI when a log was written; none where the log tells enough."""
    settings = settings_of(log)
    return read_publishers(settings.read_text(encoding="utf-8")) if settings.exists() else []
