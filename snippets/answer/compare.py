"""Hold a token's claims against a publisher, field by field, and say in what they differ.

What PyPI compares, and how, is in `decision.py`; here each difference gets the name of its cause.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from catalogue import LOOKALIKES
from evidence.token import as_publisher, is_reusable, pipeline_is_own, workflow_file

Fields = Mapping[str, Any]
FAR = 12  # another name and another file, or two other names: a different project's publisher
LOOKALIKES = str.maketrans(LOOKALIKES)


class Difference(NamedTuple):
    """A field in which a publisher differs from a token: the cause, what PyPI has, what the token has."""

    cause: str
    field: str
    expected: str
    found: str | None
    weight: int


class Nearest(NamedTuple):
    """The publisher that is most likely meant.

    Not `sure` where another one is as near; not `related` where it shares too little to be meant at all.
    """

    index: int
    differences: list[Difference]
    sure: bool
    related: bool


def nearest(provider: str, publishers: Sequence[Fields], claims: Fields) -> Nearest:
    """Of one publisher or more, the one that differs least from the token, and every difference, the gravest first.

    >>> publisher = {"owner": "octo-org", "repository": "sampleproject", "workflow_filename": "publish.yml"}
    >>> token = {"repository": "octo-org/sampleproject", "environment": None,
    ...          "job_workflow_ref": "octo-org/sampleproject/.github/workflows/release.yml@refs/tags/v1"}
    >>> for each in nearest("github", [publisher | {"environment": "pypi"}], token).differences:
    ...     print(each.cause, each.expected, each.found)
    workflow-filename-mismatch publish.yml release.yml
    environment-missing-in-workflow pypi None
    """
    token = as_publisher(provider, claims)
    compared = [COMPARE[provider](publisher, token, claims) for publisher in publishers]
    distances = [sum(each.weight for each in differences) for differences in compared]
    index = distances.index(min(distances))
    gravest_first = sorted(compared[index], key=lambda each: -each.weight)
    return Nearest(
        index,
        gravest_first,
        sure=distances.count(distances[index]) == 1,
        related=distances[index] <= FAR,
    )


def alike(expected: str, found: str) -> str:
    """How near two values are: `same`, `case`, `looks` (they look the same and are not) or `other`.

    >>> alike("Release.yml", "release.yml"), alike(" release.yml", "release.yml"), alike("rеlease.yml", "release.yml")
    ('case', 'looks', 'looks')
    """
    if expected == found:
        return "same"
    if expected.lower() == found.lower():
        return "case"
    return "looks" if skeleton(expected) == skeleton(found) else "other"


def skeleton(text: str) -> str:
    """What is left of a value when all that can't be seen or told apart is taken away."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return seen.strip().lower().translate(LOOKALIKES)


def github(publisher: Fields, token: Fields, claims: Fields) -> list[Difference]:
    """Owner, repository, owner id, file and environment."""
    differences = [
        *name("owner", publisher, token, "owner-name-case", "owner-name-mismatch"),
        *name("repository", publisher, token, "repository-name-case", "repository-name-mismatch"),
    ]
    known, owner_id = publisher.get("owner_id"), token["owner_id"]
    if known and owner_id is not None and known != owner_id:
        differences.append(Difference("owner-id-mismatch", "owner_id", known, owner_id, 1))
    differences += github_file(publisher["workflow_filename"], token["workflow_filename"], claims)
    expected, found = publisher["environment"], token["environment"]
    if expected and found is not None:
        # PyPI lower-cases the token's environment and leaves the stored one as it is.
        how = alike(expected, found.lower())
        cause = "environment-stored-mixed-case" if how == "case" else "environment-name-mismatch"
        differences += environment_difference(expected, found, how, cause)
        if how != "case" and expected != expected.lower():
            differences.append(Difference("environment-stored-mixed-case", "environment", expected, found, 1))
    return differences


