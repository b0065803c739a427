"""Put a diagnosis into words: for a terminal or for a program."""

import re
from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from answer.act import act_of, line_of
from answer.case import Case
from answer.causes import Diagnosis
from answer.form_links import setup_page
from catalogue import CAUSES, MESSAGES, PYPI_CODES, SERVICES, WORDS, Lang, address, labels, page, say
from catalogue.entries import Certainty
from shared.safe_text import shown

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
    act: str
    change: str | None
    advice: str
    url: str


class Answer(TypedDict):
    """The diagnosis as `--format json` prints it; the command line's reference page describes each field."""

    client: str | None
    error: dict[str, str | None] | None
    claims: Mapping[str, Any] | None
    decision: dict[str, Any] | None
    register: dict[str, str] | None
    setup: str | None
    causes: list[CauseAnswer]
    index: str | None
    messages: list[str]
    assumed: list[str]
    unexplained: list[str]
    remarks: list[str]
    uploaded: list[str]
    cut: str | None
    service: str | None
    went_well: bool
    form: NotRequired[str]


def as_object(case: Case, diagnosis: Diagnosis, lang: Lang, project: str | None = None) -> Answer:
    """The diagnosis of a case as an object. `project` is its name on PyPI, if that is known."""
    register = diagnosis.register
    return {
        "client": case.log.client if case.log else None,
        "error": case.log.error if case.log else None,
        "claims": case.known_claims,
        "decision": diagnosis.decision.as_json() if diagnosis.decision else None,
        "register": register,
        "setup": setup_page(register, case.index, project, lang) if register else None,
        "causes": [
            {
                "cause": cause.cause,
                "certainty": cause.certainty,
                "field": cause.field,
                "expected": cause.expected,
                "found": cause.found,
                "line": cause.line,
                "who": CAUSES[cause.cause]["who"],
                "act": act_of(cause, case, lang),
                "change": line_of(cause, case),
                "advice": CAUSES[cause.cause]["advice"][lang],
                "url": page(cause.cause, lang),
            }
            for cause in diagnosis.causes
        ],
        "index": case.index,
        "messages": case.log.messages if case.log else [],
        "assumed": diagnosis.assumed,
        "unexplained": case.log.unexplained if case.log else [],
        "remarks": remarks_of(case, diagnosis),
        "uploaded": case.log.uploaded if case.log else [],
        "cut": case.log.cut if case.log else None,
        "service": case.log.service if case.log else None,
        "went_well": case.log.went_well if case.log else False,
    }


def remarks_of(case: Case, diagnosis: Diagnosis) -> list[str]:
    """The ids of the messages that are worth knowing but don't lead to any of the causes."""
    told = {cause.cause for cause in diagnosis.causes}
    remarks = case.log.remarks if case.log else []
    return [
        each for each in remarks if not told & {cause for some in MESSAGES[each]["causes"].values() for cause in some}
    ]


