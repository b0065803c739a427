"""In: two project names. Out: whether PyPI treats them as one project, as too similar, or as different."""

import re
import sys


def normalized(name: str) -> str:
    """The name by which PyPI knows a project (PEP 503). Raises ValueError for a name that PyPI rejects.

    >>> normalized("FastAPI_viewsets")
    'fastapi-viewsets'
    """
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", name):
        raise ValueError(f"{name!r}: only A-Z, a-z, 0-9, and '.', '_' or '-' between them")
    return re.sub(r"[-_.]+", "-", name).lower()


def compared(name: str, other: str) -> str:
    """How PyPI compares two names: nobody can create a project whose name is too similar to an existing one.

    >>> compared("FastAPI_viewsets", "fastapi.viewsets"), compared("fastapi-viewsets", "fastap1-v1ewsets")
    ('one project', 'too similar')
    """
    if normalized(name) == normalized(other):
        return "one project"
    likes = [normalized(each).replace("-", "").translate(str.maketrans("li0", "11o")) for each in (name, other)]
    return "too similar" if likes[0] == likes[1] else "different"


if __name__ == "__main__":
    try:
        print(compared(*sys.argv[1:]))
    except (TypeError, ValueError) as error:
        print(f"usage: python project_names.py NAME OTHER-NAME ({error})", file=sys.stderr)
        sys.exit(2)
