"""Times of a token are compared with the time that is given, not with the machine's clock."""

import json

import jwt
import pytest

from local_index import key
from pypi.indexes import INDEXES
from pypi.providers import PROVIDERS
from verify_token import verify

ISSUER = PROVIDERS["github"].issuer
KEY = key(0)
JWK = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "one"}


@pytest.mark.parametrize("now", [1_000_000_000, 4_000_000_000], ids=["2001", "2096"])
def test_a_token_is_good_in_its_own_time(now: int) -> None:
    """A token of long ago, or of a time to come, is good at that time."""
    claims = {"iss": ISSUER, "aud": "pypi", "iat": now - 10, "nbf": now - 10, "exp": now + 300}
    token = jwt.encode(claims, KEY, "RS256", headers={"kid": "one"})
    assert claims == verify(token, [JWK], ISSUER, "pypi", now)


def test_each_index_has_an_audience_of_its_name() -> None:
    """A token for TestPyPI is no token for PyPI."""
    assert {name: name for name in INDEXES} == {name: index.audience for name, index in INDEXES.items()}
