"""The commands under every Python that they support and that is on the PATH; `uv python install 3.14` brings one.

COMMANDS_PYTHON=python3.14 lets tests/commands/test_ways_out.py start the commands with that one, too.
"""

import json
import shutil
import subprocess
import sys

import pytest

from diagnosed import LOG, PUBLISHER
from pages import ROOT

SUPPORTED = ["python3.11", "python3.12", "python3.13", "python3.14"]
COMMANDS = {
    "diagnose": [LOG, "--publisher", PUBLISHER, "--format", "json"],
    "explain": [LOG, "--format", "json"],
    "new_publisher": ["github", "sampleproject", "owner=octo-org", "repository=sampleproject", "--format", "json"],
}


@pytest.mark.slow
@pytest.mark.parametrize("python", SUPPORTED)
def test_every_python_gives_the_same_answer(python: str) -> None:
    """What needs the standard library alone: the answers, the help and a complaint about an option are the same."""
    found = shutil.which(python)
    # The name may be there, and lead nowhere: pyenv has one for each Python that it brought.
    if not found or subprocess.run([found, "--version"], capture_output=True, check=False).returncode:
        pytest.skip(f"no {python} on the PATH")
    for command, arguments in COMMANDS.items():
        expected, actual = (ran(each, command, *arguments) for each in (sys.executable, found))
        assert json.loads(expected.stdout) == json.loads(actual.stdout)
        assert (expected.returncode, "") == (actual.returncode, actual.stderr)
        for call in (["--help"], ["--nonsense"]):
            asked = ran(found, command, *call)
            assert (0 if "--help" in call else 2) == asked.returncode
            assert "Traceback" not in asked.stderr


def ran(python: str, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command under a Python, with warnings, of which there may be none."""
    line = [shutil.which(python) or python, "-W", "error", "-S", f"snippets/{command}.py", *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=100)
