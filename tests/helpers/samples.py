"""Samples that many tests use: a publisher of each provider with a token that it accepts, PyPI's recorded decisions,
and the logs of failed jobs with what stood on PyPI.
"""

import functools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from evidence.publishers import read_publishers
from pages import ROOT
from pypi.providers import PROVIDERS

VECTORS = ROOT / "tests/vectors"
LOGS = sorted((ROOT / "snippets/logs").glob("*.txt"))
# For what takes long with each log: the quick tests take every fifth one.
EACH_LOG = [
    pytest.param(log, id=log.stem, marks=[pytest.mark.slow] * (number % 5 > 0)) for number, log in enumerate(LOGS)
]
REF, SHA = "refs/tags/v1.4.0", "8843d7f92416211de9ebb963ff4ce28125932878"


def github_token(publisher: Mapping[str, str]) -> dict[str, Any]:
    """The claims of a GitHub job that a publisher accepts."""
    repository, environment = f"{publisher['owner']}/{publisher['repository']}", publisher["environment"]
    file = f"{repository}/.github/workflows/{publisher['workflow_filename']}@{REF}"
    return {
        "iss": PROVIDERS["github"].issuer, "jti": "1", "event_name": "release", "ref": REF, "sha": SHA,
        "sub": f"repo:{repository}:environment:{environment}" if environment else f"repo:{repository}:ref:{REF}",
        "repository": repository, "repository_owner": publisher["owner"],
        "repository_owner_id": publisher["owner_id"], "actor": "dev", "workflow_ref": file, "job_workflow_ref": file,
        **({"environment": environment} if environment else {}),
    }  # fmt: skip


def gitlab_token(publisher: Mapping[str, str]) -> dict[str, Any]:
    """The claims of a GitLab job that a publisher accepts."""
    path, environment = f"{publisher['namespace']}/{publisher['project']}", publisher["environment"]
    return {
        "iss": publisher["issuer_url"], "jti": "1", "ref_path": REF, "sha": SHA, "project_path": path,
        "sub": f"project_path:{path}:ref_type:tag:ref:{REF.removeprefix('refs/tags/')}", "user_login": "dev",
        "ci_config_ref_uri": f"gitlab.com/{path}//{publisher['workflow_filepath']}@{REF}",
        **({"environment": environment} if environment else {}),
    }  # fmt: skip


def google_token(publisher: Mapping[str, str]) -> dict[str, Any]:
    """The claims of a service account that a publisher accepts; an empty subject stands for any."""
    known = {"email": publisher["email"], "sub": publisher["sub"] or "123"}
    return {"iss": PROVIDERS["google"].issuer, **known, "email_verified": True, "azp": "1"}


def activestate_token(publisher: Mapping[str, str]) -> dict[str, Any]:
    """The claims of an ActiveState build that a publisher accepts. PyPI compares the actor's id, not the name."""
    organization, project = publisher["organization"], publisher["project"]
    return {
        "iss": PROVIDERS["activestate"].issuer, "organization": organization, "project": project, "actor": "other",
        "actor_id": publisher["actor_id"], "builder": "pypi-publisher", "sub": f"org:{organization}:project:{project}",
    }  # fmt: skip


TOKEN_FOR: dict[str, Callable[[Mapping[str, str]], dict[str, Any]]] = {
    "github": github_token, "gitlab": gitlab_token, "google": google_token, "activestate": activestate_token,
}  # fmt: skip
PUBLISHERS: dict[str, dict[str, str]] = {
    "github": {
        "provider": "github", "owner": "octo-org", "repository": "sampleproject", "owner_id": "4242",
        "workflow_filename": "release.yml", "environment": "pypi",
    },
    "gitlab": {
        "provider": "gitlab", "namespace": "group", "project": "sampleproject", "environment": "release",
        "workflow_filepath": ".gitlab-ci.yml", "issuer_url": "https://gitlab.com",
    },
    "google": {"provider": "google", "email": "ci@sampleproject.iam.gserviceaccount.com", "sub": "1234"},
    "activestate": {
        "provider": "activestate", "organization": "octo-org", "project": "sampleproject", "actor": "octocat",
        "actor_id": "id-1",
    },
}  # fmt: skip
TOKENS = {provider: TOKEN_FOR[provider](publisher) for provider, publisher in PUBLISHERS.items()}


@functools.cache
def recorded_cases(name: str) -> list[dict[str, Any]]:
    """The recorded cases of one file; only a line feed ends a line, unlike in str.splitlines()."""
    with (VECTORS / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def settings_of(log: Path) -> Path:
    """The file with what stood on PyPI when a log was written; for many logs there is none."""
    return log.with_name(log.name.split(".")[0] + ".publisher.json")


def publishers_of(log: Path) -> list[dict[str, Any]]:
    """The publishers that stood on PyPI when a log was written; none where the log tells enough."""
    settings = settings_of(log)
    return read_publishers(settings.read_text(encoding="utf-8")) if settings.exists() else []