def as_text(answer: Answer, lang: Lang, colour: bool = False) -> str:
    """The diagnosis for a person: what to do about certain and likely causes, and why; one line per possible cause."""
    strong = sum(cause["certainty"] != "possible" for cause in answer["causes"])
    told = answer["causes"][: max(strong + 3, 6)]
    causes = [line for number, cause in enumerate(told, 1) for line in cause_lines(cause, number, answer, lang, colour)]
    if rest := len(answer["causes"]) - len(told):
        causes.append(say("more", lang, count=rest, url=page("", lang)))
    values = values_to_compare(answer, lang)
    parts = [opening(answer, lang), *([values, causes] if is_open(answer) else [causes, values])]
    parts += [[said] for said in besides(answer, lang)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def is_open(answer: Answer) -> bool:
    """Whether nothing shows which field differs, so that the reader has to compare the values."""
    matching = [cause["certainty"] for cause in answer["causes"] if CAUSES[cause["cause"]]["group"] == "matching"]
    return bool(matching) and {cause["certainty"] for cause in answer["causes"]} == {"possible"}


def cause_lines(cause: CauseAnswer, number: int, answer: Answer, lang: Lang, colour: bool) -> list[str]:
    """A cause: what to do, why, and who can do it; only title and URL if the cause is one of several possible ones."""
    bold, dim, plain = (BOLD, DIM, PLAIN) if colour else ("", "", "")
    title = f"{CAUSES[cause['cause']]['title'][lang]} ({say(cause['certainty'], lang)})"
    last = f"   {dim}{cause['url']}{plain}"
    if cause["certainty"] == "possible" and len(answer["causes"]) > 1:
        return [f"{number}. {bold}{title}{plain}", last]
    why = [f"{say('why', lang)}: {title}.", *compared(cause, answer, lang), *how_to_see(cause, answer, lang)]
    lines = [*why, f"{say('who', lang)}: {say(cause['who'], lang)}."]
    return [f"{number}. {bold}{cause['act']}{plain}", *(f"   {line}" for line in lines), last]


def values_to_compare(answer: Answer, lang: Lang) -> list[str]:
    """The values that a publisher needs for this token, unless PyPI accepts the token."""
    if not answer["register"] or (answer["decision"] or {}).get("accepted"):
        return []
    values = [f"   {label}: {shown(value) or say('any', lang)}" for label, value in labelled(answer["register"], lang)]
    forms = [f"   {answer['form']}"] if "form" in answer else []
    forms += [f"   {say('setup-form-filled', lang)}: {answer['setup']}"] if answer["setup"] else []
    return [f"{say('register', lang)}:", *values, *forms]


def how_to_see(cause: CauseAnswer, answer: Answer, lang: Lang) -> list[str]:
    """How to make the log's client show the reason that PyPI gave."""
    word = f"reason-{answer['client']}"
    return [say(word, lang)] if cause["cause"] == "upload-reason-not-shown" and word in WORDS else []


def besides(answer: Answer, lang: Lang) -> list[str]:
    """What is worth knowing besides the causes: a claim that is cut off, uploaded files, the CI service, remarks."""
    said = []
    if answer["cut"]:
        said.append(say("cut", lang, claim=answer["cut"]))
    if answer["uploaded"]:
        files = ", ".join(shown(file) for file in answer["uploaded"])
        said.append(say("uploaded", lang, files=files, url=address("finish-release", lang)))
    service = next((each for each in SERVICES if each["id"] == answer["service"]), None)
    if service and not service.get("trusted"):
        said.append(say("other-ci", lang, service=service["name"], url=page("no-ci-environment", lang)))
    for remark in answer["remarks"]:
        message = MESSAGES[remark]
        said.append(f"{say('remark', lang)}: {address('messages/' + message['page'], lang)}#{remark}")
    return said


def opening(answer: Answer, lang: Lang) -> list[str]:
    """What happened, in a line or two."""
    lines = []
    error, decision = answer["error"], answer["decision"]
    if error:
        lines.append(f"{say('failed', lang)}: {in_words(error['code'] or '', error['reason'])}")
    if decision and decision["accepted"]:
        said = say("accepted", lang, number=decision["matched_publisher"] + 1)
        lines.append(say("contradiction", lang) if error and answer["causes"] else said)
    elif decision and not error:
        lines.append(f"{say('refused', lang)}: {in_words(decision['error_code'], decision['reason'])}")
    outcomes = (decision or {}).get("outcomes", ())
    lines += [f"{say('outcomes', lang)}: {shown(each['reason'] or say('accepts', lang))}" for each in outcomes]
    if answer["unexplained"]:
        lines += [f"{say('unexplained', lang)}:", *(f"   {shown(line)}" for line in answer["unexplained"])]
        lines.append(say("unexplained-next", lang, url=address("messages", lang)))
    if not answer["causes"] and not lines:
        lines.append(say(nothing_found(answer), lang))
    return lines


def in_words(code: str, reason: str | None) -> str:
    """An error as a reader finds it in the log: a code that PyPI doesn't send is left out if there is a reason."""
    if not reason:
        return code
    return f"{code} ({shown(reason)})" if code in PYPI_CODES else shown(reason)


def nothing_found(answer: Answer) -> str:
    """The id of the sentence for an answer without a cause: the job went well, or the log doesn't show how it ended."""
    if answer["client"] and not answer["messages"]:
        return "went-well" if answer["went_well"] else "no-known-failure"
    return "went-well" if answer["went_well"] else "nothing-wrong"


def compared(cause: CauseAnswer, answer: Answer, lang: Lang) -> list[str]:
    """The publisher's value above the token's."""
    if cause["line"]:
        return [say("line", lang, number=cause["line"])]
    if not cause["field"] or (cause["expected"] is None and cause["found"] is None):
        return []
    names = [say("on-pypi", lang), say("in-token", lang)]
    width = max(map(len, names)) + 1
    values = [cause["expected"], cause["found"]]
    provider = (answer["register"] or {}).get("provider")
    label = dict(labels(lang, provider)).get(cause["field"], cause["field"])
    shows = [with_blanks(shown(value)) if value else say("nothing", lang) for value in values]
    return [f"{label}:", *(f"  {name + ':':{width}} {value}" for name, value in zip(names, shows, strict=True))]


def with_blanks(text: str) -> str:
    r"""The string with the spaces that nobody sees (at its ends, and next to other spaces) written as escapes.

    >>> print(with_blanks("my environment "))
    my environment\x20
    """
    return re.sub("^ +| +$| {2,}", lambda found: r"\x20" * len(found[0]), text)


def labelled(register: Mapping[str, str], lang: Lang) -> list[tuple[str, str]]:
    """The values to register, next to the labels of PyPI's form."""
    return [(label, register[name]) for name, label in labels(lang, register["provider"])]
