"""How a job ended: whether it succeeded, which line reports its error, and which files PyPI accepted before that.

Sources: what the clients print, each run on 2026-11-28 (twine 7.0.0, uv 0.13.9, poetry 2.5.1, flit 4.2.0, hatch 1.18.2,
pdm 2.29.4, maturin 1.16.0), and docs.github.com and docs.gitlab.com for the last lines of a job.
"""

import re
from collections import deque
from functools import cached_property

from catalogue import ENDINGS
from shared.safe_text import MOST, shown

# Patterns are strings: re compiles each one when it is first used. Compiling all of them would slow every start.
# A line that reports an error; clean_lines has turned the runners' marks into "Error: ".
ERROR = (
    r"(?m)^[ \t`]*(?:"
    r"(?:Error|ERROR|error|FATAL|Fatal|fatal|FAILED|FAILURE)\b(?::|  )|"
    r"Checking [^\n]{1,200}: ERROR  |"  # twine check
    r"FAILED [\w./\\-]{1,200}\.py\b|"  # pytest
    r"#\d{1,4} ERROR:|"  # docker's build
    r"(?:[\w.]{1,100}\.)?[A-Z]\w{0,80}(?:Error|Exception|Failure|Timeout)\b(?::|\s*$)|"  # the last line of a traceback
    r"(?:Invalid[A-Z]\w{1,40}|Un[a-z]{1,20}[A-Z]\w{1,40}|NonInteractive|[A-Z]\w{1,40}Detected): |"  # old twine's
    r"\[\w{1,80}Error\]|"  # pdm's, and old poetry's
    r"[45]\d\d (?:Client|Server) Error: |"  # flit's and pdm's
    r"HTTP Error \d|Error uploading to repository|Upload failed \(\d|"  # poetry's, hatch's, setuptools'
    r"(?:Caused by|cause): |"  # the reasons that uv and maturin print
    r"💥|⛔|❌|✖|✘|🚨|npm (?:ERR!|error )|docker: Error|BUILD FAILED|"
    # GitHub's annotations, as on its web page, for a job that didn't start or lost its runner
    r"The (?:hosted|self-hosted) runner\b|The runner has received a shutdown|The job (?:was not started|running on)|"
    # a missing command, or a command with an unknown option; make; Travis's script
    r"'?[\w./ -]{1,80}'?(?:: error: |: can't open file| is not recognized as an internal| : The term '|"
    r": (?:line \d{1,6}: )?(?:[\w./-]{1,80}: )?(?:command )?not found\b)|"
    r"make(?:\[\d\])?: \*\*\*|The command \S{1,200} exited with [1-9]|"
    r"(?:Process completed|(?:Command )?[Ee]xited) with |Finished: FAILURE|script returned exit code [1-9]|"
    r"Traceback \(most recent call last\))"
)
# Words that report a failure in the middle of a line, for logs in which no line begins with an error.
HINT = (
    r"(?m)^[^\n]{0,300}?\b(?<!\b0 )(?:[Ee]rror|ERROR|[Ff]ailed|FAILED|[Ff]ailure|[Rr]efused|[Dd]enied|[Ff]orbidden|"
    r"[Uu]nauthorized|[Tt]imed out|[Cc]annot|[Cc]an't|[Cc]ould not|[Uu]nable to|No module named|NativeCommandError|"
    r"Service Unavailable|Bad Gateway|Gateway Time-?out|Internal Server Error|File \"[^\"\n]{1,300}\", line \d+)\b"
    r"(?! ?=|\(\)|-)[^\n]{0,300}"
)
READ = 2000  # how many of the lines that report an error are read: the last ones
HEADING = 60  # the maximum length of a line that ends in a colon and says nothing by itself
# `Uploading FILE`, and hatch's `FILE ... success`.
UPLOADING = r"(?m)^(?:\W )?(Uploading\s+)?(?:\S{0,200}/)?([^\s/]{1,300}\.(?:whl|tar\.gz|zip))(\s\.\.\.\ssuccess)?"


