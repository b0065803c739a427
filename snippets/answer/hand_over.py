"""The text to send to an owner of the project, and the address of PyPI's form with the values filled in."""

from collections.abc import Mapping

from answer.report import Answer, labelled
from catalogue import CAUSES, Lang, say
from pypi.indexes import INDEXES
from shared.safe_text import HIDDEN, MOST, redact, shown


def publishing_page(project: str, index: str | None, register: Mapping[str, str] | None = None) -> str:
    """The address of a project's *Publishing* page; with `register`, of its form with these values in it.

    The form takes them from the address and registers nothing until it is sent. A value too long to be shown is
    left out, and so is one that holds a secret. Without an `index` the page is PyPI's.
    Source: pypi/warehouse@6b62157124, `warehouse/manage/views/oidc_publishers.py`.

    >>> publishing_page("sampleproject", "testpypi", {"provider": "google", "email": "ci@example.org", "sub": ""})
    'https://test.pypi.org/manage/project/sampleproject/settings/publishing/?provider=google&email=ci%40example.org'
    """
    address = INDEXES[index or "pypi"].address
    told = {name: redact(value) for name, value in (register or {}).items() if 0 < len(value) <= MOST}
    query = "&".join(f"{name}={quoted(value)}" for name, value in told.items() if HIDDEN not in value)
    return f"{address}/manage/project/{quoted(project)}/settings/publishing/{query and '?' + query}"


def quoted(value: str) -> str:
    """A value as part of an address, as browsers write it; no secret, and no half of a character."""
    from urllib.parse import quote  # imported here: most runs do without, and it slows the start

    whole = redact(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return quote(whole, safe="!*'()")


def hand_over(answer: Answer, lang: Lang, project: str | None = None) -> str:
    """What to send: the failure, what to compare on PyPI or to change in the repository, the form; nothing secret.

    `answer` has at least one cause, or an error that nothing here explains.
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
