"""The checker's modules on their way to a browser: joined, in few characters, and all at once."""

import doctest
import subprocess
from pathlib import Path
from types import ModuleType

import material
import pytest
from mkdocs.exceptions import PluginError
from playwright.sync_api import Page

import bundle
import finished_html
import served_modules
import shorter
import stylesheets
from built_site import LANGUAGES, Site
from checker_answers import lay_out
from in_browser import opened
from node_packages import installed
from pages import ROOT

SOURCES = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs/assets").glob("checker*.mjs"))}
KEPT = {"string", "pattern", "template", "number"}


@pytest.mark.parametrize(
    ("module", "examples"), [(served_modules, 3), (shorter, 2), (stylesheets, 3), (bundle, 4), (finished_html, 4)]
)
def test_the_examples_in_docstrings_hold(module: ModuleType, examples: int) -> None:
    """What the functions are said to return they return."""
    result = doctest.testmod(module)
    assert examples == result.attempted
    assert 0 == result.failed


def test_names_become_shorter_and_nothing_else() -> None:
    """Every string, number, pattern and template of a module is served as it is written, and so are its marks."""
    assert len(SOURCES) > 30
    for name, source in SOURCES.items():
        short = shorter.shorter(source)
        before, after = ([*shorter.parted(text)] for text in (source, short))
        for kind in KEPT:
            expected = [token.text for token in before if token.kind == kind]
            assert expected == [token.text for token in after if token.kind == kind], name
        assert len(short) < 0.8 * len(source), name


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("const size = Number(text.size); use({ size });", "const a=Number(text.size);use({size:a});"),
        ("function f({ size = Infinity }, ...rest) {}", "function a({size:c=Infinity},...b){}"),
        ("class A { size = 1; go(size) { go(); } }", "class a{size=1;go(size){go();}}"),
        ("const one = `a ${two(`b ${one}`)}`; x = one / two / 3;", "const a=`a ${two(`b ${a}`)}`;x=a/two/3;"),
        ("for (const key of /[/]'/.exec(x)) y = key + +key - -1;", "for(const a of/[/]'/.exec(x))y=a+ +a- -1;"),
    ],
)
def test_what_is_no_name_of_its_own_stays(source: str, expected: str) -> None:
    """Properties, methods, what others declare, templates and patterns are told apart from names."""
    assert expected == shorter.shorter(source)


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ({"checker.mjs": 'import { a } from "./a.mjs";\n', "a.mjs": 'import "./checker.mjs";\n'}, "a.mjs: import"),
        ({"checker.mjs": "export let a = 1;\n"}, "checker.mjs: export let a"),
        (
            {"checker.mjs": 'import { a } from "./a.mjs";\n', "a.mjs": 'import { b } from "./checker.mjs";\n'},
            "checker.mjs > a.mjs > checker.mjs",
        ),
        (
            {"checker.mjs": "", "checker-page.mjs": 'import { a } from "./a.mjs";\n', "a.mjs": "export const a = 1;\n"}
            | {"checker-later.mjs": 'import { a } from "./a.mjs";\n'},
            "checker-later.mjs is loaded later and needs a.mjs",
        ),
        ({"checker.mjs": "const half = (;\n"}, "never closed"),
    ],
)
def test_what_can_not_be_joined_ends_the_build(sources: dict[str, str], said: str) -> None:
    """A circle of imports, or a form of import or export that is unknown, is no file with a hidden error."""
    with pytest.raises(ValueError, match=said):
        served_modules.served({"checker-page.mjs": "", **sources})


def test_a_file_that_is_loaded_later_takes_what_it_needs_from_the_engine() -> None:
    """It imports the engine's file, which the page has loaded, and exports its own functions."""
    sources = {
        "checker.mjs": 'import { a } from "./a.mjs";\n',
        "a.mjs": "export const a = 1;\n",
        "checker-page.mjs": "",
    }
    later = served_modules.served(sources | {"b.mjs": 'import { a } from "./a.mjs";\nexport const b = () => a;\n'})
    assert later["b.mjs"].startswith('import{$0}from"./checker.mjs";')
    assert "export{$1 as b};" in later["b.mjs"]
    assert "export{$0};" in later["checker.mjs"]


SETTINGS = '<script id="__config" type="application/json">{"features": [%s], "version": null}</script>'


