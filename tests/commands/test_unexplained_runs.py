"""Where a run cannot be explained, the job that explains says why in one sentence, and stays green."""

import pytest

from explained_runs import Explain, a_run
from index_answers import Answer
from local_github import LIMITED

SAID = {
    "rights": ([Answer(403, {"message": "Resource not accessible by integration"})], "actions: read"),
    "not there": ([Answer(404, {"message": "Not Found"})], "its log isn't ready"),
    "gone": ([Answer(410, {"message": "Gone"})], "expired"),
    "limit": ([LIMITED], "rate-limiting"),
    "secondary limit": ([Answer(429, "", headers={"Retry-After": "60"})], "rate-limiting"),
    "outage": ([Answer(503, "")], "status 503"),
    "no https": ([Answer(302, "", headers={"Location": "http://localhost:1/"})], "isn't an https URL"),
    "no address": ([Answer(302, "")], "isn't an https URL"),
    "round and round": ([Answer(302, "", headers={"Location": "https://localhost:1/"})], "can't be reached"),
    "nothing in it": ("\ufeff", "publish: "),
}


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_log_that_cannot_be_had_is_one_sentence(explain: Explain, name: str, lang: str) -> None:
    """The result is neutral: a notice in the annotations, the same in the summary, and no output."""
    held, said = SAID[name]
    ran = explain(a_run(held), lang=lang)
    assert (0, "", {}) == (ran.status, ran.err, ran.outputs)
    [line] = ran.out.splitlines()
    assert line.startswith("::notice::")
    assert lang == "ru" or said in line
    assert ran.summary.strip()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"/jobs": Answer(403, {"message": "no"})}, "actions: read"),
        ({"/jobs": LIMITED}, "rate-limiting"),
        ({"/jobs": Answer(200, "<html>")}, "JSON"),
        ({"/jobs": Answer(200, {"jobs": [{"id": 1, "name": "x", "conclusion": "success"}]})}, "No job of this run"),
    ],
)  # fmt: skip
def test_jobs_that_cannot_be_had_are_one_sentence(explain: Explain, answers: dict[str, Answer], said: str) -> None:
    """The same where GitHub does not tell the jobs, or none has failed."""
    ran = explain(a_run(answers=answers))
    assert (0, "", {}) == (ran.status, ran.err, ran.outputs)
    [line] = ran.out.splitlines()
    assert line.startswith("::notice::")
    assert said in line


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"index": "conda"}, "index"), ({"lang": "fr"}, "lang"), ({"patience": "-1"}, "patience"),
        ({"publisher": "{"}, "--publisher"), ({"publisher": "@nowhere.json"}, "nowhere.json"),
        ({"job": "deploy"}, "deploy"),
    ],
)  # fmt: skip
def test_an_input_that_cannot_be_is_one_sentence(explain: Explain, inputs: dict[str, str], said: str) -> None:
    """A mistake in the job that explains does not stop the run either."""
    ran = explain(a_run(), **inputs)
    assert (0, "") == (ran.status, ran.err)
    [line] = ran.out.splitlines()
    assert line.startswith("::notice::")
    assert said in line
