"""The commands in `bash` blocks: each was tried, has options that its program knows, and runs where that is possible.

A reader's machine runs them, with accounts and names of their own. What needs no account runs here, in a folder with a
repository and packages; of the rest the options are compared with those that the programs list.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

import record_options
from pages import ROOT, Fence, fences, pages
from problems import report

TRIED = (ROOT / "tests/pages/commands.txt").read_text("utf-8").splitlines()
OPTIONS = json.loads(record_options.FILE.read_text("utf-8"))
BLOCKS = [fence for page in pages() for fence in fences(page) if fence.language == "bash"]
# What a block may need to run here. `make` only says what it would do.
LOCAL = {*"git echo cd env export grep make tr wc".split(), "python -m zipfile", "python -m tarfile"}
# What stands to the left of `jq`, or of gh's own `--jq`, prints something of this kind.
PRINTED = {
    "https://api.github.com/users/": {"login": "octo-org", "id": 4242, "created_at": "2020-01-01T00:00:00Z"},
    "https://gitlab.com/api/v4/projects/": {"ci_id_token_sub_claim_components": ["project_path"]},
    "https://pypi.org/integrity/": {"attestation_bundles": [{"publisher": {"kind": "GitHub"}}]},
    "https://pypi.org/_/oidc/audience": {"audience": "pypi"},
    "python -m id pypi -d": {
        "iss": "https://accounts.google.com", "aud": "pypi", "exp": 1, "sub": "1", "email": "a@b", "email_verified": 1,
    },
    "gh release view": {"author": {"login": "octo-dev"}},
}  # fmt: skip


def lines(fence: Fence) -> list[str]:
    """The commands of a block, each on one line."""
    text = re.sub(r"\s*\\\n\s*", " ", fence.text)
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def commands(line: str) -> Iterator[list[str]]:
    """The words of each command in a line, without variables that are set for it."""
    words = shlex.shlex(line, posix=True, punctuation_chars="|;&")
    words.whitespace_split, words.commenters = True, ""
    command: list[str] = []
    for word in [*words, ";"]:
        if not set(word) <= set("|;&"):
            command.append(word)
            continue
        while command and re.match(r"\w+=", command[0]):
            del command[0]
        if command:
            yield command
        command = []


def program(command: list[str]) -> str:
    """What a command runs: the longest name that is known here, or else its first word."""
    known = {*LOCAL, *OPTIONS}
    names = [" ".join(command[:length]) for length in range(len(command), 0, -1)]
    return next((name for name in names if name in known), command[0])


def test_every_command_was_tried() -> None:
    """Each stands in `tests/pages/commands.txt`, where nobody writes a command that they have not seen working."""
    places = defaultdict(list)
    for fence in BLOCKS:
        for line in lines(fence):
            places[line].append(fence.place)
    file = "tests/pages/commands.txt"
    wrong = [f"{place}: not in {file}: {line}" for line in places.keys() - {*TRIED} for place in places[line]]
    report([*wrong, *(f"{file}: on no page: {line}" for line in TRIED if line not in places)])


def test_python_is_not_typed_into_a_command() -> None:
    """It is included from `snippets`, or stands in a session that is replayed."""
    report(f"{fence.place}: {line}" for fence in BLOCKS for line in lines(fence) if re.search(r"\bpython3? -c\b", line))


def test_options_are_known() -> None:
    """An option is one that the program, or its sub-command, lists."""
    wrong, seen = [], 0
    for fence in BLOCKS:
        for command in (command for line in lines(fence) for command in commands(line)):
            name = program(command)
            words = command[len(name.split()) :]
            options = {word.partition("=")[0] for word in words if re.match(r"--?[A-Za-z]", word)}
            if name in OPTIONS:
                seen += 1
                unknown = sorted(options - {*OPTIONS[name]["options"]})
                wrong += [f"{fence.place}: {name} {OPTIONS[name]['version']} has no {option}" for option in unknown]
            elif name in ("curl", "gh", "gcloud", "twine", "uv", "pip"):
                wrong.append(f"{fence.place}: a sub-command that record_options.py does not ask: {' '.join(command)}")
    assert seen > 40
    report(wrong)


def test_jq_finds_what_it_asks_for() -> None:
    """On what the command to its left prints, an expression gives no `null` and no error."""
    jq = shutil.which("jq")
    if not jq:
        pytest.skip("jq is not installed")
    asked = {}
    for line in {line for fence in BLOCKS for line in lines(fence)}:
        for left, right in zip([[], *commands(line)], commands(line), strict=False):
            if right[0] == "jq" and "--null-input" not in right and right[-1] != ".value":
                asked[line] = (" ".join(left), right[-1])
            elif "--jq" in right and right[0] == "gh":
                asked[line] = (" ".join(right), right[right.index("--jq") + 1])
    wrong = []
    for line, (left, expression) in asked.items():
        printed = next((value for start, value in PRINTED.items() if start in left), None)
        ran = subprocess.run([jq, expression], input=json.dumps(printed), capture_output=True, text=True, check=False)
        if ran.returncode or "null" in ran.stdout or not ran.stdout.strip():
            wrong.append(f"{line}: {(ran.stdout + ran.stderr).strip()!r}")
    assert len(asked) > 5
    report(wrong)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a tag, a remote that takes pushes, packages in `dist`, and GitHub with one repository."""
    top = tmp_path_factory.mktemp("shell")
    here, action = top / "sampleproject", top / "github/pypa/gh-action-pypi-publish"
    for repository in (here, action):
        repository.mkdir(parents=True)
        git(repository, "init -q -b main", "commit -q --allow-empty -m one")
    git(action, "tag -a -m v1.14.2 v1.14.2")
    git(top, "init -q --bare origin.git")
    release = here / ".github/workflows/release.yml"
    release.parent.mkdir(parents=True)
    release.write_text("on: push\n")
    git(here, "add .", "commit -q -m two", "tag v1.4.0", "remote add origin ../origin.git", "push -q origin v1.4.0")
    (here / "ci").mkdir()
    (here / "ci/publish.YML").write_text("on: push\n")
    git(here, "mv .github/workflows/release.yml .github/workflows/.yml", "add .", "commit -q -m three")
    (here / "dist").mkdir()
    for name in ("sampleproject-1.4.0-py3-none-any.whl", "diagnose.pyz"):
        with ZipFile(here / "dist" / name, "w") as archive:
            archive.writestr("__main__.py", "")
    with tarfile.open(here / "dist/sampleproject-1.4.0.tar.gz", "w:gz") as archive:
        archive.add(release.parent, "sampleproject-1.4.0")
    return top


