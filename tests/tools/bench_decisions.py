"""How many decisions a second PyPI's rules take here, for a growing number of publishers."""

from bench import seconds_each
from pypi.decision import decide

PUBLISHER = {"owner": "octo-org", "repository": "sampleproject", "owner_id": "4242", "workflow_filename": "release.yml"}
CLAIMS = {
    "iss": "https://token.actions.githubusercontent.com",
    "repository": "octo-org/sampleproject",
    "repository_owner": "octo-org",
    "repository_owner_id": "4242",
    "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1.4.0",
    "ref": "refs/tags/v1.4.0",
    "sha": "6f2c1d0e9b8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d",
    "jti": "1",
    "event_name": "push",
    "environment": "pypi",
}


def run() -> None:
    """PyPI's decision for a growing number of publishers, the one that matches last."""
    print(f"{'publishers':>10} {'decisions/s':>12} {'µs each':>10} {'ns a publisher':>15}")
    for count in (1, 100, 10_000):
        others = [{**PUBLISHER, "repository": f"other-{n}", "environment": ""} for n in range(count - 1)]
        rows = [*others, {**PUBLISHER, "environment": "pypi"}]
        assert (
            decide("github", rows, CLAIMS).matched_publisher == count - 1
        )  # a benchmark of wrong answers is worth nothing
        each = seconds_each(lambda rows=rows: decide("github", rows, CLAIMS))
        print(f"{count:>10,} {1 / each:>12,.0f} {each * 1e6:>10,.1f} {each / count * 1e9:>15,.0f}")
