"""In: a pyproject.toml. Out: the names of the sdist and the wheels that PyPI accepts for it. Needs packaging."""

import sys
import tomllib
from pathlib import Path

from packaging.utils import canonicalize_name
from packaging.version import Version


def file_names(name: str, version: str) -> list[str]:
    """The sdist's name and the beginning of each wheel's. Raises ValueError for a version that PyPI rejects.

    >>> file_names("FastAPI-Viewsets", "1.0.1-post1")
    ['fastapi_viewsets-1.0.1.post1.tar.gz', 'fastapi_viewsets-1.0.1.post1-*.whl']
    >>> file_names("fastapi_viewsets", "1.0.1+git.3f2a1c")
    Traceback (most recent call last):
    ValueError: The use of local versions in '1.0.1+git.3f2a1c' is not allowed.
    """
    if Version(version).local:
        raise ValueError(f"The use of local versions in {version!r} is not allowed.")
    start = f"{canonicalize_name(name).replace('-', '_')}-{Version(version)}"
    return [f"{start}.tar.gz", f"{start}-*.whl"]


if __name__ == "__main__":
    try:
        project = tomllib.loads(Path(sys.argv[1]).read_text("utf-8"))["project"]
        name, version = project["name"], sys.argv[2] if len(sys.argv) > 2 else project["version"]
        "".join((name, version))  # raises TypeError if one of them is not a string
    except (LookupError, OSError, TypeError, ValueError) as error:
        print(f"usage: python file_names.py PYPROJECT.TOML [VERSION] ({error})", file=sys.stderr)
        sys.exit(2)
    try:
        print(*file_names(name, version), sep="\n")
    except ValueError as refusal:
        sys.exit(str(refusal))
