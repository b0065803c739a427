"""What both engines are asked: every recorded case, every log in every shape, and values that nobody would expect.

Each case is `function`, `arguments` as the checker's exports take them, and the answer of the Python engine.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from itertools import chain, islice, product
from typing import Any

import edges_of_logs
import edges_of_settings
import samples
from answer.case import Case
from answer.causes import diagnose
from answer.hand_over import hand_over
from answer.report import as_object, as_text
from evidence.log import read_log
from evidence.long_log import excerpt
from evidence.publishers import read_publishers
from evidence.wordings import find_messages, flatten
from hidden_secrets import hidden_well, hidings
from hostile import VALUES, mixed, spoilt
from matching import answer
from pypi import forms
from samples import LOGS, recorded_cases, settings_of
from shapes import SHAPES
from shared.bad_input import BadInput
from shared.safe_json import redacted
from shared.safe_text import redact

Question = tuple[str, list[Any], Any]
VECTORS = [path.stem for path in sorted(samples.VECTORS.glob("*.jsonl")) if path.stem != "forms"]


def told(
    log: str | None, publishers: str | list[Any], claims: Any, lang: str, index: str | None = None
) -> dict[str, Any]:
    """What diagnose.py prints as JSON, or the word of the sentence that refuses the input."""
    try:
        evidence = read_log(log) if log is not None else None
        settings = read_publishers(publishers if isinstance(publishers, str) else json.dumps(publishers))
    except BadInput as bad:
        return refusal(bad)
    case = Case(evidence, settings, claims, index=index)
    found = redacted(as_object(case, diagnose(case), lang))
    handed = None
    if found["causes"] or found["unexplained"]:
        handed = hand_over(found, lang, "Sample Project~" if lang == "en" else None)
    return found | {"text": as_text(found, lang), "handed": handed}


def refusal(bad: BadInput) -> dict[str, Any]:
    """The sentence that refuses an input, and its word; how JSON is broken each language tells in its own way."""
    return {"bad": bad.word, "name": bad.values.get("name"), "said": None if "error" in bad.values else str(bad)}


def vectors() -> Iterator[Question]:
    """PyPI's recorded decisions."""
    for name in VECTORS:
        for case in recorded_cases(name):
            options = {key: case[key] for key in ("provider", "pending", "used_jtis") if key in case}
            yield "decide", [case["publishers"], case["claims"], options], answer(case | {"id": None})


def logs(first: int, step: int) -> Iterator[Question]:
    """Logs in their shapes, each with its publisher and without one: of all pairs of a log and a shape, each `step`th.

    A step that has no divisor in common with the number of shapes leads through all shapes.
    """
    for number, (log, shape) in islice(enumerate(product(LOGS, SHAPES)), first, None, step):
        text, lang = shape(log.read_text(encoding="utf-8")), ("en", "ru")[number % 2]
        settings = settings_of(log)
        for publishers in ["[]", *([settings.read_text(encoding="utf-8")] if settings.exists() else [])]:
            yield diagnosis(text, publishers, None, lang)


def long_logs() -> Iterator[Question]:
    """Logs above a megabyte: before, in and behind lines that tell nothing, and lines that all look like failures."""
    for number, log in enumerate(LOGS[::12]):  # each of three places, in either noise
        noise = ("Collecting build (12.3 MB)\n", "ERROR: error in a flaky test\n")[number % 2] * 45_000
        text = log.read_text(encoding="utf-8")
        yield diagnosis((text + noise, noise[:700_000] + text + noise, noise + text)[number % 3], "[]", None, "en")
    many = "".join(f"Error: number {number}\n" for number in range(3000))
    yield diagnosis(
        f"Error: the first one of all\n{many}" + "Error: Process completed with exit code 1.\n" * 2500, "[]", None, "en"
    )


def diagnosis(log: str | None, publishers: Any, claims: Any, lang: str, index: str | None = None) -> Question:
    """One case for `diagnose`."""
    given = {"log": log, "publishers": publishers, "claims": claims} | ({"index": index} if index else {})
    return "diagnose", [given, lang], told(log, publishers, claims, lang, index)


