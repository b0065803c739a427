"""Check workflow and pipeline files: what in them would stop a release, and which publisher they need.

    python snippets/check.py .github/workflows/release.yml

Exit status: 0, nothing found; 1, at least one finding; 2, a file can't be read. It needs PyYAML.
"""

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import command_line
from answer.annotations import escaped, parameter
from catalogue import CAUSES, Lang, labels, page, say
from command_line import add_lang, add_publisher, emit, given_publishers, read_text, run
from pypi.indexes import INDEXES
from shared.bad_input import BadInput
from shared.safe_json import as_json_text
from shared.safe_text import shown

if TYPE_CHECKING:
    from ci_files.job_findings import Finding
    from ci_files.jobs import Needed
    from ci_files.read_workflow import Workflow


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("check.py", __doc__)
    command.add_argument("files", nargs="+", metavar="FILE", help="a workflow, a composite action or a pipeline")
    add_publisher(command)
    command.add_argument("--format", choices=("text", "json", "github"), default="text")
    return add_lang(command)


def main(argv: list[str]) -> int:
    """Check, print, and return the exit status."""
    return run(check, parser().parse_args(argv))


def check(options: argparse.Namespace) -> int:
    """Check the files, print what is found in them, and return the exit status."""
    try:
        from ci_files.read_workflow import read_workflow
    except ModuleNotFoundError:
        raise BadInput("bad-package", option="check", package="pyyaml") from None
    publishers = given_publishers(options.publisher)
    read = {name: read_workflow(read_text(name), name, publishers) for name in options.files}
    written = {"text": as_text, "json": as_json, "github": as_github}[options.format]
    text = "".join(written(name, workflow, options.lang) for name, workflow in read.items())
    emit(text, commands=options.format == "github", json=options.format == "json")
    return 1 if any(workflow.findings for workflow in read.values()) else 0


def as_text(name: str, workflow: "Workflow", lang: Lang) -> str:
    """What is found in a file, for a person: each finding with its line, then the publishers that it needs."""
    lines = [line for each in workflow.findings for line in found(shown(name), each, lang)]
    if not lines:
        word = "check-nothing" if workflow.publishers else "check-no-upload"
        lines = [say(word, lang, name=shown(name))]
    return "\n".join([*lines, *needs(workflow, lang)]) + "\n"


def found(name: str, finding: "Finding", lang: Lang) -> Iterable[str]:
    """The lines about one finding."""
    cause = CAUSES[finding.cause]
    yield f"{name}:{finding.line}: {cause['title'][lang]} ({say(finding.certainty, lang)})"
    yield f"   {cause['advice'][lang]}"
    yield f"   {page(finding.cause, lang)}"


def needs(workflow: "Workflow", lang: Lang) -> Iterable[str]:
    """A line for each publisher that a file's jobs need, as far as the file shows it."""
    label = dict(labels(lang, workflow.provider))
    file = "workflow_filename" if workflow.provider == "github" else "workflow_filepath"
    for each in workflow.publishers:
        environment = say("check-any-name", lang) if each.environment is None else shown(each.environment)
        values = {file: shown(each.workflow_filename), "environment": environment or say("any", lang)}
        said = ", ".join(f"{label[field]}: {value}" for field, value in values.items())
        yield say("check-needs", lang, job=shown(each.job), host=INDEXES[each.index or "pypi"].host, values=said)


def as_github(name: str, workflow: "Workflow", lang: Lang) -> str:
    """Annotations at the lines of the file."""
    lines = []
    for each in workflow.findings:
        cause = CAUSES[each.cause]
        said = escaped(f"{cause['advice'][lang]}\n{page(each.cause, lang)}")
        kind = "notice" if each.certainty == "possible" else "error"
        title = parameter(cause["title"][lang])
        lines.append(f"::{kind} file={parameter(shown(name))},line={each.line},title={title}::{said}\n")
    return "".join(lines)


def as_json(name: str, workflow: "Workflow", lang: Lang) -> str:
    """An object a file, for programs."""
    findings = [{**each._asdict(), "url": page(each.cause, lang)} for each in workflow.findings]
    told: dict[str, Any] = {"file": name, "provider": workflow.provider, "findings": findings}
    return as_json_text({**told, "publishers": [published(each) for each in workflow.publishers]}) + "\n"


def published(needed: "Needed") -> dict[str, Any]:
    """What a file shows of the publisher that a job needs."""
    return {
        "job": needed.job,
        "index": needed.index,
        "workflow": needed.workflow_filename,
        "environment": needed.environment,
    }


def start() -> int:
    """What the installed command runs."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(start())
