"""The message to send to an owner of the project."""

from answer.form_links import publishing_page
from answer.report import Answer, labelled
from catalogue import CAUSES, Lang, say
from shared.safe_text import shown


def hand_over(answer: Answer, lang: Lang, project: str | None = None) -> str:
    """The message: the failure, what to compare on PyPI or change in the repository, and the form; no secrets.

    `answer` has at least one cause, or an error that the guide doesn't explain.
    """
    if not answer["causes"]:
        lines = [say("our-job-unexplained", lang, line=shown(line)) for line in answer["unexplained"]]
        return "\n\n".join([*lines, say("nothing-secret", lang)]) + "\n"
    first, register = answer["causes"][0], answer["register"]
    failure = answer["error"] or answer["decision"] or {}
    code, reason = failure.get("code") or failure.get("error_code"), failure.get("reason")
    said = f"{code} ({shown(reason)})" if reason else code
    paragraphs = [[say("our-job", lang, said=said)] if said else [say("our-job-fails", lang)]]
    asked = register if first["who"] == "publisher" or first["certainty"] == "possible" else None
    if asked:
        paragraphs += [
            [say("look-there", lang), publishing_page(project or "PROJECT", answer["index"])],
            [f"   {label}: {shown(value) or say('any', lang)}" for label, value in labelled(asked, lang)],
        ]
    if first["certainty"] != "possible":
        why = f"{say('why', lang)}: {CAUSES[first['cause']]['title'][lang]} ({say(first['certainty'], lang)})."
        paragraphs.insert(1, [first["act"], why, first["url"]])
    if asked:
        form = publishing_page(project or "PROJECT", answer["index"], asked)
        paragraphs += [[say("add-anew", lang), form], [say("if-it-agrees", lang), say("nothing-secret", lang)]]
    return "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"
