"""Run the commands of every recorded session again, and write down what they print now."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import paths  # noqa: F401 - says where the imports below are found

import shelf
from blocks import SHELF_SESSIONS, copied, environment
from pages import ROOT, fences, pages

PLAIN = re.compile(
    r"python snippets/diagnose.py (snippets/logs/\S+( --publisher @\S+)?|--workflow snippets/\S+)( --lang ru)?"
)


def questions(language: str) -> list[str]:
    """Commands that ask about every log, with what stood on PyPI then, and about every broken workflow."""
    asked = []
    for log in sorted(ROOT.glob("snippets/logs/*.txt")):
        settings = log.with_name(log.name.split(".")[0] + ".publisher.json")
        publisher = f" --publisher @{settings.relative_to(ROOT).as_posix()}" if settings.exists() else ""
        asked.append(log.relative_to(ROOT).as_posix() + publisher)
    broken = sorted(ROOT.glob("snippets/workflows/*.broken*.yml"))
    asked += [f"--workflow {file.relative_to(ROOT).as_posix()}" for file in broken]
    return [f"python snippets/diagnose.py {each}{' --lang ru' if language == 'ru' else ''}" for each in asked]


def commands(session: str) -> list[str]:
    """What is typed in a session."""
    return re.findall(r"^\$ ((?:.*\\\n)*.*)", session, re.MULTILINE)


def record(asked: list[str], folder: Path = ROOT, variables: Mapping[str, str] | None = None) -> str:
    """The commands with fresh output after each; `$?` is the status of the one before."""
    told, status = [], 0
    for command in asked:
        ran = subprocess.run(
            ["bash", "-c", f"(exit {status}); {command}"],
            cwd=folder, env=variables or environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        status = ran.returncode
        told.append(f"$ {command}\n{ran.stdout}{ran.stderr}")
    return "".join(told)


if __name__ == "__main__":
    for path in sorted(ROOT.glob("snippets/sessions/*.*.txt")):
        asked = commands(path.read_text(encoding="utf-8"))
        name, language, _ = path.name.split(".")
        if name == "answers":
            asked = [*dict.fromkeys(questions(language) + [each for each in asked if not PLAIN.fullmatch(each)])]
        path.write_text(record(asked), encoding="utf-8")
    for fence in (fence for page in pages("en") for fence in fences(page)):
        for name in fence.includes:
            if name.startswith(SHELF_SESSIONS):
                with TemporaryDirectory() as folder:
                    copied(fence, Path(folder))
                    asked = commands((ROOT / name).read_text(encoding="utf-8"))
                    (ROOT / name).write_text(record(asked, Path(folder), shelf.environment()), encoding="utf-8")