@pytest.mark.parametrize(
    ("rule", "page", "stays"),
    [
        (".a{top:0}", '<p class="a">', True),
        (".a{top:0}", "<p>", False),
        (".a{top:0}", "<p>a</p><script>go(a)</script>", False),
        ("kbd{top:0}", "<p>", False),
        ("kbd{top:0}", "<p><kbd>", True),
        ("p[lang]{top:0}", "<p>", False),
        ("p:not([lang]){top:0}", "<p>", True),
        (
            ".tabbed-set>input:nth-child(3){top:0}",
            '<p class="tabbed-set"><input><b class="tabbed-labels"><label></div>',
            False,
        ),
        ('[dir="rtl"] p{top:0}', "<p>", False),
        ("@media print{p{top:0}}", "<p>", True),
        ("@media print{ol{top:0}}", "<p>", False),
    ],
)
def test_a_rule_that_no_page_can_use_is_not_served(tmp_path: Path, rule: str, page: str, stays: bool) -> None:
    """Of Material's style sheets those rules are served whose selectors can match."""
    sheet = tmp_path / "stylesheets/main.css"
    sheet.parent.mkdir()
    sheet.write_text(rule)
    (tmp_path / "index.html").write_text(page + SETTINGS % "")
    stylesheets.shorten(tmp_path)
    assert stays == bool(sheet.read_text())


def test_what_scripts_make_keeps_its_rules(tmp_path: Path) -> None:
    """Classes with a hyphen stay if a script names them, but not those of a feature that is off."""
    sheet = tmp_path / "stylesheets/main.css"
    sheet.parent.mkdir()
    (tmp_path / "bundle.js").write_text('make("md-tip", "md-annotation__index")')
    for features, kept in (("", ".md-tip{top:0}"), ('"content.code.annotate"', ".md-annotation__index,.md-tip{top:0}")):
        (tmp_path / "index.html").write_text(SETTINGS % features)
        sheet.write_text(".md-annotation__index,.md-tip{top:0}")
        stylesheets.shorten(tmp_path)
        assert kept == sheet.read_text()


@pytest.mark.parametrize("broken", [".a{top:0", "a", ".a{top:0}}b{c:d}"])
def test_a_style_sheet_that_can_not_be_read_ends_the_build(tmp_path: Path, broken: str) -> None:
    """A lost brace is no rule that goes missing; neither are settings that no page holds."""
    sheet = tmp_path / "stylesheets/main.css"
    sheet.parent.mkdir()
    sheet.write_text(broken)
    (tmp_path / "index.html").write_text(SETTINGS % "")
    with pytest.raises(PluginError, match="Has mkdocs-material changed"):
        stylesheets.shorten(tmp_path)
    (tmp_path / "index.html").write_text("")
    with pytest.raises(PluginError, match="no page holds Material's settings"):
        stylesheets.shorten(tmp_path)


@pytest.mark.parametrize(
    "asked",
    [
        '<p class="a mermaid">',
        *(
            pytest.param(each, marks=pytest.mark.slow)
            for each in ('{"features": ["search.highlight"]}', "<a data-preview>")
        ),
    ],
)
def test_what_a_page_asks_for_stays_in_the_script(asked: str) -> None:
    """Material's own script, for a site whose pages use what this site's do not: less is left out than here."""
    [file] = (Path(material.__file__).parent / "templates/assets/javascripts").glob("bundle.*.min.js")
    script = file.read_text("utf-8")
    here = bundle.without_unused(script, "<p>")
    assert len(here) < len(bundle.without_unused(script, asked)) < len(script)


def test_what_is_not_in_the_script_can_not_be_left_out() -> None:
    """A script of another year ends the build."""
    with pytest.raises(PluginError, match=r"^Material's script: no 'navigation.*' to leave out\. Has mkdocs-"):
        bundle.without_unused("function a(){}", "<p>")


def test_the_files_that_are_served_know_all_their_names(tmp_path: Path) -> None:
    """After the exchange of names none is unknown, and none is declared twice."""
    lay_out(tmp_path)
    config = tmp_path / "eslint.config.mjs"
    config.write_text(CONFIG.replace("GLOBALS", installed("globals/index.js").as_uri()), encoding="utf-8")
    command = ["node", installed("eslint/bin/eslint.js"), "--config", config, "--max-warnings=0"]
    files = [tmp_path / name for name in ("checker.mjs", "checker-page.mjs", "checker-report-text.mjs")]
    ran = subprocess.run([*command, *files], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert "" == ran.stdout + ran.stderr


CONFIG = """import globals from "GLOBALS";
const rules = { "no-undef": "error", "no-redeclare": "error", "no-const-assign": "error", "no-func-assign": "error" };
export default [{ languageOptions: { ecmaVersion: 2024, globals: globals.browser }, rules }];
"""


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_the_page_names_all_modules_that_it_needs(page: Page, site: Site, root: str) -> None:
    """The browser asks for all of them at once, for none that it does not use, and for each once."""
    asked = [request.url for request in opened(page, f"{site.url}{root}") if request.url.endswith(".mjs")]
    named = page.locator("link[rel=modulepreload]").evaluate_all("all => all.map(each => each.href)")
    assert 3 == len(named)  # the engine, the page, the words of one language
    assert sorted(named) == sorted(asked)
