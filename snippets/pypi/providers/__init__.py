"""The providers whose tokens PyPI accepts, one file each."""

from collections.abc import Mapping
from typing import Any

from pypi.provider import Provider
from pypi.providers.activestate import ACTIVESTATE
from pypi.providers.github import GITHUB
from pypi.providers.gitlab import GITLAB
from pypi.providers.google import GOOGLE

PROVIDERS: dict[str, Provider] = {provider.id: provider for provider in (GITHUB, GITLAB, GOOGLE, ACTIVESTATE)}


def provider_of(settings: Mapping[str, Any]) -> str:
    """The provider that a publisher's fields, or a token's claims, belong to.

    Raises KeyError if the provider can't be determined.

    >>> provider_of({"namespace": "group", "project": "sampleproject"})
    'gitlab'
    """
    # The last one first, because ActiveState's tokens also contain GitLab's project_path.
    for name, provider in reversed(PROVIDERS.items()):
        if settings.keys() & {*provider.table["marks"]}:
            return name
    raise KeyError("provider")
