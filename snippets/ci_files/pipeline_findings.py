"""Finds what in a GitLab pipeline prevents publishing.

Sources: docs.gitlab.com (`id_tokens`, `extends`, `default`); twine and uv look for the token in a variable that is
named after the audience (the package `id`, `detect_gitlab`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ci_files.commands import EXCHANGE, PASSWORD, TRUSTED, client_of, commands, index_for, password_for
from ci_files.job_findings import Finding
from ci_files.jobs import Needed, environment_of
from ci_files.yaml_tree import Node

GLOBAL = ("default", "include", "stages", "variables", "workflow")
MOST_EXTENDED = 11  # GitLab's own limit
VARIABLES = {"pypi": "PYPI_ID_TOKEN", "testpypi": "TESTPYPI_ID_TOKEN"}


@dataclass(frozen=True)
class PipelineJob:
    """A job of a pipeline that publishes by Trusted Publishing.

    `by_hand`: it makes the exchange without a client. It isn't `complete` if it extends a job that isn't in this file.
    """

    id: str
    line: int
    index: str | None
    environment: Node
    id_tokens: Node
    by_hand: bool
    complete: bool

    def needed(self, file: str) -> Needed:
        """The publisher that this job needs."""
        return Needed(self.id, self.line, file, *environment_of(self.environment, "$"), self.index)


def is_pipeline(root: Node) -> bool:
    """Whether this is a GitLab pipeline: it has a job with a script, or includes another file."""
    return any(root.get(key) for key in ("include", "stages")) or any(job.get("script") for job in root.fields.values())


def pipeline_jobs(root: Node) -> list[PipelineJob]:
    """The publishing jobs. A job whose name begins with a dot is a template and never runs."""
    names = [name for name in root.fields if name not in GLOBAL and not name.startswith(".")]
    return [job for name in names if (job := read_job(root, name))]


def read_job(root: Node, name: str) -> PipelineJob | None:
    """The job, if it publishes to PyPI or TestPyPI and the file shows no password."""
    sources, complete = inherited(root, name)
    script = [each for key in ("before_script", "script") for each in commands(first(sources, key))]
    by_hand = any(EXCHANGE.search(command) for command, _ in script)
    uploads = [(client, options) for command, _ in script for client, options in [client_of(command)] if client]
    client, options = uploads[0] if uploads else ("", "")
    variables = root.get("variables").fields | first(sources, "variables").fields
    scripts = " ".join(found[0] for command, _ in script for found in PASSWORD.finditer(command))
    index = index_for(options, variables)
    trusting = client in TRUSTED and not password_for(options, variables, scripts)
    if index == "other" or not (by_hand or trusting):
        return None
    places = first(sources, "environment"), first(sources, "id_tokens")
    return PipelineJob(name, root.get(name).line, index, *places, by_hand, complete)


def inherited(root: Node, name: str) -> tuple[list[Node], bool]:
    """The job, the jobs that it extends, and the defaults, nearest first; and whether all of them are in this file."""
    sources: list[Node] = []
    names, complete = [name], not root.get("include")
    while names and len(sources) < MOST_EXTENDED:
        node = root.get(names.pop(0))
        complete = complete and bool(node)
        sources.append(node)
        names += [each.text for each in reversed(node.get("extends").items)]
    return [*sources, root.get("default")], complete


def first(sources: Sequence[Node], key: str) -> Node:
    """The nearest value of a key; if there is none, a false node at the job's line."""
    return next((each.get(key) for each in sources if each.get(key)), Node(sources[0].line))


def find_in_pipeline(jobs: Sequence[PipelineJob]) -> Iterator[Finding]:
    """Each job needs an ID token under the name that clients look for, and for the right audience."""
    cause = "gitlab-id-token-missing"
    for job in jobs:
        tokens, indexes = job.id_tokens.fields, [job.index] if job.index else list(VARIABLES)
        known = list(tokens) if job.by_hand else [VARIABLES[each] for each in indexes if VARIABLES[each] in tokens]
        audiences = [tokens[each].get("aud") for each in known]
        if not job.id_tokens:
            # A password may be set in the project's settings, which the file doesn't show.
            yield Finding(cause, job.line, "likely" if job.complete else "possible")
        elif not known:
            yield Finding(cause, job.id_tokens.line, "certain")
        elif not any("$" in each.text or each.text in indexes for each in audiences):
            yield Finding(cause, audiences[0].line, "certain")
