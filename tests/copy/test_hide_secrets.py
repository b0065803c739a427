"""The snippet that hides secrets hides what the engine hides."""

from pathlib import Path

import pytest

import shelf
from problems import report
from samples import LOGS
from shared.safe_text import redact

SECRETS = [
    "pypi-AgEIcHlwaS5vcmcCJDU", "pypi-" + "x" * 40, "pypi-" + "x" * 39, "pypi-publish.yml", "ghs_16C7e42F292c69C2E7",
    "ghp_short", "github_pat_11ABCDEFG0123456789", "glpat-xyz12345abc", "eyJhbGciOi.eyJzdWIiO.c2ln", "eyJhbGciOiJS.",
    "eyJhb", "GITHUB_ghs_16C7e42F292c69C2E7", "eyJ12345678", "eyJ1234567", "pypi-Ag12345678", "pypi-Ag1234567",
    "ghp_12345678", "ghp_1234567", "eyJhbGciOi.eyJzdWIiO.c2ln.c2ln", "eyJ-hbGciOi-.-eyJ.c-2ln", "pypi-Ag-IcHlwaS5v",
    "pypi-" + "x-" * 30, "ghs_16-7e42F292c", "github_pat_1234567", "glpat-1234567", "glpat-xy-12345abc",
    "monkeyJhbGciOiJSUzI1NiJ9",
    "%0AeyJhbGciOiJSUzI1NiJ9", "%0DeyJhbGciOiJSUzI1NiJ9", "x0AeyJhbGciOiJSUzI1NiJ9", "_eyJhbGciOiJSUzI1NiJ9",
]  # fmt: skip


@pytest.mark.parametrize("text", SECRETS)
def test_hide_secrets(text: str) -> None:
    """What the snippet hides of a token is what the engine hides; of short and glued tokens the engine knows more."""
    hidden = shelf.loaded("hide_secrets").hide_secrets(f"{text} ")
    if hidden != f"{text} ":
        report(shelf.held("hide_secrets", "hide_secrets", redact(f"{text} "), f"{text} "))


def test_what_hide_secrets_hides() -> None:
    """Each kind of token is hidden, and names that look like one are shown."""
    shown = {each for each in SECRETS if shelf.loaded("hide_secrets").hide_secrets(each) == each}
    expected = {"pypi-" + "x" * 39, "pypi-publish.yml", "ghp_short", "eyJhb", "eyJ1234567", "pypi-Ag1234567"}
    expected |= {"ghp_1234567", "eyJhbGciOi.eyJzdWIiO.c2ln", "eyJhbGciOi.eyJzdWIiO.c2ln.c2ln", "github_pat_1234567"}
    expected |= {"glpat-1234567"}
    expected |= {"monkeyJhbGciOiJSUzI1NiJ9", "x0AeyJhbGciOiJSUzI1NiJ9"}
    if shown != expected:
        shelf.fail("hide_secrets", shelf.line_of("hide_secrets", "SECRET"), f"{sorted(shown ^ expected)}")


def test_hide_secrets_in_every_log(tmp_path: Path) -> None:
    """Each sample log comes out as the engine shows it."""
    name = "hide_secrets"
    for log in LOGS:
        text = log.read_text(encoding="utf-8") + SECRETS[0]
        report(shelf.held(name, name, redact(text), text))
    odd = b"a\xff pypi-AgEIcHlwaS5vcmcCJDU\nb\n"
    ran = shelf.run(shelf.path_of(name), cwd=tmp_path, stdin=odd)
    if (0, "a\ufffd ***\nb\n") != (ran.returncode, ran.stdout):
        shelf.fail(name, shelf.line_of(name, "if __name__"), ran.stdout + ran.stderr)
