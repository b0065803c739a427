"""How many decisions a second PyPI's rules take here, for a growing number of publishers."""

from bench import seconds_each
from pypi.decision import decide
from samples import PUBLISHERS, TOKENS

PUBLISHER, CLAIMS = PUBLISHERS["github"], TOKENS["github"]


def run() -> None:
    """PyPI's decision for a growing number of publishers, the one that matches last."""
    print(f"{'publishers':>10} {'decisions/s':>12} {'µs each':>10} {'ns a publisher':>15}")
    for count in (1, 100, 10_000):
        others = [{**PUBLISHER, "repository": f"other-{n}", "environment": ""} for n in range(count - 1)]
        rows = [*others, PUBLISHER]
        assert (
            decide("github", rows, CLAIMS).matched_publisher == count - 1
        )  # a benchmark of wrong answers is worth nothing
        each = seconds_each(lambda rows=rows: decide("github", rows, CLAIMS))
        print(f"{count:>10,} {1 / each:>12,.0f} {each * 1e6:>10,.1f} {each / count * 1e9:>15,.0f}")
