"""Put a diagnosis into words: for a terminal, for a program, or as GitHub annotations."""

import json
import re
from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from answer.case import Case
from answer.causes import Diagnosis
from catalogue import CAUSES, PROVIDERS, Both, Certainty, Lang, page, say
from shared.safe_text import redact, shown, visible

BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class CauseAnswer(TypedDict):
    """One cause, as `--format json` prints it."""

    cause: str
    certainty: Certainty
    field: str | None
    expected: str | None
    found: str | None
    line: int | None
    who: str
    advice: str
    url: str


class Answer(TypedDict):
    """The diagnosis as `--format json` prints it; the command line's reference page describes each field."""

    client: str | None
    error: dict[str, str | None] | None
    claims: Mapping[str, Any] | None
    decision: dict[str, Any] | None
    register: dict[str, str] | None
    causes: list[CauseAnswer]
    index: str | None
    messages: list[str]
    assumed: list[str]
    form: NotRequired[str]


def as_object(case: Case, diagnosis: Diagnosis, lang: Lang) -> Answer:
    """The diagnosis of a case as an object."""
    return {
        "client": case.log.client if case.log else None,
        "error": case.log.error if case.log else None,
        "claims": case.known_claims,
        "decision": diagnosis.decision.as_json() if diagnosis.decision else None,
        "register": diagnosis.register,
        "causes": [
            {
                "cause": cause.cause,
                "certainty": cause.certainty,
                "field": cause.field,
                "expected": cause.expected,
                "found": cause.found,
                "line": cause.line,
                "who": CAUSES[cause.cause]["who"],
                "advice": CAUSES[cause.cause]["advice"][lang],
                "url": page(cause.cause, lang),
            }
            for cause in diagnosis.causes
        ],
        "index": case.index,
        "messages": case.log.messages if case.log else [],
        "assumed": diagnosis.assumed,
    }


def as_json_text(answer: Any) -> str:
    r"""JSON with what can't be seen escaped and what must stay secret left out.

    >>> print(as_json_text({"found": "pypi\u202e"}))
    {
      "found": "pypi\u202e"
    }
    """
    text = json.dumps(redacted(answer), ensure_ascii=False, indent=2)
    return "".join(char if char == "\n" or visible(char) else json.dumps(char)[1:-1] for char in text)


def redacted(value: Any) -> Any:
    """The same object with every string in it redacted: before JSON escapes what stands around a secret."""
    if isinstance(value, Mapping):
        return {redact(str(name)): redacted(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [redacted(member) for member in value]
    return redact(value) if isinstance(value, str) else value


def as_text(answer: Answer, lang: Lang, colour: bool = False) -> str:
    """The diagnosis for a person: the certain and the likely causes in full, the possible ones a line each."""
    bold, dim, plain = (BOLD, DIM, PLAIN) if colour else ("", "", "")
    lines = [*opening(answer, lang), ""]
    strong = sum(cause["certainty"] != "possible" for cause in answer["causes"])
    told = answer["causes"][: max(strong + 3, 6)]
    for number, cause in enumerate(told, 1):
        title, how = CAUSES[cause["cause"]]["title"][lang], say(cause["certainty"], lang)
        lines.append(f"{number}. {bold}{title}{plain} ({how})")
        if cause["certainty"] != "possible" or len(answer["causes"]) == 1:
            lines += [f"   {line}" for line in compared(cause, answer, lang)]
            lines += [f"   {cause['advice']}", f"   {say('who', lang)}: {say(cause['who'], lang)}."]
        lines.append(f"   {dim}{cause['url']}{plain}")
    if rest := len(answer["causes"]) - len(told):
        lines.append(say("more", lang, count=rest, url=page("", lang)))
    if answer["register"] and not (answer["decision"] or {}).get("accepted"):
        lines += ["", say("register", lang) + ":"]
        lines += [
            f"   {label}: {shown(value) or say('any', lang)}" for label, value in labelled(answer["register"], lang)
        ]
        lines += [f"   {answer['form']}"] if "form" in answer else []
    if answer["assumed"] and answer["decision"]:
        lines += ["", say("assumed", lang, claims=", ".join(answer["assumed"]))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip()) + "\n"


def opening(answer: Answer, lang: Lang) -> list[str]:
    """What happened, in a line or two."""
    lines = []
    error, decision = answer["error"], answer["decision"]
    if error:
        reason = f" ({shown(error['reason'])})" if error["reason"] else ""
        lines.append(f"{say('failed', lang)}: {error['code']}{reason}")
    if decision and decision["accepted"]:
        lines.append(say("accepted", lang, number=decision["matched_publisher"] + 1))
        lines += [say("contradiction", lang)] if error and answer["causes"] else []
    elif decision and not error:
        reason = f" ({shown(decision['reason'])})" if decision["reason"] else ""
        lines.append(f"{say('refused', lang)}: {decision['error_code']}{reason}")
    for outcome in (decision or {}).get("outcomes", ()):
        lines.append(f"{say('outcomes', lang)}: {shown(outcome['reason'] or say('accepts', lang))}")
    if not answer["causes"] and not lines:
        unknown = answer["client"] and not answer["messages"]
        lines.append(say("no-known-failure" if unknown else "nothing-wrong", lang))
    return lines


def compared(cause: CauseAnswer, answer: Answer, lang: Lang) -> list[str]:
    """The publisher's value over the token's."""
    if cause["line"]:
        return [say("line", lang, number=cause["line"])]
    if not cause["field"] or (cause["expected"] is None and cause["found"] is None):
        return []
    names = [say("on-pypi", lang), say("in-token", lang)]
    width = max(map(len, names)) + 1
    values = [cause["expected"], cause["found"]]
    provider = (answer["register"] or {}).get("provider")
    label = dict(labels(lang, provider)).get(cause["field"], cause["field"])
    shows = [shown(value) if value else say("nothing", lang) for value in values]
    return [f"{label}:", *(f"  {name + ':':{width}} {value}" for name, value in zip(names, shows, strict=True))]


def labels(lang: Lang, provider: str | None) -> list[tuple[str, str]]:
    """PyPI's own labels of one provider's form fields, or of all: English first, since its Russian pages mix both."""
    forms = [PROVIDERS[provider]] if provider else PROVIDERS.values()
    return [(field["name"], both(field["label"], lang)) for form in forms for field in form["fields"]]


def labelled(register: Mapping[str, str], lang: Lang) -> list[tuple[str, str]]:
    """The values to register beside the labels of PyPI's form."""
    return [(label, register[name]) for name, label in labels(lang, register["provider"])]


def both(label: Both, lang: Lang) -> str:
    """A label as English and Russian readers of PyPI see it."""
    return label["en"] if lang == "en" or label["en"] == label["ru"] else f"{label['en']} («{label['ru']}»)"


def as_github(answer: Answer, lang: Lang) -> str:
    """Annotations for a workflow run: an error for each certain or likely cause, or a notice that nothing is wrong."""
    told = [cause for cause in answer["causes"] if cause["certainty"] != "possible"] or answer["causes"][:1]
    if not told:
        return f"::notice::{escaped(' '.join(opening(answer, lang)))}\n"
    lines = []
    for cause in told:
        title = CAUSES[cause["cause"]]["title"][lang]
        message = "\n".join([*compared(cause, answer, lang), cause["advice"], cause["url"]])
        lines.append(f"::error title={escaped(title).replace(':', '%3A').replace(',', '%2C')}::{escaped(message)}")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text as GitHub's workflow commands take it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
