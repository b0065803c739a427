"""Settings that all tests share."""

import pytest
from hypothesis import settings

settings.register_profile("guide", deadline=None)  # a busy machine is no failure
settings.load_profile("guide")


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by mark
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what asks for the built site or a browser, so that no test needs to remember it."""
    for item in items:
        if {"browser", "site"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker("slow")
