"""A pasted workflow beside the publisher that is typed: the site names the differences that `check` finds."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from asked_in_node import answers, lay_out
from ci_files.read_workflow import read_workflow
from pages import ROOT
from workflow_data import workflow_data

PROGRAM = """
import { readFileSync } from "node:fs";
import * as yaml from "./vendor/js-yaml.mjs";
import { compare, nameIn } from "./setup-compare.mjs";
import { readWorkflow } from "./workflow.mjs";
const { data, asked } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
process.stdout.write(JSON.stringify(asked.map(({ text, stored, index }) =>
  compare(readWorkflow(text, data, yaml).publishers, { stored, index }, nameIn(text)))));
"""
TEXT = (ROOT / "snippets/workflows/trusted-publishing.yml").read_text("utf-8")
TYPED = {
    "provider": "github", "owner": "octo-org", "repository": "sampleproject", "workflow_filename": "release.yml",
    "environment": "pypi",
}  # fmt: skip
# A piece of the file, and what takes its place.
CHANGES = [
    ("# .github/workflows/release.yml:", "# .github/workflows/publish.yaml:"),
    ("# .github/workflows/release.yml:", "# .github/workflows/Release.yml:"),
    ("      name: pypi\n", "      name: release\n"),
    ("      name: pypi\n", "      name: PyPI\n"),
    ("    environment:\n      name: pypi\n      url: https://pypi.org/p/sampleproject\n", ""),
    ("    needs: build\n", "    needs: build\n    if: github.repository == 'octo-org/other'\n"),
    ("    needs: build\n", "    needs: build\n    if: github.repository == 'hexa-org/sampleproject'\n"),
    ("    needs: build\n", "    needs: build\n    if: github.repository == 'Octo-Org/SampleProject'\n"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules that read a workflow and compare it."""
    own = [path.stem for path in sorted((ROOT / "docs/assets").glob("workflow*.mjs"))]
    names = (*own, "setup-compare", "checker-text", "vendor/js-yaml")
    return lay_out(tmp_path_factory.mktemp("compare"), names, PROGRAM)


def in_node(folder: Path, asked: list[tuple[str, dict[str, str], str]]) -> list[Any]:
    """The differences that the site names."""
    question = [{"text": text, "stored": stored, "index": index} for text, stored, index in asked]
    return answers(folder, {"data": workflow_data(), "asked": question})


def changed(changes: list[tuple[str, str]]) -> str:
    """The sample with some changes."""
    text = TEXT
    for piece, instead in changes:
        text = text.replace(piece, instead)
    return text


@pytest.mark.slow
@settings(max_examples=3, suppress_health_check=[*HealthCheck], phases=[Phase.explicit, Phase.generate])
@given(
    asked=st.lists(
        st.tuples(
            st.lists(st.sampled_from(CHANGES), max_size=3).map(changed),
            st.sampled_from(["pypi", "release", ""]).map(lambda name: {**TYPED, "environment": name}),
            st.just("pypi"),
        ),
        min_size=60,
        max_size=60,
    )
)
def test_the_site_names_what_check_finds(folder: Path, asked: list[tuple[str, dict[str, str], str]]) -> None:
    """The same causes as the command line's, for a file of which the name is known."""
    for (text, stored, _), found in zip(asked, in_node(folder, asked), strict=True):
        name = text.partition(":")[0].removeprefix("# ")
        alone = {each.cause for each in read_workflow(text, name).findings}
        both = {each.cause for each in read_workflow(text, name, [stored]).findings}
        assert both - alone == {each["cause"] for each in found}


def test_each_field(folder: Path) -> None:
    """File, environment, repository and index: what is typed, and what the file has."""
    fields = {
        CHANGES[0]: [("workflow_filename", "release.yml", "publish.yaml")],
        CHANGES[2]: [("environment", "pypi", "release")],
        CHANGES[3]: [],
        CHANGES[4]: [("environment", "pypi", "")],
        CHANGES[5]: [("repository", "octo-org/sampleproject", "octo-org/other")],
        CHANGES[7]: [],
    }
    found = in_node(folder, [(changed([change]), TYPED, "pypi") for change in fields])
    for expected, each in zip(fields.values(), found, strict=True):
        assert expected == [(one["field"], one["typed"], one["found"]) for one in each]
    [[index]] = in_node(folder, [(TEXT, TYPED, "testpypi")])
    assert ("index", "testpypi", "pypi") == (index["field"], index["typed"], index["found"])


def test_the_nearest_job_is_compared(folder: Path) -> None:
    """A file with a job for each index agrees with the publisher of either."""
    job = TEXT[TEXT.index("  publish:\n") : TEXT.index("  # --8<-- [end:publish]")]
    other = job.replace("  publish:", "  try:").replace("name: pypi\n", "name: testpypi\n")
    other = f"{other.rstrip()}\n        with:\n          repository-url: https://test.pypi.org/legacy/\n"
    text = TEXT.replace("  # --8<-- [start:explain]", f"{other}\n  # --8<-- [start:explain]")
    both = [(text, TYPED, "pypi"), (text, {**TYPED, "environment": "testpypi"}, "testpypi")]
    assert [[], []] == in_node(folder, both)
    assert [None] == in_node(folder, [("on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n", TYPED, "pypi")])
