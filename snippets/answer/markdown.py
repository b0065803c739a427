"""A diagnosis for a GitHub Actions run: the annotations, and the summary as Markdown.

The summary begins with what to do. The fields, the page and the message for an owner follow.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape

from answer.annotations import as_github, escaped, parameter
from answer.case import Case
from answer.form_links import publishing_page, setup_page
from answer.hand_over import hand_over
from answer.report import Answer, CauseAnswer, besides, labelled, opening
from catalogue import CAUSES, Lang, labels, say
from evidence.nearest import nearest
from shared.safe_text import shown


def as_markdown(case: Case, answer: Answer, lang: Lang, project: str | None = None) -> str:
    """The diagnosis as Markdown; every value in it is shown as code, whatever it contains."""
    lines = [*first_cause(answer, lang), *fields_table(case, answer, lang), *other_causes(answer, lang)]
    lines += [plain(line) for line in besides(answer, lang)]
    if found := [f"- [{plain(say(word, lang))}]({form})" for word, form in forms(answer, lang, project)]:
        lines.append("\n".join(found))
    if answer["causes"] or answer["unexplained"]:
        text = escape(hand_over(answer, lang, project))
        title = plain(say("to-hand-over", lang))
        lines.append(f"<details><summary>{title}</summary>\n\n<pre>{blank_lines(text)}</pre>\n</details>")
    return "\n\n".join(lines) + "\n"


def forms(answer: Answer, lang: Lang, project: str | None) -> Iterator[tuple[str, str]]:
    """The links to pre-filled forms, each with the name of the form; none if PyPI accepts the token."""
    register = answer["register"]
    if register and not (answer["decision"] or {}).get("accepted"):
        if project:
            yield "open-form", publishing_page(project, answer["index"], register)
        if setup := setup_page(register, answer["index"], project, lang):
            yield "setup-form-filled", setup


def annotations(answer: Answer, lang: Lang, file: str, lines_of: Mapping[str | None, int]) -> str:
    """Like `as_github`, but one annotation with all causes and the values to compare if all are only possible."""
    open_question = answer["causes"] and answer["causes"][0]["certainty"] == "possible"
    if not open_question:
        return as_github(answer, lang, file, lines_of)
    titles = [f"- {CAUSES[cause['cause']]['title'][lang]}: {cause['url']}" for cause in answer["causes"]]
    lines = [*opening(answer, lang), say("possible-causes", lang), *titles]
    if answer["register"]:
        values = [
            f"- {label}: {shown(value) or say('any', lang)}" for label, value in labelled(answer["register"], lang)
        ]
        lines += [say("compare-these", lang), *values]
    number = lines_of.get(None)
    place = f"file={parameter(file)},line={number}," if file and number else ""
    return f"::error {place}title={parameter(say('possible-title', lang))}::{escaped(chr(10).join(lines))}\n"


def first_cause(answer: Answer, lang: Lang) -> list[str]:
    """What to do, and why; if no cause is certain or likely, what the log says."""
    said = [plain(line) for line in opening(answer, lang)]
    if not answer["causes"]:
        return said
    cause = answer["causes"][0]
    title = CAUSES[cause["cause"]]["title"][lang]
    if cause["certainty"] == "possible":
        return said
    who = f"{say('who', lang)}: {say(cause['who'], lang)}."
    act = f"**{spoken(cause['act'])}**"
    return [act, f"[{plain(title)}]({cause['url']}) ({say(cause['certainty'], lang)}). {plain(who)}", *said]


def other_causes(answer: Answer, lang: Lang) -> list[str]:
    """The other causes, with their pages."""
    first = answer["causes"][:1]
    rest = answer["causes"][1:] if first and first[0]["certainty"] != "possible" else answer["causes"]
    if not rest:
        return []
    lines = [listed(cause, lang) for cause in rest]
    return [
        plain(say("other-causes" if len(rest) < len(answer["causes"]) else "possible-causes", lang)),
        "\n".join(lines),
    ]


def listed(cause: CauseAnswer, lang: Lang) -> str:
    """A cause in a line: its title, how certain it is, and what to do."""
    title = CAUSES[cause["cause"]]["title"][lang]
    return f"- [{plain(title)}]({cause['url']}) ({say(cause['certainty'], lang)}): {spoken(cause['act'])}"


def fields_table(case: Case, answer: Answer, lang: Lang) -> list[str]:
    """PyPI's fields with the token's values, next to the values on PyPI if these are known."""
    register = answer["register"]
    if not register or not case.token:
        return []
    fields = labels(lang, register["provider"])
    if not case.own:
        head = [say("pypi-field", lang), say("in-token", lang)]
        rows = [[plain(label), code(register[name], say("nothing", lang))] for name, label in fields]
        return [plain(say("compare-these", lang)), table(head, rows)]
    near = nearest(case.token, case.own)
    differing = {each.field for each in near.differences}
    head = [say("pypi-field", lang), say("on-pypi", lang), say("in-token", lang), ""]
    there, differs = case.own[near.number], say("differs", lang)
    rows = [
        [
            plain(label),
            code(there.get(name), say("any" if name in ("environment", "sub") else "nothing", lang)),
            code(register[name], say("nothing", lang)),
            differs if name in differing else "",
        ]
        for name, label in fields
    ]
    rows += [  # what PyPI stores in addition to the form's fields, such as the owner's id
        [code(each.field, ""), *(code(side, say("nothing", lang)) for side in (each.expected, each.found)), differs]
        for each in near.differences
        if each.field not in dict(fields)
    ]
    return [table(head, rows)]


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table."""
    lines = [[plain(each) for each in head], ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(value: str | None, nothing: str) -> str:
    """A value as code, or the word for a missing value."""
    return f"<code>{plain(shown(value))}</code>" if value else f"*{plain(nothing)}*"


def plain(text: str) -> str:
    """A string that Markdown and HTML show unchanged; URLs stay links.

    >>> plain("a|b *c* <d>")
    'a&#124;b &#42;c&#42; &#60;d&#62;'
    """
    return plain_inside(text.strip())


def plain_inside(text: str) -> str:
    """The same for a part of a string, whose spaces at both ends are kept."""
    return "".join(f"&#{ord(each)};" if each in "\\`*_{}[]<>#|&~$@!" else each for each in text)


def spoken(act: str) -> str:
    """The sentence with its backticks and asterisks as HTML elements; everything else stays as it is.

    >>> spoken("Set *Owner* to `a*b`.")
    'Set <em>Owner</em> to <code>a&#42;b</code>.'
    """
    parts = re.split(r"`([^`]*)`|\*([^*`]+)\*", act)
    texts = zip(parts[::3], [*parts[1::3], None], [*parts[2::3], None], strict=True)
    return "".join(
        plain_inside(text)
        + (f"<code>{plain_inside(value)}</code>" if value else "")
        + (f"<em>{label}</em>" if label else "")
        for text, value, label in texts
    )


def blank_lines(text: str) -> str:
    """A string for a `pre` element; Markdown would end the element at a blank line."""
    return "\n".join(line or "&#8203;" for line in text.rstrip("\n").split("\n"))