def hostile_claims(count: int, seed: object = 20261122) -> Iterator[Question]:
    """Recorded tokens and publishers, with something in them that no CI service would send."""
    chance = random.Random(seed)  # noqa: S311 - the same cases for the same seed
    recorded = [case for name in VECTORS for case in recorded_cases(name)]
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


def repeated_logs() -> Iterator[Question]:
    """The same message, log or claim again and again, and all logs in one."""
    texts = [log.read_text(encoding="utf-8") for log in LOGS]
    again = "Missing claim 'jti'. Could not extract workflow filename from OIDC claims. Missing claim 'jti'."
    for log in (again, texts[0] * 150 + texts[-1], "* `ref`: `x`\n" * 1001 + texts[2], "\n".join(texts)):
        yield diagnosis(log, "[]", None, "ru")


def hostile_logs(count: int, seed: object = 20261123) -> Iterator[Question]:
    """Logs cut, mixed and littered; publishers' lines likewise."""
    chance = random.Random(seed)  # noqa: S311 - the same cases for the same seed
    texts = [log.read_text(encoding="utf-8") for log in LOGS]
    lines = "GitHub\nRepository: octo-org/sampleproject Workflow: release.yml\n\nEnvironment name: (Any)\n"
    other = "GitLab Project: a/b/c Top-level pipeline: .ci.yml Environment name: (Любая) Issuer: https://gitlab.com"
    third = "Google\tEmail: a@b.c\r\nSubject:  (Any) ActiveState Organization: o ActiveState Project: p Actor: q"
    for _ in range(count):
        log = chance.choice(texts) + chance.choice(["", "", chance.choice(texts)])
        log = chance.choice(SHAPES)(log)
        for _ in range(chance.randint(1, 8)):
            log = mixed(log, chance)
        publishers = chance.choice(["[]", lines, lines + other, other, third])
        yield diagnosis(log, mixed(publishers, chance) if chance.random() < 0.5 else publishers, None, "en")


def publishers() -> Iterator[Question]:
    """Settings in JSON that are complete, too few, too many, or none."""
    chance = random.Random(20261124)  # noqa: S311 - the same cases in each run
    whole = {"provider": "github", "owner": "o", "repository": "r", "workflow_filename": "w.yml", "owner_id": 42}
    for value in [*VALUES, {"provider": "constructor"}, {"email": "a@b.c", "__proto__": "x"}, [whole, {"actor_id": 1}]]:
        yield publisher_case(json.dumps(value))
        yield publisher_case(json.dumps(whole | {chance.choice(sorted(whole)): value}))


def publisher_case(text: str) -> Question:
    """One case for `readPublishers`."""
    try:
        return "readPublishers", [text], read_publishers(text)
    except BadInput as bad:
        return "readPublishers", [text], refusal(bad)


def hostile_publishers(count: int, seed: object) -> Iterator[Question]:
    """Settings with something in them that no person would type: JSON, and lines of PyPI's page."""
    chance = random.Random(seed)  # noqa: S311 - the same cases for the same seed
    lines = [text for text in edges_of_settings.publisher_texts() if not text.startswith("{")]
    recorded = [case for name in VECTORS for case in recorded_cases(name) if case["publishers"]]
    for _ in range(count):
        case = chance.choice(recorded)
        publisher = {"provider": case["provider"], **chance.choice(case["publishers"])}
        for name in chance.sample(sorted(publisher), chance.randint(0, 2)):
            publisher[name] = spoilt(publisher[name], chance)
        yield publisher_case(chance.choice([json.dumps(publisher), mixed(chance.choice(lines), chance)]))


def hostile_forms(count: int, seed: object) -> Iterator[Question]:
    """Values typed into PyPI's forms with something odd in them."""
    chance = random.Random(seed)  # noqa: S311 - the same cases for the same seed
    recorded = recorded_cases("forms")
    for _ in range(count):
        case = chance.choice(recorded)
        values = {name: value or "" for name, value in case["input"].items() if name != "project_name"}
        for name in chance.sample(sorted(values), min(len(values), chance.randint(1, 2))):
            value = spoilt(values[name], chance)
            values[name] = value if isinstance(value, str) else values[name]
        yield "checkForm", [case["provider"], values], form_messages(case["provider"], values)


# What only PyPI can know: which accounts, projects and instances there are.
UNKNOWABLE = re.compile(r"Unknown GitHub|not found$|Not a valid choice")


