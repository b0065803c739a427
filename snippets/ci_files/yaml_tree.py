"""A YAML file as a tree of strings, each with its line number and without YAML's types."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """A part of a file: a string, a list or a mapping (None if there is nothing), and the line of its key.

    >>> environment = Node(3, {"name": Node(4, "pypi")})
    >>> environment.get("name").text, bool(environment.get("url")), environment.get("url").line
    ('pypi', False, 3)
    """

    line: int
    value: "str | list[Node] | dict[str, Node] | None" = None

    def __bool__(self) -> bool:
        """Whether the file has this part, even if it is empty."""
        return self.value is not None

    def get(self, *path: str) -> "Node":
        """The node under these keys; if there is none, a false node at the line of the nearest node that exists."""
        node = self
        for key in path:
            node = node.fields.get(key) or Node(node.line)
        return node

    @property
    def text(self) -> str:
        """The value if it is a string, otherwise ""."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> "list[Node]":
        """The items of a list; a single string counts as a list of one item, as CI files allow."""
        return self.value if isinstance(self.value, list) else [self] if self.text else []

    @property
    def fields(self) -> "dict[str, Node]":
        """The mapping's values by key."""
        return self.value if isinstance(self.value, dict) else {}

    def texts(self, key: str = "") -> "Iterator[tuple[str, Node]]":
        """Every string in the node, with its key."""
        if isinstance(self.value, str):
            yield key, self
        for item in self.value if isinstance(self.value, list) else ():
            yield from item.texts(key)
        for name, node in self.fields.items():
            yield from node.texts(name)
