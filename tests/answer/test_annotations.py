"""Annotations in a run on GitHub: one for each cause that is sure enough, in GitHub's own notation."""

import pytest

from answer.annotations import as_github
from catalogue import CAUSES

EMPTY = {"client": None, "error": None, "claims": None, "decision": None, "register": None, "assumed": []}
EMPTY |= {"messages": [], "unexplained": [], "remarks": [], "uploaded": [], "service": None, "went_well": False}
CAUSE = {
    "line": None,
    "field": None,
    "expected": None,
    "found": None,
    "act": "100 %,\r\nas: is",
    "url": "https://a.b/c",
}


@pytest.mark.parametrize(
    ("certainties", "shown"),
    [
        (["certain", "likely", "possible", "possible"], [0, 1]),
        (["possible", "possible"], [0]),  # of several that are possible the first one stands for all
        (["likely"], [0]),
    ],
)
def test_what_is_sure_is_annotated(certainties: list[str], shown: list[int]) -> None:
    """An error for each cause that is certain or likely; for the first, where none is."""
    ids = [*CAUSES][: len(certainties)]
    causes = [{"cause": name, "certainty": sure, **CAUSE} for name, sure in zip(ids, certainties, strict=True)]
    told = as_github({**EMPTY, "causes": causes}, "en").splitlines()
    titles = [CAUSES[ids[n]]["title"]["en"].replace(":", "%3A").replace(",", "%2C") for n in shown]
    assert [f"::error title={title}::100 %25,%0D%0Aas: is%0Ahttps://a.b/c" for title in titles] == told


def test_nothing_wrong_is_a_notice() -> None:
    """Where nothing is wrong, or PyPI accepts the token, that is said."""
    assert as_github({**EMPTY, "causes": []}, "en").startswith("::notice::")
    accepted = {"accepted": True, "matched_publisher": 1, "error_code": None, "reason": None, "outcomes": []}
    assert "publisher 2" in as_github({**EMPTY, "decision": accepted, "causes": []}, "en")