def form_inputs() -> Iterator[Question]:
    """PyPI's recorded forms: which message it gives, by the message's id; the pending publisher's project aside."""
    for case in recorded_cases("forms"):
        yield "checkForm", [case["provider"], case["input"]], form_messages(case["provider"], case["input"])


def form_messages(provider: str, values: dict[str, str]) -> dict[str, str]:
    """The ids of the messages that a form gives, by field."""
    errors = forms.fill_in(provider, values).errors
    known = {field: said for field, said in errors.items() if not UNKNOWABLE.search(said)}
    return {field: find_messages(flatten(said))[0].message for field, said in known.items()}


COLUMNS = {"owner": "repository_owner", "repository": "repository_name", "project": "activestate_project_name"}


def stored_forms() -> Iterator[Question]:
    """PyPI's recorded forms of a project: what it stores of what was typed; GitHub's spelling of the owner aside."""
    for case in recorded_cases("forms"):
        if (stored := case["stored"]) and case["form"] == "project":
            typed = {name: value or "" for name, value in case["input"].items()}
            kept = {name: stored[name if name in stored else COLUMNS[name]] or "" for name in typed}
            if "owner" in typed:
                kept["owner"] = typed["owner"]
            yield "storedForm", [case["provider"], typed], kept


def edges() -> Iterator[Question]:
    """What stands at the edges of the rules."""
    for number, text in enumerate(edges_of_logs.logs()):
        yield diagnosis(text, "[]", None, ("en", "ru")[number % 2])
    # Four fields differ, and everything else that can be wrong is in the log, too.
    [first] = [log for log in LOGS if log.stem == "environment-missing-in-workflow.action"]
    row = {"provider": "github", "owner": "Octo-Org", "repository": "Sampleproject", "workflow_filename": "z.yml"}
    every = "\n".join(log.read_text(encoding="utf-8") for log in [first, *LOGS])
    yield diagnosis(every, [{**row, "environment": "w"}], None, "en")
    for index in ("pypi", "testpypi"):  # named beside the log, or without one
        yield from (diagnosis(log.read_text(encoding="utf-8"), "[]", None, "en", index) for log in LOGS[::9])
        yield diagnosis(None, [], edges_of_settings.PAIRS["google"][1], "en", index)
    for text in edges_of_settings.publisher_texts():
        yield publisher_case(text)
    for number, (settings, claims) in enumerate(edges_of_settings.settings()):
        yield diagnosis(None, settings, claims, ("en", "ru")[number % 2])
    for case in edges_of_settings.decisions():
        options = {"used_jtis": case["used_jtis"]} if "used_jtis" in case else {}
        yield "decide", [case["publishers"], case["claims"], options], answer(case)
    for provider, values in edges_of_settings.forms():
        yield "checkForm", [provider, values], form_messages(provider, values)
    for pieces in edges_of_logs.excerpts():
        kept = excerpt("".join("." * dots + text for dots, text in pieces))
        yield "excerpt", [pieces], re.sub(r"\.+", lambda dots: f"[{len(dots[0])}]", kept)


def secrets(number: int, seed: object = 20261128) -> Iterator[Question]:
    """Secrets in every disguise: what each engine leaves of the text."""
    for given in [*hidings(), *hidden_well(number, seed)]:
        yield "redact", [given.text], redact(given.text)


EVERY_SHAPE = "logs-in-every-shape"  # takes half a minute
EVERY_EDGE = "every-edge"
LONGER = (EVERY_SHAPE, EVERY_EDGE, "claims", "littered-logs")  # what the quick tests leave out
GROUPS: dict[str, Callable[[], Iterator[Question]]] = {
    "vectors": vectors,
    "logs": lambda: logs(0, len(SHAPES) + 1),
    EVERY_SHAPE: lambda: chain(logs(0, 1), long_logs()),
    "edges": lambda: islice(edges(), 0, None, 3),
    EVERY_EDGE: edges,
    "claims": lambda: hostile_claims(2500),
    "littered-logs": lambda: chain(repeated_logs(), hostile_logs(700)),
    "publishers": publishers,
    "forms": form_inputs,
    "stored": stored_forms,
    "secrets": lambda: secrets(500),
}
