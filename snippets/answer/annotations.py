"""Put a diagnosis into the annotations of a workflow run on GitHub."""

from collections.abc import Mapping

from answer.report import Answer, compared, opening
from catalogue import CAUSES, Lang


def as_github(answer: Answer, lang: Lang, file: str = "", lines_of: Mapping[str | None, int] = {}) -> str:
    """Annotations for a workflow run: an error for each certain or likely cause, or a notice that nothing is wrong.

    `file` is the path of the workflow file; `lines_of` maps a field of PyPI's form, or None for any other, to the line
    of the file that shows the field.
    """
    told = [cause for cause in answer["causes"] if cause["certainty"] != "possible"] or answer["causes"][:1]
    if not told:
        kind = "error" if answer["unexplained"] else "notice"
        return f"::{kind}::{escaped(' '.join(line.strip() for line in opening(answer, lang)))}\n"
    lines = []
    for cause in told:
        title = CAUSES[cause["cause"]]["title"][lang]
        message = "\n".join([cause["act"], *compared(cause, answer, lang), cause["url"]])
        number = cause["line"] or lines_of.get(cause["field"]) or lines_of.get(None)
        place = f"file={parameter(file)},line={number}," if file and number else ""
        lines.append(f"::error {place}title={parameter(title)}::{escaped(message)}")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """A string escaped for GitHub's workflow commands."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def parameter(text: str) -> str:
    """A string escaped for a parameter of GitHub's workflow commands."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
