"""Each client, unmodified, meets each refusal of an upload: what it prints leads to the cause."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import recorded_logs
from answer.case import Case
from answer.causes import diagnose
from client_commands import meet
from evidence.log import read_log
from local_clients import REQUIREMENTS
from local_server import Local
from problems import report
from shapes import SHAPES
from shared.bad_input import BadInput
from upload_refusals import CLIENTS, EACH, REFUSALS, told

RECORDED = recorded_logs.read()
# uv warns that it leaves the file out, and is content.
GREEN = {("wrong-file-name", "uv")}


def first_cause(log: str) -> str:
    """What a reader is told first who pastes this log, be it that there is nothing to tell."""
    try:
        causes = diagnose(Case(read_log(log))).causes
    except BadInput as bad:
        return str(bad)
    return causes[0].cause if causes else "no cause"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "client", "bare"), [pytest.param(*each, id=f"{each[1]}-{each[0]}{'-bare' * each[2]}") for each in EACH]
)
def test_refused(name: str, client: str, bare: bool, local: Local, tmp_path: Path) -> None:
    """The client fails, uploads nothing, leads to the cause, and prints what it printed when it was recorded."""
    met = meet(local, tmp_path, client, REFUSALS[name], bare)
    assert ([], (name, client) in GREEN) == (met.index.uploaded, met.status == 0), met.log
    assert told(name, client, bare) == first_cause(met.log), met.log
    if key := recorded_logs.key(name, client, bare):
        assert RECORDED[client, key] == recorded_logs.normalised(met, tmp_path)


def wrong(shape: Callable[[str], str], logs: dict[tuple[str, str], str]) -> list[str]:
    """The recorded logs that lead to another cause than the one in their names."""
    found = {(client, name): first_cause(shape(log)) for (client, name), log in logs.items()}
    return [
        f"{client}: {name}: {shape.__name__}: {cause}"
        for (client, name), cause in found.items()
        if cause != name.partition(":")[0]
    ]


@pytest.mark.parametrize("number", range(len(SHAPES)))
def test_recorded(number: int) -> None:
    """Each recorded log leads to the cause in its name, as it is and in one of the shapes in which logs reach us."""
    logs = {key: log for place, (key, log) in enumerate(RECORDED.items()) if place % len(SHAPES) == number}
    assert len(logs) > 5
    report([*wrong(SHAPES[0], logs), *wrong(SHAPES[number], logs)])


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES[1:], ids=lambda shape: shape.__name__)
def test_recorded_in_every_shape(shape: Callable[[str], str]) -> None:
    """So it does in each of them."""
    report(wrong(shape, RECORDED))


def test_what_is_recorded_is_met() -> None:
    """There is a log of each refusal that a client meets, and no other."""
    keys = {(client, key) for name, client, bare in EACH if (key := recorded_logs.key(name, client, bare))}
    assert sorted(keys) == sorted(RECORDED)


def test_every_client_is_pinned() -> None:
    """`make clients` installs each client from hashes, and no file of requirements names an index."""
    assert sorted({client.partition("-")[0] for client in CLIENTS}) == sorted(
        file.stem for file in REQUIREMENTS.glob("*.in")
    )
    texts = {file.name: file.read_text(encoding="utf-8") for file in REQUIREMENTS.glob("*.txt")}
    assert len(CLIENTS) - 1 == len(texts)
    report(f"{name}: names an address" for name, text in texts.items() if "://" in text)
    for name, text in texts.items():
        pinned = re.findall(
            r"^[\w.-]+(?:\[[\w, -]+\])?==\S+.*\\\n(?:    --hash=sha256:\w{64}(?: \\)?\n)+", text, re.MULTILINE
        )
        assert text == "".join(pinned), name
