"""A YAML file as a tree of text, each piece with its line: a CI file's words, without YAML's ideas of their types."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """A piece of a file: text, a list or a mapping (None where there is nothing), and the line of its key.

    >>> environment = Node(3, {"name": Node(4, "pypi")})
    >>> environment.get("name").text, bool(environment.get("url")), environment.get("url").line
    ('pypi', False, 3)
    """

    line: int
    value: "str | list[Node] | dict[str, Node] | None" = None

    def __bool__(self) -> bool:
        """Whether it is there, be it empty."""
        return self.value is not None

    def get(self, *path: str) -> "Node":
        """What lies under these keys; a node that is false, at the line of what is there, if there is nothing."""
        node = self
        for key in path:
            node = node.fields.get(key) or Node(node.line)
        return node

    @property
    def text(self) -> str:
        """The value if it is text."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> "list[Node]":
        """The items if it is a list; one where CI files allow a single value in a list's place."""
        return self.value if isinstance(self.value, list) else [self] if self.text else []

    @property
    def fields(self) -> "dict[str, Node]":
        """The mapping's values by key."""
        return self.value if isinstance(self.value, dict) else {}

    def texts(self, key: str = "") -> "Iterator[tuple[str, Node]]":
        """Every text in it, with the key that it stands at."""
        if isinstance(self.value, str):
            yield key, self
        for item in self.value if isinstance(self.value, list) else ():
            yield from item.texts(key)
        for name, node in self.fields.items():
            yield from node.texts(name)
