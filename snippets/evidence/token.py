"""A token: its claims, its provider, and the values that they give for PyPI's form, each worked out only once."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from pypi.decision import Decision, decide
from pypi.provider import Publisher, environment
from pypi.providers import PROVIDERS, provider_of
from pypi.providers.github import is_reusable
from shared.bad_input import BadInput
from shared.safe_json import read_json
from shared.safe_text import redact


class Token:
    """What is known about one token: the claims as given, and the provider, None if it is unknown.

    >>> claims = {"project_path": "group/sub/sampleproject", "environment": "release", "iss": "https://gitlab.com",
    ...           "ci_config_ref_uri": "gitlab.com/group/sub/sampleproject//.gitlab-ci.yml@refs/heads/main"}
    >>> wanted = Token(claims, "gitlab").publisher
    >>> wanted["namespace"], wanted["workflow_filepath"]
    ('group/sub', '.gitlab-ci.yml')
    """

    def __init__(self, claims: Mapping[str, Any], provider: str | None) -> None:
        self.claims, self.provider = claims, provider

    @cached_property
    def texts(self) -> dict[str, str | None]:
        """The claims as strings, for comparing: any other value is written as JSON."""
        return {
            name: value if value is None or isinstance(value, str) else json.dumps(value)
            for name, value in self.claims.items()
        }

    @property
    def is_whole(self) -> bool:
        """Whether these are all of the token's claims: a log shows only some of them, and never the issuer."""
        return "iss" in self.claims

    @cached_property
    def environment(self) -> str | None:
        """The job's environment, "" if it has none, None if the claims don't show it."""
        return environment(self.texts)

    @cached_property
    def is_reusable(self) -> bool:
        """Whether the job runs in a workflow file that another file called."""
        return is_reusable(self.texts)

    @cached_property
    def publisher(self) -> dict[str, str | None]:
        """The form values of the publisher that would match; None for a value that the claims don't show."""
        return PROVIDERS[self.provider].publisher_of(self.texts) if self.provider else {}

    @cached_property
    def registration(self) -> dict[str, str] | None:
        """What to type into PyPI's form for this token, with the `provider`.

        None if the claims don't show it, and for reusable workflows: the exchange needs one value, the upload another.
        """
        if self.provider is None or self.is_reusable:
            return None
        full: dict[str, str] = {"provider": self.provider}
        for field in PROVIDERS[self.provider].table["fields"]:
            value = self.publisher[field["name"]] or ("" if field.get("optional") else None)
            if value is None:
                return None
            # As the form stores it, but not if it contains a secret: in lowercase, nothing would recognize the secret.
            full[field["name"]] = redact(value).lower() if field["form"].get("lower") else value
        return full

    def decide(self, publishers: Sequence[Publisher]) -> tuple[Decision | None, list[str]]:
        """PyPI's decision, and the missing claims whose values it assumes: a log shows only some claims.

        `publishers` are the provider's, at least one. There is no decision if a claim is missing that the search needs.
        """
        assert self.provider
        if self.is_whole:  # as PyPI reads the token
            return decide(self.provider, publishers, self.claims), []
        table = PROVIDERS[self.provider].table
        usual: dict[str, Any] = {**dict.fromkeys(table["required"], ""), **dict.fromkeys(table["looked_up"])}
        rest = {"iss": table["issuer"], **PROVIDERS[self.provider].rest_of_token(self.texts)}
        full = {**usual, **rest, "environment": self.environment, **self.claims}
        if any(full[claim] is None for claim in table["looked_up"]):
            return None, []
        if self.environment is None and any(publisher.get("environment") for publisher in publishers):
            return None, []
        unknown = {name for name, claim in table["ids"].items() if not self.claims.get(claim)}
        known = [{k: v for k, v in publisher.items() if k not in unknown} for publisher in publishers]
        return decide(self.provider, known, full), [claim for claim in table["required"] if claim not in self.claims]


def known_provider(claims: Mapping[str, Any], publishers: Sequence[Publisher], client: str | None) -> str | None:
    """The provider that the claims show; otherwise that of the publishers, or the only one that the client supports.

    `client` is the id of the client that printed the log.
    """
    for settings in (claims, *publishers[:1]):
        try:
            return provider_of(settings)
        except KeyError:
            continue
    by_issuer = {provider.issuer: name for name, provider in PROVIDERS.items()}
    issuer = claims.get("iss")
    if isinstance(issuer, str) and issuer in by_issuer:
        return by_issuer[issuer]
    return "github" if client in ("gh-action-pypi-publish", "github") else None


def unverified_claims(token: object, name: str = "token") -> dict[str, Any]:
    """The claims of a token, unverified. Raises BadInput, whose message contains `name` but never the token.

    >>> unverified_claims("e30.eyJyZXBvc2l0b3J5IjogIm9jdG8tb3JnL3NhbXBsZXByb2plY3QifQ.c2ln")
    {'repository': 'octo-org/sampleproject'}
    """
    import base64  # imported here, because most runs read no token and it slows the start

    try:
        header, payload, signature = str(token).strip().split(".")
        base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
        parts = [read_json(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in (header, payload)]
    except ValueError:
        parts = []
    if not (parts and all(isinstance(part, dict) for part in parts)):
        raise BadInput("bad-token", name=name)
    claims: dict[str, Any] = parts[1]
    return claims
