"""A pasted workflow: the site's reader finds what `check` finds, in the samples and in generated workflows."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from answer.setup import Wanted, problems, set_up
from any_setup import GITHUB
from asked_in_node import answers, lay_out
from ci_files.read_workflow import read_workflow
from example_workflows import GITHUB as SAMPLES
from pages import ROOT
from shared.bad_input import BadInput
from workflow_data import workflow_data

VENDOR = ROOT / "docs/assets/vendor/js-yaml.mjs"
# js-yaml 5.5.0 from npm, dist/browser/js-yaml.esm.min.mjs, byte for byte.
PINNED = "de0f5266d4312ab9cd564aba4217eb9cc98dcfd18bd59988aa7e0971e7c722b5"
PROGRAM = """
import { readFileSync } from "node:fs";
import * as yaml from "./vendor/js-yaml.mjs";
import { Unreadable, readWorkflow } from "./workflow.mjs";
const { data, texts } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const answer = (text) => {
  try {
    const { publishers, findings } = readWorkflow(text, data, yaml);
    return { publishers, findings: findings.map(({ cause, line, certainty }) => [cause, line, certainty]) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return null;
  }
};
process.stdout.write(JSON.stringify(texts.map(answer)));
"""
ODD = (ROOT / "tests/checker/odd_workflows.txt").read_text("utf-8").split("\n=====\n")


def in_python(text: str) -> Any:
    """What the snippets find; None where the text is no workflow that they read."""
    try:
        workflow = read_workflow(text, ".github/workflows/release.yml")
    except BadInput:
        return None
    needed = [
        {name: getattr(each, name) for name in ("job", "line", "environment", "index", "repository")}
        for each in workflow.publishers
    ]
    return {"publishers": needed, "findings": [list(each) for each in workflow.findings]}


def in_node(folder: Path, texts: list[str]) -> list[Any]:
    """What the site's reader finds."""
    return answers(folder, {"data": workflow_data(), "texts": texts})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules that read a pasted workflow."""
    own = [path.stem for path in sorted((ROOT / "docs/assets").glob("workflow*.mjs"))]
    names = (*own, "checker-text", "vendor/js-yaml")
    return lay_out(tmp_path_factory.mktemp("workflow"), names, PROGRAM)


def test_the_samples(folder: Path) -> None:
    """Every sample of a GitHub workflow, broken, fixed and good."""
    texts = [path.read_text("utf-8") for path in SAMPLES]
    for path, text, found in zip(SAMPLES, texts, in_node(folder, texts), strict=True):
        assert (path.name, in_python(text)) == (path.name, found)


def test_odd_workflows(folder: Path) -> None:
    """Aliases, merges, flow style, expressions, and what is no workflow."""
    for text, expected, found in zip(ODD, map(in_python, ODD), in_node(folder, ODD), strict=True):
        assert (text, expected) == (text, found)


# What may go wrong in a generated file: a piece of its text, and what takes its place.
SLIPS = [
    ("", ""),
    ("id-token: write", "contents: read"),
    ("ubuntu-latest", "macos-latest"),
    ('tags: ["v*"]', "branches: [x]"),
    ("  push:\n", "  pull_request:\n  push:\n"),
    ("  push:\n", "  workflow_call:\n  push:\n"),
    ("  push:\n", "  pull_request_target:\n  push:\n"),
    ("name: pypi", "name: testpypi"),
    ("permissions: {}", "permissions: write-all"),
    ("      - run: twine upload", "      - run: python -m build\n      - run: TWINE_PASSWORD=x twine upload"),
    ("    needs: build", "    needs: build\n    if: github.event_name != 'pull_request'"),
    ("    needs: build", "    needs: build\n    if: github.repository == 'octo-org/sampleproject' && success()"),
    ("    needs: build", "    needs: build\n    if: github.repository == 'octo-org/x' || github.repository == 'a/b'"),
    ("# v1.14.2", "# v1.14.2\n        with:\n          password: ${{ secrets.TOKEN }}"),
]


def is_good(wanted: Wanted) -> bool:
    """Whether a file can be made of it, whatever the file's name."""
    return not problems(named(wanted), "en")


def named(wanted: Wanted) -> Wanted:
    """The same with a plain name for the file."""
    return wanted._replace(values={**wanted.values, "workflow_filename": "release.yml"})


@pytest.mark.slow
@settings(max_examples=4, suppress_health_check=[*HealthCheck], phases=[Phase.explicit, Phase.generate])
@given(
    asked=st.lists(
        st.tuples(GITHUB.filter(is_good), st.lists(st.sampled_from(SLIPS), max_size=3)),
        min_size=60,
        max_size=60,
    )
)
def test_generated_workflows(folder: Path, asked: list[tuple[Any, list[tuple[str, str]]]]) -> None:
    """Two hundred and forty files of the setup form, with up to three slips in each."""
    texts = []
    for wanted, slips in asked:
        text = next(iter(set_up(named(wanted)).files.values()))
        for piece, instead in slips:
            text = text.replace(piece, instead) if piece else text
        texts.append(text)
    for text, found in zip(texts, in_node(folder, texts), strict=True):
        assert (text, in_python(text)) == (text, found)


def test_the_module_is_the_pinned_one() -> None:
    """What the site serves is what npm has, with its license in its first line."""
    assert PINNED == sha256(VENDOR.read_bytes()).hexdigest()
    assert VENDOR.read_text("utf-8").startswith("/*! js-yaml 5.5.0 https://github.com/nodeca/js-yaml @license MIT */")
