"""Read the log of a failed job: which client, what the index answered, and the token's claims.

A log may come in any shape in which it reaches a person: as the web page shows it, as downloaded (time stamps,
CRLF), from `gh run view --log`, as the action prints it (`::error::…%0A…`), quoted, indented, wrapped again, re-typed.

Sources of the wordings: pypa/gh-action-pypi-publish `oidc-exchange.py`, astral-sh/uv `crates/uv-publish`,
pypa/twine@f536ac5 `twine/auth.py`; read on 2026-11-22.
"""

import re
from itertools import islice

from catalogue import CLIENTS, MESSAGES, PROVIDERS, WEIGHTS
from evidence.long_log import excerpt
from evidence.wordings import Found, find_messages, flatten
from shared.bad_input import BadInput
from shared.safe_text import redact

PRINTED = [table["printed"] for table in PROVIDERS.values()]
VAGUE = {claim for printed in PRINTED for claim in printed["vague"]}
# A list that holds one of these is a token's; `repository` and `ref` alone are also what actions/checkout prints.
TELLING = {claim for printed in PRINTED for claim in printed["telling"]}
TELLING |= {claim for client in CLIENTS for claim in client.get("prints", ())}
CLAIMS = sorted(TELLING | VAGUE)

ANSI = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|.)")
LINE_START = re.compile(
    r"^(?:[^\t\n]*\t[^\t\n]*\t)?"  # gh run view --log: job and step
    r"(?:\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z ?)?"  # the time in a downloaded log
    r"(?:[ \t]*>)*[ \t]*"  # a quote
    r"(?:##\[\w+\]|::\w+[^:\n]*::)?",  # the runner's marks
    re.MULTILINE,
)
LINK = re.compile(
    r"\[([^\[\]\n]{0,200})\]\(https?:[^)\s]{0,2000}\)"
)  # GitHub links "12" in a pasted log to a line of that number
NAMES = "|".join(sorted(CLAIMS, key=len, reverse=True))
MOST = 1_000  # claims that are read; a token has some thirty
# Every repetition has an end, so that no text can make the search slow.
CLAIM = re.compile(
    rf"(?<![\w.'-])[`\"*]{{0,4}}({NAMES})[`\"*]{{0,4}}[ \t]{{0,20}}[:|]"
    # in marks, as the action and uv print it; Some is Rust's
    r"(?:\s{0,99}(?:Some\(\s{0,99})?(?:`([^`\n]{0,500})`|\"([^\"]{0,500})\")"
    r"|[ \t]{0,99}(?!Some\()([^\s`\"|,{}][^|\n]{0,300}?))"  # bare
    rf"\*{{0,2}}[ \t]{{0,20}}(?=[,|)]|$|\n|[*•-][ \t]{{0,20}}[`\"*]{{0,4}}(?:{NAMES})\b|[ \t](?:{NAMES}):)",
    re.MULTILINE,
)
INDEX = re.compile(r"\b(?:test\.pypi\.org|testpypi|upload\.pypi\.org|audience pypi)\b", re.IGNORECASE)
RANK = {weight: rank for rank, weight in enumerate(WEIGHTS)}


class Log:
    """What a log tells: the id of the client, the failure that decides, and what else is said in it.

    `claims`: a claim that the log shows as missing is None. `index` is `pypi`, `testpypi` or None.
    """

    def __init__(
        self,
        client: str | None,
        failure: Found | None,
        remarks: list[Found],
        claims: dict[str, str | None] | None,
        index: str | None,
    ) -> None:
        self.client, self.failure, self.remarks, self.claims, self.index = client, failure, remarks, claims, index

    @property
    def messages(self) -> list[str]:
        """The ids of all messages, the failure's first."""
        return [said.message for said in ([self.failure] if self.failure else []) + self.remarks]

    @property
    def error(self) -> dict[str, str | None] | None:
        """The failure's `code`, `reason` and `message`."""
        if self.failure is None:
            return None
        code = MESSAGES[self.failure.message]["code"]
        bare = self.failure.message == code == "invalid-publisher"
        return {"code": code, "reason": None if bare else self.failure.text, "message": self.failure.message}


