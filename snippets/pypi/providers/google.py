"""Google Cloud: how PyPI treats the tokens of Google's service accounts, and PyPI's form for Google.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/models/google.py` and `warehouse/oidc/forms/google.py`.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from catalogue import PROVIDERS
from pypi.alike import Difference, difference
from pypi.form_rules import Refusal, World
from pypi.provider import Claims, Provider, Publisher, Refused, Texts, most_specific

TABLE = PROVIDERS["google"]
EMAIL, SUBJECT = TABLE["fields"]


def find(publishers: Sequence[Publisher], claims: Claims) -> list[Publisher]:
    """The e-mail address must be equal; the subject too, if the publisher has one."""
    rows = [row for row in publishers if row["email"] == claims["email"]]
    return most_specific(rows, "sub", claims.get("sub"))


def check_verified(_: Publisher, claims: Claims, __: Collection[str]) -> None:
    """JSON's true or the number 1, which is equal to it in Python; the string "true" fails."""
    if claims["email_verified"] != True:  # noqa: E712 - PyPI compares the values, not their truth
        raise Refused("check-failed-email-verified")


def publisher_of(claims: Texts) -> dict[str, str | None]:
    """The service account's address, and its id."""
    return {"email": claims.get("email"), "sub": claims.get("sub")}


def rest_of_token(_: Texts) -> dict[str, Any]:
    """Google has verified the address."""
    return {"email_verified": True}


def differences(publisher: Publisher, token: Texts, _: Texts) -> list[Difference]:
    """The e-mail address, and the subject if the publisher has one."""
    found = difference(EMAIL, publisher["email"], token["email"])
    if publisher["sub"] and token["sub"] is None:  # a token without a subject matches no publisher with one
        return [*found, Difference("subject-mismatch", "sub", publisher["sub"], None, 2)]
    return found + difference(SUBJECT, publisher["sub"], token["sub"])


def ask_email(email: str, _: World) -> str:
    """PyPI checks the format of an address with a library, which also rejects reserved domains."""
    atom = r"[\w!#$%&'*+/=?^`{|}~\-\u0080-\U0010ffff]+"
    label = r"[^\W_]([\w\-]{0,61}[^\W_])?"
    address = rf"{atom}(\.{atom})*@({label}\.)+(?!(test|local|localhost|invalid|onion|arpa)\Z){label}\Z"
    if len(email) > 254 or "_" in email.rpartition("@")[2] or not re.match(address, email, re.IGNORECASE):
        raise Refusal("form-email-invalid")
    return email


def from_provenance(named: Mapping[str, str]) -> dict[str, str]:
    """The publisher that the provenance of a file names; the provenance doesn't contain the subject."""
    return {"email": named.get("email", ""), "sub": ""}


GOOGLE = Provider(
    "google",
    TABLE,
    find,
    (check_verified,),
    publisher_of,
    rest_of_token,
    differences,
    ask={"email": ask_email},
    provenance=("Google", from_provenance),
)
