"""Remove what clients, CI services and people add to a log's lines: secrets, colours, time stamps, marks.

Sources: docs.github.com (workflow commands, downloads of logs); gitlab-org/gitlab!153516, the raw trace of a job;
pypi/warehouse@6b62157124 `warehouse/forklift/utils.py`, the HTML in which PyPI's message reaches a client.
"""

import re

from shared.safe_text import redact

# Patterns are strings: re compiles each one when it is first used. Compiling all of them would slow every start.
# Colours, terminal titles, Buildkite's times, and colours whose first character was lost when they were copied.
ANSI = (
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[]_P^X][^\x07\x1b]*(?:\x07|\x1b\\)|[()*+][0-9A-Z]|.)"
    r"|(?:[\ufffd←]|\^\[)?\[(?:(?:[0-4]|22|[349]\d)(?:;\d{1,3}){0,4}m|\d[AGJK])|_bk;t=\d{10,16}\x07?"
)
# GitLab's raw trace: the time, the stream, and + if the line continues the one before; then the section marks.
TRACE = r"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [0-9a-f]{2}[OE](?:([+])| ?)"
CONTINUED = r"\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z [0-9a-f]{2}[OE][+]"
SECTION = r"section_(?:start|end):\d{1,12}:[\w.-]{1,100}(?:\[[^\]\n]{0,100}\])?\r?"
_DATE = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?"
QUOTE = r"(?m)^(?:[ \t]{0,200}>){0,20}[ \t]*"
PREFIX = (
    r"(?m)^(?:[^\t\n]{0,200}\t[^\t\n]{0,200}\t(?=\ufeff?\d{4}-))?"  # gh run view --log: job and step
    rf"(?:\ufeff?{_DATE} ?|\[{_DATE}\] ?"  # the time in a downloaded log, GitHub's, Azure's and Jenkins'
    r"|\[?\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:\] ?| {1,2}))?"  # those of other services
    r"(?:Step #\d{1,3}(?: - \"[^\"\n]{1,80}\")?: )?"  # Google Cloud Build
    # act: workflow and job, and a symbol
    r"(?:\[[^\[\]\n/]{1,100}/[^\[\]\n]{1,100}\] {1,6}(?:\| ?)?(?:(?:❌|❗|❓|✅|⭐|🏁|☁|💬|🐳|🚀|⚙|🧪)\S? {1,4})?)?"
)
PREFIXED = (
    "\n0",
    "\n1",
    "\n2",
    "\n[",
    "\n\ufeff",
    "\nStep #",
    "\t2",
    "\t\ufeff",
)  # how a line with a prefix begins
# The runner's mark of an error, and its other marks.
ERROR_MARK = r"(?m)^(?:##\[error\]|::error(?: [^:\n]{0,500})?::)[ \t]*(?:Error: )?"
MARK = r"(?m)^(?:##\[\w{1,40}\]|::[\w-]{1,40}(?: [^:\n]{0,500})?::)"
# GitHub turns "12" in a pasted log into a link to the line with that number
LINK = r"\[([^\[\]\n]{0,200})\]\(https?:[^)\s]{0,2000}\)|\[(\d{1,6})\]\([\w/?&=#:.-]{1,300}\)"
NUMBER = r"(?m)^[ \t]*\d{1,6}[ \t]*\n"  # a line's number, copied from a web page
# The bar in front of a copied line ends where the client's own text begins.
PROGRESS = r"(?m)^[ \t]*\d{1,3}%[ \t]?(?:\||━|╸|╺|█|   |---)[^\n]*?(?:\n|$|(?=NOTE:|WARNING|ERROR|HTTPError))"
CURSOR = r"(?m)^(?:\[\?)?25[lh]"  # what is left of the codes that hide and show the cursor
TAG = r"</?(?:html|head|title|body|center|h1|hr|br|p|pre|code|details|summary)(?: [^<>\n]{0,200})?\s?/?>"
ENTITIES = {"&#x27;": "'", "&#39;": "'", "&quot;": '"', "&#34;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&"}
BYTES = r"\bb(['\"])(<html>[^\n]*)"  # poetry prints the response as a Python bytes literal
ESCAPED = (("%0D", ""), ("%0A", "\n"), ("%25", "%"), ("\r\n", "\n"), ("\r", "\n"), ("\u00a0", " "))


def clean_lines(text: str) -> str:
    r"""The text without secrets and without the prefixes of its lines; an error's mark becomes `Error: `.

    >>> clean_lines("publish\tUpload\t2026-11-28T08:15:00.1234567Z ##[error]File already exists")
    'Error: File already exists'
    >>> clean_lines("\x1b[31mError\x1b(B\x1b[m: File already exists")
    'Error: File already exists'
    """
    text = unescaped(redact(text))
    if any(sign in text for sign in ("Z 0", "\x1b", "[0", "[3", "_bk;")):
        text = without(TRACE, without(CONTINUED, text, "Z 0"), "Z 0")
        text = re.sub(ANSI, "", text)
    text = without(SECTION, text, "section_")
    for escaped, plain in ESCAPED:
        text = text.replace(escaped, plain)
    text = re.sub(QUOTE, "", text)
    if any(sign in f"\n{text}" for sign in PREFIXED):
        text = re.sub(QUOTE, "", re.sub(PREFIX, "", text))
    if "##[" in text or "::" in text:
        text = re.sub(MARK, "", re.sub(ERROR_MARK, "Error: ", text))
    text = without(CURSOR, re.sub(NUMBER, "", without(PROGRESS, text, "%")), "25l", "25h")
    # Times and marks may have split a secret.
    return redact(plain_html(re.sub(LINK, r"\1\2", text) if "](" in text else text))


def unescaped(text: str) -> str:
    r"""The text with real line breaks, if it was copied from JSON, where they are written as `\n`.

    >>> unescaped('{"message": "403 Forbidden\\nSee \\"help\\""}')
    '{"message": "403 Forbidden\nSee "help""}'
    """
    quoted = text.strip()[:1] == '"' or '": "' in text or '":"' in text
    if not quoted or text.count("\\n") <= text.count("\n"):
        return text
    return text.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')


def without(pattern: str, text: str, *signs: str) -> str:
    """The text without the matches of a pattern, which can match only if the text contains one of the signs."""
    return re.sub(pattern, "", text) if any(sign in text for sign in signs) else text


def plain_html(text: str) -> str:
    r"""The text of PyPI's HTML response, anywhere in the log, even if it was printed as a Python bytes literal.

    >>> plain_html("HTTP Error 403: Forbidden | b'<html>\\n <title>403 The user &#x27;o&#x27; isn\\'t allowed'")
    "HTTP Error 403: Forbidden | \n\n \n403 The user 'o' isn't allowed'"
    """
    if "<html>" in text:
        text = re.sub(BYTES, lambda found: found[2].replace("\\n", "\n").replace("\\'", "'").replace('\\"', '"'), text)
    if "&" in text:
        for entity, character in ENTITIES.items():
            text = text.replace(entity, character)
    return re.sub(TAG, "\n", text) if "<" in text else text
