"""The checker's modules as the site serves them: joined into two files, in few characters (shorter.py).

A browser asks for two files instead of fifty, and gzip finds more that repeats. The modules of a file share one scope:
what a module declares outside its functions is first given a name that no other module has.
"""

import re
from collections import Counter
from dataclasses import dataclass

from shorter import renamed, shorter, top_level, without_origin

ENGINE, PAGE = "checker.mjs", "checker-page.mjs"  # what programs import, and what the page runs
DATA = ("catalogue.mjs", "secrets.mjs")  # of which data_modules.py makes few characters
FROM = re.compile(r'^(import|export) (\{[^}]*\}|\w+) from "\./([\w-]+\.mjs)";[^\n]*\n', re.MULTILINE)
LISTED = re.compile(r"^export (\{[^}]*\});[^\n]*\n", re.MULTILINE)
DECLARED = re.compile(r"^export ((?:async )?function\*?|class|const) (\w+|\{[^}]*\}|\[[^\]]*\])", re.MULTILINE)
DEFAULT = re.compile(r"^export default (.*);\n", re.DOTALL)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
Origin = tuple[str, str]  # a module, and a name that is declared in it


@dataclass
class Module:
    """A module to be joined: its code without imports and exports, and where what it imports and exports comes from.

    `exports` maps a name to the module's own name for it, or to the module that it is taken from, and its name there.
    """

    code: str
    imports: dict[str, Origin]
    exports: dict[str, str | Origin]

    @property
    def needs(self) -> list[str]:
        """The modules that it takes something from."""
        taken = [*self.imports.values(), *(each for each in self.exports.values() if isinstance(each, tuple))]
        return list(dict.fromkeys(name for name, _ in taken))


def served(sources: dict[str, str]) -> dict[str, str]:
    """Map the files that the site serves to their sources: two, and each module that is loaded when it is needed.

    The page's file, and those that are loaded later, take what they need from the engine's. Raises ValueError where
    modules import each other in a circle, import or export in a way that is unknown here, or need what the page keeps.
    """
    modules = {name: parsed(name, source) for name, source in sources.items()}
    engine = in_order(ENGINE, modules)
    page = [name for name in in_order(PAGE, modules) if name not in engine]
    later = [name for name in modules if name not in {*engine, *page, *DATA}]
    for name in later:
        if kept := {*modules[name].needs} - {*engine}:
            raise ValueError(f"{name} is loaded later and needs {', '.join(sorted(kept))}")
    files = {PAGE: page, **{name: [name] for name in later}}
    taken = {file: {place for place in origins(names, modules) if place[0] in engine} for file, names in files.items()}
    public = {file: {name: origin(modules, file, name) for name in modules[file].exports} for file in (ENGINE, *later)}
    data = {(name, "default") for name in DATA if name in modules}
    often = Counter(origin(modules, *each) for module in modules.values() for each in module.imports.values())
    places = sorted(
        data.union(*taken.values(), *(each.values() for each in public.values())),
        key=lambda place: (-often[place], place),
    )
    shared = {place: f"${number}" for number, place in enumerate(places)}
    made = {}
    for file, names in ({ENGINE: engine} | files).items():
        needed = ",".join(sorted(shared[place] for place in taken.get(file, ())))
        given = sorted({shared[place] for each in taken.values() for place in each}) if file == ENGINE else []
        given += [f"{shared[place]} as {name}" for name, place in public.get(file, {}).items()]
        head = f'import{{{needed}}}from"./{ENGINE}";\n' if needed else ""
        tail = f"export{{{','.join(given)}}};\n" if given else ""
        made[file] = head + joined(names, modules, shared) + tail
    return made


