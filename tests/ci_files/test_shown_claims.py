"""The lines that print a GitLab token's claims print those that PyPI compares, and no other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jwt
import yaml

import samples
from example_workflows import FOLDER

KEY = "k" * 32


def test_a_gitlab_job_prints_what_pypi_compares() -> None:
    """Run as GitLab's shell runs them, they hide the name of the person who started the pipeline."""
    job = yaml.safe_load((FOLDER / "read-claims.gitlab-ci.yml").read_text("utf-8"))["publish"]
    claims = samples.TOKENS["gitlab"] | {"user_login": "octo-dev", "user_email": "octo-dev@example.com"}
    token = jwt.encode(claims, KEY, "HS256")
    ran = subprocess.run(
        ["bash", "-e", "-c", job["script"][0]],
        env={"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "PYPI_ID_TOKEN": token},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    shown = json.loads(ran.stdout)
    compared = ("iss", "aud", "sub", "project_path", "ci_config_ref_uri", "environment")
    assert {name: claims.get(name) for name in compared} == {name: shown[name] for name in compared}
    assert "octo-dev" not in ran.stdout
