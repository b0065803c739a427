"""Read the log of a failed job: the client, the index's response, and the token's claims.

The log can have any form in which people get it: as the web page shows it, as downloaded (time stamps,
CRLF), from `gh run view --log`, as the action prints it (`::error::…%0A…`), quoted, indented, rewrapped, retyped.

Sources of the wordings: pypa/gh-action-pypi-publish `oidc-exchange.py`, astral-sh/uv `crates/uv-publish`,
pypa/twine@f536ac5 `twine/auth.py`; read on 2026-11-22.
"""

import re
from bisect import bisect_left

from catalogue import CLIENTS, MESSAGES, SERVICES, SIGNS, WEIGHTS
from evidence.claims import cut_claim, read_claims
from evidence.clean import clean_lines
from evidence.long_log import excerpt
from evidence.outcome import Outcome, hints_of
from evidence.wordings import Found, find_messages, flatten
from shared.bad_input import BadInput

INDEX = r"\b(?:test\.pypi\.org|testpypi|upload\.pypi\.org|audience pypi)\b"  # in lowercase
# The repository of the action, in the image's name or in the environment of the step that creates the container action
IMAGE = r"(?:ghcr\.io/|\bREPO: )([\w.-]{1,100}/[\w.-]{1,100})(?::| REPO_ID:)"
RANK = {weight: rank for rank, weight in enumerate(WEIGHTS)}


class Log:
    """What a log shows: the client's id, the decisive failure, the other messages, and how the job ended.

    In `claims`, a claim that the log shows as missing is None; `cut` is the claim in whose value the log ends.
    `index` is `pypi`, `testpypi` or None. `service` is the id of the CI service, `signs` are the ids of events that the
    log shows. `reason` is a sentence from PyPI that the catalogue doesn't know. `unexplained` are the lines
    with an error that no known message explains, `uploaded` the files that PyPI accepted before the job failed.
    """

    def __init__(
        self,
        client: str | None,
        failure: Found | None,
        others: list[Found],
        claims: dict[str, str | None] | None,
        index: str | None,
        outcome: Outcome,
        service: str | None = None,
        signs: frozenset[str] = frozenset(),
        reason: str | None = None,
        cut: str | None = None,
    ) -> None:
        self.client, self.failure, self.others, self.claims, self.index = client, failure, others, claims, index
        self.went_well = failure is None and outcome.went_well
        self.reason, self.cut = reason, cut
        self.unexplained = [reason] if reason else [] if failure or self.went_well else outcome.errors
        self.failed = bool(failure or self.unexplained)
        self.uploaded = outcome.taken if self.failed else []
        self.service, self.signs = service, signs

    @property
    def messages(self) -> list[str]:
        """The ids of all messages, the failure's first."""
        return [said.message for said in ([self.failure] if self.failure else []) + self.others]

    @property
    def remarks(self) -> list[str]:
        """The ids of the messages that the reader should know but that are not the cause."""
        telling = {"warning"} if self.failed else {*WEIGHTS} - {"note"}
        return [said.message for said in self.others if MESSAGES[said.message]["weight"] in telling]

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

    If the text has more than a megabyte, only the parts that can show a failure are read (`long_log.py`).
    Raises BadInput if the text has no line from a client, PyPI or a CI service, and no error.

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
    raw = excerpt(text)
    clean = clean_lines(raw)
    flat, outcome = flatten(clean), Outcome(clean)
    said = heard(find_messages(flat), flat, outcome)
    claims = read_claims(clean)
    client = next((each["id"] for each in CLIENTS if any(mark in flat for mark in each["marks"])), None)
    service = next((each["id"] for each in SERVICES if any(mark in raw for mark in each["marks"])), None)
    if all(MESSAGES[each.message]["weight"] == "note" for each in said) and not (outcome.errors or outcome.went_well):
        outcome.reported = hints_of(clean) if client or service or claims or "pypi" in flat.lower() else []
    if not (said or claims or client or service or outcome.errors or outcome.went_well):
        raise BadInput("bad-log")
    failures = failures_of(said, flat, outcome)
    failure = min(failures, key=lambda each: RANK[MESSAGES[each.message]["weight"]], default=None)
    index = index_at(indexes_in(flat), (failure or said[0]).start if said else len(flat))
    others = [each for each in first_of_each(said) if failure is None or each.message != failure.message]
    others.sort(key=lambda each: RANK[MESSAGES[each.message]["weight"]])
    reason = reason_of(clean) if failure and lacks_reason(failure) else None
    unmatched = failure and MESSAGES[failure.message]["code"] == "invalid-publisher"
    cut = cut_claim(clean) if claims or unmatched else None
    client = client or (MESSAGES[failure.message].get("client") if failure else None)
    return Log(client, failure, others, claims, index, outcome, service, signs_of(flat, outcome), reason, cut)


