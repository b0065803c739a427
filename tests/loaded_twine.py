"""twine, loaded once: each run is a fork of this process, which spares it the time of the imports.

In: a JSON line a run, [arguments, folder, environment, file that takes the output]. Out: the exit status, a line a run.
twine itself is untouched: what it reads from its surroundings it reads in the fork.
"""

import gc
import json
import os
import signal
import sys

import twine.__main__
import twine.commands.upload  # which twine imports when it is told to upload

PATIENCE = 60  # seconds that a run may take


def run(arguments: list[str], folder: str, environment: dict[str, str], output: str) -> int:
    """Be twine, as the shell would start it there; the exit status comes out."""
    signal.alarm(PATIENCE)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(1, 2)
    sys.argv = ["twine", *arguments]
    return twine.__main__.main()


if __name__ == "__main__":
    gc.freeze()  # a fork does not copy what its garbage collector leaves alone
    for line in sys.stdin:
        if (fork := os.fork()) == 0:
            sys.exit(run(*json.loads(line)))
        print(os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]), flush=True)
