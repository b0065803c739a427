"""Run the commands of every recorded session again, and write down what they print now."""

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent / "snippets"))

from blocks import environment
from pages import ROOT


def record(session: str) -> str:
    """The session with fresh output after each `$ command`; `$?` is the status of the one before."""
    told, status = [], 0
    for command in re.findall(r"^\$ ((?:.*\\\n)*.*)", session, re.MULTILINE):
        ran = subprocess.run(
            ["bash", "-c", f"(exit {status}); {command}"],
            cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        status = ran.returncode
        told.append(f"$ {command}\n{ran.stdout}{ran.stderr}")
    return "".join(told)


if __name__ == "__main__":
    for path in sorted(Path(__file__).parent.glob("*.*.txt")):
        path.write_text(record(path.read_text(encoding="utf-8")), encoding="utf-8")
