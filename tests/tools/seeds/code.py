"""Errors in code: the snippets, and the checker's modules. Kept tools seed whole Python projects, each its own way;
here one short table serves Python and JavaScript alike, in files that are also read as text.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from seeds import Seed, files, slip, spans, text_of

PYTHON = {
    "==": "!=", "!=": "==", "<": "<=", ">": ">=", "<=": "<", ">=": ">", "and": "or", "or": "and",
    "True": "False", "False": "True", "+": "-", "-": "+", "break": "continue", "continue": "break", "any": "all",
    "all": "any", "|": "&", "min": "max", "max": "min",
}  # fmt: skip
JAVASCRIPT = {
    r"===": "!==", r"!==": "===", r"(?<= )<(?= )": "<=", r"(?<= )>(?= )": ">=", r"<=": "<", r">=(?= )": ">",
    r"&&": "||", r"\|\|": "&&", r"\?\?": "||", r"(?<![\w!])!(?=[\w(])": "", r"\btrue\b": "false", r"\bfalse\b": "true",
    r"(?<= )\+(?= )": "-", r"\bsome\b": "every", r"\bevery\b": "some", r"\bMath\.min\b": "Math.max",
    r"\bMath\.max\b": "Math.min", r"\bfind\b": "findLast", r"\bfindLast\b": "find", r"\breplaceAll\b": "replace",
}  # fmt: skip


def python() -> Iterator[Seed]:
    """Flipped comparisons, changed constants, statements and conditions lost, in each snippet."""
    for path in files("snippets/**/*.py", at_least=40):
        text = text_of(path)
        starts = [0]
        for line in text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        yield from of_tokens(path, text, starts)
        yield from of_statements(path, text, starts)


def of_tokens(path: str, text: str, starts: list[int]) -> Iterator[Seed]:
    """Errors of one token."""
    previous = ""
    for kind, string, (line, column), _, _ in tokenize.generate_tokens(io.StringIO(text).readline):
        start = starts[line - 1] + column
        end = start + len(string)
        if kind == tokenize.NAME and string == "not":
            yield Seed("not", path, start, end + 1, "")
        elif kind == tokenize.NAME and string == "in" and re.match(r" *(if|elif|while|return|and|or)\b.* in ",
                                                                   text[starts[line - 1] : end + 1]):  # fmt: skip
            yield Seed("comparison", path, start, end, "not in" if previous != "not" else "in")
        elif string in PYTHON and kind in (tokenize.NAME, tokenize.OP):
            what = {"and": "logic", "or": "logic", "True": "constant", "False": "constant"}.get(string, "comparison")
            yield Seed(what, path, start, end, PYTHON[string])
        elif kind == tokenize.NUMBER:
            yield Seed("number", path, start, end, str(ast.literal_eval(string) + 1))
        elif kind == tokenize.STRING and not string.startswith(('"""', 'r"""')):
            yield Seed("string", path, start, end, slip(string))
        previous = string


def of_statements(path: str, text: str, starts: list[int]) -> Iterator[Seed]:
    """Statements left out, conditions turned round, results lost."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.If | ast.While | ast.IfExp):
            start, end = place(node.test, text, starts)
            yield Seed("condition", path, start, end, f"not ({text[start:end]})")
        elif isinstance(node, ast.Return) and node.value and ast.unparse(node.value) not in ("0", "False", "None"):
            start, end = place(node.value, text, starts)
            yield Seed("return", path, start, end, "None")
        elif isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.Raise) and node.col_offset:
            start, end = place(node, text, starts)
            yield Seed("statement", path, start, end, "pass")


def place(node: ast.AST, text: str, starts: list[int]) -> tuple[int, int]:
    """Where a node stands in the text; ast counts columns in bytes."""
    lines = text.splitlines(keepends=True)

    def at(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    return at(node.lineno, node.col_offset), at(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]


def javascript() -> Iterator[Seed]:
    """The same errors in the checker's modules, outside of comments."""
    for path in files("docs/assets/**/checker*.mjs", at_least=30):
        comment = r"^ *//.*|/\*\*(?s:.*?)\*/| // .*"
        code = re.sub(comment, lambda match: re.sub(r".", " ", match[0]), text_of(path), flags=re.MULTILINE)
        for pattern, new in JAVASCRIPT.items():
            yield from spans("operator", path, pattern, new, code)
        yield from spans("number", path, r"(?<![\w.\\{,\"$-])\d+(?![\w}])", None, code)
        yield from spans("string", path, r'"([^"\n/]{3,})"', None, code)
        yield from spans("return", path, r"return (?!false|null|0)([^;\n{(]+);", "null", code)
        yield from spans("condition", path, r"\bif \(((?:[^()\n]|\([^()\n]*\))*)\)", r"!(\1)", code)
        yield from spans(
            "statement", path, r"^ +((?!return|const|let|import|export|\}|\?|:)[^\n{]*[^,{(\n]);$", "", code
        )
