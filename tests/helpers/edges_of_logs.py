"""Logs at the edges of what reads them: one claim alone, a wording within another, as much as is read, or one more."""

import itertools
import re
from collections.abc import Iterator

from catalogue import MESSAGES
from edges_of_settings import FILE
from evidence.claims import CLAIMS
from evidence.long_log import BLOCK, MARKS, MOST, WHOLE

REFUSED = (
    "`invalid-publisher`: valid token, but no corresponding publisher (Publisher with matching claims was not found)"
)
SUBJECT = "`invalid-publisher`: valid token, but no corresponding publisher (Check failed for required claim 'sub')"


def logs() -> Iterator[str]:
    """Logs that hold one claim, a wording within another, marks of every kind, and as much as is read, or one more."""
    yield from (
        "",
        " \n\t",
        "Hello",
        "actions/checkout",
        REFUSED,
        SUBJECT,
        f"uses: pypa/gh-action-pypi-publish\n{SUBJECT}",
    )
    yield f"* `repository`: `octo-org/SampleProject`\n* `environment`: `MISSING`\n* `workflow_ref`: `{FILE}`\n{SUBJECT}"
    yield from (f"\x1b]0;title{end}{REFUSED}\x1b[1;31m\x1b(B" for end in ("\x07", "\x1b\\", "\x08"))
    for claim in CLAIMS:
        yield f"{REFUSED}\n* `{claim}`: `a/b`\n"
        yield f"{REFUSED}\n* `{claim}`: `a/B`\n* `sub`: `repo:a/b:environment:x`\n"
    escaped = REFUSED.replace(" ", "\u00a0").replace("(", "%0D%0A(")
    escaped = f"::error::x%0D%0A{escaped}%0D%0A* `repository`: `a/b%2525c%25`%0A%0D* `ref`: `x`%0D%0A"
    yield f"{escaped}\r* `sub`: `%25`\r\r\n\r\nx"
    yield f"{REFUSED}\n* `ref`\u00a0: `x`\n* `sub`\u00a0: `repo:a/b:pull_request`\n"
    yield from (f"{a}\n{REFUSED}\n{b}" for a, b in itertools.product(("TestPyPI", "Upload.PyPI.org", "x"), repeat=2))
    yield from (
        f"{REFUSED}\n{'TestPyPI upload.pypi.org' if first else 'audience pypi test.pypi.org'}" for first in (0, 1)
    )
    texts = {text.replace("`", ""): each["id"] for each in MESSAGES.values() for text in each["texts"]}
    within = [(text, whole) for text, whole in itertools.permutations(texts, 2) if text in whole and "{" not in whole]
    for text, whole in within:
        yield from (f"{f'{whole} x ' * count}{text}" for count in (1, 99, 100))
    for count in (1, 2, 998, 999, 1000):
        yield REFUSED + "\n* `ref`: `x`" * count + "\n* `sub`: `repo:a/b:pull_request`"
    for blank in range(3, 7):
        yield REFUSED + "\n* `sub`: `y`" + "\n" * blank + "* `ref`: `x`"
    yield from bounds()


def bounds() -> Iterator[str]:
    """Each bound of the expressions that read a log, reached and passed."""
    for most, text in [
        (4, "sub{`}: `x`"), (4, "sub{*}: `x`"), (20, "sub{ }: `x`"), (99, "sub:{ }`x`"), (99, "sub: Some({ }`x`)"),
        (99, 'sub: Some(\n{ }"x")'), (500, "sub: `{x}`"), (500, 'sub: "{x}"'), (99, "sub:{ }x"), (301, "sub: {x}|"),
        (2, "sub: x{*}, y"), (20, "sub: x{ }| y"), (20, "sub: x * {\t}ref: y"), (4, "sub: x - {`}ref: y"),
        (200, "[{x}](https://a.b) sub: `x`"), (2000, "[`sub`: `y`](https:{x}) "),
        (200, "PyPI says {x}"),
    ]:  # fmt: skip
        for length in (most - 1, most, most + 1):
            yield re.sub(r"\{(.)\}", lambda match, n=length: match[1] * n, f"{text}\n* `ref`: `z`\n{REFUSED}")
    for message in MESSAGES.values():
        for text in (text for text in [*message["texts"], *message.get("ru", [])] if "{" in text):
            for length in (0, 1, 200, 201, 2000, 2001):
                yield re.sub(r"\{\w+\}", lambda _, n=length: "x" * n, text)


def excerpts() -> Iterator[list[tuple[int, str]]]:
    """Long logs, as pairs of so many dots and a text: marks beside the borders of blocks, too few, too many."""
    mark = MARKS[0]
    yield from ([(size, "")] for size in (WHOLE - 1, WHOLE, WHOLE + 1))
    for cut in (0, 1, len(mark), 11, 12, 13):
        yield [(35 * BLOCK - cut, mark), (5 * BLOCK, MARKS[1])]
        yield [(40 * BLOCK - cut, mark)]
    yield [(0, mark), (40 * BLOCK, "")]
    for count in (MOST - 1, MOST, MOST + 1, 2 * MOST, 2 * MOST + 1, 3 * MOST):
        yield [(BLOCK - len(mark), mark)] * count + [(40 * BLOCK, "")]
        yield [(3 * BLOCK, mark)] * count
