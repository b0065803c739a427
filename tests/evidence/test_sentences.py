"""PyPI's own sentence gives the cause, whichever client prints it and however it is wrapped."""

import re

import pytest

from answer.case import Case
from answer.causes import diagnose
from catalogue import CAUSES
from evidence.log import read_log
from pages import ROOT
from wrappings import WRAPPINGS

# `ROW CAUSE: sentence`, by the rows of PyPI's answers to an upload: pypi/warehouse@6b62157124, warehouse/forklift/.
LINES = (ROOT / "tests/evidence/upload_sentences.txt").read_text(encoding="utf-8").splitlines()
SENTENCES = [re.fullmatch(r"(U\d+) ([\w-]+): (.+)", line).groups() for line in LINES]  # type: ignore[union-attr]
STATUS = {"account-incomplete": 403, "invalid-credentials": 403, "user-lacks-upload-role": 403, "uploads-paused": 403}


def test_every_row_is_there() -> None:
    """U1 to U42, but for the one that no client sends, each with a cause of the catalogue."""
    rows = {int(row[1:]) for row, _, _ in SENTENCES}
    assert {*range(1, 43)} - {23} == rows
    assert [] == [cause for _, cause, _ in SENTENCES if cause not in CAUSES]


@pytest.mark.parametrize("wrapping", WRAPPINGS, ids=lambda wrapping: wrapping.__name__)
def test_the_sentence_decides(wrapping) -> None:
    """The cause of the sentence comes first, and is certain."""
    wrong = []
    for row, cause, sentence in SENTENCES:
        causes = diagnose(Case(read_log(wrapping(STATUS.get(cause, 400), sentence)))).causes
        first = (causes[0].cause, causes[0].certainty) if causes else None
        if first not in ((cause, "certain"), (cause, "likely")):
            wrong.append(f"{row}: {sentence[:70]}: {first}, expected {cause}")
    assert [] == wrong


def test_a_bare_status_is_no_sentence() -> None:
    """A status line alone does not tell the reason, and the files before it are on PyPI."""
    log = "Uploading a-1.whl\nUploading a-1.tar.gz\nERROR    HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/\n"
    read = read_log(log + "         Bad Request")
    assert "upload-reason-not-shown" == diagnose(Case(read)).causes[0].cause
    assert ["a-1.whl"] == read.uploaded
