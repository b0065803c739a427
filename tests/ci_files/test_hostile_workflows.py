"""Files that were made to harm the workflow reader, or that were damaged on their way."""

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import CAUSES, WORDS
from ci_files.read_workflow import read_workflow
from example_workflows import FILES, FOLDER, PUBLISHERS
from growth import ended, grows_with_length
from problems import report
from shared.bad_input import BadInput

LAUGHS = "".join(
    f"{'bcdefghijk'[i]}: &{'bcdefghijk'[i]} [{', '.join(['*' + 'abcdefghij'[i]] * 9)}]\n" for i in range(10)
)
HOSTILE = {
    "billions of aliases": ("a: &a [x]\n" + LAUGHS, "bad-yaml"),
    "an alias in itself": ("a: &a [*a]", "bad-yaml"),
    "endless depth": ("[" * 400_000, "bad-yaml"),
    "depth by lines": ("".join(" " * i + "a:\n" for i in range(1000)), "bad-yaml"),
    "a line of 30 MB": ("x" * 30_000_000, "bad-yaml"),
    "countless items": ("- 1\n" * 240_000, "bad-yaml"),
    "tabs": ("jobs:\n\tpublish: 1\n", "bad-yaml"),
    "bytes": ("\0\1\2", "bad-yaml"),
    "half a character": ("\ud800", "bad-yaml"),
    "no such character": ('"\\Uffffffff"', "bad-yaml"),
    "an unknown alias": ("a: *x", "bad-yaml"),
    "nothing": ("", "bad-workflow"),
    "a list": ("[jobs]", "bad-workflow"),
    "a log": ("Error: Trusted publishing exchange failure", "bad-workflow"),
    "an object": ("jobs: !!python/object/apply:os.system [x]", "bad-workflow"),
    "other YAML": ("name: x\nversion: 1\n", "bad-workflow"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_unusable_text_is_refused(case: str) -> None:
    """A file that is not a CI file, or that is an attack, is refused with a sentence, and keeps nobody for ever."""
    text, word = HOSTILE[case]
    with ended(), pytest.raises(BadInput) as refused:
        read_workflow(text, "publish.yml")
    assert word == refused.value.word
    assert word in WORDS
    assert len(str(refused.value)) < 500


STEPS = "jobs:\n p:\n  steps:\n   - run: |\n"
LONG = {  # of so many thousands of letters
    "options": lambda size: "jobs: {p: {steps: [{run: '" + "uv -a " * (170 * size) + "'}]}}",
    "slashes": lambda size: STEPS + ("      uv" + " -/uv" * 990 + "\n") * (size // 5),
    "lines": lambda size: STEPS + "      /uv -a/uv -a twine/twine/ https://https:// \n" * (20 * size),
    "needs": lambda size: (
        "on: pull_request\njobs:\n" + "".join(NEEDING.format(i, i - 1) for i in range(17 * size // 10))
    ),
}
NEEDING = " p{}:\n  needs: p{}\n  steps: [{{run: twine upload}}]\n"


@pytest.mark.parametrize("size", [90, pytest.param(900, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", LONG)
def test_long_files_are_read(kind: str, size: int) -> None:
    """The time for a file within the bounds grows with its length, whatever it is made of."""
    assert grows_with_length(lambda size: read_workflow(LONG[kind](size), "publish.yml"), size)


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_files_are_read_or_refused(path: Path, data: st.DataObject) -> None:
    """A file with lines lost, moved or mangled is read or refused, and no other error comes out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 5))):
        at, to = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        line = lines.pop(at)
        change = data.draw(st.sampled_from(["lose", "move", "empty", "list", "cut", "quote"]))
        changed = {"move": line, "empty": line.partition(":")[0] + ":", "list": line.replace(": ", ": [[") + "]]"}
        changed |= {"cut": line[: len(line) // 2], "quote": line.replace(": ", ': "\\U')}
        lines.insert(to, changed[change]) if change in changed else None
        lines = lines or [""]
    with contextlib.suppress(BadInput):
        read_workflow("\n".join(lines), "publish.yml", PUBLISHERS)


def test_causes_are_in_the_catalogue() -> None:
    """Every cause that the reader can name is in the catalogue."""
    sources = [path.read_text(encoding="utf-8") for path in FOLDER.parent.glob("ci_files/*_findings.py")]
    named = {name for text in sources for name in re.findall(r'(?:Finding\(|cause = |", )"([a-z]+(?:-[a-z]+)+)"', text)}
    assert 15 < len(named)
    report(f"snippets/ci_files: {name!r} is no cause of the catalogue" for name in sorted(named - {*CAUSES}))
