"""PyPI and TestPyPI: where each index is, and the audience that it wants in a token."""

from typing import NamedTuple

from catalogue import read


class Index(NamedTuple):
    """A package index.

    `host` answers for its pages and its API, `audience` is what a token must be made for, and clients look for
    GitLab's token in `variable`.
    """

    host: str
    audience: str
    variable: str

    @property
    def address(self) -> str:
        """The address of the index, without a slash at its end."""
        return f"https://{self.host}"


INDEXES = {name: Index(**table) for name, table in read("indexes.json").items()}
