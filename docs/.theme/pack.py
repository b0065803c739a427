"""Pack the snippets into one file that Python runs: `python docs/.theme/pack.py dist/diagnose.pyz`."""

import json
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

SNIPPETS = Path(__file__).parents[2] / "snippets"
MAIN = b"""\
import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or later is needed.")

from diagnose import main

sys.exit(main(sys.argv[1:]))
"""


def packed() -> bytes:
    """The file: the same bytes for the same snippets, wherever and whenever it is made.

    Nothing is compressed, since compressors differ, and every file is of the first day that a zip file knows.
    """
    templates = json.loads((SNIPPETS / "catalogue/templates.json").read_text("utf-8")).values()
    workflows = {SNIPPETS / "workflows" / each["file"] for each in templates if "file" in each}
    programs = [path for path in SNIPPETS.rglob("*.py") if path.parent.name != "copy"]  # those run alone
    sources = [*programs, *SNIPPETS.glob("catalogue/**/*.json"), *workflows]
    files = {path.relative_to(SNIPPETS).as_posix(): path.read_bytes() for path in sources}
    packed = BytesIO(b"#!/usr/bin/env python3\n")
    packed.seek(0, 2)
    with ZipFile(packed, "a") as archive:
        for name, content in sorted({"__main__.py": MAIN, **files}.items()):
            info = ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o100644 << 16  # as on Unix, on every system
            archive.writestr(info, content)
    return packed.getvalue()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(packed())
    target.chmod(0o755)
