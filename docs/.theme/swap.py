"""Replace a part of Material's pages or scripts, or end the build: what Material has changed nobody would notice."""

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from mkdocs.exceptions import PluginError


def swap(text: str, old: str, new: str, where: str) -> str:
    """The text with `new` in the place of `old`. Raises PluginError, which names `where`, if there is no `old`."""
    if old not in text:
        raise PluginError(f"{where}: no {old!r} to replace. Has mkdocs-material changed? See docs/.theme.")
    return text.replace(old, new)


@pass_context
def swap_in_template(context: Context, text: str, old: str, new: str) -> str:
    """The same as a filter of templates. Raises PluginError, which names the template and the page."""
    page: Any = context.get("page")
    return swap(text, old, new, f"{context.name}, {page.file.src_uri}" if page else str(context.name))
