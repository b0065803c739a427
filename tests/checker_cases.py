"""What both engines are asked: every recorded case, every log in every shape, and values that nobody would expect.

Each case is `function`, `arguments` as the checker's exports take them, and the answer of the Python engine.
"""

import functools
import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import forms
from catalogue import BadInput, find_messages, flatten
from causes import diagnose
from hand_over import hand_over
from matching import answer
from pages import ROOT
from publishers import read_publishers
from read_log import read_log
from report import as_object, as_text, redacted
from shapes import SHAPES

Case = tuple[str, list[Any], Any]
LOGS = sorted((ROOT / "tests/logs").glob("*.txt"))
VECTORS = [path.stem for path in sorted((ROOT / "tests/vectors").glob("*.jsonl")) if path.stem != "forms"]
# Blanks of every kind, what can't be seen, what looks like something else, halves of characters, marks of code.
CHARACTERS = [
    *"aZ09 '\"`\\/@:.,-_*|>[](){}=%\t\n\r\v\f\0\x07\x1b\x1c\x1f\x7f\x85\u00a0\u00ad\u200b\u200e\u202e\u2028\u2029",
    *"\u2066\u3000\ufeff\ufdd0\ud800éßñаеΣςıİſK٣²ⅷ漢ﬁ’“–\u0301", "😀", "\U0001d7d9", "\U000e0041", "%0A", "%25", "\r\n",
    "MISSING", "None", "//", "](https:", "eyJhbGciOiJub25lIn0", "pypi-AgEIcHlwaS5vcmc", ".yml@", ".yaml", "<img src=x>",
]  # fmt: skip
VALUES = [
    None, True, False, 0, 1, -1, 42, 1.5, 1e-7, 2.5e-5, "", " ", "0", "true", "None", [], ["a", None, 1.25, "é'"], {},
    {"a": [True, {"b": "\u202e\"'"}]}, [[]], "x" * 3000, "a/b/c", "/", "@", "://", "org:a:project:b",
    "project_path:a/b:c", "a.yml@", "/.yml@x", "//a\n.yml@b", "https://gitlab.com", "https://accounts.google.com",
    "ПаКеТ/RеРо", "İ/ıſ", "ΑΣ/ας",
]  # fmt: skip


def told(log: str | None, publishers: str | list[Any], claims: Any, lang: str) -> dict[str, Any]:
    """What diagnose.py prints as JSON, or the word of the sentence that refuses the input."""
    try:
        evidence = read_log(log) if log is not None else None
        settings = read_publishers(publishers if isinstance(publishers, str) else json.dumps(publishers))
    except BadInput as bad:
        return refusal(bad)
    found = redacted(as_object(evidence, claims, diagnose(evidence, settings, claims), lang))
    handed = hand_over(found, lang, "Sample Project~") if found["causes"] else None
    return found | {"text": as_text(found, lang), "handed": handed}


def refusal(bad: BadInput) -> dict[str, Any]:
    """The sentence that refuses an input, by its word; how JSON is broken each language tells in its own way."""
    return {"bad": bad.word, "values": {name: value for name, value in bad.values.items() if name != "error"}}


