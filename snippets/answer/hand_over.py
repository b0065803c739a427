"""The text for whoever can change the setting, and the address of PyPI's form with the values filled in."""

from collections.abc import Mapping
from typing import Any

from answer.report import labelled
from catalogue import CAUSES, say
from shared.safe_text import MOST, redact, shown


def publishing_page(project: str, index: str | None, register: Mapping[str, str] | None = None) -> str:
    """The address of a project's *Publishing* page; with `register`, of its form with these values in it.

    The form takes them from the address and registers nothing until it is sent. A value too long to be shown is
    left out.
    Source: pypi/warehouse@6b62157124, `warehouse/manage/views/oidc_publishers.py`.

    >>> publishing_page("sampleproject", "testpypi", {"provider": "google", "email": "ci@example.org", "sub": ""})
    'https://test.pypi.org/manage/project/sampleproject/settings/publishing/?provider=google&email=ci%40example.org'
    """
    host = "test.pypi.org" if index == "testpypi" else "pypi.org"
    query = "&".join(f"{name}={quoted(value)}" for name, value in (register or {}).items() if 0 < len(value) <= MOST)
    return f"https://{host}/manage/project/{quoted(project)}/settings/publishing/{query and '?' + query}"


def quoted(value: str) -> str:
    """A value as part of an address, as browsers write it; no secret, and no half of a character."""
    from urllib.parse import quote  # here, since most runs need it not

    whole = redact(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return quote(whole, safe="!*'()")


def hand_over(found: Mapping[str, Any], lang: str, project: str | None = None) -> str:
    """What to send: the failure, what to compare on PyPI or to change in the repository, the form; nothing secret.

    `found` is the object that `report.as_object` returns, with at least one cause.
    """
    first, register = found["causes"][0], found["register"]
    failure = found["error"] or found["decision"] or {}
    code, reason = failure.get("code") or failure.get("error_code"), failure.get("reason")
    said = f"{code} ({shown(reason)})" if reason else code
    paragraphs = [[say("our-job", lang, said=said)] if said else [say("our-job-fails", lang)]]
    asked = register and (first["who"] == "publisher" or first["certainty"] == "possible")
    if asked:
        paragraphs += [
            [say("look-there", lang), publishing_page(project or "PROJECT", found["index"])],
            [f"   {label}: {shown(value) or say('any', lang)}" for label, value in labelled(register, lang)],
        ]
    if first["certainty"] != "possible":
        title = f"{CAUSES[first['cause']]['title'][lang]} ({say(first['certainty'], lang)})."
        paragraphs.append([title, first["advice"], first["url"]])
    if asked:
        form = publishing_page(project or "PROJECT", found["index"], register)
        paragraphs += [[say("add-anew", lang), form], [say("if-it-agrees", lang), say("nothing-secret", lang)]]
    return "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"
