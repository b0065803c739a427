"""What is fetched over the network comes from an https address and no other."""

import pytest

from shared.bad_input import BadInput
from shared.fetch import fetch_json


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://127.0.0.1:1/x?secret", "127.0.0.1"), ("https:///x?secret", "https:///x"), ("file:///a?x", "file"),
        ("https://127.0.0.1:1/é", "127.0.0.1"), ("https://[/", "?"), ("", ""),
    ],
)  # fmt: skip
def test_what_is_no_https_address_is_not_asked(address: str, name: str) -> None:
    """The sentence names the host, and nothing that stands behind it."""
    with pytest.raises(BadInput, match="not an https address") as refused:
        fetch_json(address, {})
    assert str(refused.value.values["name"]).startswith(name)
    assert "secret" not in str(refused.value)
