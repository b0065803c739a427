"""Fetch JSON over https from one address and no other, within bounds of time and size."""

import json
import time
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from shared.bad_input import BadInput
from shared.safe_text import shown

MOST = 64 * 2**20  # bytes; the longest list of files on PyPI stays below
PATIENCE = 60  # seconds for the whole answer


class Straight(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: what is sent to one host, a token in a header above all, is meant for no other."""

    def redirect_request(self, *_: Any) -> None:
        """Stay: the redirect becomes an error."""


def fetch_json(
    address: str, headers: Mapping[str, str], timeout: float = 10, most: int = MOST, patience: float = PATIENCE
) -> dict[str, Any]:
    """The JSON object at an https address.

    `timeout` is in seconds of silence, `patience` in seconds for all of it; `most` is in bytes.
    Raises BadInput; its `values["status"]` is the HTTP status if the server answered with an error. The sentence names
    the host alone.
    """
    try:
        parts = urlsplit(address)
        host = shown(parts.hostname or address.partition("?")[0])
    except ValueError:
        raise BadInput("bad-address", name="?") from None
    if parts.scheme != "https" or not parts.hostname or not address.isascii():
        raise BadInput("bad-address", name=host)
    raw, end = bytearray(), time.monotonic() + patience
    try:
        request = urllib.request.Request(address, headers=dict(headers))  # noqa: S310 - https, see above
        with urllib.request.build_opener(Straight).open(request, timeout=timeout) as answer:
            while part := answer.read1(2**16):
                raw += part
                if len(raw) > most or time.monotonic() > end:
                    raise BadInput("bad-answer-long", name=host)
        found = json.loads(raw)
    except HTTPError as error:
        raise BadInput("bad-answer-status", name=host, status=str(error.code)) from None
    except (OSError, HTTPException) as error:
        raise BadInput("bad-answer", name=host, error=shown(getattr(error, "reason", None) or error)) from None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BadInput("bad-answer-json", name=host)
    return found