class Outcome:
    r"""How a job ended, as far as its cleaned log shows.

    `uploading` says whether any upload began, `begun` is the position where the last one began, `success` that of
    the last sign that an upload succeeded; both are -1 if there is none.

    >>> log = Outcome("Uploading a-1.whl\nUploading a-1.tar.gz\nHTTPError: 400 Bad Request")
    >>> log.taken, log.errors, log.went_well
    (['a-1.whl'], ['HTTPError: 400 Bad Request'], False)
    """

    def __init__(self, text: str) -> None:
        self.text = text = "\n".join(line.rstrip() for line in text.split("\n"))
        files = any(sign in text for sign in (".whl", ".tar.gz", ".zip"))
        uploads = [match for match in re.finditer(UPLOADING, text) if match[1] or match[3]] if files else []
        self.uploading = bool(uploads)
        self.begun = uploads[-1].start() if uploads else -1
        self.success = last("success", text)
        self.files = list(dict.fromkeys(match[2] for match in uploads))

    @cached_property
    def reported(self) -> list[str]:
        """The lines that report an error after the last upload. An error before it didn't end the job."""
        return errors_of(self.text, max(self.begun, self.success, 0))

    @cached_property
    def done(self) -> bool:
        """Whether the CI service reports success, and no upload failed whose exit status a script ignored."""
        swallowed = self.uploading and self.success < self.begun
        return last("done", self.text) >= 0 and not (swallowed and self.reported)

    @property
    def errors(self) -> list[str]:
        """The lines that report what ended the job."""
        return [] if self.done else self.reported

    @property
    def quiet(self) -> bool:
        """Whether the log reports nothing after the last upload: most clients print nothing after a success."""
        behind = self.text[self.begun :] if self.uploading else ""
        # twine says at the end what it uploaded, if an attempt succeeds after one that failed.
        gave_up = 'Received "' in self.text[max(self.success, 0) :]
        return self.uploading and not self.errors and not gave_up and not hints_of(behind)

    @property
    def went_well(self) -> bool:
        """Whether a step succeeded and nothing failed after it."""
        return (self.done or self.success >= 0 or self.quiet) and not self.errors

    @property
    def taken(self) -> list[str]:
        """The files that PyPI accepted before the job failed: the client began the next file after each of them."""
        return self.files if self.success >= self.begun else self.files[:-1]


def last(kind: str, text: str) -> int:
    """Where the last sign of this kind ends, -1 if there is none. A client may wrap a sign at the terminal's width."""
    text = text.replace("\n", " ")
    return max((at + len(sign) for sign in ENDINGS[kind] if (at := text.rfind(sign)) >= 0), default=-1)


def errors_of(text: str, start: int) -> list[str]:
    """The last lines after a position that report an error; only the lines with a reason, if there are any."""
    lines = [line_at(text, start + match.start()) for match in deque(re.finditer(ERROR, text[start:]), READ)]
    lines = [line for line in dict.fromkeys(lines) if not is_one("harmless", line)]
    return ([line for line in lines if not is_one("nothing", line)] or lines)[-3:]


def hints_of(text: str) -> list[str]:
    """The last lines of a text that mention a failure anywhere in the line."""
    found = [shown(match[0].strip()) for match in deque(re.finditer(HINT, text), READ)]
    return [line for line in dict.fromkeys(found) if not is_one("harmless", line)][-3:]


def is_one(kind: str, line: str) -> bool:
    """Whether a line is `harmless`, or is the last line of any failed step and gives no reason (`nothing`)."""
    return any(sign in line for sign in ENDINGS[kind]) or (kind == "nothing" and line in ("Error:", "Bad Request"))


def line_at(text: str, start: int) -> str:
    """The line at a position, made safe to show; with the next line if it is only a heading or a name."""
    lines = [line.strip() for line in text[start : start + 2 * MOST].split("\n") if line.strip()][:2]
    heading = len(lines[0]) < HEADING and (lines[0].endswith((":", "]")) or " " not in lines[0])
    return shown(" ".join(lines[: 1 + heading]))
