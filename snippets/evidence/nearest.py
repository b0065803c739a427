"""Of several publishers, the one that a token most likely means, and every field in which the two differ."""

from collections.abc import Sequence
from typing import NamedTuple

from evidence.token import Token
from pypi.alike import Difference
from pypi.provider import Publisher
from pypi.providers import PROVIDERS

FAR = 12  # another name and another file, or two other names: a different project's publisher


class Nearest(NamedTuple):
    """The differences of the publisher that is most likely meant, the gravest first.

    Not `sure` if another publisher is as near; not `related` if the two share too little to be meant at all.
    `number` is the publisher's place among those that were compared, from 0.
    """

    differences: list[Difference]
    sure: bool
    related: bool
    number: int


def nearest(token: Token, publishers: Sequence[Publisher]) -> Nearest:
    """Of the token's provider's publishers, at least one, the one that differs least from the token.

    >>> publisher = {"owner": "octo-org", "repository": "sampleproject", "workflow_filename": "publish.yml"}
    >>> claims = {"repository": "octo-org/sampleproject", "environment": None,
    ...           "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1"}
    >>> for each in nearest(Token(claims, "github"), [publisher | {"environment": "pypi"}]).differences:
    ...     print(each.cause, each.expected, each.found)
    workflow-filename-mismatch publish.yml release.yml
    environment-missing-in-workflow pypi None
    """
    assert token.provider
    compare = PROVIDERS[token.provider].differences
    compared = [compare(publisher, token.publisher, token.texts) for publisher in publishers]
    distances = [sum(difference.weight for difference in differences) for differences in compared]
    least = min(distances)
    number = distances.index(least)
    gravest_first = sorted(compared[number], key=lambda difference: -difference.weight)
    return Nearest(gravest_first, sure=distances.count(least) == 1, related=least <= FAR, number=number)
