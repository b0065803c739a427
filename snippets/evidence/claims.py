"""Read the claims of a token from a log, in every format in which a client or a person writes them.

Sources: pypa/gh-action-pypi-publish `oidc-exchange.py` and astral-sh/uv `crates/uv-publish`, read on 2026-11-22.
"""

import re
from itertools import islice

from catalogue import CLIENTS, PROVIDERS

PRINTED = [table["printed"] for table in PROVIDERS.values()]
VAGUE = {claim for printed in PRINTED for claim in printed["vague"]}
# A list with one of these claims is a token's; `repository` and `ref` alone may come from actions/checkout.
TELLING = {claim for printed in PRINTED for claim in printed["telling"]}
TELLING |= {claim for client in CLIENTS for claim in client.get("prints", ())}
CLAIMS = sorted(TELLING | VAGUE)

_NAMES = "|".join(sorted(CLAIMS, key=len, reverse=True))
MOST = 1_000  # how many claims are read at most; a token has about thirty
SIGNS = [*(TELLING - {"sub"}), "sub:", "sub`", 'sub"', "sub*", "sub |", "sub\t"]  # each list of claims has one
# Every repetition is bounded, so that no input makes the search slow. Patterns are strings: many logs need none.
CLAIM = (
    rf"(?m)(?<![\w.'-])[`\"*]{{0,4}}({_NAMES})[`\"*]{{0,4}}[ \t]{{0,20}}[:|]"
    # in quotation or code marks, as the action and uv print it; Some is Rust's
    r"(?:\s{0,99}(?:Some\(\s{0,99})?(?:`([^`\n]{0,500})`|\"([^\"]{0,500})\")"
    r"|[ \t]{0,99}(?!Some\()([^\s`\"|,{}][^|\n]{0,300}?))"  # without marks
    rf"\*{{0,2}}[ \t]{{0,20}}(?=[,|)]|$|\n|[*•-][ \t]{{0,20}}[`\"*]{{0,4}}(?:{_NAMES})\b|[ \t](?:{_NAMES}):)"
)
LONGEST = 700  # characters of a claim's name, marks and value
# A claim whose value is cut off at the end: a quotation mark is open, or a workflow or pipeline file has no ref.
CUT = (
    rf"(?<![\w.'-])[`\"*]{{0,4}}({_NAMES})[`\"*]{{0,4}}[ \t]{{0,20}}[:|]\s{{0,99}}(?:Some\(\s{{0,99}})?"
    r"(?:(?:`[^`\n]{0,500}|\"[^\"]{0,500}|No?n?|So?m?e?|MI?S?S?I?N?)?\Z|(?<=_ref: |_uri: )[^\s`\"@|,{}]{1,300}\Z)"
)


def read_claims(text: str) -> dict[str, str | None] | None:
    """The first list of a token's claims in the text; None if there is none. A value that is cut off is left out."""
    if not any(sign in text for sign in SIGNS):
        return None
    found = cut_at(text)
    if found:
        text = text[: found.start()]
    lists: list[dict[str, str | None]] = []
    end = None
    for match in islice(re.finditer(CLAIM, text), MOST):
        name, value = match[1], next(part for part in match.groups()[1:] if part is not None)
        value = " ".join(value.strip().strip("*").split())  # uv wraps values that contain spaces
        near = end is not None and text.count("\n", end, match.start()) <= 4
        if not near or name in lists[-1]:
            lists.append({})
        lists[-1][name] = None if value in ("MISSING", "None") else value
        end = match.end()
    return next((each for each in lists if TELLING & each.keys()), None)


def cut_claim(text: str) -> str | None:
    r"""The claim whose value is cut off at the end of the text, None if there is none.

    >>> cut_claim("* `ref`: `refs/tags/v1`\n* `job_workflow_ref`: `octo-org/sampleproject/.github/wor")
    'job_workflow_ref'
    """
    found = cut_at(text)
    return found[1] if found else None


def cut_at(text: str) -> re.Match[str] | None:
    """The position of the claim whose value is cut off at the end of the text."""
    text = text.rstrip().removesuffix("```").rstrip()
    return re.compile(CUT).search(text, max(0, len(text) - LONGEST))