@functools.cache
def records(name: str) -> list[dict[str, Any]]:
    """The recorded cases of one file; a line ends at a line feed only, whatever str.splitlines() thinks."""
    with (ROOT / f"tests/vectors/{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def vectors() -> Iterator[Case]:
    """PyPI's recorded decisions."""
    for name in VECTORS:
        for case in records(name):
            options = {key: case[key] for key in ("provider", "pending", "used_jtis") if key in case}
            yield "decide", [case["publishers"], case["claims"], options], answer(case | {"id": None})


def logs() -> Iterator[Case]:
    """Every log in every shape, with its publisher and without one."""
    for number, (log, shape) in enumerate((log, shape) for log in LOGS for shape in SHAPES):
        text, lang = shape(log.read_text(encoding="utf-8")), ("en", "ru")[number % 2]
        settings = log.with_name(log.name.split(".")[0] + ".publisher.json")
        for publishers in ["[]", *([settings.read_text(encoding="utf-8")] if settings.exists() else [])]:
            yield diagnosis(text, publishers, None, lang)
    yield from long_logs()


def long_logs() -> Iterator[Case]:
    """Logs above a megabyte: before, in and behind lines that tell nothing, and lines that all look like failures."""
    for number, log in enumerate(LOGS[::7]):
        noise = ("Collecting build (12.3 MB)\n", "ERROR: error in a flaky test\n")[number % 2] * 45_000
        text = log.read_text(encoding="utf-8")
        yield diagnosis((text + noise, noise[:700_000] + text + noise, noise + text)[number % 3], "[]", None, "en")


def diagnosis(log: str | None, publishers: Any, claims: Any, lang: str) -> Case:
    """One case for `diagnose`."""
    given = {"log": log, "publishers": publishers, "claims": claims}
    return "diagnose", [given, lang], told(log, publishers, claims, lang)


def hostile_claims(count: int) -> Iterator[Case]:
    """Recorded tokens and publishers, with something in them that no CI service would send."""
    chance = random.Random(20261122)  # noqa: S311 - the same cases in each run
    recorded = [case for name in VECTORS for case in records(name)]
    for number in range(count):
        case = chance.choice(recorded)
        claims = dict(case["claims"])
        for name in chance.sample(sorted(claims), min(len(claims), chance.choice([0, 1, 1, 2]))):
            claims[name] = spoilt(claims[name], chance)
        if chance.random() < 0.5:
            for name in chance.sample(["iss", "sha", "jti", "environment", "workflow_ref", "job_workflow_ref"], 3):
                claims.pop(name, None)
        publishers = [{"provider": case["provider"], **each} for each in case["publishers"]]
        for each in publishers[: chance.choice([0, 1, 2])]:
            name = chance.choice(sorted(each))
            value = spoilt(each[name], chance)
            each[name] = value if isinstance(value, str) and name != "provider" else each[name]
        used = [chance.choice([claims.get("jti"), 1, True, "1", [], None])]
        if number % 3:
            yield diagnosis(None, publishers, claims, chance.choice(["en", "ru"]))
        else:
            options = {"provider": case["provider"], "used_jtis": used}
            asked = {"publishers": case["publishers"], "claims": claims, **options}
            yield "decide", [case["publishers"], claims, options], answer(asked)


def spoilt(value: Any, chance: random.Random) -> Any:
    """Another value, or the same one with something odd put into it, or in another letter case."""
    if not isinstance(value, str) or chance.random() < 0.4:
        return chance.choice(VALUES)
    how = chance.choice([str.upper, str.title, str.swapcase, str.strip, mixed, mixed, mixed])
    return mixed(value, chance) if how is mixed else how(value)


def mixed(text: str, chance: random.Random) -> str:
    """The text with some odd characters put into it, or parts of it replaced or lost."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        odd = "".join(chance.choices(CHARACTERS, k=chance.randint(1, 3)))
        text = text[:at] + odd + text[at + chance.randint(0, 2) :]
    return text


def hostile_logs(count: int) -> Iterator[Case]:
    """Logs cut, mixed and littered; publishers' lines likewise."""
    chance = random.Random(20261123)  # noqa: S311 - the same cases in each run
    texts = [log.read_text(encoding="utf-8") for log in LOGS]
    lines = "GitHub\nRepository: octo-org/sampleproject Workflow: release.yml\n\nEnvironment name: (Any)\n"
    other = "GitLab Project: a/b/c Top-level pipeline: .ci.yml Environment name: (Любая) Issuer: https://gitlab.com"
    third = "Google\tEmail: a@b.c\r\nSubject:  (Any) ActiveState Organization: o ActiveState Project: p Actor: q"
    again = "Missing claim 'jti'. Could not extract workflow filename from OIDC claims. Missing claim 'jti'."
    for log in (again, texts[0] * 150 + texts[-1], "* `ref`: `x`\n" * 1001 + texts[2], "\n".join(texts)):
        yield diagnosis(log, "[]", None, "ru")
    for _ in range(count):
        log = chance.choice(texts) + chance.choice(["", "", chance.choice(texts)])
        log = chance.choice(SHAPES)(log)
        for _ in range(chance.randint(1, 8)):
            log = mixed(log, chance)
        publishers = chance.choice(["[]", lines, lines + other, other, third])
        yield diagnosis(log, mixed(publishers, chance) if chance.random() < 0.5 else publishers, None, "en")


def publishers() -> Iterator[Case]:
    """Settings in JSON that are complete, too few, too many, or none."""
    chance = random.Random(20261124)  # noqa: S311 - the same cases in each run
    whole = {"provider": "github", "owner": "o", "repository": "r", "workflow_filename": "w.yml", "owner_id": 42}
    for value in [*VALUES, {"provider": "constructor"}, {"email": "a@b.c", "__proto__": "x"}, [whole, {"actor_id": 1}]]:
        yield publisher_case(json.dumps(value))
        yield publisher_case(json.dumps(whole | {chance.choice(sorted(whole)): value}))


def publisher_case(text: str) -> Case:
    """One case for `readPublishers`."""
    try:
        return "readPublishers", [text], read_publishers(text)
    except BadInput as bad:
        return "readPublishers", [text], refusal(bad)


# What only PyPI can know: which accounts, projects and instances there are.
UNKNOWABLE = re.compile(r"Unknown GitHub|not found$|Not a valid choice")


def form_inputs() -> Iterator[Case]:
    """PyPI's recorded forms: which message it gives, by the message's id; the pending publisher's project aside."""
    for case in records("forms"):
        errors = forms.fill_in(case["provider"], case["input"]).errors
        known = {field: said for field, said in errors.items() if not UNKNOWABLE.search(said)}
        ids = {field: find_messages(flatten(said))[0].message for field, said in known.items()}
        yield "checkForm", [case["provider"], case["input"]], ids


COLUMNS = {"owner": "repository_owner", "repository": "repository_name", "project": "activestate_project_name"}


def stored_forms() -> Iterator[Case]:
    """PyPI's recorded forms of a project: what it stores of what was typed; GitHub's spelling of the owner aside."""
    for case in records("forms"):
        if (stored := case["stored"]) and case["form"] == "project":
            typed = {name: value or "" for name, value in case["input"].items()}
            kept = {name: stored[name if name in stored else COLUMNS[name]] or "" for name in typed}
            if "owner" in typed:
                kept["owner"] = typed["owner"]
            yield "storedForm", [case["provider"], typed], kept


GROUPS: dict[str, Callable[[], Iterator[Case]]] = {
    "vectors": vectors,
    "logs": logs,
    "claims": lambda: hostile_claims(2500),
    "littered-logs": lambda: hostile_logs(700),
    "publishers": publishers,
    "forms": form_inputs,
    "stored": stored_forms,
}
