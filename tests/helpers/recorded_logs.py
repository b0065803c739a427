"""What clients print, as `make record-clients` wrote it down: the logs that pages show, and the others, file by client.

Colours, progress bars, the frames of tracebacks and what twine says of its own settings are left out, and what differs
from run to run has one value.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from client_commands import Met
from pages import ROOT
from upload_refusals import REFUSALS, is_lost, told

SAMPLES, OTHERS = ROOT / "snippets/logs", ROOT / "tests/clients/logs"
# What snippets/logs holds; of a name with a detail, the detail stands behind the client.
REFUSED = (
    *("invalid-core-metadata", "local-version", "direct-url-dependency", "description-not-rendered", "wrong-file-name"),
    *("unsupported-platform-tag", "invalid-archive", "license-file-missing", "file-too-large", "project-storage-full"),
    *("malformed-upload-request", "attestation-invalid", "account-incomplete", "user-lacks-upload-role"),
    *("too-many-new-projects", "uploads-paused"),
)
SHOWN = {
    "twine": (
        *(*REFUSED, "invalid-core-metadata: before", "attestation-invalid: none", "invalid-archive: damaged"),
        *("upload-reason-not-shown", "upload-reason-not-shown: 403", "too-many-new-projects: bare"),
        *("organization-rate-limited", "wrong-upload-url", "wrong-upload-url: name", "wrong-dist-directory"),
    ),
    "twine-verbose": (*REFUSED[:12], "user-lacks-upload-role"),
    "uv": (*REFUSED, "organization-rate-limited", "wrong-upload-url: path", "wrong-dist-directory"),
    "poetry": ("invalid-core-metadata", "user-lacks-upload-role", "wrong-dist-directory"),
    "flit": ("upload-reason-not-shown", "credentials-missing"),
    "hatch": ("upload-reason-not-shown", "wrong-upload-url", "credentials-missing", "wrong-dist-directory"),
    "pdm": ("upload-reason-not-shown", "id-token-permission-missing", "reason-not-shown", "wrong-dist-directory"),
    "maturin": (
        *("unsupported-platform-tag", "user-lacks-upload-role", "reason-not-shown", "credentials-missing"),
        *("id-token-permission-missing", "wrong-dist-directory"),
    ),
}
ONE_OF_EACH_STATUS = {
    "invalid-core-metadata": "upload-reason-not-shown",
    "uploads-paused": "upload-reason-not-shown: 403",
}
VOLATILE = (
    (r"\x1b(?:\[[0-9;?]*[A-Za-z])", ""),
    (r"(?m)^[ \r]*\d+% ━[^\n]*\n", ""),  # twine's and pdm's bars
    (r"(?m)^( - Uploading \S+) \d+%\n(?=\1 )", ""),  # poetry's
    (r"(?m)^INFO     (?:dist/|username|password)[^\n]*\n", ""),  # twine's, with --verbose
    (r"(Traceback \(most recent call last\):\n)(?: [^\n]*\n)+", r"\1  ...\n"),
    (r"(?m)^[╭│╰][^\n]*\n", ""),  # hatch's
    (r"pdm-publish-\w{8}\.log", "pdm-publish-1fggci26.log"),
    (r"(?<= )/\S*/tmp\w{8}/", "/tmp/tmpk2vq0a1b/"),  # noqa: S108 - where flit builds
)


def key(name: str, client: str, bare: bool) -> str | None:
    """The name of a log: its cause, and what tells it from another of that cause; None if another log shows as much."""
    cause = told(name, client, bare)
    if REFUSALS[name].sentence and not bare and not is_lost(name, client):
        return None
    if cause == "upload-reason-not-shown":
        return ONE_OF_EACH_STATUS.get(name)
    if bare and is_lost(name, client):
        return f"{name}: bare"
    return name if cause == name.partition(":")[0] else f"{cause}: {name.replace(':', ',')}"


def normalised(met: Met, folder: Path) -> str:
    """What was printed, without what differs from run to run, and without what only a terminal shows."""
    log = met.log.replace(str(folder / "home"), "/home/runner")
    log = log.replace(str(folder), "/home/runner/work/sampleproject/sampleproject")
    for pattern, constant in VOLATILE:
        log = re.sub(pattern, constant, log)
    return log.strip("\n") + "\n"


def read() -> dict[tuple[str, str], str]:
    """Every recorded log, by client and name."""
    told = {(client, name): sample(client, name).read_text(encoding="utf-8") for client, name in shown()}
    for file in sorted(OTHERS.glob("*.txt")):
        _, *parts = re.split(r"(?m)^=== (.+)\n", file.read_text(encoding="utf-8"))
        told |= {(file.stem, name): log for name, log in zip(parts[::2], parts[1::2], strict=True)}
    return told


def write(logs: dict[tuple[str, str], str]) -> None:
    """Write each log to its place."""
    for client in SHOWN:
        (OTHERS / f"{client}.txt").write_text(
            "".join(
                f"=== {name}\n{log}" for (by, name), log in logs.items() if by == client and name not in SHOWN[client]
            ),
            encoding="utf-8",
        )
    for client, name in shown():
        sample(client, name).write_text(logs[client, name], encoding="utf-8")


def shown() -> Iterator[tuple[str, str]]:
    """Client and name of each log in snippets/logs."""
    yield from ((client, name) for client, names in SHOWN.items() for name in names)


def sample(client: str, name: str) -> Path:
    """The file of a log that pages show."""
    cause, _, detail = name.partition(": ")
    return SAMPLES / f"{cause}.{client}{'-' * bool(detail)}{detail.replace(' ', '-')}.txt"
