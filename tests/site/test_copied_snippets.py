"""Every snippet that the built site shows, copied from its page, runs in an empty folder with only what it needs."""

import html
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page

import shelf
from built_site import LANGUAGES, Site
from problems import report

BLOCK = re.compile(
    r'<div class="language-(\w+) highlight">(?:<span class="filename">(.*?)</span>)?'
    r"<pre>.*?<code>(.*?)</code></pre></div>",
    re.DOTALL,
)


class Block(NamedTuple):
    """A block as a page shows it: its language, the name above it, and what the button copies."""

    language: str
    name: str
    text: str


def blocks(part: str) -> list[Block]:
    """The blocks in a part of a page, as a browser would copy them."""
    plain = [(language, name, re.sub(r"<[^>]+>", "", text)) for language, name, text in BLOCK.findall(part)]
    return [Block(language, html.unescape(name), html.unescape(text)) for language, name, text in plain]


def section(page: str, name: str) -> str:
    """The part of a page below a heading, up to the next one."""
    return re.split(r"<h[123] ", page.partition(f'id="{name}"')[2])[0]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Path]:
    """For each set of packages that a snippet asks for, a Python that has nothing else."""
    made = tmp_path_factory.mktemp("programs")
    wanted = {tuple(shelf.needs(name)) for name in shelf.NAMES}
    return {each: shelf.installed(made / str(number), *each) for number, each in enumerate(sorted(wanted))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", shelf.NAMES)
def test_a_copied_snippet_runs(
    name: str, language: str, site: Site, programs: dict[tuple[str, ...], Path], tmp_path: Path
) -> None:
    """The block is the file that the page offers; its examples hold; the session below it prints what it shows."""
    path = site.folder / LANGUAGES[language] / "snippets/index.html"
    page = path.read_text(encoding="utf-8")
    here = blocks(section(page, name))
    [snippet] = [block for block in here if block.language == "python"]
    (tmp_path / snippet.name).write_text(snippet.text, encoding="utf-8")
    variables = shelf.environment(programs[tuple(shelf.needs(name))])

    def run(command: str) -> str:
        ran = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=variables,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return ran.stdout + ran.stderr

    where, wrong = f"{path.relative_to(site.folder)}#{name}", []
    served = (site.folder / f"copy/{name}.py").read_text(encoding="utf-8")
    if snippet != Block("python", f"{name}.py", served):
        wrong.append(f"{where}: the block is not the file copy/{name}.py")
    if said := run(f"python -m doctest {name}.py"):
        wrong.append(f"{where}: python -m doctest {name}.py: {said}")
    for block in blocks(page.partition(f'id="{name}"')[0]) + here:
        if block.name and block.language != "python":
            (tmp_path / block.name).write_text(block.text, encoding="utf-8")
    for session in (block for block in here if block.language == "console"):
        for part in re.split(r"^\$ ", session.text, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            if expected != (found := run(command)):
                wrong.append(f"{where}: $ {command}: {found!r}, expected {expected!r}")
    report(wrong)


def test_most_snippets_are_shown_at_work(site: Site) -> None:
    """On both pages the same snippets have a session: all but the one that verifies, since each token expires."""
    for root in LANGUAGES.values():
        page = (site.folder / root / "snippets/index.html").read_text(encoding="utf-8")
        shown = {name for name in shelf.NAMES if any(b.language == "console" for b in blocks(section(page, name)))}
        assert {*shelf.NAMES} - {"verified_claims"} == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_clicks_name_the_field(language: str, page: Page, site: Site, tmp_path: Path) -> None:
    """The button copies the log, the program, and the commands without their output; pasted, they name the field."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url.partition("/guide")[0])
    page.goto(f"{site.url}{LANGUAGES[language]}verify/")

    def copied(block: Locator) -> str:
        block.first.locator("button").click()
        return str(page.evaluate("navigator.clipboard.readText()"))

    for name in ("failed-job.log", "compare_github.py"):
        named = page.locator(".highlight").filter(has=page.get_by_text(name, exact=True))
        (tmp_path / name).write_text(copied(named), encoding="utf-8")
    commands = copied(page.locator(".language-console").filter(has_text="compare_github.py"))
    recorded = (shelf.ROOT / "snippets/sessions/copy/verify.txt").read_text(encoding="utf-8")
    ran = subprocess.run(
        ["bash", "-c", commands], cwd=tmp_path, env=shelf.environment(), capture_output=True, text=True, check=False
    )
    assert re.sub(r"^\$ .*\n", "", recorded, flags=re.MULTILINE) == ran.stdout + ran.stderr
