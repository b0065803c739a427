"""The jobs of a GitHub workflow that publish: the client, the index, the password and the permissions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ci_files.commands import (
    EXCHANGE,
    INDEX,
    PASSWORD,
    TRUSTED,
    client_of,
    commands,
    index_for,
    index_of,
    lines_of,
    password_for,
)
from ci_files.yaml_tree import Node

MOST_VARIABLES = 50  # of one step or job; a client reads a few
ACTION = "pypa/gh-action-pypi-publish"
# A job that runs only in one repository; with `||` or `!` in the condition, it may also run elsewhere.
REPOSITORY = re.compile(
    r"^[^|!]{0,500}\bgithub\.repository {0,9}== {0,9}'([A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100})'[^|!]{0,500}$"
)


@dataclass(frozen=True)
class Needed:
    """The publisher that a job needs: `environment` is "" if the job has none, None if an expression names it.

    `called`: another workflow can call this file (`on: workflow_call`); PyPI then compares this file, not the caller.
    `repository`: the only repository in which the job runs, "" if its condition names none.
    """

    job: str
    line: int
    workflow_filename: str
    environment: str | None
    environment_line: int
    index: str | None
    called: bool = False
    repository: str = ""
    repository_line: int = 1


@dataclass(frozen=True)
class Upload:
    """One upload: the client, its line, the index (None if set by an expression), the password and the condition."""

    client: str
    step: Node
    line: int
    index: str | None
    password: Node
    condition: str

    @property
    def attested(self) -> bool:
        """Whether the action creates attestations: it does so by default, but only with Trusted Publishing."""
        return self.client == ACTION and not self.password.text and self.option("attestations") != "false"

    def option(self, name: str) -> str:
        """An input of the action."""
        return self.step.get("with", name).text


@dataclass(frozen=True)
class Job:
    """A job of a GitHub workflow."""

    id: str
    node: Node
    workflow: Node

    @property
    def steps(self) -> list[Node]:
        """The steps, in order."""
        return self.node.get("steps").items

    @cached_property
    def script(self) -> list[tuple[str, int]]:
        """The lines of all steps' scripts, with their numbers."""
        return [each for step in self.steps for each in lines_of(step.get("run"))]

    @cached_property
    def uploads(self) -> list[Upload]:
        """Every upload to PyPI or TestPyPI in this job."""
        shared = variables_of(self.workflow) | variables_of(self.node)
        scripts = "\n".join(step.get("run").text for step in self.steps)
        passwords = " ".join(found[0] for found in PASSWORD.finditer(scripts))[:1000]
        return [each for step in self.steps for each in uploads_of(step, shared | variables_of(step), passwords)]

    @cached_property
    def exchanges(self) -> list[tuple[str, int]]:
        """The index and the line of each exchange that the job makes without a client."""
        found = [(EXCHANGE.search(line), number) for line, number in self.script]
        return [("testpypi" if match[1] else "pypi", number) for match, number in found if match]

    @property
    def publishes(self) -> bool:
        """Whether the job uploads, or exchanges a token for an upload."""
        return bool(self.uploads or self.exchanges)

    @property
    def trusts(self) -> bool:
        """Whether the job uses Trusted Publishing, or has the permission for it."""
        able = [each for each in self.uploads if each.client in (ACTION, *TRUSTED)]
        return bool(self.exchanges or any(self.id_token or not each.password.text for each in able))

    @property
    def permissions(self) -> Node:
        """The permissions that apply: a job's block replaces the workflow's block."""
        return self.node.get("permissions") or self.workflow.get("permissions")

    @property
    def id_token(self) -> bool | None:
        """Whether the job may request an ID token; None if that depends on its caller.

        If there is no `permissions:` block, GitHub grants other permissions, but never this one.
        """
        if not self.permissions:
            return None if "workflow_call" in triggers(self.workflow) else False
        return self.permissions.text == "write-all" or self.permissions.get("id-token").text == "write"

    def needed(self, file: str) -> Needed:
        """The publisher that this job needs if `file` is the name of its workflow."""
        index = self.uploads[0].index if self.uploads else self.exchanges[0][0]
        name, line = environment_of(self.node.get("environment"), "${{")
        called, condition = "workflow_call" in triggers(self.workflow), self.node.get("if")
        only = REPOSITORY.search(condition.text)
        return Needed(self.id, self.node.line, file, name, line, index, called, only[1] if only else "", condition.line)


def workflow_jobs(root: Node) -> list[Job]:
    """The jobs of a GitHub workflow."""
    return [Job(name, node, root) for name, node in root.get("jobs").fields.items()]


def triggers(root: Node) -> dict[str, Node]:
    """The events that start a workflow."""
    on = root.get("on")
    return on.fields or {each.text: each for each in on.items}


def environment_of(node: Node, expression: str) -> tuple[str | None, int]:
    """The name in `environment: NAME` or `environment: {name: NAME}`, and its line. An expression gives None."""
    name = node.get("name") or node
    return None if expression in name.text else name.text, name.line


def variables_of(node: Node) -> dict[str, Node]:
    """The variables set here that contain a password or name an index."""
    fields = node.get("env").fields.items()
    found = ((name, value) for name, value in fields if PASSWORD.fullmatch(name) or INDEX.fullmatch(name))
    return dict(islice(found, MOST_VARIABLES))


def uploads_of(step: Node, variables: dict[str, Node], passwords: str) -> Iterator[Upload]:
    """The uploads of one step to PyPI or TestPyPI; uploads to other indexes are left out.

    `passwords` are the names of the password variables that the job's scripts set.
    """
    uses, inputs, condition = step.get("uses"), step.get("with"), step.get("if").text
    action = uses.text.partition("@")[0].lower()
    if action == ACTION:
        index = index_of((inputs.get("repository-url") or inputs.get("repository_url")).text)
        if index != "other":
            yield Upload(ACTION, step, uses.line, index, inputs.get("password"), condition)
    elif action == "pyo3/maturin-action" and inputs.get("command").text in ("upload", "publish"):
        options = " " + inputs.get("args").text
        password = password_for(options, variables, passwords)
        yield Upload("maturin", step, uses.line, index_for(options, variables), password, condition)
    for command, line in commands(step.get("run")):
        client, options = client_of(command)
        if client and (index := index_for(options, variables)) != "other":
            yield Upload(client, step, line, index, password_for(options, variables, passwords), condition)
