"""Fetch JSON over https from a single host, with limits on time and size."""

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

MOST = 64 * 2**20  # bytes; the longest list of files on PyPI is shorter
PATIENCE = 60  # seconds for the whole response
Answer = TypeVar("Answer")


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what is sent to one host, such as a token in a header, must not go to another."""

    def redirect_request(self, *_: Any) -> None:
        """Don't follow: the redirect becomes an error."""


def fetch_json(address: str, headers: Mapping[str, str], timeout: float = 10, most: int = MOST) -> dict[str, Any]:
    """The JSON object at an https URL.

    `timeout` is how many seconds the server may be silent, `most` how many bytes it may send; everything, from the
    name lookup to the last byte, may take PATIENCE seconds.
    Raises BadInput; its `values["status"]` is the HTTP status if the server responded with an error. The sentence names
    only the host.
    """
    host = host_of(address)
    return in_time(lambda: json_object(address, headers, timeout, most, host), PATIENCE, host)


def host_of(address: str) -> str:
    """The host of an https URL, safe to show. Raises BadInput for a URL that must not be requested."""
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

    The socket limits silence, but not data that arrives slowly: headers, the size of a chunk, `100 Continue`.
    """
    told: list[Answer] = []
    failed: list[Exception] = []

    def tell() -> None:
        """Call `ask`, and keep the result or the exception."""
        try:
            told.append(ask())
        except Exception as error:  # the caller raises it again
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
    """The JSON object at a URL of this host. Raises BadInput."""
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
