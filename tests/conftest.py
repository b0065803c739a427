"""Settings that all tests share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("guide", deadline=None)  # a busy machine is no failure
settings.load_profile("guide")


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before pytest chooses by mark, and after pytest-randomly has shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark as slow what asks for the built site or a browser, for no test to remember it; long ones go first."""
    for item in items:
        if {"browser", "site"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker("slow")
    yield
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
