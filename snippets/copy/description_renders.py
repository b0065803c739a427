"""In: a README. Out: whether PyPI can show it as the project's description. Needs readme-renderer."""

import io
import sys
from pathlib import Path

from readme_renderer import rst

KINDS = {".md": "text/markdown", ".rst": "text/x-rst", ".txt": "text/plain"}  # as build backends set them


def refused(text: str, kind: str = "text/x-rst") -> str:
    r"""PyPI's message about a description of this type, "" if it is accepted. Only reStructuredText can fail to render.

    >>> markdown_text = "# Usage\n\n    pip install fastapi-viewsets\nThen import it.\n"
    >>> refused(markdown_text, "text/markdown"), refused(markdown_text)[:50]
    ('', "The description failed to render for 'text/x-rst'.")
    """
    if kind not in KINDS.values():
        raise ValueError(f"{kind!r}: PyPI knows {', '.join(KINDS.values())}")
    errors = io.StringIO()
    if kind != "text/x-rst" or not text or rst.render(text, errors):
        return ""
    return f"The description failed to render for {kind!r}. {errors.getvalue()}".strip()


if __name__ == "__main__":
    try:
        path = Path(sys.argv[1])
        kind = sys.argv[2] if len(sys.argv) > 2 else KINDS[path.suffix.lower()]
        print(refused(path.read_text("utf-8"), kind) or f"PyPI accepts the description as {kind}.")
    except (LookupError, OSError, ValueError) as error:
        print(f"usage: python description_renders.py README [CONTENT-TYPE] ({error})", file=sys.stderr)
        sys.exit(2)
