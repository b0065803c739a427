"""What both engines are asked: every recorded case, every log in every shape, and values that nobody would expect."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice, product
from typing import Any

import edges_of_logs
import edges_of_settings
from evidence.long_log import excerpt
from hidden_secrets import hidden_well, hidings
from hostile_cases import hostile_claims, hostile_logs, odd_publishers, repeated_logs
from matching import answer
from questions import VECTORS, Question, diagnosis, form_messages, publisher_case
from samples import LOGS, recorded_cases, settings_of
from shapes import SHAPES
from shared.safe_text import redact


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


def form_inputs() -> Iterator[Question]:
    """PyPI's recorded forms: which message it gives, by the message's id; the pending publisher's project aside."""
    for case in recorded_cases("forms"):
        yield "checkForm", [case["provider"], case["input"]], form_messages(case["provider"], case["input"])


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


def edges(step: int = 1) -> Iterator[Question]:
    """What stands at the edges of the rules: each `step`th question, and no other is worked out."""
    return (ask() for ask in islice(edge_questions(), 0, None, step))


def edge_questions() -> Iterator[Callable[[], Question]]:
    """How to ask each question at the edges of the rules."""
    for number, text in enumerate(edges_of_logs.logs()):
        yield partial(diagnosis, text, "[]", None, ("en", "ru")[number % 2])
    # Four fields differ, and everything else that can be wrong is in the log, too.
    [first] = [log for log in LOGS if log.stem == "environment-missing-in-workflow.action"]
    row = {"provider": "github", "owner": "Octo-Org", "repository": "Sampleproject", "workflow_filename": "z.yml"}
    every = "\n".join(log.read_text(encoding="utf-8") for log in [first, *LOGS])
    yield partial(diagnosis, every, [{**row, "environment": "w"}], None, "en")
    for index in ("pypi", "testpypi"):  # named beside the log, or without one
        yield from (partial(diagnosis, log.read_text(encoding="utf-8"), "[]", None, "en", index) for log in LOGS[::9])
        yield partial(diagnosis, None, [], edges_of_settings.PAIRS["google"][1], "en", index)
    for text in edges_of_settings.publisher_texts():
        yield partial(publisher_case, text)
    for number, (settings, claims) in enumerate(edges_of_settings.settings()):
        yield partial(diagnosis, None, settings, claims, ("en", "ru")[number % 2])
    for case in edges_of_settings.decisions():
        yield partial(decided, case)
    for provider, values in edges_of_settings.forms():
        yield partial(filled_in, provider, values)
    for pieces in edges_of_logs.excerpts():
        yield partial(cut_down, pieces)


def decided(case: dict[str, Any]) -> Question:
    """A decision."""
    options = {"used_jtis": case["used_jtis"]} if "used_jtis" in case else {}
    return "decide", [case["publishers"], case["claims"], options], answer(case)


def filled_in(provider: str, values: dict[str, str]) -> Question:
    """A form with these values."""
    return "checkForm", [provider, values], form_messages(provider, values)


def cut_down(pieces: Any) -> Question:
    """The excerpt of a long log, which is given as numbers of dots, each with the string after them."""
    kept = excerpt("".join("." * dots + text for dots, text in pieces))
    return "excerpt", [pieces], re.sub(r"\.+", lambda dots: f"[{len(dots[0])}]", kept)


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
    "edges": lambda: edges(5),
    EVERY_EDGE: edges,
    "claims": lambda: hostile_claims(2500),
    "littered-logs": lambda: chain(repeated_logs(), hostile_logs(700)),
    "publishers": odd_publishers,
    "forms": form_inputs,
    "stored": stored_forms,
    "secrets": lambda: secrets(200),
}