def parsed(name: str, source: str) -> Module:
    r"""Take a module's imports and exports out of it. Raises ValueError.

    >>> parsed("b.mjs", 'import { one as two } from "./a.mjs";\nexport const three = two;\n')
    Module(code='const three = two;\n', imports={'two': ('a.mjs', 'one')}, exports={'three': 'three'})
    """
    module = Module("", {}, {})

    def taken(match: re.Match[str]) -> str:
        """Nothing: what is imported, or exported from elsewhere, is written down."""
        kind, names, need = match.groups()
        for theirs, ours in pairs(names):
            (module.imports if kind == "import" else module.exports)[ours] = (need, theirs)
        return ""

    def exported(match: re.Match[str]) -> str:
        """A declaration, whose names are exported."""
        module.exports.update({ours: ours for _, ours in pairs(match[2])})
        return f"{match[1]} {match[2]}"

    code = DECLARED.sub(exported, FROM.sub(taken, source))
    for match in LISTED.finditer(code):
        module.exports.update({theirs: ours for ours, theirs in pairs(match[1])})
    if name in DATA:
        module.exports["default"] = "default"
        code = DEFAULT.sub(r"\1", code)
    module.code = LISTED.sub("", code)
    if unknown := LEFT.search(module.code):
        raise ValueError(f"{name}: {unknown[0]}")
    return module


def pairs(names: str) -> list[tuple[str, str]]:
    """The names in a list of imports or exports, or in a pattern that takes something apart: before and after.

    >>> pairs("{ causes: CAUSES, weights }"), pairs("{ one as two }"), pairs("pattern")
    ([('causes', 'CAUSES'), ('weights', 'weights')], [('one', 'two')], [('default', 'pattern')])
    """
    if names[0] not in "{[":
        return [("default", names)]
    parts = [re.split(r"\s*:\s*|\s+as\s+", each.strip()) for each in names.strip("{}[]").split(",") if each.strip()]
    return [(part[0], part[-1]) for part in parts]


def in_order(name: str, modules: dict[str, Module], above: tuple[str, ...] = ()) -> list[str]:
    """A module and all that it needs, each behind what it needs itself. Raises ValueError for a circle."""
    if name in above:
        raise ValueError(f"modules import each other: {' > '.join([*above, name])}")
    needed = [each for need in modules[name].needs for each in in_order(need, modules, (*above, name))]
    return list(dict.fromkeys([*needed, name]))


def origin(modules: dict[str, Module], name: str, exported: str) -> Origin:
    """Where what a module exports is declared. Raises ValueError if the module does not export it."""
    module = modules[name]
    if exported not in module.exports:
        raise ValueError(f"{name} does not export {exported}")
    found = module.exports[exported]
    if isinstance(found, str):
        found = module.imports.get(found, found)
    return origin(modules, *found) if isinstance(found, tuple) else (name, found)


def origins(names: list[str], modules: dict[str, Module]) -> set[Origin]:
    """Where everything is declared that these modules import."""
    return {origin(modules, *each) for name in names for each in modules[name].imports.values()}


def joined(names: list[str], modules: dict[str, Module], shared: dict[Origin, str]) -> str:
    """Modules in one scope; what files share keeps the name that it has in all of them."""
    data = [f"const {shared[name, 'default']}={modules[name].code};\n" for name in names if name in DATA]
    code = "\n".join(shorter(in_scope(name, modules, shared)) for name in names if name not in DATA)
    return "".join(data) + without_origin(code) + "\n"


def in_scope(name: str, modules: dict[str, Module], shared: dict[Origin, str]) -> str:
    """A module's code whose names no other module has."""
    module = modules[name]
    places = {ours: (name, ours) for ours in top_level(module.code)}
    places |= {ours: origin(modules, *theirs) for ours, theirs in module.imports.items()}
    try:
        return renamed(module.code, {ours: shared.get(place) or unique(place) for ours, place in places.items()})
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def unique(place: Origin) -> str:
    """A name that nothing else has in a file.

    >>> unique(("checker-bad-input.mjs", "sentence"))
    'sentence$checker_bad_input'
    """
    name, declared = place
    return f"{declared}${name.removesuffix('.mjs').replace('-', '_')}"


def preloaded(language: str) -> list[str]:
    """The addresses of the modules that the checker's page needs: browsers ask for all of them at once."""
    return [f"assets/{name}" for name in (ENGINE, PAGE, f"words-{language}.mjs")]
