"""The shapes in which one and the same log reaches a person."""

import html
import json
import re
import textwrap
from collections.abc import Callable

STAMP = "2026-11-22T08:15:{:02d}.1234567Z "


def annotation(log: str) -> str:
    """What the action itself prints: one line, breaks escaped."""
    return "\n".join(
        "::error::" + rest.replace("%", "%25").replace("\n", "%0A") if number else rest
        for number, rest in enumerate(re.split(r"^Error: ", log, flags=re.MULTILINE))
    )


def marked(log: str) -> str:
    """The runner's marks, which the web page shows as a word at the beginning of a line."""
    return re.sub(r"^(Error|Warning): ", lambda word: f"##[{word[1].lower()}]", log, flags=re.MULTILINE)


def stamped(log: str) -> str:
    """The raw download: a time on every line, the runner's marks, CRLF, a byte order mark."""
    lines = marked(log).splitlines()
    return "\ufeff" + "\r\n".join(STAMP.format(number % 60) + line for number, line in enumerate(lines))


def gh_run_view(log: str) -> str:
    """`gh run view --log`: job and step before the time."""
    lines = marked(log).splitlines()
    return "\n".join(f"publish\tPublish to PyPI\t{STAMP.format(n % 60)}{line}" for n, line in enumerate(lines))


def quoted(log: str) -> str:
    """A quote in an issue, without the marks of code."""
    return "\n".join("> " + line for line in log.replace("`", "").splitlines())


def rewrapped(log: str) -> str:
    """An e-mail: paragraphs filled again at another width."""
    paragraphs = [re.sub(r"\s*\n(?![*-] )\s*", " ", each) for each in re.split(r"\n\s*\n", log)]
    return "\n\n".join(
        "\n".join(textwrap.fill(line, 60, break_long_words=False, break_on_hyphens=False) for line in each.splitlines())
        for each in paragraphs
    )


def table(log: str) -> str:
    """Claims typed again as a table."""
    return re.sub(r"^\* `(\w+)`: `(.*)`$", r"| \1 | \2 |", log, flags=re.MULTILINE)


def linked(log: str) -> str:
    """GitHub's web page, copied: a number turned into a link to a line of the log."""
    link = "[42](https://github.com/octo-org/sampleproject/actions/runs/1/job/2#step:4:13)42"
    return log.replace("`4242`", f"`{link}`").replace('"4242"', f'"{link}"')


def coloured(log: str) -> str:
    """A terminal: ANSI colours."""
    return "\n".join(f"\x1b[36;1m{line}\x1b[0m" for line in log.splitlines())


def gitlab_trace(log: str) -> str:
    """GitLab's raw trace: time, stream, and + before the rest of a line that was written in two pieces."""
    prefix = "2026-01-21T09:47:{:02d}.094269Z 01O".format
    return "\n".join(
        f"{prefix(n % 60)} {line[:40]}" + (f"\n{prefix(n % 60)}+{line[40:]}" if line[40:] else "")
        for n, line in enumerate(log.splitlines())
    )


def jenkins(log: str) -> str:
    """Jenkins with its timestamps for pipelines."""
    return "\n".join(f"[2026-01-21T09:47:{n % 60:02d}.094Z] {line}" for n, line in enumerate(log.splitlines()))


def jenkins_clock(log: str) -> str:
    """Jenkins with its timestamps for other jobs."""
    return "\n".join(f"09:47:{n % 60:02d}  {line}" for n, line in enumerate(log.splitlines()))


def azure(log: str) -> str:
    """Azure Pipelines, as its log is downloaded."""
    lines = marked(log).splitlines()
    return "\r\n".join(f"2026-01-21T09:47:{n % 60:02d}.0942690Z {line}" for n, line in enumerate(lines))


def act(log: str) -> str:
    """`act` runs a workflow at home: workflow and job before each line."""
    return "\n".join(f"[Publish/publish]   | {line}" for line in log.splitlines())


def cloud_build(log: str) -> str:
    """Google Cloud Build: the step before each line."""
    return "\n".join(f'Step #2 - "publish": {line}' for line in log.splitlines())


def numbered(log: str) -> str:
    """A web page, copied with the numbers of its lines: each stands in a line of its own."""
    return "\n".join(f"{n}\n{line}" for n, line in enumerate(log.splitlines(), 1))


def escaped(log: str) -> str:
    """A web page's source."""
    return html.escape(log)


def half_coloured(log: str) -> str:
    """Colours of which a copy has lost the first sign."""
    return "\n".join(f"[31;1m{line}[0m" for line in log.splitlines())


def in_json(log: str) -> str:
    """A message of an API's answer: one line, with the breaks that JSON writes."""
    return json.dumps({"message": log}, ensure_ascii=False)


SHAPES: list[Callable[[str], str]] = [
    lambda log: log,
    annotation,
    stamped,
    gh_run_view,
    quoted,
    rewrapped,
    table,
    linked,
    coloured,
    lambda log: textwrap.indent(log, "        "),
    lambda log: log.replace("\n", "\r\n"),
    lambda log: stamped(coloured(log)),
    lambda log: quoted(gh_run_view(log)),
    gitlab_trace,
    jenkins,
    jenkins_clock,
    azure,
    act,
    cloud_build,
    numbered,
    escaped,
    half_coloured,
    lambda log: gitlab_trace(coloured(log)),
    lambda log: quoted(stamped(log)),
    lambda log: quoted(numbered(log)),
    in_json,
]
