"""JavaScript without blanks and with short names of its own: what a browser needs of a module that nobody reads.

A name is exchanged in the whole module or not at all, so scopes do not matter: a name that is declared here becomes a
short one wherever it stands for a value. Where it could also be something else, it stays as it is everywhere.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product

TOKEN = re.compile(
    r"""(?P<blank>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<number>\d[\w.]*)
    |(?P<name>[A-Za-z_$][\w$]*)
    |(?P<mark>=>|\?\.(?!\d)|\.\.\.|(?:\?\?|\|\||&&|\*\*|<<|>>>?)=?|\+\+|--|[=!]==?|[-+*/%&|^<>]=?|.)""",
    re.VERBOSE | re.DOTALL,
)
PATTERN = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
TEMPLATE = re.compile(r"[`}](?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)  # up to its end or to a value in it
KEYWORDS = set(
    "arguments async await break case catch class const constructor continue default delete do else eval export "
    "extends false finally for from function get if import in instanceof let new null of return set static super "
    "switch this throw true try typeof undefined var void while with yield".split()
)
VALUES = {"this", "super", "null", "true", "false", "undefined", "arguments"}
HEADS = {"if", "for", "while", "switch"}  # behind which (…) {…} takes nothing


@dataclass
class Token:
    """A piece of the source.

    `pair`: of a bracket, the place of the one that belongs to it. `within`: the place of the bracket around the token.
    `start`: how many characters stand before it.
    """

    kind: str
    text: str
    pair: int = -1
    within: int = -1
    start: int = 0

    @property
    def opens(self) -> bool:
        """Whether it opens a bracket; a template does before a value."""
        return (self.kind == "mark" and self.text in "([{") or (self.kind == "template" and self.text.endswith("${"))

    @property
    def closes(self) -> bool:
        """Whether it closes a bracket; a template does behind a value."""
        return (self.kind == "mark" and self.text in ")]}") or (self.kind == "template" and self.text.startswith("}"))


def shorter(source: str) -> str:
    """The code in fewer characters. Raises ValueError where a bracket is lost.

    >>> shorter('const twice = (text) => ({ text, half: text.half / 2 }); return { twice, name: /[/]/ };')
    'const b=(a)=>({text:a,half:a.half/2});return{twice:b,name:/[/]/};'
    """
    tokens = married([*parted(source)])
    return written(tokens, short_names(tokens))


def renamed(source: str, names: dict[str, str]) -> str:
    """The code with other names, without blanks. Raises ValueError where a name could also be a property's.

    >>> renamed("const half = (text) => ({ half: text / 2, text });", {"half": "a", "text": "b"})
    'const a=(b)=>({half:b/2,text:b});'
    """
    tokens = married([*parted(source)])
    if unclear := names.keys() & ambiguous(tokens):
        raise ValueError(f"may also be names of properties: {', '.join(sorted(unclear))}")
    return written(tokens, names)


def written(tokens: list[Token], names: dict[str, str]) -> str:
    """The code of these tokens with other names."""
    code, last = "", Token("mark", "")
    for place, token in enumerate(tokens):
        text = token.text
        if text in names and token.kind == "name" and not is_property(tokens, place):
            text = f"{text}:{names[text]}" if is_both(tokens, place) else names[text]
        touches = re.match(r"[\w$]", text) and re.search(r"[\w$]$", code[-1:]) and last.kind in {"name", "number"}
        code += f" {text}" if touches or (last.text, text[:1]) in {("+", "+"), ("-", "-")} else text
        last = token
    return code


def top_level(source: str) -> set[str]:
    """The names that are declared outside every bracket."""
    tokens = married([*parted(source)])
    found: set[str] = set()
    for place, token in enumerate(tokens[:-1]):
        if token.within < 0 and token.text in {"const", "let", "function", "class"}:
            behind = place + 1 + (tokens[place + 1].text == "*")
            found |= {tokens[behind].text} if tokens[behind].kind == "name" else names_within(tokens, behind)
    return found


def parted(source: str) -> Iterator[Token]:
    """Part the source into tokens, without blanks and comments."""
    at, within_templates, last = 0, [False][:0], Token("mark", "")
    while at < len(source):
        is_template = source[at] == "`" or (source[at] == "}" and within_templates and within_templates.pop())
        behind_value = last.text in {")", "]", "}"} if last.kind == "mark" else last.text not in KEYWORDS - VALUES
        if is_template and (match := TEMPLATE.match(source, at)):
            token = Token("template", match[0])
        elif not behind_value and (match := PATTERN.match(source, at)):
            token = Token("pattern", match[0])
        elif match := TOKEN.match(source, at):
            token = Token(str(match.lastgroup), match[0])
        token.start = at
        if token.opens:
            within_templates.append(token.kind == "template") if token.text[-1] == "{" else None
        if token.kind != "blank":
            yield token
            last = token
        at += len(token.text)


def married(tokens: list[Token]) -> list[Token]:
    """The tokens, each bracket with the place of the other one, and each token with that of the bracket around it."""
    open_ones = [-1]
    for place, token in enumerate(tokens):
        if token.closes:
            token.pair = open_ones.pop()
            if not open_ones:
                raise ValueError(f"nothing is open before {token.text!r}")
            tokens[token.pair].pair = place
        token.within = open_ones[-1]
        if token.opens:
            open_ones.append(place)
    if len(open_ones) > 1:
        raise ValueError(f"never closed: {tokens[open_ones[-1]].text!r}")
    return tokens


def short_names(tokens: list[Token]) -> dict[str, str]:
    """Map each name that can be exchanged to a short one, the most frequent to the shortest; not those with a $."""
    names = declared(tokens) - KEYWORDS - ambiguous(tokens)
    return shortest(tokens, {name for name in names if "$" not in name})


def shortest(tokens: list[Token], names: set[str]) -> dict[str, str]:
    """Map names to the shortest that nothing else has, the most frequent ones first."""
    used = Counter(token.text for token in tokens if token.kind == "name")
    free = (name for name in spelled() if name not in KEYWORDS and name not in used)
    return {name: next(free) for name in sorted(names, key=lambda name: (-used[name], name))}


def without_origin(source: str) -> str:
    """The code with short names in the place of those that say where they come from, as `half$checker_text`."""
    tokens = married([*parted(source)])
    names = {token.text for token in tokens if token.kind == "name" and "$" in token.text[1:]}
    return written(tokens, shortest(tokens, names))


def spelled() -> Iterator[str]:
    """Every name of small letters, the short ones first."""
    for length in count(1):
        yield from map("".join, product("abcdefghijklmnopqrstuvwxyz", repeat=length))


def declared(tokens: list[Token]) -> set[str]:
    """The names that are declared anywhere: variables, functions, classes, and what functions take."""
    found: set[str] = set()
    for place, token in enumerate(tokens[:-1]):
        behind = tokens[place + 1]
        if token.text in {"const", "let", "function", "class"}:
            found |= {behind.text} if behind.kind == "name" else names_within(tokens, place + 1)
        elif behind.text == "=>":
            found |= {token.text} if token.kind == "name" else names_within(tokens, token.pair)
        elif (token.text, behind.text) == (")", "{") and tokens[token.pair - 1].text not in HEADS:
            found |= names_within(tokens, token.pair)
    return found


def names_within(tokens: list[Token], start: int) -> set[str]:
    """The names that a bracket declares: not keys, and not what a name is by default."""
    found, end, by_default = set(), tokens[start].pair, -1
    for place in range(start, end):
        token = tokens[place]
        if token.text == "=" and by_default < 0:
            by_default = token.within
        elif (token.text == "," and token.within == by_default) or (token.closes and token.pair == by_default):
            by_default = -1
        if token.kind == "name" and by_default < 0 and not is_property(tokens, place):
            found.add(token.text)
    return found


def is_property(tokens: list[Token], place: int) -> bool:
    """Whether a name is that of a property: behind a dot, or before a colon in an object."""
    before, behind = neighbours(tokens, place)
    return before in {".", "?."} or (before in {"{", ","} and behind == ":" and is_in_braces(tokens, place))


def is_both(tokens: list[Token], place: int) -> bool:
    """Whether a name stands for a property and its value: { name } or { name = 1 }."""
    before, behind = neighbours(tokens, place)
    ends = {",", "}", "="} if is_pattern(tokens, tokens[place].within) else {",", "}"}
    return before in {"{", ","} and behind in ends and is_in_braces(tokens, place)


def is_pattern(tokens: list[Token], brace: int) -> bool:
    """Whether a brace is that of an object or takes one apart: a block does not stand behind these."""
    return tokens[brace - 1].text in {"(", ",", "[", ":", "const", "let"}


def ambiguous(tokens: list[Token]) -> set[str]:
    """The names that stand where they are the name of a method or of a member, or may be a property's."""
    found = set()
    for place, token in enumerate(tokens):
        if token.kind != "name" or not is_in_braces(tokens, place):
            continue
        before, behind = neighbours(tokens, place)
        is_default = before in {"{", ","} and behind == "=" and not is_both(tokens, place)
        is_member = before in {"{", ";", "}", "static"} and behind == "=" and is_class(tokens, token.within)
        is_method = behind == "(" and tokens[tokens[place + 1].pair + 1].text == "{" and before != "function"
        if is_default or is_member or is_method or before in {"get", "set"}:
            found.add(token.text)
    return found


def is_class(tokens: list[Token], brace: int) -> bool:
    """Whether a brace is that of a class."""
    return any(token.text == "class" for token in tokens[max(0, brace - 4) : brace])


def is_in_braces(tokens: list[Token], place: int) -> bool:
    """Whether the innermost bracket around a token is a brace."""
    return tokens[place].within >= 0 and tokens[tokens[place].within].text == "{"


def neighbours(tokens: list[Token], place: int) -> tuple[str, str]:
    """What stands before a token and behind it."""
    return tokens[place - 1].text if place else "", tokens[place + 1].text if place + 1 < len(tokens) else ""
