"""Put a diagnosis into words: for a terminal, for a program, or as GitHub annotations."""

import json
import re
from collections.abc import Mapping
from typing import Any

from answer.causes import Diagnosis
from catalogue import CAUSES, PROVIDERS, page, say
from pypi.decision import as_json
from shared.safe_text import redact, shown, visible

Log = Mapping[str, Any]
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def as_object(log: Log | None, claims: Mapping[str, Any] | None, diagnosis: Diagnosis, lang: str) -> dict[str, Any]:
    """The diagnosis as the object that `--format json` prints; the command line's reference page describes it."""
    return {
        "client": log and log["client"],
        "error": log and log["error"],
        "claims": claims or (log and log["claims"]),
        "decision": as_json(diagnosis.decision) if diagnosis.decision else None,
        "register": diagnosis.register,
        "causes": [
            cause._asdict()
            | {
                "who": CAUSES[cause.cause]["who"],
                "advice": CAUSES[cause.cause]["advice"][lang],
                "url": page(cause.cause, lang),
            }
            for cause in diagnosis.causes
        ],
        "index": log and log["index"],
        "messages": [each.message for each in log["messages"]] if log else [],
        "assumed": diagnosis.assumed,
    }


def as_json_text(found: Mapping[str, Any]) -> str:
    r"""JSON with what can't be seen escaped and what must stay secret left out.

    >>> print(as_json_text({"found": "pypi\u202e"}))
    {
      "found": "pypi\u202e"
    }
    """
    text = json.dumps(redacted(found), ensure_ascii=False, indent=2)
    return "".join(each if each == "\n" or visible(each) else json.dumps(each)[1:-1] for each in text)


def redacted(value: Any) -> Any:
    """The same object with every text in it redacted: before JSON escapes what stands around a secret."""
    if isinstance(value, Mapping):
        return {redact(str(name)): redacted(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [redacted(each) for each in value]
    return redact(value) if isinstance(value, str) else value


def as_text(found: Mapping[str, Any], lang: str, colour: bool = False) -> str:
    """The diagnosis for a person: the certain and the likely causes in full, the possible ones a line each."""
    bold, dim, plain = (BOLD, DIM, PLAIN) if colour else ("", "", "")
    lines = [*opening(found, lang), ""]
    strong = sum(cause["certainty"] != "possible" for cause in found["causes"])
    told = found["causes"][: max(strong + 3, 6)]
    for number, cause in enumerate(told, 1):
        title, how = CAUSES[cause["cause"]]["title"][lang], say(cause["certainty"], lang)
        lines.append(f"{number}. {bold}{title}{plain} ({how})")
        if cause["certainty"] != "possible" or len(found["causes"]) == 1:
            lines += [f"   {line}" for line in compared(cause, found, lang)]
            lines += [f"   {cause['advice']}", f"   {say('who', lang)}: {say(cause['who'], lang)}."]
        lines.append(f"   {dim}{cause['url']}{plain}")
    if rest := len(found["causes"]) - len(told):
        lines.append(say("more", lang, count=rest, url=page("", lang)))
    if found["register"] and not (found["decision"] or {}).get("accepted"):
        lines += ["", say("register", lang) + ":"]
        lines += [
            f"   {label}: {shown(value) or say('any', lang)}" for label, value in labelled(found["register"], lang)
        ]
        lines += [f"   {found['form']}"] if found.get("form") else []
    if found["assumed"] and found["decision"]:
        lines += ["", say("assumed", lang, claims=", ".join(found["assumed"]))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip()) + "\n"


def opening(found: Mapping[str, Any], lang: str) -> list[str]:
    """What happened, in a line or two."""
    lines = []
    error, decision = found["error"], found["decision"]
    if error:
        reason = f" ({shown(error['reason'])})" if error["reason"] else ""
        lines.append(f"{say('failed', lang)}: {error['code']}{reason}")
    if decision and decision["accepted"]:
        lines.append(say("accepted", lang, number=decision["matched_publisher"] + 1))
        lines += [say("contradiction", lang)] if error and found["causes"] else []
    elif decision and not error:
        reason = f" ({shown(decision['reason'])})" if decision["reason"] else ""
        lines.append(f"{say('refused', lang)}: {decision['error_code']}{reason}")
    for outcome in (decision or {}).get("outcomes", ()):
        lines.append(f"{say('outcomes', lang)}: {shown(outcome['reason'] or say('accepts', lang))}")
    if not found["causes"] and not lines:
        unknown = found["client"] and not found["messages"]
        lines.append(say("no-known-failure" if unknown else "nothing-wrong", lang))
    return lines


def compared(cause: Mapping[str, Any], found: Mapping[str, Any], lang: str) -> list[str]:
    """The publisher's value over the token's."""
    if cause["line"]:
        return [say("line", lang, number=cause["line"])]
    if not cause["field"] or (cause["expected"] is None and cause["found"] is None):
        return []
    names = [say("on-pypi", lang), say("in-token", lang)]
    width = max(map(len, names)) + 1
    values = [cause["expected"], cause["found"]]
    provider = (found["register"] or {}).get("provider")
    label = dict(labels(lang, provider)).get(cause["field"], cause["field"])
    shows = [shown(value) if value else say("nothing", lang) for value in values]
    return [f"{label}:", *(f"  {name + ':':{width}} {value}" for name, value in zip(names, shows, strict=True))]


def labels(lang: str, provider: str | None) -> list[tuple[str, str]]:
    """PyPI's own labels of one provider's form fields, or of all: English first, since its Russian pages mix both."""
    forms = [PROVIDERS[provider]] if provider else PROVIDERS.values()
    return [(field["name"], both(field["label"], lang)) for form in forms for field in form["fields"]]


def labelled(register: Mapping[str, str], lang: str) -> list[tuple[str, str]]:
    """The values to register beside the labels of PyPI's form."""
    fields = PROVIDERS[register["provider"]]["fields"]
    return [(both(field["label"], lang), register[field["name"]]) for field in fields]


def both(label: Mapping[str, str], lang: str) -> str:
    """A label as English and Russian readers of PyPI see it."""
    return label["en"] if lang == "en" or label["en"] == label["ru"] else f"{label['en']} («{label['ru']}»)"


def as_github(found: Mapping[str, Any], lang: str) -> str:
    """Annotations for a workflow run: an error for each certain or likely cause, or a notice that nothing is wrong."""
    told = [cause for cause in found["causes"] if cause["certainty"] != "possible"] or found["causes"][:1]
    if not told:
        return f"::notice::{escaped(' '.join(opening(found, lang)))}\n"
    lines = []
    for cause in told:
        title = CAUSES[cause["cause"]]["title"][lang]
        message = "\n".join([*compared(cause, found, lang), cause["advice"], cause["url"]])
        lines.append(f"::error title={escaped(title).replace(':', '%3A').replace(',', '%2C')}::{escaped(message)}")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text as GitHub's workflow commands take it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
