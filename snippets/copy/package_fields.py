"""In: a pyproject.toml. Out: the fields in it that PyPI rejects. Needs packaging, trove-classifiers."""

import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging import licenses, version
from trove_classifiers import classifiers, deprecated_classifiers


def refused(project: dict[str, Any]) -> list[str]:
    """PyPI's messages about the fields of a `[project]` table, [] if PyPI accepts them.

    >>> refused({"version": "1.0.1+local", "classifiers": ["Framework :: Fast API"]})
    ["The use of local versions in '1.0.1+local' is not allowed.", "'Framework :: Fast API' is not a valid classifier."]
    >>> refused({"version": "1.0.1", "license": "MIT", "classifiers": ["Framework :: FastAPI"]})
    []
    """
    said, given, expression = [], project.get("version", "0"), project.get("license")
    try:
        said += [f"The use of local versions in {given!r} is not allowed."] * bool(version.Version(given).local)
    except version.InvalidVersion:
        said.append(f"{given!r} is invalid for 'version'.")
    try:
        licenses.canonicalize_license_expression(expression if isinstance(expression, str) else "MIT")
    except licenses.InvalidLicenseExpression:
        said.append(f"{expression!r} is invalid for 'license-expression'.")
    old, wrong = "The classifier {!r} has been deprecated.", "{!r} is not a valid classifier."
    chosen = [each for each in project.get("classifiers", []) if each not in classifiers]
    return said + [(old if each in deprecated_classifiers else wrong).format(each) for each in chosen]


if __name__ == "__main__":
    try:
        project = tomllib.loads(Path(sys.argv[1]).read_text("utf-8"))["project"]
        print("\n".join(refused(project)) or "PyPI accepts the version, the license and the classifiers.")
    except (AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        print(f"usage: python package_fields.py PYPROJECT.TOML ({error})", file=sys.stderr)
        sys.exit(2)
