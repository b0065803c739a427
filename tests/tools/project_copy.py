"""A copy of the project in which one file at a time is changed, and a process that runs the tests on the copy."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import paths  # noqa: F401 - says where the imports below are found

from pages import ROOT
from seeds import Seed

LINKED = (".venv", "tests/node/node_modules")
QUICK = [*"-x -q -p no:randomly -p no:cacheprovider --tb=line --no-header -n 0 -m".split(), "not slow"]


class Copy:
    """The project's files as they are now, without what git does not know, and a process that tests them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = ["git", "ls-files", "-zco", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, folder / name)
        for name in LINKED:
            if (ROOT / name).exists():
                (folder / name).symlink_to((ROOT / name).resolve())
        for words in ("init", "-q"), ("add", "--all"):  # some tests ask git for the project's files
            subprocess.run(["git", *words], cwd=folder, check=True)
        environment = {key: value for key, value in os.environ.items() if key not in ("CI", "SITE_URL")}
        self.process = subprocess.Popen(
            [sys.executable, "-B", folder / "tests/tools/seeds/warm.py"],  # byte code would be as old as the error
            cwd=folder, env={**environment, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            start_new_session=True,  # Ctrl+C is for this process
        )  # fmt: skip

    def passes(self, *arguments: str) -> bool:
        """Whether these tests pass; what they say stands in `said`."""
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps([str(self.folder) + ".said", *QUICK, *arguments]), file=self.process.stdin, flush=True)
        return self.process.stdout.readline().strip() in ("0", "5")  # 5: a file of slow tests only

    @property
    def said(self) -> str:
        """The end of what the tests have said."""
        return Path(str(self.folder) + ".said").read_text(encoding="utf-8", errors="replace")[-2000:]

    def notices(self, seed: Seed, first: list[str], *, all_of_them: bool) -> bool:
        """Whether the tests notice the error: those that are the likeliest to do so, then the others."""
        changed = [each for each in (seed, seed.twin) if each]
        shutil.rmtree(self.folder / ".hypothesis", ignore_errors=True)
        try:
            for each in changed:
                if each.mutated is None:
                    (self.folder / each.path).unlink()
                else:
                    (self.folder / each.path).write_bytes(each.mutated.encode())
            if not self.passes(*first):
                return True
            return all_of_them and not self.passes(*(f"--ignore={file}" for file in first))
        finally:
            for each in changed:
                (self.folder / each.path).write_bytes(each.text.encode())
