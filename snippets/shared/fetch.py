"""Fetch JSON over https from one address and no other, within bounds of time and size."""

import threading
import urllib.request
from collections.abc import Callable, Mapping
from http.client import HTTPException
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlsplit

from shared.bad_input import BadInput
from shared.safe_json import read_json
from shared.safe_text import shown

MOST = 64 * 2**20  # bytes; the longest list of files on PyPI stays below
PATIENCE = 60  # seconds for the whole answer
Answer = TypeVar("Answer")


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what is sent to one host, a token in a header above all, is meant for no other."""

    def redirect_request(self, *_: Any) -> None:
        """Stay: the redirect becomes an error."""


def fetch_json(address: str, headers: Mapping[str, str], timeout: float = 10, most: int = MOST) -> dict[str, Any]:
    """The JSON object at an https address.

    `timeout` is in seconds of silence, `most` in bytes; all of it, from the name's look-up to the last byte, may take
    as many seconds as PATIENCE says.
    Raises BadInput; its `values["status"]` is the HTTP status if the server answered with an error. The sentence names
    the host alone.
    """
    host = host_of(address)
    return in_time(lambda: json_object(address, headers, timeout, most, host), PATIENCE, host)


def host_of(address: str) -> str:
    """The host of an https address, as it can be shown. Raises BadInput for an address that is not asked."""
    try:
        parts = urlsplit(address)
        host, port = shown(parts.hostname or address.partition("?")[0]), parts.port
    except ValueError:
        raise BadInput("bad-address", name="?") from None
    plain = address.isascii() and address.isprintable() and " " not in address and "@" not in parts.netloc and port != 0
    if parts.scheme != "https" or not parts.hostname or not plain:
        raise BadInput("bad-address", name=host)
    return host


def in_time(ask: Callable[[], Answer], patience: float, host: str) -> Answer:
    """What `ask` returns or raises. Raises BadInput if it takes more seconds than `patience`.

    The socket bounds silence, but not what comes drop by drop: headers, the size of a piece, `100 Continue`.
    """
    told: list[Answer] = []
    failed: list[Exception] = []

    def tell() -> None:
        """Ask, and keep what came of it."""
        try:
            told.append(ask())
        except Exception as error:  # whatever it is, the caller gets it
            failed.append(error)

    asking = threading.Thread(target=tell, daemon=True)
    asking.start()
    asking.join(max(patience, 0))
    if failed:
        raise failed[0]
    if not told:
        raise BadInput("bad-answer-long", name=host)
    return told[0]


def json_object(address: str, headers: Mapping[str, str], timeout: float, most: int, host: str) -> dict[str, Any]:
    """The JSON object at an address of this host. Raises BadInput."""
    raw = bytearray()
    try:
        request = urllib.request.Request(address, headers=dict(headers))  # noqa: S310 - https, see above
        with urllib.request.build_opener(Straight).open(request, timeout=timeout) as answer:
            while part := answer.read1(2**16):
                raw += part
                if len(raw) > most:
                    raise BadInput("bad-answer-long", name=host)
        found = read_json(bytes(raw))
    except HTTPError as error:
        raise BadInput("bad-answer-status", name=host, status=str(error.code)) from None
    except (OSError, HTTPException) as error:
        raise BadInput("bad-answer", name=host, error=shown(getattr(error, "reason", None) or error)) from None
    except (ValueError, RecursionError, UnicodeError):
        found = None
    if not isinstance(found, dict):
        raise BadInput("bad-answer-json", name=host)
    return found
