"""How much longer ten times as much input takes, in both engines: about 10 is linear, 100 is not."""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import paths  # noqa: F401 - says where the imports below are found

from answer.case import Case
from answer.causes import diagnose
from checker_answers import lay_out
from ci_files.read_workflow import read_workflow
from evidence.log import read_log
from evidence.publishers import read_publishers
from hidden_secrets import JWT, PYPI
from matching import answer
from shared.bad_input import BadInput
from shared.safe_text import redact

PUBLISHER = {
    "provider": "github",
    "owner": "octo-org",
    "repository": "sampleproject",
    "workflow_filename": "release.yml",
}
FOLDER = "octo-org/sampleproject/.github/workflows"
CLAIMS = {
    "repository": "octo-org/sampleproject",
    "job_workflow_ref": f"{FOLDER}/release.yml@refs/tags/v1",
    "environment": None,
}
LINES = "GitHub\nRepository: octo-org/sampleproject{}\nWorkflow: release.yml\nEnvironment name: (Any)\n\n"
STEPS = "    runs-on: ubuntu-latest\n    steps:\n    - run: "
Question = dict[str, Any]

# Of so many parts each: what is asked; `log`, `publishers` and `claims` in both engines, `workflow` in Python alone.
KINDS: dict[str, Callable[[int], Question]] = {
    "marks of commands": lambda n: {"log": "::a" + "a" * n + "\ninvalid-publisher"},
    "commands": lambda n: {"log": "::a::" * n + "\ninvalid-publisher"},
    "colours": lambda n: {"log": "\x1b[1m[" * n + "\ninvalid-publisher"},
    "backslashes": lambda n: {"log": "\\n%0A" * n + "\ninvalid-publisher"},
    "half tokens": lambda n: {"log": "eyJeyApypi-ghp_" * n + "\ninvalid-publisher"},
    "tokens": lambda n: {"log": f"{PYPI}\n{JWT}\n" * (n // 10) + "\ninvalid-publisher"},
    "keys": lambda n: {"log": "-----BEGIN PRIVATE KEY-----\n" * n + "\ninvalid-publisher"},
    "addresses": lambda n: {"log": "https://a:b" * n + "\ninvalid-publisher"},
    "passwords": lambda n: {"log": "password=--token twine -u a " * n + "\ninvalid-publisher"},
    "claims": lambda n: {"log": "`environment`: `a`\n" * n},
    "uploads": lambda n: {"log": "Uploading a-1.whl\n" * n + "invalid-publisher"},
    "marks over letters": lambda n: {
        "publishers": [{**PUBLISHER, "workflow_filename": "a" + "\u0301\u0316" * n}],
        "claims": {**CLAIMS, "job_workflow_ref": FOLDER + "/a" + "\u0316\u0301" * n + ".yml@x"},
    },
    "equal publishers": lambda n: {"publishers": [{**PUBLISHER, "environment": ""}] * n, "claims": CLAIMS},
    "other publishers": lambda n: {"publishers": "".join(LINES.format(i) for i in range(n)), "claims": CLAIMS},
    "cases": lambda n: {
        "case": {"provider": "github", "publishers": [{**PUBLISHER, "environment": ""}] * n, "claims": {
            **CLAIMS, "iss": "https://token.actions.githubusercontent.com", "sub": "x", "ref": "refs/tags/v1",
            "sha": "x", "repository_owner": "octo-org", "repository_owner_id": "1", "jti": "x", "event_name": "push",
            "workflow_ref": "x", "repository_id": "1", "actor": "x", "actor_id": "1", "workflow": "x",
        }}
    },
    "matrix": lambda n: {
        "workflow": "jobs:\n  p:\n    runs-on: '" + "matrix.a " * n + "'\n    strategy: {matrix: {include: ["
        + "{a: linux}," * (n // 2) + "]}}\n    steps:\n    - uses: pypa/gh-action-pypi-publish@v1\n"
    },
    "variables": lambda n: {
        "workflow": "jobs:\n  p:\n    env:\n" + "".join(f"      POETRY_HTTP_BASIC_{i}: ''\n" for i in range(n))
        + STEPS + "|\n" + "        twine upload dist/*\n" * (2 * n)
    },
    "jobs": lambda n: {
        "workflow": "permissions: {id-token: write}\njobs:\n" + "".join(
            f"  j{i}:\n    environment: e{i}\n" + STEPS + "twine upload dist/*\n" for i in range(n)
        ),
        "publishers": [{**PUBLISHER, "environment": str(i)} for i in range(2 * n)],
    },
}  # fmt: skip
SIZES = {"cases": 2000, "equal publishers": 90, "other publishers": 90, "matrix": 800, "variables": 400, "jobs": 50}
ASK = """
import { readFileSync } from "node:fs";
import { asText } from "./checker-report-text.mjs";
import * as checker from "./checker.mjs";
await checker.load("en");
const { case: single, ...question } = JSON.parse(readFileSync("asked.json", "utf8"));
const start = performance.now();
try {
  if (single) checker.decide(single.publishers, single.claims, { provider: single.provider });
  else asText(checker.diagnose(question, "en"), "en");
} catch (error) {
  if (error.name !== "BadInput") throw error;
}
console.log(performance.now() - start);
"""


def in_python(question: Question) -> float:
    """The seconds of processor that Python takes."""
    start = time.process_time()
    try:
        if "case" in question:
            answer(question["case"])
        elif "workflow" in question:
            read_workflow(question["workflow"], "release.yml", question.get("publishers", []))
        else:
            given = question.get("publishers", [])
            publishers = read_publishers(given if isinstance(given, str) else json.dumps(given))
            log = read_log(question["log"]) if "log" in question else None
            diagnose(Case(log, publishers, question.get("claims")))
            redact(question.get("log", ""))
    except BadInput:
        pass
    return time.process_time() - start


def in_node(folder: Path, question: Question) -> float:
    """The seconds that the checker takes in Node."""
    (folder / "asked.json").write_text(json.dumps(question), encoding="utf-8")
    (folder / "time.mjs").write_text(ASK, encoding="utf-8")
    ran = subprocess.run(["node", "time.mjs"], cwd=folder, capture_output=True, text=True, check=True)
    return float(ran.stdout) / 1000


def run() -> None:
    """Print for each kind of input the time of the larger one, and how many times that of the smaller one it is."""
    with tempfile.TemporaryDirectory() as name:
        lay_out(Path(name))
        for kind, question in KINDS.items():
            size = SIZES.get(kind, 4000)
            told = [kind]
            for engine, ask in (("Python", in_python), ("Node", lambda asked: in_node(Path(name), asked))):
                if engine == "Node" and "workflow" in question(1):
                    continue
                small, large = (ask(question(each)) for each in (size, 10 * size))
                told.append(f"{engine} {large:.2f} s, {large / small:.0f} times")
            print("; ".join(told), flush=True)
