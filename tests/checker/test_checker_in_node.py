"""The checker's engine gives the same answers as the snippets in Node too, which takes seconds and no browser."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from checker_answers import ask_in_node, compare, lay_out
from checker_cases import GROUPS, LONGER, vectors

# What another program may call at once, without words: the module's contract.
AT_ONCE = """
import { decide, load, readLog, readPublishers } from "./checker.mjs";
const [[publishers, claims, options]] = JSON.parse(process.argv[2]);
const log = readLog("invalid-publisher: valid token, but no corresponding publisher");
const [read] = readPublishers(JSON.stringify(publishers));
let said = "";
try { readLog("Hello"); } catch (error) { said = error.word; }
console.log(JSON.stringify([decide(publishers, claims, options), log.error.code, read.provider, said, load.length]));
"""
MANY = """
import { diagnose, load } from "./checker.mjs";
await load("en");
const claims = {
  repository: "octo-org/sampleproject",
  job_workflow_ref: "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1",
};
const publisher = { provider: "github", owner: "octo-org", repository: "sampleproject", environment: "" };
const other = { ...publisher, owner: "other-org", repository: "x", workflow_filename: "release.yml" };
const publishers = [...Array(130_000).fill(other), { ...publisher, workflow_filename: "publish.yml" }];
console.log(diagnose({ claims, publishers }).causes[0].cause);
"""
# How many characters strings are spread into, for each character of a log in which every line looks like a refusal.
SPREAD = """
import { diagnose, load } from "./checker.mjs";
await load("en");
const each = String.prototype[Symbol.iterator];
let spread = 0;
String.prototype[Symbol.iterator] = function () {
  spread += this.length;
  return each.call(this);
};
const log = "ERROR    HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/\\n".repeat(4000);
diagnose({ log }, "en");
console.log(Math.round(spread / log.length));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the files out as the site serves them; where Node is required, its absence is a failure."""
    if shutil.which("node") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no node on the PATH: Node 20 is needed")
    made = tmp_path_factory.mktemp("checker")
    lay_out(made)
    return made


@pytest.mark.parametrize("group", [pytest.param(each, marks=[pytest.mark.slow] * (each in LONGER)) for each in GROUPS])
def test_the_same_answers(folder: Path, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked, both engines say the same, down to the last field."""
    monkeypatch.delenv("SITE_URL", raising=False)
    compare(group, lambda asked: ask_in_node(folder, asked))


def test_what_needs_no_words_answers_at_once(folder: Path) -> None:
    """`readLog`, `readPublishers` and `decide` answer as soon as the module is imported; input is refused by a word."""
    _, given, expected = next(vectors())
    (folder / "at_once.mjs").write_text(AT_ONCE, encoding="utf-8")
    ran = subprocess.run(
        ["node", "at_once.mjs", json.dumps([given])], cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    decision, code, provider, said, takes = json.loads(ran.stdout)
    assert expected == {"id": None, **decision}
    assert ("invalid-publisher", given[2]["provider"], "bad-log", 1) == (code, provider, said, takes)


def test_no_line_makes_the_rest_of_a_log_be_read_again(folder: Path) -> None:
    """The checker looks at a bounded part of the log behind each status line, not at all of the rest."""
    (folder / "spread.mjs").write_text(SPREAD, encoding="utf-8")
    ran = subprocess.run(["node", "spread.mjs"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert int(ran.stdout) < 60, ran.stderr


@pytest.mark.slow
def test_very_many_publishers_are_compared(folder: Path) -> None:
    """Of a hundred thousand publishers the nearest one is found: no list is too long for the engine."""
    (folder / "many.mjs").write_text(MANY, encoding="utf-8")
    ran = subprocess.run(["node", "many.mjs"], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert "workflow-filename-mismatch" == ran.stdout.strip(), ran.stderr
