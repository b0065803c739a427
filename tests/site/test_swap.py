"""Where Material no longer has what the theme replaces in it, the build fails and says so."""

from pathlib import Path

import material
import pytest
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files

from built_site import build_small
from hook import the_one
from swap import swap

MATERIAL = Path(material.__file__).parent / "templates"
BUNDLE = "assets/javascripts/bundle.*.min.js"


def test_what_is_there_is_replaced() -> None:
    """Each place where it stands."""
    assert "b, b" == swap("a, a", "a", "b", "page.html")


def test_what_is_not_there_is_named() -> None:
    """One sentence: where it was looked for, and what."""
    with pytest.raises(PluginError, match=r"^page\.html: no 'dialog' to replace\. Has mkdocs-"):
        swap("<nav>", "dialog", "", "page.html")


def test_a_script_of_another_name_is_missed() -> None:
    """A file that is looked for by its name is never passed over."""
    with pytest.raises(PluginError, match=r"^assets/bundle\.js: 0 files, expected one\. Has mkdocs-material changed\?"):
        the_one(Files([]), "assets/bundle.js")


@pytest.mark.slow  # each builds a small site
@pytest.mark.parametrize(
    ("pattern", "old", "told"),
    [
        ("base.html", "<head>", "404.html: no '<head>' to replace"),
        ("base.html", "<article", "ru/index.md: no <article>"),
        ("base.html", "<script src=", "404.html: no '<script src=' to replace"),
        ("partials/search.html", 'tabindex="0"', '404.html: no \'class="md-search__scrollwrap"'),
        ("partials/search.html", 'role="dialog"', "404.html: no 'role=\"dialog\"' to replace"),
        ("partials/path.html", "aria-label=", 'main.html, en/causes/empty-secret.md: no \'class="md-path" aria-label='),
        (BUNDLE, '"nav",{class:"md-code', '.min.js: no \'"nav",{class:"md-code\' to replace'),
        (BUNDLE, "md-annotation-list", "Material's script: no 'md-annotation-list' to leave out"),
        (BUNDLE, 'location.protocol!=="file:"', ".min.js: no '(location.protocol!==\"file:\")' to replace"),
    ],
)
def test_the_build_fails_where_material_has_changed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, pattern: str, old: str, told: str
) -> None:
    """Each replacement in Material's pages and scripts, one at a time: the text that it needs is another one."""
    [file] = MATERIAL.glob(pattern)
    changed = tmp_path / "changed" / file.relative_to(MATERIAL)
    changed.parent.mkdir(parents=True)
    assert old in file.read_text("utf-8")
    changed.write_text(file.read_text("utf-8").replace(old, old.swapcase()), "utf-8")
    with pytest.raises(Abort):
        build_small(tmp_path, "# Empty\n", tmp_path / "changed")
    assert any(told in message for message in caplog.messages), caplog.messages[-3:]