def reason_of(text: str) -> str | None:
    """A sentence from PyPI that the catalogue does not know."""
    from evidence.refusal import unknown_reason  # imported here, because most logs don't need it and it slows the start

    return unknown_reason(text)


def lacks_reason(failure: Found) -> bool:
    """Whether a failure is only a status line or a heading, and no message says more."""
    message = MESSAGES[failure.message]
    upload = message["weight"] == "general" and message["code"].startswith("upload-4")
    return upload or failure.message == "exchange-refused"


def failures_of(said: list[Found], flat: str, outcome: Outcome) -> list[Found]:
    """The messages that report why the job failed: not warnings, and not messages before a later success."""
    success, begun = (len(flatten(outcome.text[:at])) if at >= 0 else -1 for at in (outcome.success, outcome.begun))
    counted = [each for each in said if may_fail(each, outcome)]
    # A successful upload to TestPyPI doesn't undo PyPI's rejection.
    named = indexes_in(flat) if success >= 0 else []
    earlier = first_of_each(counted) if index_at(named, success) == "testpypi" else []
    refused = [
        each
        for each in earlier
        if each.start < success and is_of_upload(each) and index_at(named, each.start) == "pypi"
    ]
    failures = [each for each in counted if each.start >= success]
    if any(each.start >= begun for each in failures) or not outcome.quiet:
        return refused + failures
    # An upload began after all of them, and no error is reported. twine would report a success; its output may still
    # be in a buffer.
    held_back = "Uploading distributions to" in flat and success < 0
    return refused + [each for each in failures if held_back and is_of_upload(each)]


def heard(found: list[Found], flat: str, outcome: Outcome) -> list[Found]:
    """The messages, except those that the project's own tests printed or that are about the project's own image.

    Tests that fail before the upload may print the same words as PyPI.
    """
    untried = not outcome.uploading and any(mark in flat for mark in SIGNS["tests-failed"])
    own_image = "gh-action-pypi-publish" not in flat and any(mark in flat for mark in SIGNS["own-image"])
    return [
        unbroken(each)
        for each in found
        if not (untried and is_of_upload(each, "twine")) and not (own_image and each.message.startswith("image-"))
    ]


def is_of_upload(said: Found, *pages: str) -> bool:
    """Whether a message is PyPI's response to an upload, or is on one of the pages."""
    page = MESSAGES[said.message]["page"]
    return page.startswith("upload-") or page in pages


def may_fail(said: Found, outcome: Outcome) -> bool:
    """Whether a message can report a failure in a job with this outcome."""
    message = MESSAGES[said.message]
    if message.get("unless") == "upload" and outcome.uploading:
        return False
    return message["weight"] not in ("warning", "note") and (message["weight"] == "pypi" or not outcome.done)


def signs_of(flat: str, outcome: Outcome) -> frozenset[str]:
    """What the log shows as done or as blocking the job: the ids of the catalogue's signs, and `uploading`."""
    seen = {sign for sign, marks in SIGNS.items() if any(mark in flat for mark in marks)}
    image = re.search(IMAGE, flat) if "ghcr.io/" in flat or "REPO_ID: " in flat else None
    if image and image[1].lower() != "pypa/gh-action-pypi-publish":
        seen.add("other-image")
    return frozenset(seen | ({"uploading"} if outcome.uploading else set()))


def first_of_each(found: list[Found]) -> list[Found]:
    """Each message at the first place where it appears."""
    first: dict[str, Found] = {}
    for each in found:
        first.setdefault(each.message, each)
    return list(first.values())


def unbroken(found: Found) -> Found:
    """A message without the spaces that twine inserts into long paths when it wraps lines at the terminal's width."""
    if "expected" not in found.values:
        return found
    values = {name: re.sub(r"(?<!,) ", "", value) for name, value in found.values.items()}
    text = re.sub(r"'[^']*'", lambda quoted: quoted[0].replace(" ", ""), found.text)
    return found._replace(text=text, values=values)


def indexes_in(flat: str) -> list[tuple[int, str]]:
    """Where the text names an index, and which one: `pypi` or `testpypi`."""
    return [(match.start(), "testpypi" if "test" in match[0] else "pypi") for match in re.finditer(INDEX, flat.lower())]


def index_at(named: list[tuple[int, str]], position: int) -> str | None:
    """The index that was named last before a position, or else first after it."""
    return named[max(bisect_left(named, (position,)) - 1, 0)][1] if named else None
