"""The site, built strictly once a test run, and served as its host will: below a path, with its 404 page."""

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASE = "/guide/"  # a path below the host shows each link that forgets about it
ADDRESS = f"http://127.0.0.1{BASE}"
COMMIT = "1" * 40  # that the site says it is built from: a copy without Git has none
LANGUAGES = {"en": "", "ru": "ru/"}


@dataclass(frozen=True)
class Site:
    """Where the built files are, and where a browser finds them."""

    folder: Path
    url: str

    def pages(self, language: str) -> dict[str, "Html"]:
        """Map the part of the address that both languages share to the page; what only leads on is none."""
        root = self.folder / LANGUAGES[language]
        russian = self.folder / "ru"
        files = (f for f in sorted(root.rglob("index.html")) if language == "ru" or russian not in f.parents)
        found = {file.relative_to(root).as_posix().removesuffix("index.html"): read(file) for file in files}
        return {path: html for path, html in found.items() if not html.all("meta", **{"http-equiv": "refresh"})}

    def every_page(self) -> dict[str, "Html"]:
        """Map each file's path to the page in it, the 404 page too."""
        return {f.relative_to(self.folder).as_posix(): read(f) for f in sorted(self.folder.rglob("*.html"))}


@dataclass
class Tag:
    """A start tag and the text that follows it."""

    name: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Html(HTMLParser):
    """The tags of a page, in order."""

    tags: list[Tag] = field(default_factory=list)
    is_open: bool = False

    def __post_init__(self) -> None:
        """Let the parser set itself up."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a tag."""
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))
        self.is_open = True

    def handle_endtag(self, _tag: str) -> None:
        """Let go of what comes after."""
        self.is_open = False

    def handle_data(self, data: str) -> None:
        """Keep the text that stands right behind a start tag."""
        if self.is_open:
            self.tags[-1].text += data

    def all(self, *names: str, **having: str) -> list[Tag]:
        """Find the tags of these names that have these attributes."""
        return [tag for tag in self.tags if tag.name in names and having.items() <= tag.attributes.items()]

    def values(self, attribute: str, *names: str, **having: str) -> list[str]:
        """Read one attribute of each tag that has it."""
        return [t.attributes[attribute] for t in self.all(*names, **having) if attribute in t.attributes]


@functools.cache
def read(file: Path) -> Html:
    """Read a page once, however many tests ask for it."""
    html = Html()
    html.feed(file.read_text("utf-8"))
    return html


class Host(SimpleHTTPRequestHandler):
    """Answers what is missing as static hosts do, with the site's own page."""

    def send_error(self, code: int, *_: object) -> None:
        """Send the 404 page."""
        page = Path(self.directory, BASE.strip("/"), "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@contextmanager
def served(host: Path, handler: type[SimpleHTTPRequestHandler] = Host) -> Iterator[str]:
    """Give the address at which the site in a host's folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(host)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{BASE}"
    server.shutdown()


def build(folder: Path, root: Path = ROOT, **environment: str) -> None:
    """Build the site of a root into a folder, as `make site` does; nothing that MkDocs says goes unread."""
    # Not --quiet: with it, warnings no longer count for --strict.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = os.environ | {"SITE_URL": ADDRESS, "SITE_COMMIT": COMMIT, "NO_MKDOCS_2_WARNING": "1"} | environment
    done = subprocess.run(command, cwd=root, env=environment, text=True, capture_output=True, check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO ")]
    if done.returncode or said:
        pytest.fail("\n".join(["mkdocs build --strict:", *said]), pytrace=False)


def build_small(folder: Path, page: str, *before: Path) -> Site:
    """A home page and a cause's page in each language, built here by the guide's own configuration.

    Args:
        folder: where the sources and the site are put.
        page: the Markdown of causes/empty-secret.md.
        before: folders with files that are taken instead of the theme's.

    Raises:
        Abort: where MkDocs gives up.

    """
    from mkdocs.commands.build import build as build_here  # not at the top: quick tests need no MkDocs
    from mkdocs.config import load_config

    for language in LANGUAGES:
        causes = folder / "docs" / language / "causes"
        causes.mkdir(parents=True)
        (causes.parent / "index.md").write_text("# Home\n", "utf-8")
        (causes / "empty-secret.md").write_text(page, "utf-8")
    places = {"docs_dir": str(folder / "docs"), "site_dir": str(folder / "site"), "site_url": ADDRESS}
    config = load_config(str(ROOT / "mkdocs.yml"), **places)
    config.theme.dirs[:0] = map(str, before)
    build_here(config)
    return Site(folder / "site", ADDRESS)
