"""Publishers of every provider, and for each a token that is made to match it."""

from collections.abc import Callable

from hypothesis import strategies as st

from pypi.providers import PROVIDERS

NAME = st.from_regex(r"[a-z0-9][a-z0-9-]{1,12}[a-z0-9]", fullmatch=True)
FILE = st.from_regex(r"[a-z0-9_-]{1,12}\.ya?ml", fullmatch=True)
ENVIRONMENT = st.sampled_from(["", "pypi", "release", "prod/eu"])
ID = st.integers(1, 10**9).map(str)
SHA = "6f2c1d0e9b8a7c6d5e4f3a2b1c0d9e8f7a6b5c4d"


def github_token(publisher: dict[str, str]) -> dict[str, object]:
    """A token made to match."""
    repository = f"{publisher['owner']}/{publisher['repository']}"
    return {
        "iss": PROVIDERS["github"].issuer, "jti": "1", "event_name": "push", "sha": SHA, "ref": "refs/tags/v1",
        "repository": repository, "repository_owner": publisher["owner"],
        "repository_owner_id": publisher["owner_id"], "sub": f"repo:{repository}:ref:refs/tags/v1", "actor": "dev",
        "job_workflow_ref": f"{repository}/.github/workflows/{publisher['workflow_filename']}@refs/tags/v1",
        **({"environment": publisher["environment"]} if publisher["environment"] else {}),
    }  # fmt: skip


def gitlab_token(publisher: dict[str, str]) -> dict[str, object]:
    """A token made to match."""
    path = f"{publisher['namespace']}/{publisher['project']}"
    return {
        "iss": publisher["issuer_url"], "jti": "1", "sha": SHA, "ref_path": "refs/tags/v1", "project_path": path,
        "sub": f"project_path:{path}:ref_type:tag:ref:v1", "user_login": "dev",
        "ci_config_ref_uri": f"gitlab.com/{path}//{publisher['workflow_filepath']}@refs/tags/v1",
        **({"environment": publisher["environment"]} if publisher["environment"] else {}),
    }  # fmt: skip


def google_token(publisher: dict[str, str]) -> dict[str, object]:
    """A token made to match."""
    sub = publisher["sub"] or "123"
    return {
        "iss": PROVIDERS["google"].issuer,
        "email": publisher["email"],
        "email_verified": True,
        "sub": sub,
        "azp": "1",
    }


def activestate_token(publisher: dict[str, str]) -> dict[str, object]:
    """A token made to match."""
    organization, project = publisher["organization"], publisher["project"]
    return {
        "iss": PROVIDERS["activestate"].issuer, "organization": organization, "project": project, "actor": "other",
        "actor_id": publisher["actor_id"], "builder": "pypi-publisher", "sub": f"org:{organization}:project:{project}",
    }  # fmt: skip


PUBLISHERS = st.one_of(
    st.fixed_dictionaries(
        {"provider": st.just("github"), "owner": NAME, "repository": NAME, "owner_id": ID,
         "workflow_filename": FILE, "environment": ENVIRONMENT}
    ),
    st.fixed_dictionaries(
        {"provider": st.just("gitlab"), "namespace": NAME, "project": NAME, "workflow_filepath": FILE,
         "environment": ENVIRONMENT, "issuer_url": st.just("https://gitlab.com")}
    ),
    st.fixed_dictionaries(
        {"provider": st.just("google"), "email": NAME.map("{}@sample.iam.gserviceaccount.com".format),
         "sub": st.sampled_from(["", "42"])}
    ),
    st.fixed_dictionaries(
        {"provider": st.just("activestate"), "organization": NAME, "project": NAME, "actor": NAME, "actor_id": ID}
    ),
)  # fmt: skip
TOKENS: dict[str, Callable[[dict[str, str]], dict[str, object]]] = {
    "github": github_token, "gitlab": gitlab_token, "google": google_token, "activestate": activestate_token,
}  # fmt: skip
