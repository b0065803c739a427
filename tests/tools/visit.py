"""A visit to the checker, step by step, and what the page shows then: `make record` writes it down.

The page is the theme's own, its scripts run in Node in a DOM without a browser; what needs a browser is tested in one.
"""

import base64
import difflib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2
from paths import ROOT

import catalogue
import hook
from checker_answers import lay_out
from edges_of_settings import PAIRS
from node_packages import HERE, installed
from samples import LOGS

EXAMPLES = '<details class="tp-examples"><summary></summary></details>'
LANGUAGES = ("en", "ru")
FEW = 26  # steps of the Russian visit: the words differ, the page does not
SECRET = "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4ZDI0LWE2ZTctNGRmYi1hMDJm"  # noqa: S105 - made up
LINES = "GitHub\nRepository: octo-org/sampleproject\nWorkflow: publish.yml\nEnvironment name: (Any)\n"
# Each of these logs is answered in another way.
TOLD = [
    "pull-request-target.action", "wrong-index.action", "reusable-workflow.action", "file-already-exists.twine",
    "environment-missing-in-workflow.uv", "project-path-case.twine", "service-account-mismatch.twine",
    "invisible-or-lookalike-characters.action", "publisher-not-registered.action", "attestations-ignored.action",
]  # fmt: skip


def steps() -> Iterator[tuple[str, ...]]:
    """What a visitor does: the name of it, and what it is done with."""
    logs = {log.name.removesuffix(".txt"): log.read_text(encoding="utf-8") for log in LOGS}
    claims = json.dumps(PAIRS["github"][1])
    token = base64.urlsafe_b64encode(claims.encode()).decode().rstrip("=")
    mismatch = logs["workflow-filename-mismatch.action"]
    yield ("open",)
    yield "insert", "log", mismatch
    for name, value in (
        ("project", "a/../b?"), ("project", " Sample.Project "),
        ("owner", "octo-org"), ("repository", "sampleproject"), ("workflow_filename", ".github/workflows/publish.yml"),
        ("workflow_filename", " publish.yml "), ("environment", "PyPI"), ("environment", "pyрi"), ("owner", "остоургы"),
        ("owner", "octo-org"), ("repository", "sample"), ("repository", "sampleproject-ng"), ("repository", "ssample"),
        ("repository", "sampleproject"), ("environment", ""),
    ):  # fmt: skip
        yield "type", name, value
    yield from (
        ("unfold", ".tp-hand-over"),
        ("click", "#tp-copy"),
        ("again", "owner"),
        ("refuse",),
        ("click", "#tp-copy"),
        ("unfold", ".tp-hand-over + .tp-hand-over"),
        ("click", "#tp-copy-markdown"),
        ("click", "#tp-jump"),
        ("submit",),
    )
    for lines in (LINES, LINES + LINES.replace("publish", "release"), "nothing", "{", '{"owner": "o"}', ""):
        yield "insert", "publisher_lines", lines
    yield "insert", "publisher_lines", "GitLab Project: group/other Top-level pipeline: a.yml Environment name: (Any)"
    yield "insert", "log", '{"project_path": "group/sampleproject", "ci_config_ref_uri": null}'
    yield "insert", "log", mismatch
    yield "insert", "publisher_lines", LINES.replace("publish", "release").replace("(Any)", "pypi")
    yield "type", "owner", "octo-orgs"
    for provider, field, value in (
        ("gitlab", "workflow_filepath", "ci/x.yml "), ("google", "email", "nobody"), ("activestate", "project", "-a-"),
        ("activestate", "actor", "ж"), ("gitlab", "environment", "  "), ("github", "environment", "среда"),
    ):  # fmt: skip
        yield "type", "provider", provider
        yield "type", field, value
    yield "click", "#tp-clear"
    yield "type", "provider", "gitlab"
    yield "insert", "log", mismatch
    yield "type", "owner", "octo-org"
    yield "click", "#tp-clear"
    yield "insert", "log", mismatch
    for name, value in (
        ("project", "sampleproject"), ("table workflow_filename", "publish.yml"), ("table owner", "octo-org"),
        ("table repository", "sampleproject"), ("table environment", "pypi"),
        ("table workflow_filename", "release.yml"),
    ):  # fmt: skip
        yield "type", name, value
    yield "click", "#tp-clear"
    yield "insert", "log", logs["environment-missing-in-workflow.action"]
    yield "type", "table environment", "pypi"
    yield "type", "table environment", "true"
    yield "insert", "log", mismatch[: mismatch.index("/.github/workflows")]
    yield "click", "a[href^='#example=']"
    for cause in ("wrong-audience", "owner-name-mismatch", "no-such-cause", "constructor", "project-path-mismatch"):
        yield "follow", f"#example={cause}"
    yield "click", "#tp-clear"
    for name in [each for each in TOLD if each in logs]:
        yield "insert", "log", logs[name]
    yield "insert", "log", logs["password-disables-trusted-publishing.action"]
    yield "unfold", ".tp-hand-over + .tp-hand-over"
    for text in (claims, f'"eyJhbGciOiJSUzI1NiJ9.{token}.signature"', "eyJh.eyJh.x", f"eyes.{token}.x", "{", "Hello"):
        yield "insert", "log", text
    yield "type", "log", f"{mismatch}\npassword: {SECRET}\n"
    yield "again", "log"
    yield "click", "#tp-clear"
    yield "paste", "log", "short"
    yield "paste", "log", mismatch
    yield "drop", "log", f"{mismatch}{'x' * 60_000}"
    for encoding, text in (("utf-16", mismatch), ("utf-8", mismatch), ("utf-8", "þ" + mismatch), ("utf-8", "\0")):
        yield "bring", encoding, text
    yield "insert", "log", "Compiling\n" * 6000 + mismatch


def visit(language: str) -> str:
    """The steps in one language, each with what has changed on the page since the one before."""
    taken = [*steps()] if language == "en" else [*steps()][:FEW]
    installed("happy-dom/package.json")
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "assets").mkdir()
        lay_out(folder / "assets")
        (folder / "visit.json").write_text(json.dumps({"html": html(language), "steps": taken}), encoding="utf-8")
        command = ["node", "--no-warnings", HERE / "visit.mjs", folder]
        ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert 0 == ran.returncode, ran.stderr
    told, before = [], []
    for step, shown in zip(taken, json.loads(ran.stdout), strict=True):
        told.append(f"> {' '.join(step)[:100]!r}")
        changes = difflib.unified_diff(before, shown, lineterm="", n=0)
        told += [line for line in changes if not line.startswith(("--- ", "+++ ", "@@"))]
        before = shown
    return "\n".join(told) + "\n"


def html(language: str) -> str:
    """The page: the theme's template of the checker in one language."""
    loader = jinja2.FileSystemLoader(ROOT / "docs/.theme/overrides")
    environment = jinja2.Environment(loader=loader)  # noqa: S701 - as MkDocs renders it: the words hold markup
    environment.filters["url"] = str
    checker = environment.get_template("partials/checker.html").render(
        words=hook.spoken(hook.WORDS, language),
        sample=hook.sample(*hook.EXAMPLES[hook.CAUSE], language),
        config={"extra": {"providers": catalogue.PROVIDERS, "fields": hook.form_fields()}},
    )
    return f'<!doctype html><html lang="{language}"><body>{checker}{EXAMPLES}</body></html>'


def file(language: str) -> Path:
    """Where the visit in one language is written down."""
    return ROOT / f"tests/checker/visits/{language}.txt"


if __name__ == "__main__":
    for language in LANGUAGES:
        file(language).write_text(visit(language), encoding="utf-8")
