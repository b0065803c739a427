"""The checker's modules as the site serves them: joined into two files, in few characters (shorter.py).

A browser asks for two files instead of forty, and gzip finds more that repeats. Each module keeps its names to itself:
in the file it is a function that runs at once, and its exports are the members of what the function returns.
"""

import re
from dataclasses import dataclass

from shorter import shorter

ENGINE, PAGE = "checker.mjs", "checker-page.mjs"  # what programs import, and what the page runs
DATA = ("catalogue.mjs", "secrets.mjs")  # of which data_modules.py makes few characters
FROM = re.compile(r'^(import|export) (\{[^}]*\}|\w+) from "\./([\w-]+\.mjs)";[^\n]*\n', re.MULTILINE)
LISTED = re.compile(r"^export (\{[^}]*\});[^\n]*\n", re.MULTILINE)
DECLARED = re.compile(r"^export ((?:async )?function\*?|class|const) (\w+|\{[^}]*\}|\[[^\]]*\])", re.MULTILINE)
DEFAULT = re.compile(r"^export default (.*);\n", re.DOTALL)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@dataclass
class Module:
    """A module to be joined: its code without imports and exports, the modules that it needs, and what it exports."""

    code: str
    needs: list[str]
    exports: list[str]


def served(sources: dict[str, str]) -> dict[str, str]:
    """Map the files that the site serves to their sources: two, and each module that is loaded when it is needed.

    The page's file, and those that are loaded later, take what they need from the engine's. Raises ValueError where
    modules import each other in a circle, import or export in a way that is unknown here, or need what the page keeps.
    """
    modules = {name: parsed(name, source) for name, source in sources.items()}
    engine = in_order(ENGINE, modules)
    page = [name for name in in_order(PAGE, modules) if name not in engine]
    later = [name for name in modules if name not in {*engine, *page, *DATA}]
    files = {PAGE: taken(page, modules, engine) + "".join(wrapped(name, modules[name]) for name in page)}
    for name in later:
        if kept := {*modules[name].needs} - {*engine}:
            raise ValueError(f"{name} is loaded later and needs {', '.join(sorted(kept))}")
        files[name] = taken([name], modules, engine) + wrapped(name, modules[name]) + public(name, modules[name])
    shared = needed([*page, *later], modules, engine)
    files[ENGINE] = "".join(wrapped(name, modules[name]) for name in engine) + public(ENGINE, modules[ENGINE])
    files[ENGINE] += f"export {{ {', '.join(shared)} }};\n"
    return files


def needed(names: list[str], modules: dict[str, Module], engine: list[str]) -> list[str]:
    """The variables of the engine's modules that these modules need."""
    return sorted({variable(need) for name in names for need in modules[name].needs if need in engine})


def taken(names: list[str], modules: dict[str, Module], engine: list[str]) -> str:
    """The line by which a file of these modules takes what they need from the engine's."""
    variables = needed(names, modules, engine)
    return f'import {{ {", ".join(variables)} }} from "./{ENGINE}";\n' if variables else ""


def parsed(name: str, source: str) -> Module:
    r"""Take a module's imports and exports out of it: what it imports becomes variables. Raises ValueError.

    >>> parsed("b.mjs", 'import { one as two } from "./a.mjs";\nexport const three = two;\n')
    Module(code='const { one: two } = $a;\nconst three = two;\n', needs=['a.mjs'], exports=['three'])
    """
    needs = [match[3] for match in FROM.finditer(source)]
    exports: list[str] = []

    def assigned(match: re.Match[str]) -> str:
        """The variables that an import, or an export of what another module has, makes."""
        kind, names, need = match.groups()
        if kind == "export":
            exports.extend(listed(names))
        return f"const {names.replace(' as ', ': ')} = {variable(need)};\n"

    def exported(match: re.Match[str]) -> str:
        """A declaration, whose names are exported."""
        exports.extend(listed(match[2]))
        return f"{match[1]} {match[2]}"

    code = DECLARED.sub(exported, FROM.sub(assigned, source))
    for match in LISTED.finditer(code):
        exports.extend(listed(match[1]))
    code = DEFAULT.sub(r"return \1;\n", LISTED.sub("", code))
    if unknown := LEFT.search(code):
        raise ValueError(f"{name}: {unknown[0]}")
    return Module(code, needs, exports)


def listed(names: str) -> list[str]:
    """The names in a list of exports, or in a pattern that takes an object or a list apart.

    >>> listed("{ causes: CAUSES, weights }"), listed("pattern")
    (['CAUSES', 'weights'], ['pattern'])
    """
    return [name.rpartition(":")[2].strip() for name in names.strip("{}[]").split(",") if name.strip()]


def in_order(name: str, modules: dict[str, Module], above: tuple[str, ...] = ()) -> list[str]:
    """A module and all that it needs, each behind what it needs itself. Raises ValueError for a circle."""
    if name in above:
        raise ValueError(f"modules import each other: {' > '.join([*above, name])}")
    needed = [each for need in modules[name].needs for each in in_order(need, modules, (*above, name))]
    return list(dict.fromkeys([*needed, name]))


def variable(name: str) -> str:
    """The variable that holds what a module exports.

    >>> variable("checker-bad-input.mjs")
    '$checkerBadInput'
    """
    return "$" + re.sub(r"-(\w)", lambda match: match[1].upper(), name.removesuffix(".mjs"))


def wrapped(name: str, module: Module) -> str:
    """A module as a function that runs at once; the page's own, which nobody imports, needs no name."""
    if name == PAGE:
        return shorter(module.code)
    returned = f"return {{ {', '.join(module.exports)} }};" if module.exports else ""
    code = f"const {variable(name)} = (() => {{{module.code}{returned}}})();"
    return f"{code if name in DATA else shorter(code)}\n"


def public(name: str, module: Module) -> str:
    """The line that exports what a module exports."""
    return f"export const {{ {', '.join(module.exports)} }} = {variable(name)};\n"


def preloaded(language: str) -> list[str]:
    """The addresses of the modules that the checker's page needs: browsers ask for all of them at once."""
    return [f"assets/{name}" for name in (ENGINE, PAGE, f"words-{language}.mjs")]
