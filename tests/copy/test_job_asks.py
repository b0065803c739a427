"""The snippet on the jobs of a workflow reads from each what the engine reads."""

import pytest
import yaml

import shelf
from ci_files.jobs import environment_of, workflow_jobs
from ci_files.read_workflow import read_yaml
from example_workflows import GITHUB
from problems import report


def test_job_asks() -> None:
    """Of every example workflow, each job's permission and environment are what the engine reads."""
    wrong = []
    for path in GITHUB:
        text = path.read_text(encoding="utf-8")
        expected = {}
        for job in workflow_jobs(read_yaml(text, path.name)):
            node = job.node.get("environment")
            expected[job.id] = (job.id_token, (node.get("name") or node).text)
            assert environment_of(node, "${{")[0] in (None, expected[job.id][1])
        wrong += shelf.held("job_asks", "job_asks", expected, yaml.safe_load(text))
    report(wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("permissions: write-all\njobs: {a: {}}", (True, "")),
        ("permissions: {id-token: write}\njobs: {a: {permissions: {}}}", (False, "")),
        ("permissions: {}\njobs: {a: {permissions: write-all, environment: pypi}}", (True, "pypi")),
        ("permissions: read-all\njobs: {a: {environment: {name: pypi, url: x}}}", (False, "pypi")),
        ("on: [push]\njobs: {a: {}}", (False, "")),
        ("jobs: {a: {}}", (False, "")),
        ("on: [workflow_call]\njobs: {a: {}}", (None, "")),
        ("on: workflow_call\njobs: {a: {}}", (None, "")),
        ("'on': {workflow_call: {}}\njobs: {a: {permissions: {contents: read}}}", (False, "")),
        ("'on': {workflow_call: {}}\njobs: {a: {}}", (None, "")),
        ("on: {push: {}}\npermissions: {id-token: read}\njobs: {a: {environment: '${{ inputs.where }}'}}",
         (False, "${{ inputs.where }}")),
    ],
)  # fmt: skip
def test_job_asks_at_the_edges(text: str, expected: tuple[bool | None, str]) -> None:
    """Whatever way permissions, triggers and environments are written; the engine agrees."""
    [job] = workflow_jobs(read_yaml(text, "a.yml"))
    assert expected[0] == job.id_token
    report(shelf.held("job_asks", "job_asks", {"a": expected}, yaml.safe_load(text)))
