"""What has changed upstream is noticed: `drift.py` asks a local server that answers as GitHub does."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import drift
from drift import HALF_A_YEAR, NOTHING, Source, facts, main, sources, trees, unreadable
from index_answers import Answer
from local_server import Local, silent_port
from pages import ROOT

KNOWN = sources()
VIEWS = next(each for each in KNOWN if each.path == "warehouse/oidc/views.py")
FOLDER = next(each for each in KNOWN if each.path == "docs/user/trusted-publishers")
NEWEST = max(matter["checked"] for matter in facts().values())


@dataclass
class GitHub:
    """GitHub's interface: at each commit and today, every source has its path for a hash, but for what is said here."""

    today: Mapping[str, str | None] = field(default_factory=dict)  # another hash by path; None: the file is gone
    then: Mapping[str, str | None] = field(default_factory=dict)
    instead: Mapping[str, Answer] = field(default_factory=dict)  # answers by repository
    asked: list[str] = field(default_factory=list)
    tokens: set[str | None] = field(default_factory=set)

    def answer(self, _method: str, _host: str, target: str, headers: Mapping[str, str], _body: bytes) -> Answer:
        """The tree of a repository."""
        self.asked.append(target)
        self.tokens.add(headers["Authorization"])
        _, _, owner, name, *_, commit = target.removesuffix("?recursive=1").split("/")
        known = {each.path: each.path for each in KNOWN if each.repository == f"{owner}/{name}"}
        entries = {**known, **(self.today if commit == "HEAD" else self.then)}
        tree = [{"path": path, "sha": sha} for path, sha in entries.items() if sha]
        return self.instead.get(f"{owner}/{name}") or Answer(200, {"tree": tree, "truncated": False})


@pytest.fixture(autouse=True)
def trusted(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is reached without a proxy, and its certificate is good."""
    monkeypatch.setenv("SSL_CERT_FILE", str(local.authority))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("GITHUB_TOKEN", "of-the-job")
    monkeypatch.setattr(drift, "unread", lambda _: [])  # tests/house/test_news.py
    monkeypatch.setattr(drift, "unreadable", list)  # tests/pages/test_front_matter.py tells of a slip in a page


def ask(local: Local, github: GitHub, today: date = NEWEST) -> int:
    """The exit status, while GitHub answers like this."""
    local.server.index = github
    return main(["--api", local.address, "--today", str(today)])


def test_nothing_has_changed(local: Local, capsys: pytest.CaptureFixture[str]) -> None:
    """Each repository is asked once for each commit and once for today, with the job's token."""
    github = GitHub()
    assert 0 == ask(local, github)
    assert (f"{NOTHING}\n", "") == capsys.readouterr()
    trees = {(each.repository, each.commit) for each in KNOWN} | {(each.repository, "HEAD") for each in KNOWN}
    expected = [f"/repos/{repository}/git/trees/{commit}?recursive=1" for repository, commit in trees]
    assert sorted(expected) == sorted(github.asked)
    assert {"Bearer of-the-job"} == github.tokens


@pytest.mark.parametrize(
    ("source", "today", "then", "became"),
    [
        (VIEWS, {VIEWS.path: "other"}, {}, "has changed"),
        (FOLDER, {FOLDER.path: "other"}, {}, "has changed"),
        (VIEWS, {VIEWS.path: None}, {}, "is gone"),
        (VIEWS, {VIEWS.path: None, "a/views.py": VIEWS.path}, {}, "has moved to `a/views.py`"),
        (VIEWS, {}, {VIEWS.path: None}, "was not there at that commit: the page names a wrong one"),
    ],
)
def test_every_page_of_a_changed_source_is_named(
    local: Local, capsys: pytest.CaptureFixture[str], source: Source, today: Any, then: Any, became: str
) -> None:
    """A file or folder that changed, moved or went is named, with the pages in both languages that rely on it."""
    assert 1 == ask(local, GitHub(today, then))
    report, errors = capsys.readouterr()
    assert "" == errors
    assert f"{source.path}) {became} since `{source.commit[:10]}`" in report
    expected = [str(page.relative_to(ROOT)) for page in KNOWN[source]]
    assert expected == [line[2:] for line in report.splitlines() if line.startswith("- ")]
    assert {"docs/en", "docs/ru"} == {path[:7] for path in expected}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(500, "Oops"), "status 500"),
        (Answer(403, {"message": "API rate limit exceeded"}), "status 403"),
        (Answer(404, {"message": "Not Found"}), "status 404"),
        (Answer(200, "<html>"), "JSON"),
        (Answer(200, {"tree": [], "truncated": True}), "its response is too long"),
        (Answer(200, {}), "its response is too long"),
    ],
)
def test_an_outage_is_no_drift(local: Local, capsys: pytest.CaptureFixture[str], answer: Answer, says: str) -> None:
    """What can't be asked is an error of its own, told once."""
    github = GitHub(instead={VIEWS.repository: answer})
    assert 2 == ask(local, github)
    assert 1 == "".join(github.asked).count(VIEWS.repository)
    report, errors = capsys.readouterr()
    assert "" == report
    assert errors.startswith(f"{VIEWS.repository}: ")
    assert says in errors