def git(repository: Path, *lines: str) -> None:
    """Run git in a repository, as somebody."""
    who = ["-c", "user.name=Octo Dev", "-c", "user.email=octo-dev@example.com"]
    for line in lines:
        subprocess.run(["git", *who, *shlex.split(line)], cwd=repository, check=True, capture_output=True)


def runs_here(fence: Fence) -> bool:
    """Whether nothing in a block needs an account, a network or a program that a newcomer may lack."""
    return {program(command) for line in lines(fence) for command in commands(line)} <= LOCAL


@pytest.mark.parametrize("text", sorted({fence.text for fence in BLOCKS if runs_here(fence)}))
def test_it_runs(text: str, folder: Path, tmp_path: Path) -> None:
    """What needs nothing else ends well; `make` only has to know its target, and the address of GitHub is a folder."""
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    here = tmp_path / "sampleproject"
    if text.startswith("git tag v1.4.0"):
        git(here, "push -q --delete origin v1.4.0", "tag -d v1.4.0")
    given = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(tmp_path), "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{tmp_path}/github/.insteadOf", "GIT_CONFIG_VALUE_0": "https://github.com/",
    }  # fmt: skip
    make = f'make() {{ command make --dry-run --directory {shlex.quote(str(ROOT))} "$@" > /dev/null; }}'
    ran = subprocess.run(
        ["bash", "-e", "-c", f"{make}\n{text}"],
        cwd=here, env=given, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, f"{text}\n{ran.stdout}{ran.stderr}"
    answers = ("git ls-remote", "git show", "python -m tarfile -l")
    assert ran.stdout or not text.startswith(answers), f"{text}\nprints nothing"


def test_enough_runs() -> None:
    """Were a program no longer known as one that runs here, its blocks would be left out."""
    assert sum(map(runs_here, BLOCKS)) >= 30
