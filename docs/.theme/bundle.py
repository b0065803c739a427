"""Material's script as it is served: without what it does only on sites with other settings, a sixth of it.

A function is emptied if no page asks for what it does, and removed, as a long string is, once nothing names it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import PluginError

from shorter import Token, married, parted

# What stands in a function, and what in a page where the function is called. If it ends in a semicolon, the function's
# beginning up to there stays.
CALLED = {
    r"navigation\.instant\.prefetch": r"navigation\.instant",
    r'hasAttribute\("data-preview"\)\)\)return \w+;': r"navigation\.instant|data-preview",
    r"\.\./versions\.json": r'"version": \{',
    r"mermaid\.initialize": r'class="[^"]*\bmermaid\b',
    r"md-annotation-list": r'content\.code\.annotate|class="[^"]*\bannotate\b',
    r"md-source__repository--active": r'data-md-component="source"',
    r'searchParams\.get\("h"\)': r"search\.highlight",
    r"`__tooltip2?_": r"content\.(?:footnote\.)?tooltips|navigation\.instant|data-preview",
}
STRING = re.compile(r'(?<=[;}])var (\w+)="[^"\\]{99,}";')
Span = tuple[int, int]  # from where to where
Function = tuple[str, int, int, int]  # its name, where it begins, and where its body begins and ends


def without_unused(script: str, pages: str) -> str:
    """The script without what no page asks for. Raises PluginError where there is nothing of what is looked for."""
    return pruned(emptied(script, [marker for marker, asked in CALLED.items() if not re.search(asked, pages)]))


def emptied(script: str, markers: list[str]) -> str:
    """The script without the bodies of the functions that have a marker. Raises PluginError if no function has one.

    >>> emptied("function a(){b(1)}function c(d){if(d)return e;b(2)}", [r"return e;"])
    'function a(){b(1)}function c(d){if(d)return e;}'
    """
    known = functions([*parted(script)])
    return without(script, (span for marker in markers for span in bodies(script, known, marker)))


def bodies(script: str, known: list[Function], marker: str) -> set[Span]:
    """What goes of the functions that have a marker. Raises PluginError if there is none."""
    spans = set()
    for match in re.finditer(marker, script):
        around = [(end - start, start, end) for _, _, start, end in known if start <= match.start() < end]
        for _, start, end in sorted(around)[:1]:
            spans.add((match.end() if match[0].endswith(";") else start, end))
    if not spans:
        raise PluginError(
            f"Material's script: no {marker!r} to leave out. Has mkdocs-material changed? See docs/.theme."
        )
    return spans


def without(script: str, spans: Iterable[Span]) -> str:
    """The script without these spans; a span within another one goes with it.

    >>> without("abcdef", [(1, 2), (3, 6), (4, 5)])
    'ac'
    """
    kept, reached = [], 0
    for start, end in sorted(spans):
        if start >= reached:
            kept.append(script[reached:start])
            reached = end
    return "".join(kept) + script[reached:]


def functions(tokens: list[Token]) -> list[Function]:
    """The functions that have a name and stand as statements.

    >>> functions([*parted("function a(b){return b}")])
    [('a', 0, 14, 22)]
    """
    found = []
    married(tokens)
    for place, token in enumerate(tokens[:-3]):
        if token.text == "function" and tokens[place + 1].kind == "name" and tokens[place - 1].text in {";", "{", "}"}:
            body = tokens[tokens[place + 2].pair + 1]
            found.append((tokens[place + 1].text, token.start, body.start + 1, tokens[body.pair].start))
    return found


def pruned(script: str) -> str:
    """The script without the functions and the long strings that nothing names.

    >>> pruned("{function a(){b()}function b(){}c()}")
    '{c()}'
    """
    tokens = [*parted(script)]
    named = Counter(token.text for token in tokens if token.kind == "name")
    spans = [(start, end + 1) for name, start, _, end in functions(tokens) if named[name] == 1]
    spans += [match.span() for match in STRING.finditer(script) if named[match[1]] == 1]
    return pruned(without(script, spans)) if spans else script


def shorten_script(site: Path, place: str, script: str) -> None:
    """Put Material's script, shortened, into its place in the folder of a built site. Raises PluginError."""
    pages = "".join(file.read_text("utf-8") for file in site.rglob("*.html"))
    (site / place).write_text(without_unused(script, pages), "utf-8")
