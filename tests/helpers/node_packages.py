"""What the tests take from npm: `make node` brings it into tests/node."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "node"


def installed(path: str) -> Path:
    """A file of an npm package; where the packages are required, its absence is a failure."""
    file = HERE / "node_modules" / path
    if not file.exists():
        absent = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        absent(f"no {path.partition('/')[0]}: run `make node`, which needs Node 20.19 or later")
    return file
