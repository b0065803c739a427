"""Find the reason that PyPI gives after a status line, if the catalogue does not know the reason.

Sources: twine@f536ac5 `twine/exceptions.py`, uv `crates/uv-publish`, each run on 2026-11-28; pypi/warehouse@6b62157124
`warehouse/forklift/utils.py`: PyPI puts its sentence into the status line and into the response body.
"""

import re

from evidence.outcome import ERROR, is_one
from shared.safe_text import shown

_PHRASES = "Bad Request|Forbidden|Conflict|Not Found|Too Many Requests|Unauthorized"
# twine's status line; the reason is in the lines below it.
STATUS = r"HTTPError: 4\d\d [A-Z][\w -]{1,40} from https?://[^\s]{1,300}[ \t]*\n?"
# PyPI's response, as the other clients show it, and as twine does with --verbose.
ANSWER = (
    rf"(?m)(?:^|Server (?:says|message): |\| |with status )4\d\d:? (?:Client Error: )?(?!{_PHRASES}|Client Error)"
    r"([A-Z'\"][^\n]{12,400}?)(?: for url: https?://|$)"
)
# The reason after the heading of a rejected exchange, if no other heading and no claims follow.
EXCHANGE = (
    r"(?:exchange failure:|for the following reasons:)\s{0,20}"
    r"(?!Token request failed: the server refused the request for|This generally|The claims|If a claim|"
    r"(?:[*•-] )?`?(?:sub|repository|ref|environment)\b|Error:|Post job)"
    r"((?:[*•-] )?[^\n]{12,400})"
)
# A line that is no longer part of the sentence.
OTHER = (
    rf"(?:{_PHRASES})\W*$|[^A-Z'\"]|(?:INFO|WARNING|NOTE|Uploading|Retry|During|File |Run |Post |Cleaning|Finished|"
    r"PyPI upload|Could not restore|No stash|For more information|View at|Response from)"
)
LINES = 5  # the maximum number of lines in a sentence


def unknown_reason(text: str) -> str | None:
    r"""The sentence with which PyPI rejected an upload or a token; None if there is none.

    >>> unknown_reason("HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/\nThe moon is full today.")
    'The moon is full today.'
    >>> unknown_reason("HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/\nBad Request")
    """
    for status in re.finditer(STATUS, text):
        sentence: list[str] = []
        for line in text[status.end() : status.end() + 1000].split("\n")[:LINES]:
            if (
                not line.strip()
                or re.match(ERROR, line)
                or is_one("nothing", line)
                or (not sentence and re.match(OTHER, line))
            ):
                break
            sentence.append(line.strip())
        if len(" ".join(sentence).split()) > 2:
            return shown(" ".join(sentence))
    answer = re.search(ANSWER, text) or re.search(EXCHANGE, text)
    return shown(answer[1].strip()) if answer else None
