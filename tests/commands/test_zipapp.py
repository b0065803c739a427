"""The one file that diagnoses without a clone, run as a user runs it."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from built_site import ADDRESS, Site
from catalogue import TEMPLATES
from pages import ROOT

LOG = ROOT / "snippets/logs/workflow-filename-mismatch.action.txt"
PUBLISHER = ROOT / "snippets/logs/workflow-filename-mismatch.publisher.json"


def pack(target: Path) -> bytes:
    """Make the file."""
    subprocess.run([sys.executable, "docs/.theme/pack.py", target], cwd=ROOT, timeout=60, check=True)
    return target.read_bytes()


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, alone in a folder."""
    target = tmp_path_factory.mktemp("packed") / "diagnose.pyz"
    pack(target)
    return target


def run(packed: Path, folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run it from another, empty folder, without this environment's packages (-S), variables and paths (-I)."""
    command = [sys.executable, "-I", "-S", packed, *arguments]
    return subprocess.run(command, cwd=folder, env={}, input=stdin, capture_output=True, timeout=60, check=False)


def test_it_says_what_the_clone_says(packed: Path, tmp_path: Path) -> None:
    """A log from a file and from standard input, in both languages: the same answer, the same status."""
    for lang in ("en", "ru"):
        arguments = ("--publisher", f"@{PUBLISHER}", "--lang", lang, "--format", "json")
        command = [sys.executable, "snippets/diagnose.py", LOG, *arguments]
        expected = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, timeout=60, check=False)
        assert 1 == expected.returncode
        for ran in (
            run(packed, tmp_path, str(LOG), *arguments),
            run(packed, tmp_path, *arguments, stdin=LOG.read_bytes()),
        ):
            assert (expected.returncode, expected.stdout, b"") == (ran.returncode, ran.stdout, ran.stderr)
    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize("language", ["", "ru/"])
def test_the_site_offers_it(packed: Path, site: Site, language: str) -> None:
    """The command that fetches it names the address at which this very site has it."""
    assert packed.read_bytes() == (site.folder / "diagnose.pyz").read_bytes()
    page = (site.folder / language / "reference/command-line/index.html").read_text("utf-8")
    assert f"curl --remote-name {ADDRESS}diagnose.pyz" in re.sub("<[^>]+>", "", page)


def test_bad_input_ends_in_one_sentence(packed: Path, tmp_path: Path) -> None:
    """Status 2 comes through, and no traceback."""
    ran = run(packed, tmp_path, "nowhere.txt")
    assert (2, b"", 1) == (ran.returncode, ran.stdout, len(ran.stderr.splitlines()))


def test_it_is_always_the_same(packed: Path, tmp_path: Path) -> None:
    """Byte for byte, so that anyone can make it again and compare."""
    assert packed.read_bytes() == pack(tmp_path / "again" / "diagnose.pyz")
    with zipfile.ZipFile(packed) as archive:
        assert {(1980, 1, 1, 0, 0, 0)} == {each.date_time for each in archive.infolist()}


def files(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder that match, below its own folders too."""
    return [path for path in folder.glob(pattern) if path.is_file() and "__pycache__" not in path.parts]


def test_it_holds_the_snippets_as_they_are(packed: Path, tmp_path: Path) -> None:
    """Unpacked it can be read, and run: nothing is in it but the snippets, the catalogue and the first lines."""
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    unpacked = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in files(tmp_path, "**/*")}
    assert "import main" in unpacked.pop("__main__.py").decode()
    snippets = ROOT / "snippets"
    templates = {each["file"] for each in TEMPLATES.values() if "file" in each}
    workflows = [snippets / "workflows" / name for name in templates]
    programs = [path for path in files(snippets, "**/*.py") if path.parent.name != "copy"]  # those run alone
    sources = [*programs, *files(snippets, "catalogue/**/*.json"), *workflows]
    assert {path.relative_to(snippets).as_posix(): path.read_bytes() for path in sources} == unpacked
    command = [sys.executable, "-S", tmp_path / "rehearse.py", "--publisher", f"@{PUBLISHER}"]
    ran = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, timeout=60, check=False)
    assert (2, b"", True) == (ran.returncode, ran.stdout, b"a GitHub Actions job" in ran.stderr)


def test_it_has_the_sub_commands(packed: Path, tmp_path: Path) -> None:
    """With the templates inside, form and file are made without a clone; what needs a package says so."""
    values = ("owner=octo-org", "repository=sampleproject")
    made = run(packed, tmp_path, "new-publisher", "github", "sampleproject", *values, "--write", ".")
    assert (0, b"") == (made.returncode, made.stderr)
    assert (tmp_path / ".github/workflows/release.yml").is_file()
    explained = run(packed, tmp_path, "explain", str(LOG), "--publisher", f"@{PUBLISHER}")
    assert (1, b"") == (explained.returncode, explained.stderr)
    checked = run(packed, tmp_path, "check", ".github/workflows/release.yml")
    assert (2, b"") == (checked.returncode, checked.stdout)
    assert b"pyyaml" in checked.stderr
