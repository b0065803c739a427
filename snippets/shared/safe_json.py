"""Reads JSON by the rules of browsers and with limits, and writes JSON without secrets."""

import json
from collections.abc import Mapping
from typing import Any

from shared.safe_text import redact, visible

INFINITE = float("inf")  # not math.inf, because importing math takes a hundredth of the start-up time
DEEPEST = 50  # levels of lists and objects; tokens and publishers have one or two


def read_json(text: str | bytes) -> Any:
    """The value of a JSON string, with numbers as JavaScript reads them: 1.0 is 1, and above 2**53 not all are exact.

    Raises ValueError if the string isn't JSON, has NaN or Infinity, or has too many levels.

    >>> read_json('[1.0, 1e5, 1152921504606846977, 0.5, -0.0]')
    [1, 100000, 1152921504606847000, 0.5, 0]
    """
    try:
        return bounded(json.loads(text, parse_int=number, parse_float=number, parse_constant=no_number))
    except RecursionError:
        raise ValueError(f"more than {DEEPEST} levels") from None


def number(digits: str) -> float:
    """A number as JavaScript would print it. Raises ValueError if it is too large for JavaScript."""
    value = float(digits)
    if not -INFINITE < value < INFINITE:
        raise ValueError(f"{digits[:20]} is too large a number")
    if not value.is_integer() or abs(value) >= 1e21:
        return value
    shortest, _, exponent = repr(value).partition("e")
    if not exponent:
        return int(value)
    whole, _, part = shortest.partition(".")
    return int(whole + part + "0" * (int(exponent) - len(part)))


def no_number(constant: str) -> float:
    """Python accepts NaN, Infinity and -Infinity, which JSON doesn't allow."""
    raise ValueError(f"{constant} is no JSON")


def bounded(value: Any) -> Any:
    """The value itself. Raises ValueError if it has too many levels, or a number that JSON doesn't allow."""
    level, depth = [value], 0
    while level:
        if depth > DEEPEST:
            raise ValueError(f"more than {DEEPEST} levels")
        if not all(-INFINITE < each < INFINITE for each in level if isinstance(each, float)):
            raise ValueError("NaN or Infinity is no JSON")
        lists = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level, depth = [member for members in lists for member in members], depth + 1
    return value


def as_json_text(answer: Any, indent: int | None = 2) -> str:
    r"""JSON without secrets; invisible characters, and commands that a runner would obey, are escaped.

    >>> print(as_json_text({"found": "pypi\u202e ##[add-mask]e"}))
    {
      "found": "pypi\u202e #\u0023[add-mask]e"
    }
    """
    text = json.dumps(redacted(answer), ensure_ascii=False, indent=indent).replace("##", "#\\u0023")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(char if char == "\n" or visible(char) else json.dumps(char)[1:-1] for char in text)


def redacted(value: Any, name: str = "") -> Any:
    """The same object with every string redacted, before JSON escapes the characters around a secret."""
    if isinstance(value, Mapping):
        return {redact(str(key)): redacted(member, str(key)) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [redacted(member) for member in value]
    if not isinstance(value, str) or not value:
        return value
    # Only its name shows that a value is a password.
    return "***" if name and redact(f"{name}=0{value[:20]}").startswith(f"{name}=***") else redact(value)
