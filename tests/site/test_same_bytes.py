"""Two builds of one commit are the same, so that anyone can hold the published site against its source."""

import shutil
from filecmp import cmpfiles
from pathlib import Path

import pytest

from built_site import ROOT, Site, build
from problems import report

ELSEWHERE = {
    "LC_ALL": "C",
    "PYTHONHASHSEED": "1",
    "SOURCE_DATE_EPOCH": "86400",  # MkDocs takes it for today
    "TZ": "Pacific/Kiritimati",
}


def files(folder: Path) -> set[str]:
    """The paths of all files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow  # builds the site once more
def test_another_build_gives_the_same_bytes(site: Site, tmp_path: Path) -> None:
    """Built in another folder, on another day, in another time zone and locale, every file is the same."""
    source, built = tmp_path / "elsewhere", tmp_path / "site"
    for each in ("docs", "snippets", "tests"):
        shutil.copytree(ROOT / each, source / each, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", source)
    build(built, source, **ELSEWHERE)

    here, there = files(site.folder), files(built)
    _, differing, unreadable = cmpfiles(site.folder, built, here & there, shallow=False)
    report(f"/{path}: in one build only" for path in sorted(here ^ there))
    report(f"/{path}: differs" for path in sorted(differing + unreadable))
    assert "sitemap.xml.gz" in here
