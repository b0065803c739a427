"""The fragments of pyproject.toml on the pages: the broken one leads to its cause, the fixed one does not."""

import tomllib
from collections.abc import Callable
from fnmatch import fnmatch
from typing import Any

import pytest
from packaging.requirements import Requirement
from readme_renderer import rst

import shelf
from catalogue import CAUSES
from pages import ROOT

FOLDER = ROOT / "snippets/config"
Config = dict[str, Any]
MARKDOWN = "# Sample project\n\n## Usage\n\n    pip install sampleproject\nThen import sampleproject.\n"


def printed(cause: str) -> str:
    """The log that the cause's page shows, as a client printed it."""
    return (ROOT / f"snippets/logs/{cause}.uv.txt").read_text(encoding="utf-8")


def unknown_classifier(config: Config) -> bool:
    """PyPI's sentence names one of the classifiers."""
    return any(f"{each!r} is not" in printed("invalid-core-metadata") for each in config["project"]["classifiers"])


def local_part(config: Config) -> bool:
    """setuptools-scm adds a local part unless it is told otherwise."""
    return config["tool"]["setuptools_scm"].get("local_scheme", "node-and-date") != "no-local-version"


def direct_url(config: Config) -> bool:
    """A dependency that is written into the package's metadata has an address."""
    return any(Requirement(each).url for each in config["project"].get("dependencies", ()))


def not_rendered(config: Config) -> bool:
    """Markdown is read as reStructuredText, which setuptools assumes where no type is given."""
    kind = config["tool"]["setuptools"]["dynamic"]["readme"].get("content-type", "text/x-rst")
    return kind == "text/x-rst" and rst.render(MARKDOWN) is None


def old_names(config: Config) -> bool:
    """A setuptools before 69.3 may build the package: it keeps capitals and hyphens in the file name."""
    [setuptools] = map(Requirement, config["build-system"]["requires"])
    return "69.2" in setuptools.specifier or "68.2.2" in setuptools.specifier


def packed_twice(config: Config) -> bool:
    """Hatchling adds a folder that lies in a package, so that each file in it comes twice."""
    wheel = config["tool"]["hatch"]["build"]["targets"]["wheel"]
    return any(
        fnmatch(path, f"{package}/*") for path in wheel.get("force-include", ()) for package in wheel["packages"]
    )


def license_left_out(config: Config) -> bool:
    """The metadata have `License-File: LICENSE`, and maturin packs no file of this name into the sdist."""
    return "LICENSE" not in config["tool"]["maturin"].get("include", ())


def data_packed(config: Config) -> bool:
    """The folder with the test data goes into the sdist."""
    return "/tests/data" not in config["tool"]["hatch"]["build"]["targets"]["sdist"].get("exclude", ())


IS_BROKEN: dict[str, Callable[[Config], bool]] = {
    "invalid-core-metadata": unknown_classifier,
    "local-version": local_part,
    "direct-url-dependency": direct_url,
    "description-not-rendered": not_rendered,
    "wrong-file-name": old_names,
    "invalid-archive": packed_twice,
    "license-file-missing": license_left_out,
    "file-too-large": data_packed,
}


def read(name: str) -> Config:
    """A fragment by its file's name."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("cause", IS_BROKEN)
def test_each_side_is_what_its_name_says(cause: str) -> None:
    """What is wrong in the broken fragment is right in the fixed one."""
    assert (True, False) == (
        IS_BROKEN[cause](read(f"{cause}.broken.toml")),
        IS_BROKEN[cause](read(f"{cause}.fixed.toml")),
    )


def test_every_fragment_is_checked() -> None:
    """No file lies here that no test reads, and each is named after a cause."""
    pairs = {f"{cause}.{side}.toml" for cause in IS_BROKEN for side in ("broken", "fixed")}
    assert pairs | {"direct-url-dependency.group.toml"} == {path.name for path in FOLDER.glob("*.toml")}
    assert set() == IS_BROKEN.keys() - CAUSES.keys()


@pytest.mark.parametrize(("side", "number"), [("broken", 1), ("fixed", 0)])
def test_the_snippet_to_copy_finds_the_same(side: str, number: int) -> None:
    """What readers copy refuses the classifier in the broken fragment, and nothing in the fixed one."""
    refused = shelf.loaded("package_fields").refused(read(f"invalid-core-metadata.{side}.toml")["project"])
    assert number == len(refused)
    assert all(each in printed("invalid-core-metadata") for each in refused)


def test_a_dependency_group_is_not_published() -> None:
    """The address of a dependency may stay in a group, which no package's metadata has."""
    config = read("direct-url-dependency.group.toml")
    assert not direct_url(config)
    assert all(Requirement(each).url for each in config["dependency-groups"]["dev"])


def test_the_example_is_the_log_s() -> None:
    """The dependency in the broken fragment is the one that PyPI's sentence names."""
    [dependency] = read("direct-url-dependency.broken.toml")["project"]["dependencies"]
    assert f"Can't have direct dependency: {dependency}." in printed("direct-url-dependency")
