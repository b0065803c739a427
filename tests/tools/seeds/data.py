"""Errors in what programs read: workflows, the catalogue, recorded decisions, logs, the glossary, the pictures."""

import re
from collections.abc import Iterator
from itertools import chain

from seeds import Seed, files, lines_dropped, spans, text_of

COMMENT = re.compile(r"(^ *| )#(?! v\d).*$", re.MULTILINE)


def texts(pattern: str, at_least: int = 1) -> Iterator[tuple[str, str]]:
    """Path and text of each file that a pattern finds."""
    for path in files(pattern, at_least):
        yield path, text_of(path)


def workflows() -> Iterator[Seed]:
    """Keys, values and lines of workflow files; their comments aside."""
    of_readers = texts("snippets/workflows/**/*.yml", at_least=50)
    of_this_project = texts(".github/workflows/**/*.yml", at_least=4)
    for path, whole in chain(of_readers, of_this_project):
        text = COMMENT.sub(lambda match: " " * len(match[0]), whole)
        yield from spans("value", path, r"^ *(?:- )?[\w-]+: *(\S[^\n]*?) *$", None, text)
        yield from spans("key", path, r"^ *(?:- )?([\w-]+):", None, text)
        yield from spans("command", path, r"^ +((?!- |[\w-]+:)\S[^\n]*)$", None, text)
        yield from spans("pin", path, r"@([0-9a-f]{40})", None, text)
        yield from lines_dropped("line dropped", path, r"^(?! *$)[^\n]+\n", text)


def catalogue() -> Iterator[Seed]:
    """Texts, causes, messages, languages and verdicts of the catalogue."""
    for path, text in texts("snippets/catalogue/causes.json"):
        yield from lines_dropped("cause dropped", path, r'^  \{\n    "id": "[^"]+", "group"(?:.*\n)*?  \},\n', text)
        for old, new in ("publisher", "repository"), ("repository", "nobody"), ("nobody", "publisher"):
            yield from spans("who", path, rf'"who": "({old})"', new, text)
        yield from spans("group", path, r'"group": "(\w+)"', "matching", text)
        yield from spans("providers", path, r'"providers": \["(\w+)"', None, text)
    for path, text in chain(texts("snippets/catalogue/causes.json"), texts("snippets/catalogue/words.json")):
        part = r'"(?:en|ru)": "[^"\n]*?[^\W\d_]( [^\W\d_]+)(?=[ .,:])'
        yield from spans("word dropped from a text", path, part, "", text)
        yield from spans("language dropped", path, r'(,\n *"ru": "[^"\n]*")', "", text)
    for path, text in texts("snippets/catalogue/messages/**/*.json", at_least=5):
        yield from lines_dropped("message dropped", path, r'^    \{\n      "id": "[^"]+"(?:.*\n)*?    \},\n', text)
        yield from spans("word of a message", path, r'"texts": \["([^"\n]+)"', None, text)
        yield from spans("further wording", path, r'"texts": \[[^\n]*, "([^"\n]+)"\]', None, text)
        yield from spans("further wording", path, r'^        "([^"\n]+)",?$', None, text)  # one a line
        yield from spans("wording dropped", path, r'"texts": \[("[^\n"]*", )"', "", text)
        yield from lines_dropped("wording dropped", path, r'^        "[^"\n]+",\n', text)
        yield from spans("code", path, r'"code": "([\w-]+)"', None, text)
        yield from spans("weight", path, r'"weight": "(\w+)"', "vague", text)
        yield from spans("weight dropped", path, r'(, "weight": "\w+")', "", text)
        yield from spans("client", path, r'"client": "([\w-]+)"', None, text)
        yield from spans("field", path, r'"field": "([\w-]+)"', None, text)
        yield from spans("certainty", path, r'"causes": \{\s*"(likely|certain)"', "possible", text)
        yield from spans("certainty", path, r'"causes": \{\s*"(possible)"', "likely", text)
        yield from spans(
            "cause of a message dropped", path, r'"(?:certain|likely|possible)": \[[^\]\n]*?(, "[\w-]+")\]', "", text
        )
        yield from spans("cause of a message", path, r'"causes": \{\s*"\w+": \["([\w-]+)"', "token-reused", text)
    for path, text in texts("snippets/catalogue/providers.json"):
        yield from spans("name of a field", path, r'"name": "(\w+)", "claim"', None, text)
        yield from spans("claim of a field", path, r'"claim": "(\w+)"', None, text)
        yield from spans("label of a field", path, r'"label": \{"en": "([^"]+)"', None, text)
    for path, text in texts("snippets/catalogue/words.json"):
        yield from spans("word", path, r'^  "([\w-]+)": \{', None, text)
        yield from spans("value in a text", path, r"\{(\w+)\}", None, text)


def vectors() -> Iterator[Seed]:
    """Recorded decisions: the answer, the values that it rests on, whole cases."""
    for path, text in texts("tests/vectors/**/*.jsonl", at_least=6):
        for old, new in ("true", "false"), ("false", "true"):
            yield from spans("accepted", path, rf'"accepted":({old})', new, text)
        yield from spans("reason", path, r'"(?:reason|message)":"([^"\n]+)"', None, text)
        yield from spans("code", path, r'"error_code":"([^"\n]+)"', None, text)
        yield from spans("matched", path, r'"matched_publisher":(\d)', None, text)
        yield from spans("value of a publisher", path, r'"publishers":\[\{"\w+":"([^"\n]+)"', None, text)
        yield from spans("claim", path, r'"claims":\{[^}\n]*,"\w+":"([^"\n]+)"', None, text)
        yield from spans("stored", path, r'"stored":\{"\w+":"([^"\n]+)"', None, text)
        yield from spans("provider", path, r'"provider":"(\w+)"', "google", text)
        yield from lines_dropped("case dropped", path, r"^[^\n]+\n", text)


def logs() -> Iterator[Seed]:
    """Logs of failed jobs, what stood on PyPI then, recorded sessions and the pictures' words."""
    printed = chain(texts("snippets/logs/**/*.txt", at_least=70), texts("snippets/sessions/**/*.txt", at_least=15))
    settings = chain(texts("snippets/logs/**/*.json", at_least=12), texts("snippets/claims/**/*.json"))
    for path, text in chain(printed, settings):
        yield from spans("word of a log", path, r"^\S?[^\n]*\S$", None, text)
        yield from lines_dropped("line dropped", path, r"^[^\n]*\S[^\n]*\n", text)
        yield Seed("file dropped", path, -1, -1, "")


def pictures() -> Iterator[Seed]:
    """Words and shapes of the pictures, in one language; a pixel more or less is none."""
    for path, text in texts("docs/*/assets/pictures/**/*.svg", at_least=6):
        yield from spans("word", path, r">([^<\n]{3,})</(?:text|tspan|title|desc)>", None, text)
        yield from lines_dropped("shape dropped", path, r"^ *<(?:rect|path|line|text)[^\n]*/[a-z]*>\n", text)


def glossary() -> Iterator[Seed]:
    """Terms of the glossary, and the words that it replaces."""
    [(path, text)] = texts("tests/pages/glossary.toml")
    yield from spans("term", path, r'^(?:en|ru) = "([^"\n]+)"', None, text)
    yield from spans("never", path, r'^never\.\w+ = \[.*?"([^"\n]+)"', None, text)
    yield from spans("misuse", path, r'^misuse\.\w+ = \[.*?"([^"\n]+)"', None, text)
    yield from lines_dropped("term dropped", path, r"^\[\[term\]\]\n(?:[^\n]+\n)+", text)
