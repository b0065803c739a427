"""Which pages to hold against their sources again: those whose sources have changed, and those checked long ago.

    python tests/tools/drift.py

What `docs/.theme/news.yml` tells counts, too: a page that a change touches must have been checked since.

A page's front matter names its sources. Files and folders at a commit are compared, by Git's own hashes, with those of
today's default branch; of threads and addresses only the day tells on which they were read, `checked`.

The report is Markdown. Exit status: 0, there is nothing to do; 1, there is; 2, a repository could not be asked, so that
nothing is known about its files.
"""

import argparse
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import paths  # noqa: F401 - says where the imports below are found

import news
from pages import ROOT, front_matter, pages, read_front_matter
from shared.bad_input import BadInput
from shared.fetch import fetch_json

HALF_A_YEAR = timedelta(days=183)
TO_DO = "Read what has changed, mend the pages, and write the new commit and today's date into their front matter."
NOTHING = "No source has changed, and every page was checked within the last six months."
Tree = tuple[str, str]  # a repository, and a commit or HEAD


class Source(NamedTuple):
    """A file or a folder as it was read."""

    repository: str
    commit: str
    path: str


@cache
def facts() -> dict[Path, dict[str, Any]]:
    """Every page with its front matter, if that can be read and says when the page was checked."""
    matters = {page: front_matter(page) for page in pages()}
    return {page: matter for page, matter in matters.items() if isinstance(matter.get("checked"), date)}


def unreadable() -> list[str]:
    """A sentence for each other page."""
    others = [page for page in pages() if page not in facts()]
    told = [read_front_matter(page).problem or f"{page}:1: `checked` is not a date" for page in others]
    return [sentence.replace(f"{ROOT}/", "") for sentence in told]


@cache
def sources() -> dict[Source, list[Path]]:
    """Every source that can be compared, with the pages that name it."""
    found = defaultdict(list)
    for page, matter in facts().items():
        for source in matter.get("sources", []):
            if match := re.fullmatch(r"([^@]+)@(\w+):(.+)", source):
                found[Source(*match.groups())].append(page)
    return dict(sorted(found.items()))


def tree(repository: str, commit: str, api: str, timeout: float) -> dict[str, str]:
    """The hash of every file and folder of a repository. Raises BadInput where GitHub's interface does not tell."""
    headers = {"Accept": "application/vnd.github+json"}
    if token := os.environ.get("GITHUB_TOKEN"):
        headers["Authorization"] = f"Bearer {token}"
    answer = fetch_json(f"{api}/repos/{repository}/git/trees/{commit}?recursive=1", headers, timeout)
    if answer.get("truncated") is not False:
        raise BadInput("bad-answer-long", name=repository)
    return {entry["path"]: entry["sha"] for entry in answer["tree"]}


def fate(path: str, then: Mapping[str, str], now: Mapping[str, str]) -> str | None:
    """What has become of a file or folder: nothing (None), or words for the report."""
    if path not in then:
        return "was not there at that commit: the page names a wrong one"
    if path in now:
        return None if then[path] == now[path] else "has changed"
    moved = sorted(other for other, sha in now.items() if sha == then[path])
    return f"has moved to `{moved[0]}`" if moved else "is gone"


def trees(known: Iterable[Source], api: str, timeout: float = 10) -> tuple[dict[Tree, dict[str, str]], list[str]]:
    """The hashes that are needed to compare, and a sentence for each repository that can't be asked."""
    found, silent = {}, {}
    for repository, commit in dict.fromkeys((each.repository, c) for each in known for c in (each.commit, "HEAD")):
        if repository not in silent:
            try:
                found[repository, commit] = tree(repository, commit, api, timeout)
            except BadInput as error:
                silent[repository] = f"{repository}: {error}"
    return found, [*silent.values()]


def changed(known: Mapping[Source, list[Path]], found: Mapping[Tree, dict[str, str]]) -> list[str]:
    """Lines about each source that is not what it was, with the pages that rely on it."""
    told = []
    for source, relying in known.items():
        then, now = (found.get((source.repository, commit)) for commit in (source.commit, "HEAD"))
        became = fate(source.path, then, now) if then and now else None
        if became:
            history = f"https://github.com/{source.repository}/commits/HEAD/{source.path}"
            told.append(f"{source.repository}: [`{source.path}`]({history}) {became} since `{source.commit[:10]}`.\n")
            told += [f"- {page.relative_to(ROOT)}" for page in relying] + [""]
    return told


def old(today: date) -> list[str]:
    """A line for each page that was checked more than six months ago."""
    days = {page: matter["checked"] for page, matter in facts().items()}
    return [f"- {page.relative_to(ROOT)}: {day}" for page, day in days.items() if day < today - HALF_A_YEAR]


def unread(today: date) -> list[str]:
    """A line for each page that a change of `news.yml` touches and that was checked before, and for open changes."""
    told = []
    for entry in news.entries():
        day, files = date.fromisoformat(entry.day), {page.partition("#")[0] for page in entry.pages}
        touched = [page for page in facts() if page.relative_to(ROOT / "docs").as_posix().partition("/")[2] in files]
        told += [
            f"- {page.relative_to(ROOT)}: checked on {facts()[page]['checked']}, before `{entry.id}` ({entry.date})"
            for page in touched
            if facts()[page]["checked"] < day
        ]
        if entry.open and day < today - HALF_A_YEAR:
            told.append(f"- docs/.theme/news.yml: `{entry.id}` was open on {entry.date}: {', '.join(entry.sources)}")
    return told


def main(arguments: list[str]) -> int:
    """Print the report, and on standard error what can't be said; the exit status comes out."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    github = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    parser.add_argument("--api", default=github, help="the address of GitHub's interface (default: %(default)s)")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the six months end on this day")
    given = parser.parse_args(arguments)
    found, silent = trees(sources(), given.api)
    silent += unreadable()
    told, aged, missed = changed(sources(), found), old(given.today), unread(given.today)
    if told:
        print(f"{TO_DO}\n", *told, sep="\n")
    if aged:
        print("Checked more than six months ago:\n", *aged, sep="\n")
    if missed:
        print("What is newer than the pages, or was not decided:\n", *missed, sep="\n")
    print(*silent, sep="\n", end="\n" if silent else "", file=sys.stderr)
    if not (told or aged or missed or silent):
        print(NOTHING)
    return 2 if silent else 1 if told or aged or missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
