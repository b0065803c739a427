"""The logs of failed jobs are in the words of their clients, and their tokens are such as a CI service issues."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import recorded_logs
from client_lines import wording
from evidence.log import read_log
from evidence.wordings import find_messages, flatten
from pages import ROOT, fences, pages
from problems import report
from samples import LOGS
from shared.safe_text import redact

# Written down from the sources that snippets/evidence/log.py names; a new log may bring new lines.
KNOWN = (ROOT / "tests/evidence/wordings.txt").read_text(encoding="utf-8").split("\n")[:-1]
OWNERS = {"octo-org": "4242", "octo-foundation": "4242", "svalench": "5151"}
PRINTED = "sub repository repository_owner repository_owner_id workflow_ref job_workflow_ref ref environment".split()
# Where the token is what is wrong.
ODD = {"claims-disagree", "missing-claim", "owner-id-mismatch"}
# What a client printed when it was run needs no list of its lines: tests/clients/test_uploads.py runs it again.
BY_HAND = [log for log in LOGS if log not in {recorded_logs.sample(*each) for each in recorded_logs.shown()}]
GITHUB = [log for log in LOGS if "/.github/workflows/" in str(read_log(log.read_text(encoding="utf-8")).claims)]


def test_every_line_is_one_that_a_client_prints() -> None:
    """No log has a line that is not among the wordings, and no wording stands there in vain."""
    used, wrong = set(), []
    for log in BY_HAND:
        for n, line in enumerate(log.read_text(encoding="utf-8").split("\n")[:-1], 1):
            used.add(wording(line))
            if wording(line) not in KNOWN:
                wrong.append(f"{log.relative_to(ROOT)}:{n}: {line!r} is no known wording")
    wrong += [f"tests/evidence/wordings.txt:{n}: in no log" for n, line in enumerate(KNOWN, 1) if line not in used]
    report(wrong)
    assert sorted({*KNOWN}) == KNOWN


@pytest.mark.parametrize("log", GITHUB, ids=lambda log: log.name)
def test_the_claims_of_a_token_agree(log: Path) -> None:
    """Subject, repository, owner, number, workflow and ref of a token of GitHub tell of one and the same run."""
    claims = {name: value or "" for name, value in read_log(log.read_text(encoding="utf-8")).claims.items()}
    cause = log.name.partition(".")[0]
    owner, name = claims["repository"].split("/")
    environment = claims.get("environment", claims.get("sub", "").partition(":environment:")[2])  # not always printed
    run = f"environment:{environment}" if environment else f"ref:{claims['ref']}"
    for subject in filter(None, [claims.get("sub")]):
        assert f"repo:{owner}/{name}:{run}" == subject
    for reference in filter(None, [claims.get("workflow_ref"), claims["job_workflow_ref"]]):
        file = rf"{owner}/{name}/\.github/workflows/[\w.-]*\.yml@{claims['ref']}"
        assert re.fullmatch(file, reference) or cause == "reusable-workflow"
    if ".action" in log.name and "2024" not in log.name:
        assert {*PRINTED} == claims.keys()
    if cause not in ODD:
        assert owner == claims["repository_owner"]
        assert OWNERS[owner.lower()] == claims["repository_owner_id"]


def logs() -> Iterator[tuple[Path, list[str]]]:
    """Each log with its lines: their wordings, each with the blank lines above it; the start and the end are empty."""
    for log in BY_HAND:
        text = log.read_text(encoding="utf-8")
        parts = re.findall(r"(\n*)([^\n]+)", text)
        yield log, ["", *(blank + re.sub(r"https://\S+", "…", wording(line)) for blank, line in parts), ""]


def test_no_line_is_lost() -> None:
    """What stands beside a line in nearly all logs does so in each, and no log skips a line that stands in others.

    Two logs that agree with each other show another course of things; a line that stands in one log alone is not lost
    in the others; and an older client, whose year is in the log's name, prints less.
    """
    after, before, between = defaultdict(Counter), defaultdict(Counter), defaultdict(set)
    stands, follows = Counter(), Counter()  # in how many logs a line stands, and a pair of lines
    for _, lines in logs():
        stands.update({*lines})
        follows.update({*pairwise(lines)})
        for one, other in pairwise(lines):
            after[one.strip("\n")][other] += 1
            before[other][one] += 1
        for one, middle, other in zip(lines[1:], lines[2:], lines[3:], strict=False):
            between[one, other].add(middle)
    wrong = []
    for log, lines in ((log, lines) for log, lines in logs() if not re.search(r"-20\d\d\b", log.name)):
        for n, (one, other) in enumerate(pairwise(lines), 2):
            if follows[one, other] > 1:
                continue
            place = f"{log}:{1 + ''.join(lines[:n]).count(chr(10))}"
            for beside, line, found in (after, one.strip("\n"), other), (before, other, one):
                usual, times = beside[line].most_common(1)[0]
                most = line and beside[line].total() >= 4 and times >= beside[line].total() * 0.8
                if most and found != usual and stands[found] > 1:
                    wrong.append(f"{place}: {found!r} beside {line!r}, expected {usual!r}")
            lost = sorted(line for line in between[one, other] if stands[line] > 1)
            wrong += [f"{place}: {other!r}, expected {line!r} before it" for line in lost]
    report(wrong)


def test_every_line_of_a_message_is_known() -> None:
    """On the pages of messages each line of a block is part of a message that the log reader knows, or of a log."""
    # What clients print around a message, and long tails of it.
    logs = [*(log.read_text(encoding="utf-8") for log in LOGS), *recorded_logs.read().values()]
    printed = {flatten(wording(line)) for log in logs for line in log.split("\n")}
    wrong, lines = [], 0
    for fence in (fence for page in pages() if page.parent.name == "messages" for fence in fences(page)):
        shown = [flatten(line) for line in fence.text.split("\n") if flatten(line)]
        known = [range(each.start, each.start + len(each.text)) for each in find_messages(" ".join(shown))]
        start = 0
        for line in shown if fence.language == "text" else ():
            if not any(start < each.stop and each.start < start + len(line) for each in known):
                wrong += [] if flatten(wording(line)) in printed else [f"{fence.place}: {line!r} is part of no message"]
            start += len(line) + 1
            lines += 1
    assert lines > 400
    report(wrong)


def test_no_line_of_a_message_is_hidden() -> None:
    """On the pages of messages no line looks like a secret, which the log reader would hide before reading it."""
    blocks = [fence for page in pages() if page.parent.name == "messages" for fence in fences(page)]
    shown = [(fence.place, line) for fence in blocks if fence.language == "text" for line in fence.text.split("\n")]
    assert len(shown) > 400
    report(f"{place}: {line!r} is read as {redact(line)!r}" for place, line in shown if redact(line) != line)


def test_a_value_at_the_beginning_of_a_long_log_is_kept() -> None:
    """A wording may begin with a value; a long log behind the message does not cost that value."""
    message = "Sampleproject.yml is already registered with project"
    log = flatten(f"Error: {message} 'octo'. " + "The next line of the log. " * 100)
    [found] = find_messages(log)
    assert {"file": "Sampleproject.yml"}.items() <= found.values.items()
