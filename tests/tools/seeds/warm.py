"""A process that has loaded what the tests need from elsewhere, and forks one that runs them, again and again.

In: a line of JSON, a file for what pytest prints and its arguments. Out: the exit status. Started in a copy's folder.
"""

import importlib
import json
import os
import signal
import sys

sys.path[0] = ""  # not this folder, whose names are no modules for the tests

import pytest  # noqa: E402 - from there

PATIENCE = 1200  # seconds for one run
for name in ("cryptography", "hypothesis.strategies", "jwt", "markdown", "mkdocs.config", "sybil", "xdist", "yaml"):
    importlib.import_module(name)

for line in sys.stdin:
    output, *arguments = json.loads(line)
    child = os.fork()
    if not child:
        signal.alarm(PATIENCE)  # ends it: an error may lead to an endless loop
        told = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(told, 1)
        os.dup2(told, 2)
        os._exit(pytest.main(arguments))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
