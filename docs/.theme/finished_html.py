"""The last changes to a page's HTML: its policy, labels and places to break at for phones, no blanks nobody sees."""

import re
from base64 import b64encode
from hashlib import sha256

from swap import swap

# Material sets styles from its scripts only (CSSOM), so not even styles need 'unsafe-inline'.
POLICY = (
    "default-src 'self'; base-uri 'self'; connect-src 'self'; form-action 'none'; img-src 'self' data:; "
    "object-src 'none'; script-src 'self' {}; style-src 'self'; worker-src 'self'"
)
LONG = re.compile(r"[^<>\s]{14,}")  # what a narrow column may have no room for
WIDE = 4  # columns that a phone has no room for
ROWS = 3  # parts of a table that has one row: what precedes the heads, the heads, the row; site.css turns it
MARK = re.compile(r"(?:[/_.@=:?#|-]|&(?:amp|quot);)(?=[\w{$])")


def with_places_to_break(output: str) -> str:
    """A page on which a long value breaks after its punctuation: a phone has no room for a whole address."""
    value = re.compile(r"(?<=<code>)[^<>\n]+(?=</code>)")
    return value.sub(lambda code: LONG.sub(lambda word: MARK.sub(r"\g<0><wbr>", word[0]), code[0]), output)


def without_indentation(output: str) -> str:
    """A page without the blanks at the beginning of its lines and without blank lines, where they are not shown."""
    parts = re.split(r"(<(pre|script|textarea)\b.*?</\2>)", output, flags=re.DOTALL)
    kept = parts[1::3]
    between = [re.sub(r"\n\s+", "\n", part) for part in parts[::3]]
    return "".join(text for pair in zip(between, [*kept, ""], strict=True) for text in pair)


def with_policy(output: str, where: str) -> str:
    """A page whose policy names each of its inline scripts. Raises PluginError if the page has no plain <head>."""
    scripts = sorted(set(re.findall(r"<script>(.*?)</script>", output, re.DOTALL)))
    hashes = (f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    policy = POLICY.format(" ".join(hashes))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return swap(output, "<head>", f"<head>\n    {meta}", where)


def with_labels(output: str) -> str:
    """A page on which each cell of a table with four columns or more names its column: phones show one cell a line."""
    return re.sub(r'<table class="plain">.*?</table>', lambda table: labelled(table[0]), output, flags=re.DOTALL)


def labelled(table: str) -> str:
    """A table whose cells name their columns, if it has at least four columns and more than one row.

    >>> heads = "<tr><th>A</th><th>B</th><th>C</th><th>D</th></tr>"
    >>> cells = "<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>"
    >>> labelled(f"<table>{heads}{cells * 2}</table>").partition("</tr>")[2][:41]
    '<tr><td data-head="A">1</td><td data-head'
    >>> "data-head" in labelled(f"<table>{heads}{cells}</table>")
    False
    """
    heads = re.findall(r"<th\b.*?>(.*?)</th>", table, re.DOTALL)
    labels = [re.sub(r"<.*?>", "", head).replace('"', "&quot;") for head in heads]
    rows = re.split(r"(?=<tr>)", table)
    if len(heads) < WIDE or len(rows) <= ROWS:
        return table
    return "".join(cells_labelled(row, labels) for row in rows)


def cells_labelled(row: str, labels: list[str]) -> str:
    """A row of a table whose cells name their columns."""
    first, *cells = row.split("<td")
    if not cells:
        return row
    return first + "".join(f'<td data-head="{label}"{cell}' for label, cell in zip(labels, cells, strict=True))
