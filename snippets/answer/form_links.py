"""URLs that open a pre-filled form: PyPI's own form, or this guide's setup form."""

from collections.abc import Iterable, Mapping

from catalogue import Lang, address
from pypi.indexes import INDEXES
from shared.safe_text import HIDDEN, MOST, redact

# Characters that stay unchanged in a URL; browsers write every other character as %XX.
KEPT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~!*'()")
PAGES = {"google": "google-cloud"}  # of the providers whose page has a different name


def publishing_page(project: str, index: str | None, register: Mapping[str, str] | None = None) -> str:
    """The URL of a project's *Publishing* page; with `register`, of the form on it, pre-filled with these values.

    The form takes the values from the URL and registers nothing until someone submits it. A value is left out if it is
    too long to be shown or contains a secret. Without an `index`, the page is PyPI's.
    Source: pypi/warehouse@6b62157124, `warehouse/manage/views/oidc_publishers.py`.

    >>> publishing_page("sampleproject", "testpypi", {"provider": "google", "email": "ci@example.org", "sub": ""})
    'https://test.pypi.org/manage/project/sampleproject/settings/publishing/?provider=google&email=ci%40example.org'
    """
    site = INDEXES[index or "pypi"].address
    query = in_address((name, value) for name, value in (register or {}).items() if value)
    return f"{site}/manage/project/{quoted(project)}/settings/publishing/{query and '?' + query}"


def setup_page(register: Mapping[str, str], index: str | None, project: str | None, lang: Lang) -> str | None:
    """The URL of the pre-filled setup form; None for a GitLab instance that the form doesn't offer.

    The values come after the `#`, which browsers don't send to anyone. A blank environment stays blank in the form.

    >>> setup_page({"provider": "google", "email": "ci@example.org", "sub": ""}, "testpypi", None, "en")
    'https://trusted-publishing.example/setup/google-cloud/#setup&index=testpypi&email=ci%40example.org&sub='
    """
    provider = register["provider"]
    if register.get("issuer_url", "https://gitlab.com") != "https://gitlab.com":
        return None
    left_out = ("provider", "issuer_url")
    given = {"index": index if index == "testpypi" else "", "project_name": project or ""}
    values = [(name, value) for name, value in given.items() if value]
    values += [(name, value) for name, value in register.items() if name not in left_out]
    return f"{address(f'setup/{PAGES.get(provider, provider)}', lang)}#setup&{in_address(values)}"


def in_address(values: Iterable[tuple[str, str]]) -> str:
    """Names and values as the parameters of a URL, without the values that are too long or contain a secret."""
    told = [(name, value) for name, value in values if len(value) <= MOST and HIDDEN not in redact(value)]
    return "&".join(f"{name}={quoted(value)}" for name, value in told)


def quoted(value: str) -> str:
    """A value as part of a URL, as browsers write it, without secrets and without half characters.

    >>> quoted("CI build/é")
    'CI%20build%2F%C3%A9'
    """
    whole = redact(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(chr(byte) if byte in KEPT else f"%{byte:02X}" for byte in whole.encode())
