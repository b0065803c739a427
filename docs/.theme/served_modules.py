"""The checker's modules as the site serves them: browsers need neither their comments nor the types in these."""

import re

COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*) *\n", re.MULTILINE | re.DOTALL)
BLANK_LINES = re.compile(r"\n{2,}")


def served(source: str) -> str:
    r"""A module without the comments that have lines of their own, which are half of it, and without blank lines.

    >>> served("// Text in.\n\n/** @param {string} text */\nconst f = (text) => text; // as it is\n")
    'const f = (text) => text; // as it is\n'
    """
    return BLANK_LINES.sub("\n", COMMENT.sub("", source)).lstrip("\n")


def preloaded(names: list[str], language: str) -> list[str]:
    """Of the site's modules, the addresses of those that the checker's page needs: browsers ask for them all at once.

    >>> preloaded(["words-en.mjs", "words-ru.mjs", "checker.mjs"], "ru")
    ['assets/checker.mjs', 'assets/words-ru.mjs']
    """
    return [f"assets/{name}" for name in sorted(names) if name == f"words-{language}.mjs" or "words-" not in name]
