"""Python loads this file first: PyPI's answers are the ones in answers.json, and nothing leaves the machine."""

import io
import json
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import URLError

ANSWERS = json.loads(Path(__file__).with_name("answers.json").read_text(encoding="utf-8"))


def recorded(asked: Any, timeout: float) -> io.BytesIO:
    """The recorded answer for an address. Who asks must say how long to wait, for no job to wait for ever."""
    address = asked if isinstance(asked, str) else asked.full_url
    if address not in ANSWERS:
        raise URLError("no such address")
    kind = next((each for each in ("simple", "integrity") if f"/{each}/" in address), None)
    if kind and asked.get_header("Accept") != f"application/vnd.pypi.{kind}.v1+json":
        raise URLError("not acceptable")
    return io.BytesIO(json.dumps(ANSWERS[address]).encode())


urllib.request.urlopen = recorded
