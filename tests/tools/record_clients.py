"""Run every client that `make clients` installs on every refusal, and write down what it prints."""

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import paths  # noqa: F401 - says where the imports below are found

import recorded_logs
from client_commands import meet
from local_server import serve
from upload_refusals import EACH, REFUSALS


def record(place: tuple[str, str, bool]) -> tuple[tuple[str, str], str] | None:
    """The log of one client at one refusal, with its client and name; None if it is not kept."""
    name, client, bare = place
    key = recorded_logs.key(name, client, bare)
    if key is None:
        return None
    with TemporaryDirectory() as folder, serve(Path(folder)) as local:
        work = Path(folder, "work")
        return (client, key), recorded_logs.normalised(meet(local, work, client, REFUSALS[name], bare), work)


if __name__ == "__main__":
    os.environ["CI"] = "true"  # a missing client is an error
    with ProcessPoolExecutor() as workers:
        recorded_logs.write(dict(filter(None, workers.map(record, EACH))))