def read_log(text: str) -> Log:
    """Read a log.

    Of a text above a megabyte only the parts that tell are read (`long_log.py`).
    Raises BadInput if nothing in the text is known.

    >>> log = read_log('''
    ... > * `invalid-publisher`: valid token, but no corresponding
    ... >   publisher (Publisher with matching claims was not found)
    ... > * `repository`: `octo-org/sampleproject`
    ... > * `job_workflow_ref`: `octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1`
    ... > * `environment`: `MISSING`''')
    >>> log.error["code"], log.error["reason"]
    ('invalid-publisher', 'Publisher with matching claims was not found')
    >>> log.claims["repository"], log.claims["environment"]
    ('octo-org/sampleproject', None)
    """
    if not text.strip():
        raise BadInput("bad-empty")
    clean = clean_lines(excerpt(text))
    flat = flatten(clean)
    said = [unbroken(each) for each in find_messages(flat)]
    claims = read_claims(clean)
    client = next((each["id"] for each in CLIENTS if any(mark in flat for mark in each["marks"])), None)
    if not (said or claims or client):
        raise BadInput("bad-log")
    said.sort(key=lambda each: RANK[MESSAGES[each.message]["weight"]])
    index = read_index(flat, said[0].start if said else len(flat))
    messages = first_of_each(said)
    failure = next((each for each in messages[:1] if MESSAGES[each.message]["weight"] not in ("warning", "note")), None)
    return Log(client, failure, messages[1:] if failure else messages, claims, index)


def first_of_each(found: list[Found]) -> list[Found]:
    """Each message where it stands first."""
    first: dict[str, Found] = {}
    for each in found:
        first.setdefault(each.message, each)
    return list(first.values())


def clean_lines(text: str) -> str:
    """The text without secrets, colours, time stamps, quote marks and other things that clients and people add."""
    text = redact(ANSI.sub("", redact(text)))  # half a colour code may hide where a secret begins, or part it
    for escaped, plain in (("%0D", ""), ("%0A", "\n"), ("%25", "%"), ("\r\n", "\n"), ("\r", "\n"), ("\u00a0", " ")):
        text = text.replace(escaped, plain)
    return LINK.sub(r"\1", LINE_START.sub("", text))


def unbroken(found: Found) -> Found:
    """A message without the blanks that twine's wrapping at the terminal's width left inside long paths."""
    if "expected" not in found.values:
        return found
    values = {name: re.sub(r"(?<!,) ", "", value) for name, value in found.values.items()}
    text = re.sub(r"'[^']*'", lambda quoted: quoted[0].replace(" ", ""), found.text)
    return found._replace(text=text, values=values)


def read_claims(text: str) -> dict[str, str | None] | None:
    """The first list of a token's claims in the text; None where there is none."""
    lists: list[dict[str, str | None]] = []
    end = None
    for match in islice(CLAIM.finditer(text), MOST):
        name, value = match[1], next(part for part in match.groups()[1:] if part is not None)
        value = " ".join(value.strip().strip("*").split())  # uv wraps values that hold blanks
        near = end is not None and text.count("\n", end, match.start()) <= 4
        if not near or name in lists[-1]:
            lists.append({})
        lists[-1][name] = None if value in ("MISSING", "None") else value
        end = match.end()
    return next((each for each in lists if TELLING & each.keys()), None)


def read_index(flat: str, position: int) -> str | None:
    """The index that was named last before the failure, or else first after it."""
    named = list(INDEX.finditer(flat))
    if not named:
        return None
    before = [each for each in named if each.start() < position]
    return "testpypi" if "test" in (before[-1] if before else named[0])[0].lower() else "pypi"
