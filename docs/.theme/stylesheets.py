"""The style sheets as they are served: ours without comments, Material's without the rules that no page can use.

These are a third of what Material's weigh. A rule is left out if each of its selectors is for text from right to left,
or needs a colour that no page has, or a class that stands in no page and in no script. A variable is left out if no
rule reads it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.exceptions import PluginError

CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
# What stands in these may be absent; a class in brackets is text.
ASIDE = re.compile(r":(?:not|is|where|has)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\]]*\]")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
RULE = re.compile(rf"((?:{STRING}|\\.|[^{{}}\"'])*)\{{", re.DOTALL)
BODY = re.compile(rf"(?:{STRING}|\\.|[^{{}}\"'])*", re.DOTALL)
VARIABLE = re.compile(rf"(--[\w-]+):(?:{STRING}|[^;{{}}\"'])*(?:;|(?=\}}))")
READ = re.compile(r"var\((--[\w-]+)")
COLOUR = re.compile(r"\[(data-md-color-[\w-]+)=([\w-]+)\]")
GROUPS = ("@media", "@supports", "@layer", "@container")


def shorten(site: Path) -> None:
    """Shorten the style sheets in the folder of a built site. Raises PluginError where one can't be read."""
    pages = "".join(file.read_text("utf-8") for file in site.rglob("*.html"))
    scripts = "".join(file.read_text("utf-8") for file in [*site.rglob("*.js"), *site.rglob("*.mjs")])
    written = {name for names in re.findall(r'\bclass="?([^">]*)', pages) for name in names.split()}
    colours = {f"{name}={value}" for name, value in re.findall(r'(data-md-color-[\w-]+)="?([\w-]+)', pages)}
    known = written | colours | set(re.findall(r"[\w-]+", scripts))
    sheets = {file: file.read_text("utf-8") for file in site.rglob("*.css")}
    material = [file for file in sheets if file.parent.name == "stylesheets"]
    for file in material:
        sheets[file] = "".join(of_use(COMMENT.sub("", sheets[file]), known, file.name))
    read = {name for sheet in sheets.values() for name in READ.findall(sheet)}
    for file, sheet in sheets.items():
        short = without_variables(sheet, read) if file in material else re.sub(r"\n\s+", "\n", COMMENT.sub("", sheet))
        file.write_text(short, "utf-8")


def of_use(rules: str, known: set[str], where: str) -> Iterator[str]:
    """The rules of a sheet, or of a group in it, whose selectors can match. Raises PluginError for a lost brace."""
    at = 0
    while rules[at:].strip():
        if not (opened := RULE.match(rules, at)):
            raise PluginError(f"{where}: no rule at {rules[at : at + 60]!r}. Has mkdocs-material changed?")
        body, at = body_at(rules, opened.end(), where)
        head = opened[1]
        if head.startswith(GROUPS):
            body = "".join(of_use(body, known, where))
        elif not head.startswith("@") or head.startswith("@charset"):
            head = ",".join(selector for selector in selectors(head) if can_match(selector, known))
        if head and body:
            yield f"{head}{{{body}}}"


def body_at(rules: str, start: int, where: str) -> tuple[str, int]:
    """What stands in a brace that was opened before `start`, and where the text goes on behind it."""
    depth, at = 1, start
    while depth:
        found = BODY.match(rules, at)
        at = found.end() if found else len(rules)
        if at == len(rules):
            raise PluginError(f"{where}: a brace is not closed. Has mkdocs-material changed?")
        depth += 1 if rules[at] == "{" else -1
        at += 1
    return rules[start : at - 1], at


def selectors(head: str) -> list[str]:
    """Part a list of selectors at its commas, but not at those in parentheses."""
    parts = re.findall(r"(?:\\.|[^,()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+", head)
    return [part.strip() for part in parts]


def can_match(selector: str, known: set[str]) -> bool:
    """Whether an element can match a selector on a site with these classes and colours, with no text to the left.

    >>> [can_match(text, {"a"}) for text in (".a:not(.b)", ".a .b", "[dir=rtl] .a", ".a[title='.b']")]
    [True, False, False, True]
    """
    needed = [name.replace("\\", "") for name in CLASS.findall(ASIDE.sub("", selector))]
    colours = [f"{name}={value}" for name, value in COLOUR.findall(selector)]
    return "[dir=rtl]" not in selector and known.issuperset(needed + colours)


def without_variables(rules: str, read: set[str]) -> str:
    """The rules without the variables that nobody reads, and without what is empty then.

    >>> without_variables(':root{--a:url("x;{}");--b:1}.c{--a:2}', {"--b"})
    ':root{--b:1}'
    """
    kept = VARIABLE.sub(lambda match: match[0] if match[1] in read else "", rules)
    return re.sub(r"(?<=[{}])[^{}]+\{\}", "", re.sub(r"^[^{}]+\{\}", "", kept))
