"""Find the publisher that is most likely meant for a token, and every field in which the two differ."""

from collections.abc import Sequence
from typing import NamedTuple

from evidence.token import Token
from pypi.alike import Difference
from pypi.provider import Publisher
from pypi.providers import PROVIDERS

FAR = 12  # a different name and a different file, or two different names: another project's publisher


class Nearest(NamedTuple):
    """The differences of the publisher that is most likely meant, the most serious first.

    Not `sure` if another publisher is just as near; not `related` if publisher and token have too little in common.
    `number` is the publisher's position among those that were compared, from 0.
    """

    differences: list[Difference]
    sure: bool
    related: bool
    number: int


def nearest(token: Token, publishers: Sequence[Publisher]) -> Nearest:
    """The publisher that differs least from the token. The list has at least one publisher of the token's provider.

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
