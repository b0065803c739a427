"""GitHub's interface on loopback, in the shape that its documentation gives: jobs, logs behind a redirect, contents.

Source: docs.github.com/en/rest/actions/workflow-jobs and docs.github.com/en/rest/repos/contents, read on 2026-11-28.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from index_answers import Answer

REPOSITORY, RUN, COMMIT = "octo-org/sampleproject", 29679449, "8843d7f92416211de9ebb963ff4ce28125932878"
PATH = ".github/workflows/release.yml"
TOKEN = "ghs_" + "t" * 36
LIMITED = Answer(403, {"message": "API rate limit exceeded"}, headers={"X-RateLimit-Remaining": "0"})


def as_served(log: str) -> str:
    """A log as GitHub serves it: a byte order mark, a time stamp before each line, CRLF."""
    return "\ufeff" + "".join(f"2026-11-28T10:00:00.1234567Z {line}\r\n" for line in log.split("\n"))


@dataclass
class LocalGitHub:
    """A run with its jobs: a name, a conclusion, and a log or the answers in its place, one for each question.

    `answers` come before everything else: a pattern of paths, and what is answered.
    """

    jobs: list[tuple[str, str | None, str | list[Answer]]]
    workflow: str | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def answer(self, method: str, host: str, path: str, headers: Mapping[str, str], _: bytes) -> Answer:
        """What a request gets. The other host, which has the logs, is given no token."""
        parts, here = urlsplit(path), host.startswith("127.0.0.1")
        (self.asked if here else self.elsewhere).append(parts.path)
        assert ("GET", here) == (method, headers.get("Authorization") == f"Bearer {TOKEN}"), path
        assert here or "Authorization" not in headers
        for pattern, answer in self.answers.items():
            if re.search(pattern, path):
                return answer
        if not here:
            return self.stored(int(parts.path.rpartition("/")[2]))
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        base = f"/repos/{REPOSITORY}"
        if parts.path in (f"{base}/actions/runs/{RUN}/attempts/2/jobs", f"{base}/actions/runs/{RUN}/jobs"):
            return self.listed(int(query["page"]), int(query["per_page"]))
        if parts.path == f"{base}/actions/runs/{RUN}":
            return Answer(200, {"id": RUN, "path": f"{PATH}@main", "head_sha": COMMIT, "run_attempt": 2})
        if parts.path == f"{base}/contents/{PATH}" and query == {"ref": COMMIT} and self.workflow is not None:
            assert headers["Accept"] == "application/vnd.github.raw+json"
            return Answer(200, self.workflow, headers={"Content-Type": "application/vnd.github.raw+json"})
        if log := re.fullmatch(rf"{base}/actions/jobs/(\d+)/logs", parts.path):
            held = self.jobs[int(log[1])][2]
            if isinstance(held, list):
                return held.pop(0) if len(held) > 1 else held[0]
            address = f"https://localhost:{host.rpartition(':')[2]}/logs/{log[1]}?sig=secret"
            return Answer(302, "", headers={"Location": address})
        return Answer(404, {"message": "Not Found", "status": "404"})

    def listed(self, page: int, most: int) -> Answer:
        """A page of the jobs."""
        assert most <= 100
        jobs = [
            {"id": number, "run_id": RUN, "run_attempt": 2, "name": name, "conclusion": conclusion,
             "status": "completed" if conclusion else "in_progress"}
            for number, (name, conclusion, _) in enumerate(self.jobs)
        ]  # fmt: skip
        return Answer(200, {"total_count": len(jobs), "jobs": jobs[(page - 1) * most : page * most]})

    def stored(self, job: int) -> Answer:
        """A log at the other host."""
        held = self.jobs[job][2]
        assert isinstance(held, str)
        return Answer(200, held, headers={"Content-Type": "text/plain; charset=utf-8"})
