"""PyPI and TestPyPI: where each index is, and which audience a token for it needs."""

from typing import NamedTuple

from catalogue import read


class Index(NamedTuple):
    """A package index.

    `host` serves its pages and its API, `audience` is the audience that a token needs, and clients look for
    GitLab's token in the variable `variable`.
    """

    host: str
    audience: str
    variable: str

    @property
    def address(self) -> str:
        """The URL of the index, without a trailing slash."""
        return f"https://{self.host}"


INDEXES = {name: Index(**table) for name, table in read("indexes.json").items()}
