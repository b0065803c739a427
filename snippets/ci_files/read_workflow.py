"""Read a CI file: the publishers that its publishing jobs need on PyPI, and what in the file prevents publishing.

The file is a GitHub workflow, a composite action or a GitLab pipeline.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import yaml

from ci_files.job_findings import Finding
from ci_files.jobs import Needed, workflow_jobs
from ci_files.pipeline_findings import find_in_pipeline, is_pipeline, pipeline_jobs
from ci_files.workflow_findings import against_publishers, find_in_action, find_in_workflow, in_order
from ci_files.yaml_tree import Node
from shared.bad_input import BadInput
from shared.safe_text import shown

# Several times what the largest real workflows have: a larger file is refused as an attack.
MOST_CHARACTERS, MOST_NODES, MOST_DEPTH = 1_000_000, 20_000, 50


class Workflow(NamedTuple):
    """What a file shows: its provider, the publisher that each publishing job needs, and the findings by line."""

    provider: str
    publishers: list[Needed]
    findings: list[Finding]


def read_workflow(text: str, name: str = "workflow", publishers: Sequence[Mapping[str, Any]] = ()) -> Workflow:
    """Read a workflow, a pipeline or a composite action.

    `name` is the file's path. `publishers`, as `read_publishers` returns them, are compared with what the jobs need.
    Raises BadInput if the text isn't YAML, is too large, or is none of the three.

    >>> text = '''
    ... on: {push: {tags: ["v*"]}}
    ... jobs:
    ...   publish:
    ...     runs-on: ubuntu-latest
    ...     steps:
    ...       - uses: pypa/gh-action-pypi-publish@release/v1
    ... '''
    >>> workflow = read_workflow(text, ".github/workflows/publish.yml")
    >>> workflow.publishers[0].workflow_filename, workflow.publishers[0].environment
    ('publish.yml', '')
    >>> workflow.findings
    [Finding(cause='id-token-permission-missing', line=4, certainty='certain')]
    """
    root = read_yaml(text, name)
    if root.get("runs").fields:
        return Workflow("github", [], in_order(find_in_action(root)))
    if root.get("jobs").fields:
        *folders, file = name.replace("\\", "/").split("/")
        jobs = workflow_jobs(root)
        needed = [job.needed(file) for job in jobs if job.publishes and job.trusts]
        in_place = folders[-2:] == [".github", "workflows"]
        compared = against_publishers("github", needed, publishers, in_place)
        return Workflow("github", needed, in_order([*find_in_workflow(root, jobs), *compared]))
    if is_pipeline(root):
        pipeline = pipeline_jobs(root)
        needed = [job.needed(name) for job in pipeline]
        compared = against_publishers("gitlab", needed, publishers, in_place=True)
        return Workflow("gitlab", needed, in_order([*find_in_pipeline(pipeline), *compared]))
    raise BadInput("bad-workflow", name=name)


def read_yaml(text: str, name: str) -> Node:
    """The file as a tree of strings, each with its line number. Raises BadInput.

    Values keep no YAML types: a loader that converts them would turn GitHub's `on:` into True.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadInput("bad-yaml", name=name, error=f"more than {MOST_CHARACTERS} characters")
    try:
        # GitLab allows a header, `spec:`, as a separate document before the pipeline.
        documents = list(yaml.compose_all(text, Loader=Bounded))
        return tree(documents[-1] if documents else None, count())
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise BadInput("bad-yaml", name=name, error=shown(f"{line}{error.problem}")) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # PyYAML accepts escapes like "\Uffffffff"
        raise BadInput("bad-yaml", name=name, error=shown(str(error).partition("\n")[0])) from None


class TooMuch(yaml.YAMLError):
    """The file has more nodes or levels than any file written by a person."""


class Bounded(yaml.SafeLoader):
    """A loader that stops at a file with too many nodes or levels, before it recurses too far."""

    def __init__(self, stream: str) -> None:
        """Start counting."""
        super().__init__(stream)
        self.nodes = self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Count the node, then compose it."""
        self.nodes += 1
        self.depth += 1
        check(self.nodes, self.depth)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def tree(node: yaml.Node | None, numbers: Iterator[int], depth: int = 0) -> Node:
    """The node without YAML's types. Each use of an alias counts: a few lines of aliases can expand to billions."""
    check(next(numbers), depth)
    if node is None:
        return Node(1)
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Node(line, "" if node.tag == "tag:yaml.org,2002:null" else node.value)
    if isinstance(node, yaml.SequenceNode):
        return Node(line, [tree(item, numbers, depth + 1) for item in node.value])
    fields: dict[str, Node] = {}
    merged: dict[str, Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        below = tree(value, numbers, depth + 1)
        if key.tag == "tag:yaml.org,2002:merge":
            for source in [below, *below.items]:
                merged |= {name: each for name, each in source.fields.items() if name not in merged}
        else:
            fields[key.value] = Node(key.start_mark.line + 1, below.value)
    return Node(line, merged | fields)


def check(nodes: int, depth: int) -> None:
    """Raise TooMuch if there are too many nodes or levels."""
    if nodes > MOST_NODES or depth > MOST_DEPTH:
        raise TooMuch(f"more than {MOST_NODES} nodes or {MOST_DEPTH} levels")