def test_an_outage_hides_no_drift(local: Local, capsys: pytest.CaptureFixture[str]) -> None:
    """What has changed in a repository that answers is told all the same."""
    other = next(each for each in KNOWN if each.repository != VIEWS.repository)
    assert 2 == ask(local, GitHub({other.path: "other"}, instead={VIEWS.repository: Answer(500, "Oops")}))
    assert other.path in capsys.readouterr().out


def test_no_answer_is_waited_for_long() -> None:
    """A server that takes the connection and says nothing is given up."""
    with silent_port(answers=True) as port:
        found, [silent] = trees([VIEWS], f"https://127.0.0.1:{port}", timeout=0.1)
    assert {} == found
    assert silent.startswith("pypi/warehouse: 127.0.0.1 can't be reached: ")
    assert silent.endswith("timed out.")  # while the two shake hands or later


def test_pages_grow_old(local: Local, capsys: pytest.CaptureFixture[str]) -> None:
    """Half a year after the newest check every page is due; the day before, none of those checked last."""
    assert 1 == ask(local, GitHub(), NEWEST + HALF_A_YEAR + timedelta(1))
    due = [line[2:].split(":")[0] for line in capsys.readouterr().out.splitlines() if line.startswith("- ")]
    assert [str(page.relative_to(ROOT)) for page in facts()] == due

    ask(local, GitHub(), NEWEST + HALF_A_YEAR)
    last = [str(page.relative_to(ROOT)) for page, matter in facts().items() if matter["checked"] == NEWEST]
    report = capsys.readouterr().out
    assert [] == [page for page in last if f"- {page}: " in report]


def test_the_command(local: Local) -> None:
    """`make drift` runs the same, and ends with the status of the worst that it found."""
    local.server.index = GitHub({VIEWS.path: "other"})
    command = [sys.executable, "tests/tools/drift.py", "--api", local.address, "--today", str(NEWEST)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    told = "".join(f"{sentence}\n" for sentence in unreadable())
    assert (2 if told else 1, told) == (done.returncode, done.stderr)
    assert VIEWS.path in done.stdout


@pytest.mark.parametrize(
    ("matter", "says"),
    [("title: A: B", "2: the front matter is not YAML: "), ("checked: today", "1: `checked` is not a date")],
)
def test_a_page_that_can_not_be_read_is_told(
    local: Local,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    matter: str,
    says: str,
) -> None:
    """Nobody takes a page whose sources are not known for one whose sources are as they were."""
    page = tmp_path / "page.md"
    page.write_text(f"---\n{matter}\n---\n", encoding="utf-8")
    monkeypatch.setattr(drift, "unreadable", unreadable)
    monkeypatch.setattr(drift, "pages", lambda: [page])
    assert 2 == ask(local, GitHub())
    assert capsys.readouterr().err.startswith(f"{page}:{says}")
