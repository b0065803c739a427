"""In: a log. Out: the same log with *** in place of each token, so that you can show it to others."""

import re
import sys

SECRET = re.compile(
    r"((?<![^\W_])|(?<=%0[AD]))"  # a secret may follow an escaped line break, but no other letter or digit
    r"(eyJ[\w-]{8,}(\.[\w-]*){0,2}"  # an ID token, whole or cut off
    r"|pypi-(Ag[\w-]{8,}|[\w-]{40,})"  # PyPI's tokens
    r"|(gh[a-z]_|github_pat_|glpat-)[\w-]{8,})"  # GitHub's and GitLab's tokens
)


def hide_secrets(text: str) -> str:
    """The text without anything that looks like a PyPI, GitHub or GitLab token. Other secrets stay: check the result.

    >>> hide_secrets("password: pypi-AgEIcHlwaS5vcmcCJDU, file: pypi-publish.yml, ghs_16C7e42F292c69C2E7C10c838347Ae")
    'password: ***, file: pypi-publish.yml, ***'
    >>> hide_secrets("token=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyZXBvIn0.c2ln, glpat-xyz12345abc")
    'token=***, ***'
    """
    return SECRET.sub("***", text)


if __name__ == "__main__":
    print(hide_secrets(sys.stdin.buffer.read().decode(errors="replace")), end="")
