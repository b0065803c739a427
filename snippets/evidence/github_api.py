"""Gets a run from GitHub: its jobs, the logs of the finished jobs, and the workflow file.

Sources, read on 2026-11-28: docs.github.com/en/rest/actions/workflow-jobs (the jobs of an attempt in pages of at most
100; a request for a job's log gets a 302 to a text file on another host, whose URL is valid for a minute),
docs.github.com/en/rest/repos/contents (a file at a commit, raw), and
docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api (403 or 429 with `x-ratelimit-remaining: 0` or
`retry-after`). A finished job's log is available while its run is still going on: cli/cli#14085.
"""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from email.message import Message
from http.client import HTTPException
from typing import Any, BinaryIO, cast
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit

from evidence.github_run import Job, Run
from evidence.long_log import encoding_of, read_long
from shared.bad_input import BadInput
from shared.fetch import Straight, host_of, in_time
from shared.safe_text import shown

ALL = 240  # seconds for all requests to GitHub together
SILENCE = 20  # seconds
MOST_ANSWER = 16 * 2**20  # bytes of a response other than a log
MOST_PAGES = 20  # of 100 jobs each; GitHub allows 256 jobs per matrix
WAITS = (1, 2, 4, 8)  # seconds between requests for a log that isn't there yet; the last value repeats


class Refused(Exception):
    """An error response: its status, and whether GitHub is rate-limiting requests."""

    def __init__(self, status: int, headers: Message) -> None:
        super().__init__(status)
        self.status = status
        asked_too_much = "Retry-After" in headers or headers["X-RateLimit-Remaining"] == "0"
        self.limited = status == 429 or (status == 403 and asked_too_much)


class Timed:
    """The bytes of a response, as a stream that raises BadInput when its time is up."""

    def __init__(self, answer: Any, end: float, host: str) -> None:
        self.answer, self.end, self.host = answer, end, host

    def read(self, size: int) -> bytes:
        """The next bytes: `size` of them, or fewer at the end."""
        got = bytearray()
        while len(got) < size and (part := self.answer.read1(size - len(got))):
            got += part
            if time.monotonic() > self.end:
                raise BadInput("bad-answer-long", name=self.host)
        return bytes(got)


class GitHub:
    """GitHub's API, used with one token, which is never sent to another host.

    `api` is its URL, `patience` the seconds to wait for a log that isn't there yet.
    """

    def __init__(self, api: str, token: str | None, patience: float) -> None:
        self.api, self.token, self.patience = api.rstrip("/"), token, patience
        self.end = time.monotonic() + ALL

    def jobs(self, run: Run) -> list[Job]:
        """The jobs of an attempt of a run. Raises BadInput if GitHub doesn't return them."""
        attempt = f"/attempts/{run.attempt}" if run.attempt else ""
        found: list[Job] = []
        for page in range(1, MOST_PAGES + 1):
            path = f"/repos/{run.repository}/actions/runs/{run.id}{attempt}/jobs?per_page=100&page={page}"
            listed = self.json(path).get("jobs")
            listed = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
            found += [Job(each["id"], str(each.get("name")), each.get("conclusion")) for each in listed if "id" in each]
            if len(listed) < 100:
                break
        return found

    def known(self, run: Run) -> Run:
        """The run with its workflow's path and commit."""
        if run.path:
            return run
        told = self.json(f"/repos/{run.repository}/actions/runs/{run.id}")
        path = str(told.get("path", "")).partition("@")[0]
        return run._replace(path=path, commit=str(told.get("head_sha", "")))

    def workflow(self, run: Run) -> str:
        """The workflow file at the run's commit. Raises BadInput if GitHub doesn't return it."""
        path = f"/repos/{run.repository}/contents/{quote(run.path)}?ref={quote(run.commit)}"
        return self.asked(path, "application/vnd.github.raw+json").decode("utf-8", "replace")

    def log(self, run: Run, job: Job) -> str:
        """A job's log; only the informative parts of a long log. Raises BadInput if GitHub doesn't return it."""
        raw = self.waited(lambda: self.redirected(f"/repos/{run.repository}/actions/jobs/{job.id}/logs"))
        return raw.decode(encoding_of(raw), "replace").removeprefix("\ufeff")

    def json(self, path: str) -> dict[str, Any]:
        """The JSON object at a path."""
        try:
            found = json.loads(self.asked(path, "application/vnd.github+json"))
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise BadInput("bad-answer-json", name=self.host)
        return found

    def asked(self, path: str, accept: str) -> bytes:
        """The bytes at a path of the API. Raises BadInput."""
        try:
            raw = self.get(f"{self.api}{path}", self.headers(accept), lambda stream: stream.read(MOST_ANSWER + 1))
        except Refused as refused:
            raise self.reason(refused) from None
        if len(raw) > MOST_ANSWER:
            raise BadInput("bad-answer-long", name=self.host)
        return raw

    def redirected(self, path: str) -> bytes:
        """The log to which a path redirects. The other host gets no token. Raises Refused and BadInput."""
        try:
            return self.get(f"{self.api}{path}", self.headers("application/vnd.github+json"), read_long)
        except HTTPError as moved:
            target = moved.headers.get("Location", "")
        return self.get(target, {}, read_long, moved=True)

    def waited(self, ask: Callable[[], bytes]) -> bytes:
        """What `ask` returns, repeated within the patience until it is there. Raises BadInput."""
        end = min(time.monotonic() + self.patience, self.end)
        for wait in waits():
            try:
                return ask()
            except Refused as refused:
                if (refused.status != 404 and refused.status < 500) or time.monotonic() + wait > end:
                    raise self.reason(refused) from None
            time.sleep(wait)
        raise AssertionError("waits() never ends")

    def get(
        self, address: str, headers: Mapping[str, str], read: Callable[[BinaryIO], bytes], moved: bool = False
    ) -> bytes:
        """What `read` returns for a response. Raises Refused, BadInput, and HTTPError for a redirect unless `moved`."""
        host = host_of(address)

        def ask() -> bytes:
            """Send the request, and read the response."""
            request = urllib.request.Request(address, headers=dict(headers))  # noqa: S310 - https, see above
            with urllib.request.build_opener(Straight).open(request, timeout=SILENCE) as answer:
                return read(cast("BinaryIO", Timed(answer, self.end, host)))

        try:
            return in_time(ask, self.end - time.monotonic(), host)
        except HTTPError as error:
            if error.code in (301, 302, 307, 308) and not moved:
                raise
            # If the other host no longer accepts the URL, a new URL is requested, as if the log weren't there yet.
            raise Refused(404 if moved and error.code in (401, 403) else error.code, error.headers) from None
        except (OSError, HTTPException) as error:
            raise BadInput("bad-answer", name=host, error=shown(getattr(error, "reason", None) or error)) from None

    def headers(self, accept: str) -> dict[str, str]:
        """The headers of a request to the API."""
        token = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Accept": accept, "X-GitHub-Api-Version": "2022-11-28", **token}

    def reason(self, refused: Refused) -> BadInput:
        """The sentence for an error response."""
        words = {401: "run-rights", 403: "run-rights", 404: "run-not-there", 410: "run-gone"}
        word = "run-limit" if refused.limited else words.get(refused.status, "bad-answer-status")
        return BadInput(word, name=self.host, status=str(refused.status))

    @property
    def host(self) -> str:
        """The host of the API."""
        return shown(urlsplit(self.api).hostname or "?")


def waits() -> Iterator[int]:
    """The seconds to wait after each request, endlessly."""
    yield from WAITS
    while True:
        yield WAITS[-1]