def github_file(expected: str, found: str | None, claims: Fields) -> list[Difference]:
    """The publisher's file against the one in the token."""
    if found is None or expected == found:
        return []
    field = "workflow_filename"
    if "/" in expected:
        path = Difference("workflow-path-instead-of-filename", field, expected, found, 3)
        bare = expected.rpartition("/")[2]
        return [path, *github_file(bare, found, claims)]
    if alike(expected, found) == "looks":
        return [Difference("invisible-or-lookalike-characters", field, expected, found, 1)]
    if is_reusable(claims) and expected == workflow_file(claims["workflow_ref"]):
        return [Difference("reusable-workflow", field, expected, found, 2)]
    return [Difference("workflow-filename-mismatch", field, expected, found, 3)]


def gitlab(publisher: Fields, token: Fields, claims: Fields) -> list[Difference]:
    """Namespace, project, pipeline file, issuer and environment."""
    differences = [
        *name("namespace", publisher, token, "project-path-case", "project-path-mismatch"),
        *name("project", publisher, token, "project-path-case", "project-path-mismatch"),
    ]
    expected, found = publisher["workflow_filepath"], token["workflow_filepath"]
    if found is not None and expected != found:
        looks = alike(expected, found) == "looks"
        cause = "invisible-or-lookalike-characters" if looks else "pipeline-file-mismatch"
        if not looks and not pipeline_is_own(claims):
            cause = "pipeline-outside-project"
        differences.append(Difference(cause, "workflow_filepath", expected, found, 3))
    issuer = token["issuer_url"]
    if issuer is not None and publisher["issuer_url"] != issuer:
        differences.append(Difference("unsupported-issuer", "issuer_url", publisher["issuer_url"], issuer, 4))
    expected, found = publisher["environment"], token["environment"]
    if expected and found is not None and expected != found:
        how = alike(expected, found)
        cause = "environment-name-case" if how == "case" else "environment-name-mismatch"
        differences += environment_difference(expected, found, how, cause)
    return differences


def google(publisher: Fields, token: Fields, _: Fields) -> list[Difference]:
    """The e-mail address, and the subject where the publisher has one."""
    differences = name("email", publisher, token, "service-account-mismatch", "service-account-mismatch")
    expected = publisher["sub"]
    if expected and expected != token["sub"]:
        differences.append(Difference("subject-mismatch", "sub", expected, token["sub"], 2))
    return differences


def activestate(publisher: Fields, token: Fields, _: Fields) -> list[Difference]:
    """Organization, project and the actor: by id where the publisher's is known, otherwise by name."""
    differences = [
        *name("organization", publisher, token, "organization-mismatch", "organization-mismatch"),
        *name("project", publisher, token, "project-mismatch", "project-mismatch"),
    ]
    field = "actor_id" if publisher.get("actor_id") else "actor"
    expected, found = publisher.get(field), token[field]
    if expected and found is not None and expected != found:
        differences.append(Difference("actor-mismatch", field, expected, found, 2))
    return differences


COMPARE = {"github": github, "gitlab": gitlab, "google": google, "activestate": activestate}


def name(field: str, publisher: Fields, token: Fields, case: str, mismatch: str) -> list[Difference]:
    """The difference in a field that names an account or a project."""
    expected, found = publisher[field], token[field]
    if found is None or expected == found:
        return []
    cause, weight = {
        "case": (case, 1),
        "looks": ("invisible-or-lookalike-characters", 1),
        "other": (mismatch, 10),
    }[alike(expected, found)]
    return [Difference(cause, field, expected, found, weight)]


def environment_difference(expected: str, found: str, how: str, cause: str) -> list[Difference]:
    """The difference in the environment, if there is one."""
    if how == "same":
        return []
    if not found:
        return [Difference("environment-missing-in-workflow", "environment", expected, None, 2)]
    if how == "looks":
        return [Difference("invisible-or-lookalike-characters", "environment", expected, found, 1)]
    return [Difference(cause, "environment", expected, found, 1 if how == "case" else 2)]
