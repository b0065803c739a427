"""Random, mutated and clipped input for diagnose.py: `make fuzz [NUMBER=N] [SEED=S]`.

Each attempt must end in status 0, 1 or 2 within seconds, with output that is harmless and holds no planted secret.
"""

import argparse
import contextlib
import io
import json
import multiprocessing
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from functools import partial
from pathlib import Path
from typing import NamedTuple

from paths import ROOT

from diagnose import main as diagnose
from hostile import CHARACTERS, mixed, spoilt
from samples import LOGS, recorded_cases
from shapes import SHAPES
from shared.safe_text import visible

SECRETS = [
    "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4ZDI0LWE2ZTctNGRmYi1hMDJm",
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvOm9jdG8tb3JnIn0.c2lnbmF0dXJl",
    "ghp_0123456789abcdefghijABCDEFGHIJ456789",
    "glpat-0123456789abcdefghij",
]
BEFORE_A_SECRET = [" ", "\n", "%0A", "`", '"', "'", "=", ": ", "(", "/", "|", "> ", "\t", "\u00a0"]
WORKFLOWS = [file.read_text("utf-8") for file in sorted((ROOT / "snippets/workflows").glob("*.yml"))]
TEXTS = [log.read_text("utf-8") for log in LOGS]
CASES = recorded_cases("github") + recorded_cases("gitlab") + recorded_cases("google") + recorded_cases("activestate")
LINES = "GitHub\nRepository: octo-org/sampleproject Workflow: release.yml\n\nEnvironment name: (Any)\n"
SECONDS = 60  # of the processor, for one attempt


class Attempt(NamedTuple):
    """What diagnose.py is given: options, and what stands in the files that they name."""

    options: list[str]
    files: dict[str, bytes]
    secrets: list[str]


def attempt(number: int, seed: int) -> Attempt:
    """One attempt, the same for the same two numbers."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - to be repeatable, not secret
    options = [f"--lang={chance.choice(['en', 'ru'])}", f"--format={chance.choice(['text', 'json', 'github'])}"]
    options += chance.choice([[], [], ["--hand-over"], ["--index=testpypi"], ["--project=sampleproject"]])
    files, secrets = {}, []
    kind = chance.choices(["log", "noise", "claims", "workflow"], [10, 2, 3, 3])[0]
    if kind == "claims":
        case = chance.choice(CASES)
        claims = {
            name: spoilt(each, chance) if chance.random() < 0.2 else each for name, each in case["claims"].items()
        }
        files["claims"] = json.dumps(claims, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
        options.append("--claims=@claims")
    else:
        text, secrets = written(kind, chance)
        files[kind] = clipped(text.encode(chance.choice(["utf-8", "utf-8", "utf-16"]), "surrogatepass"), chance)
        options.append("--workflow=workflow" if kind == "workflow" else kind)
    if chance.random() < 0.6:
        case = chance.choice(CASES)
        stored = [{"provider": case["provider"], **each} for each in case["publishers"]]
        lines = chance.choice([LINES, json.dumps(stored)])
        lines = mixed(lines, chance) if chance.random() < 0.15 else lines
        files["publisher"] = lines.encode("utf-8", "surrogatepass")
        options.append("--publisher=@publisher")
    return Attempt(options, files, secrets)


def written(kind: str, chance: random.Random) -> tuple[str, list[str]]:
    """A log or a workflow file with odd things put into it, or nothing but odd things; and the secrets in it."""
    if kind == "noise":
        text = "".join(chance.choices(CHARACTERS, k=chance.choice([1, 30, 3000])))
    elif kind == "workflow":
        text = chance.choice(WORKFLOWS)
    else:
        text = chance.choice(SHAPES)(chance.choice(TEXTS) + chance.choice(["", "", chance.choice(TEXTS)]))
    for _ in range(chance.choice([0, 1, 3, 20])):
        text = mixed(text, chance)
    secrets = chance.choices(SECRETS, k=chance.randint(0, 3))
    places = sorted((chance.randint(0, len(text)) for _ in secrets), reverse=True)  # none inside of another
    for at, secret in zip(places, secrets, strict=True):
        text = text[:at] + chance.choice(BEFORE_A_SECRET) + secret + text[at:]
    return text, secrets


def clipped(raw: bytes, chance: random.Random) -> bytes:
    """The bytes, or a part of them, cut anywhere."""
    if chance.random() < 0.7:
        return raw
    start, end = sorted(chance.randint(0, len(raw)) for _ in range(2))
    return raw[start:end]


def outcome(given: Attempt) -> str:
    """What came of it in this folder: the status, or what is wrong with it."""
    for name, content in given.files.items():
        Path(name).write_bytes(content)
    out, err = io.StringIO(), io.StringIO()
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = diagnose(given.options)
    except BaseException:
        return traceback.format_exc(limit=-4)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return wrong_with(status, out.getvalue(), err.getvalue(), given) or f"status {status}"


def wrong_with(status: int, out: str, err: str, given: Attempt) -> str:
    """Why an answer is not as it should be; nothing where it is."""
    refused = status == 2
    if status not in (0, 1, 2) or refused == bool(out) or refused != (len(err.splitlines()) == 1):
        return f"status {status}, {len(out)} letters of output, error {err!r}"
    if unseen := {each for each in out + err if each != "\n" and not visible(each)}:
        return f"control characters: {unseen}"
    if "--format=json" in given.options and not refused:
        json.loads(out)
    if "--format=github" in given.options and not all(line.startswith("::") for line in out.splitlines()):
        return f"no annotation: {out}"
    content = b"".join(given.files.values())
    parts = [part for secret in given.secrets for part in secret.split(".") if known_by(secret, part, content)]
    return next((f"secret: {part}" for part in parts if part in out + err), "")


def known_by(secret: str, part: str, content: bytes) -> bool:
    """Whether a file holds the end of what stands before a part of a secret, too: by itself, a part may be any word."""
    start = secret.index(part)
    told = secret[max(0, start - 5) : start + len(part)]
    return any(told.encode(encoding) in content for encoding in ("utf-8", "utf-16-le"))


def stop(*_: object) -> None:
    """End an attempt that takes too long."""
    raise TimeoutError(f"more than {SECONDS} s of CPU")


def run(numbers: range, seed: int) -> tuple[Counter[str], list[str], float]:
    """Make these attempts: how often which status came out, what went wrong, and the longest time, in seconds."""
    statuses: Counter[str] = Counter()
    wrong, longest = [], 0.0
    signal.signal(signal.SIGVTALRM, stop)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for number in numbers:
            given = attempt(number, seed)
            start = time.process_time()
            came = outcome(given)
            longest = max(longest, time.process_time() - start)
            if came.startswith("status ") and len(came) == 8:
                statuses[came] += 1
            else:
                wrong.append(f"seed {seed}, number {number}, {given.options}:\n{came}")
    return statuses, wrong, longest


def main() -> int:
    """Share the attempts among the processors; 1 where one of them went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    parts = [range(start, min(start + 500, options.number)) for start in range(0, options.number, 500)]
    statuses: Counter[str] = Counter()
    wrong, longest = [], 0.0
    with multiprocessing.Pool() as pool:
        for some, bad, seconds in pool.imap(partial(run, seed=options.seed), parts):
            statuses += some
            wrong += bad
            longest = max(longest, seconds)
    print(*wrong[:20], sep="\n")
    told = ", ".join(f"{count:,} with {status}" for status, count in sorted(statuses.items()))
    print(f"{options.number:,} attempts: {told}; {len(wrong)} went wrong; the longest took {longest:.1f} s of CPU")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
