"""Python programs without the wait for their imports: each run is a fork of one process that has loaded them before.

The program is untouched: its surroundings, that is arguments, variables, folder and input, it reads in the fork.
`run` is what tests call. Run as a program, this file is the process that forks: a JSON line in, an exit status out.
"""

import atexit
import functools
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

LOADED = ("twine.__main__", "twine.commands.upload", "jwt", "yaml")
PATIENCE = 60  # seconds that a run may take


def run(
    program: Path, *arguments: str, cwd: Path, env: Mapping[str, str], stdin: bytes = b"", together: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a Python program as `subprocess.run` would; `together`: both outputs as one."""
    with TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("in", "out", "out" if together else "err")]
        streams[0].write_bytes(stdin)
        asked = [str(program), arguments, str(cwd), dict(env), [str(each) for each in streams]]
        assert forking().stdin
        assert forking().stdout
        print(json.dumps(asked), file=forking().stdin, flush=True)
        status = int(forking().stdout.readline())
        out, err = (each.read_bytes().decode() for each in streams[1:])
    return subprocess.CompletedProcess([str(program), *arguments], status, out, "" if together else err)


@functools.cache
def forking() -> subprocess.Popen[str]:
    """Start the process that forks: once for all tests of a process, and it ends with that one."""
    command = [sys.executable, "-P", __file__]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    started = subprocess.Popen(command, env={"PATH": os.defpath, "PYTHONUTF8": "1"}, encoding="utf-8", **pipes)
    atexit.register(started.communicate)  # closes what it reads from
    return started


def become(program: str, arguments: list[str], folder: str, variables: dict[str, str], streams: list[str]) -> None:
    """Be the program, as if it had been started there."""
    signal.alarm(PATIENCE)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND), number)
    sys.argv = [program, *arguments]
    sys.path.insert(0, str(Path(program).parent))
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as end:
        # Python's own way out lays hands on every object, upon which the system copies it for this fork.
        if isinstance(end.code, str):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code or 0)


if __name__ == "__main__":
    for name in LOADED:
        __import__(name)
    gc.freeze()  # what the garbage collector leaves alone is not copied for each fork
    for line in sys.stdin:
        if (fork := os.fork()) == 0:
            become(*json.loads(line))
            sys.exit()
        print(os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]), flush=True)
