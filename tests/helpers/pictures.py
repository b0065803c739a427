"""The pictures of the guide: where each file is, and on which page a reader sees it."""

import xml.etree.ElementTree as ET
from pathlib import Path

from pages import LANGUAGES, ROOT

SVG = "{http://www.w3.org/2000/svg}"
PLACES = {"decision": "reference/decision", "exchange": "setup/index", "form": "setup/github"}
BOTH = [(language, name) for language in LANGUAGES for name in PLACES]


def path(language: str, name: str) -> Path:
    """Where the picture is."""
    return ROOT / "docs" / language / "assets/pictures" / f"{name}.svg"


def picture(language: str, name: str) -> ET.Element:
    """Read a picture, which must be well-formed."""
    return ET.fromstring(path(language, name).read_text("utf-8"))  # noqa: S314 - a file of the project
