"""The style sheets as they are served: ours without comments, Material's without the rules that no page can use.

These are two fifths of what Material's weigh. A rule is left out if each of its selectors is for text from right to
left, or needs a colour, an element, an attribute or a class that stands in no page and that no script makes, or a tab
that no page has. A variable is left out if no rule reads it. Where a rule can't be read, the build ends.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.exceptions import PluginError

CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
ELEMENT = re.compile(r"(?:^|[\s>~+])([a-z][a-z0-9]*)")
ATTRIBUTE = re.compile(r"\[([\w-]+)")
TAB = re.compile(r"input:nth-child\((\d+)\)")
# What stands in these may be absent; a class in brackets is text.
ABSENT = re.compile(r":(?:not|is|where|has)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
BRACKETS = re.compile(r"\[[^\]]*\]")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STRING = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
RULE = re.compile(rf"((?:{STRING}|\\.|[^{{}}\"'])*)\{{", re.DOTALL)
BODY = re.compile(rf"(?:{STRING}|\\.|[^{{}}\"'])*", re.DOTALL)
VARIABLE = re.compile(rf"(--[\w-]+):(?:{STRING}|[^;{{}}\"'])*(?:;|(?=\}}))")
READ = re.compile(r"var\((--[\w-]+)")
COLOUR = re.compile(r"\[(data-md-color-[\w-]+)=([\w-]+)\]")
SETTINGS = re.compile(r'<script id="?__config"? type="?application/json"?>(.*?)</script>', re.DOTALL)
GROUPS = ("@media", "@supports", "@layer", "@container")


def shorten(site: Path) -> None:
    """Shorten the style sheets in the folder of a built site. Raises PluginError where one can't be read."""
    pages = "".join(file.read_text("utf-8") for file in site.rglob("*.html"))
    scripts = "".join(file.read_text("utf-8") for file in [*site.rglob("*.js"), *site.rglob("*.mjs")])
    known = in_pages(pages) | in_scripts(scripts, unused(pages))
    sheets = {file: file.read_text("utf-8") for file in site.rglob("*.css")}
    material = [file for file in sheets if file.parent.name == "stylesheets"]
    for file in material:
        sheets[file] = "".join(of_use(COMMENT.sub("", sheets[file]), known, file.name))
    read = {name for sheet in sheets.values() for name in READ.findall(sheet)}
    for file, sheet in sheets.items():
        short = without_variables(sheet, read) if file in material else without_blanks(COMMENT.sub("", sheet))
        file.write_text(short, "utf-8")


def without_blanks(sheet: str) -> str:
    r"""A sheet without the blanks around braces and semicolons, and with one for any others.

    >>> without_blanks("a b {\n  top: 0;\n}\n")
    'a b{top: 0}'
    """
    return re.sub(r"\s+", " ", re.sub(r";?\s*([{};])\s*", r"\1", sheet))


def in_pages(pages: str) -> set[str]:
    """What stands in pages: classes as `.name`, elements, attributes as `[name`, colours, and tabs as `tab 3`."""
    classes = re.findall(r'\b(?:class|className)="?([^">]*)', pages)
    colours = re.findall(r'(data-md-color-[\w-]+)="?([\w-]+)', pages)
    tabs = max(
        (labels.count("<label") for labels in re.findall(r"tabbed-labels.*?</div>", pages, re.DOTALL)), default=0
    )
    return (
        {f".{name}" for names in classes for name in names.split()}
        | {f"{name}={value}" for name, value in colours}
        | set(re.findall(r"<([a-z][a-z0-9]*)", pages))
        | {f"[{name}" for name in re.findall(r"[\s\"]([a-z][\w-]*)(?==|[\s>])", pages)}
        | {f"tab {number}" for number in range(1, tabs + 1)}
    )


def in_scripts(scripts: str, without: list[str]) -> set[str]:
    """What scripts may make: elements, attributes, and classes, which have a hyphen, but not those that begin so."""
    words = set(re.findall(r"[\w-]+", scripts))
    classes = {f".{word}" for word in words if "-" in word and not word.startswith(tuple(without))}
    return words | classes | {f"[{word}" for word in words}


def unused(pages: str) -> list[str]:
    """How the classes begin that Material's scripts make for what the site's settings leave out. Raises PluginError."""
    if not (found := SETTINGS.search(pages)):
        raise PluginError("no page holds Material's settings. Has mkdocs-material changed?")
    settings = json.loads(found[1])
    annotates = "content.code.annotate" in settings["features"]
    # Of these, scripts only add to what stands in a page; search.js takes the tags off the hits.
    added = [name for name in ("footnote", "md-source", "md-status", "md-tag") if f'"{name}' not in pages]
    return [*added, *([] if annotates else ["md-annotation"]), *([] if settings["version"] else ["md-version"])]


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
    """Whether an element can match a selector on a site that has what is known, and no text to the left.

    >>> [can_match(text, {".a"}) for text in (".a:not(.b)", ".a .b", "[dir=rtl] .a", ".a:has([title='.b'])", ".a kbd")]
    [True, False, False, True, False]
    """
    present = ABSENT.sub("", selector)
    bare = BRACKETS.sub("", present)
    needed = [f".{name}".replace("\\", "") for name in CLASS.findall(bare)]
    needed += ELEMENT.findall(bare)
    needed += [f"[{name}" for name in ATTRIBUTE.findall(present)]
    needed += [f"{name}={value}" for name, value in COLOUR.findall(selector)]
    needed += [f"tab {number}" for number in TAB.findall(bare)]
    return "[dir=rtl]" not in selector and known.issuperset(needed)


def without_variables(rules: str, read: set[str]) -> str:
    """The rules without the variables that nobody reads, and without what is empty then.

    >>> without_variables(':root{--a:url("x;{}");--b:1}.c{--a:2}', {"--b"})
    ':root{--b:1}'
    """
    kept = VARIABLE.sub(lambda match: match[0] if match[1] in read else "", rules)
    return re.sub(r"(?<=[{}])[^{}]+\{\}", "", re.sub(r"^[^{}]+\{\}", "", kept))
