"""Python programs without the wait for their imports: each run is a fork of one process that has loaded them before.

The program is untouched: its surroundings, that is arguments, variables, folder and input, it reads in the fork.
`run` is what tests call. Run as a program, this file is the process that forks: a JSON line in, an exit status out.
"""

import atexit
import contextlib
import functools
import gc
import json
import os
import signal
import site
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, ModuleType

SNIPPETS = Path(__file__).parents[2] / "snippets"
# The commands that tests run often, and twine, each with what it loads when it first needs it.
OWN = (
    "check_jsonschema jwt packaging.licenses packaging.utils readme_renderer.markdown readme_renderer.rst "
    "trove_classifiers "
    "ci_files.job_findings ci_files.pipeline_findings ci_files.read_workflow check diagnose explain last_accepted "
    "matching new_publisher read_token rehearse verify_token"
)
TWINE = (
    "twine.__main__ twine.commands.upload encodings.cp437 id._internal.oidc.ambient importlib_metadata._adapters "
    "importlib_metadata._text keyring.backends.null netrc rich._emoji_codes rich._unicode_data.unicode17-0-0 shlex zipp"
)
PATIENCE = 60  # seconds that a run may take
LOG = SNIPPETS / "logs/workflow-filename-mismatch.action.txt"
code = functools.cache(compile)


def run(
    program: Path, *arguments: str, cwd: Path, env: Mapping[str, str], stdin: bytes = b"", together: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a Python program as `subprocess.run` would; `together`: both outputs as one.

    twine runs with the Python of its own environment, everything else with that of the tests.
    """
    fork = forking(str(program.with_name("python")), TWINE) if program.name == "twine" else forking(sys.executable, OWN)
    with TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("in", "out", "out" if together else "err")]
        streams[0].write_bytes(stdin)
        asked = [str(program), arguments, str(cwd), dict(env), [str(each) for each in streams]]
        assert fork.stdin
        assert fork.stdout
        print(json.dumps(asked), file=fork.stdin, flush=True)
        status = int(fork.stdout.readline())
        out, err = (each.read_bytes().decode() for each in streams[1:])
    return subprocess.CompletedProcess([str(program), *arguments], status, out, "" if together else err)


@functools.cache
def forking(python: str, loaded: str) -> subprocess.Popen[str]:
    """Start the process that forks: once for all tests of a process, and it ends with that one."""
    command = [python, *["-B"] * sys.dont_write_bytecode, "-P", __file__, *loaded.split()]
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
    if folders := variables.get("PYTHONPATH"):
        sys.path[:0] = folders.split(os.pathsep)
        site.execsitecustomize()
    sys.path.insert(0, str(Path(program).parent))
    sys.modules["__main__"] = main = ModuleType("__main__")
    main.__file__ = program
    status = None
    try:
        exec(code_of(program), vars(main))  # noqa: S102 - the program that the test names
    except SystemExit as end:
        if isinstance(end.code, str):
            raise
        status = end.code
    # Skip the interpreter's shutdown: it touches every object, so the system would copy all shared memory.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status or 0)


def code_of(program: str) -> CodeType:
    """The program as it is now, compiled once."""
    return code(Path(program).read_bytes(), program, "exec", dont_inherit=True)


def warm_up() -> None:
    """Explain a log: each run would compile the patterns, and load what is needed late, for itself alone."""
    from answer.case import Case
    from answer.causes import diagnose
    from answer.report import as_object, as_text
    from evidence.log import read_log

    case = Case(read_log(LOG.read_text(encoding="utf-8")))
    for lang in ("en", "ru"):
        as_text(as_object(case, diagnose(case), lang), lang)


if __name__ == "__main__":
    sys.path.insert(0, str(SNIPPETS))
    for name in sys.argv[1:]:
        with contextlib.suppress(Exception):  # what can't be loaded here its program will load, or say why not
            __import__(name)
    if "diagnose" in sys.modules:
        with contextlib.suppress(Exception):
            warm_up()
    sys.path.remove(str(SNIPPETS))
    # Twine looks through all that is installed at each start; that does not change meanwhile.
    metadata.entry_points, metadata.version = functools.cache(metadata.entry_points), functools.cache(metadata.version)
    if "twine.cli" in sys.modules:
        metadata.entry_points(group="twine.registered_commands")
        sys.modules["twine.cli"].dep_versions()
    gc.freeze()  # what the garbage collector leaves alone is not copied for each fork
    for line in sys.stdin:
        asked = json.loads(line)
        with contextlib.suppress(Exception):  # the run itself says why
            code_of(asked[0])
        if (fork := os.fork()) == 0:
            become(*asked)
        print(os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]), flush=True)
