"""What is shown holds no secret, and nothing that can't be seen."""

import re
import unicodedata
from itertools import chain, islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asked_in_node import answers, lay_out
from catalogue import CAUSES, MESSAGES, WORDS
from hidden_secrets import BREAKS, PARTING, TOKENS, WITHIN, Hiding, hidden_well, hidings, left
from problems import report
from samples import LOGS
from shared.safe_text import compiled, found, kinds_in, redact, shown, visible
from shared.secret_gaps import IGNORABLE
from shared.secret_kinds import CORES, KINDS


def leaks(given: Hiding) -> bool:
    """Whether any of the secret is left."""
    return left(given.secret, redact(given.text))


def test_secrets_are_hidden_wherever_they_stand() -> None:
    """Each kind of secret, whatever is glued to it, parts it or wraps it."""
    tried = [*hidings()]
    assert len(tried) > 3000
    report(f"{given.text!r}: {redact(given.text)!r}" for given in tried if leaks(given))


def test_a_secret_may_be_hidden_in_several_ways() -> None:
    """Glued, parted and wrapped at once, as text that went through several programs."""
    report(f"{given.text!r}: {redact(given.text)!r}" for given in hidden_well(2000, 1) if leaks(given))


def test_what_is_found_is_not_hidden_already() -> None:
    """The check itself notices a secret that nobody hid, and one that is parted."""
    assert all(left(given.secret, given.text) for given in hidings() if not {*WITHIN[5:]} & {*given.text})
    assert BREAKS


def unsigned(text: str) -> list[str]:
    """The patterns that match in a text in which none of their signs is."""
    return [
        pattern for signs, pattern in KINDS if not any(map(text.__contains__, signs)) and compiled(pattern).search(text)
    ]


def test_signs_are_looked_for_together() -> None:
    """What stands for several signs is a part of each of them."""
    signs = {sign for each, _ in KINDS for sign in each}
    assert dict.fromkeys(CORES, True) == {core: sum(core in sign for sign in signs) > 1 for core in CORES}


# The sign is many lines after the beginning, or many lines before the end.
FAR_APART = [
    f"PASSWORD{chr(10) * 39} value: hunter2",
    f"machine x{chr(10) * 9}login y{chr(10) * 9}password hunter2",
    f"-----BEGIN PRIVATE KEY-----\n{('MIIEowIBAAKCAQEA' * 4 + chr(10)) * 60}",
]


@pytest.mark.parametrize("between", ["", "nothing of interest\n" * 300, "x" * 5000], ids=["dense", "lines", "one line"])
def test_a_long_text_is_searched_as_a_short_one(between: str) -> None:
    """Only the lines near a sign are looked at, and all that a pattern matches in the whole text is found there."""
    texts = [given.text for given in islice(hidings(), 0, None, 70 if between else 5)]
    text = f"\n{between}\n".join([*texts, *FAR_APART])
    for pattern, signs in kinds_in(text).items():
        expected = [match.span() for match in compiled(pattern).finditer(text)]
        assert expected == [match.span() for match in found(compiled(pattern), signs, text)], pattern


def consuming(pattern: str) -> str:
    """A pattern that takes what another one only looks at, so that texts can be made from it."""
    return re.sub(r"\(\?<?=", "(?:", re.sub(r"\(\?<?!", "(?:|", pattern))


def test_a_sign_is_in_all_that_a_pattern_matches() -> None:
    """No secret of the samples is missed because the signs of its kind are not in the text."""
    texts = [given.text for given in chain(hidings(), hidden_well(2000, 2))]
    report(f"{text!r}: {pattern}" for text in texts for pattern in unsigned(text))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(KINDS)))
def test_a_sign_is_in_what_is_made_to_match(number: int) -> None:
    """No text made from a pattern is missed: its signs name everything with which a match can begin."""
    signs, pattern = KINDS[number]
    matching: set[str] = set()

    @settings(max_examples=100, derandomize=True, database=None, deadline=None, suppress_health_check=[*HealthCheck])
    @given(st.from_regex(compiled(consuming(pattern))))
    def holds_a_sign(text: str) -> None:
        if compiled(pattern).search(text):
            matching.add(text)
            assert [] == unsigned(text)

    holds_a_sign()
    assert len(matching) > 9, signs


def test_the_guide_keeps_its_own_words() -> None:
    """Nothing that the guide says, and no message of a client, looks like a secret."""
    said = [both[lang] for both in WORDS.values() for lang in ("en", "ru")]
    said += [cause[part][lang] for cause in CAUSES.values() for part in ("title", "advice") for lang in ("en", "ru")]
    said += [text for message in MESSAGES.values() for text in [*message["texts"], *message.get("ru", [])]]
    assert len(said) > 300
    report(f"{text!r}: {redact(text)!r}" for text in said if redact(text) != text)


def test_logs_keep_their_lines() -> None:
    """In the logs of the guide nothing is hidden but what a runner has hidden: they hold no secrets."""
    changed = [(log.name, line) for log in LOGS for line in log.read_text("utf-8").split("\n") if redact(line) != line]
    report(f"{name}: {line!r}: {redact(line)!r}" for name, line in changed)


@pytest.mark.parametrize("ordinary", [
    "pypi-publish", "pypi-attestations-long", "keyJournal.md", "id-token: write", "IdToken: write", "password: ***",
    "mkdir -p dist", "password: ${{ secrets.PYPI }}", "https://pypi.org/simple/", "git@github.com:octo-org/sample.git",
    "actions/checkout@v4", "https://registry.example.com:443/@scope/x", "highs_and_lows_are_fine", "task-runner-of-us",
    "basic authentication", "TWINE_PASSWORD is not set", "--token or --password", "npm_config_registry_of_octo",
    "use --password instead", "set --token, or not", "     in the token: production-2026", "token: sampleproject",
    "uv publish --token is not needed", "twine upload dist/*", "the password is correct", "C:\\users\\octo\\.pypirc",
    "https://pypi.org:443/simple/@x", "key-value-pairs-of-2026", "pwd=/home/runner/work", "Secret: is not set",
    "docker login registry.example.com", "machine-readable output", "set -euo pipefail", "token: octo/sample-1.0/x",
    "name: pypi-token-2026, value: none", "a\n\nsampleproject-1.0-py3-none-any.whl",
    "auth: true, password: false and so on", "the token is v1.2.3-rc.1", "password 2026-11-28 is over",
    "In0.py and fQ.txt", "sampleproject-J9.tar.gz",
    "mailto:octo2@example.com",
    "email:publish-1@sampleproject.iam.gserviceaccount.com", "img:1.2@sha256:9f86d081884c7d659a2feaa0c55ad015",
    "npm:string-width@4.2.0", "serviceAccount:publish-1@sampleproject.iam.gserviceaccount.com", "7079 tests passed",
    "poetry config pypi-token.pypi $PYPI_TOKEN", "TESTS_PASS=12", "the password is at least 12 characters",
    "PASS: tests/test_upload_12.sh", "pass=132456", "PYPI-AGENT-OF-2026", "GITHUB_PAT_FOR_RELEASE", "hotpw: 12",
    "?code=invalid-publisher", "SKIPPED [12]", "otp: 12 tests", "key=lambda x: x", "key: sampleproject",
    "pplx-api-client-for-python-2026-11",
    "eyjafjallajokull-erupted-in-2010", "M5UHAX is short", "docF8-release-notes-of-2026.html",
    "key: setup-python-Linux-x64-24.04-Ubuntu-python-3.12.1-pip-9f86d081884c7d659a2feaa0c55ad015",
    "key = 9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d659a2feaa0c55ad015", "docker build -t sampleproject-2026 .",
    "Signature: valid", "signature=MEUCIQDx0", "bypass=Tr0ub4dor-Zebra77",
])  # fmt: skip
def test_ordinary_words_stay(ordinary: str) -> None:
    """Names that only resemble secrets are shown."""
    assert ordinary == redact(ordinary)


@pytest.mark.parametrize("parting", PARTING)
def test_what_is_beside_a_token_stays(parting: str) -> None:
    """What may split a token also separates the token from ordinary words, which are shown."""
    assert parting.join(["octo-org", "***", "octo-org", "sampleproject"]) == redact(
        parting.join(["octo-org", TOKENS[0], "octo-org", "sampleproject"])
    )


def test_every_ignorable_character_is_seen() -> None:
    """No code point that takes no room is printed as it is; letters, marks and emoji are."""
    unseen = [*range(0x20), *range(0x7F, 0xA1), 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x2028]
    unseen += [0x2060, 0x2065, 0x2800, 0x3000, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF5, 0x1D159, 0x1D173]
    unseen += [0xE0001, 0xE0100, 0xE01EF, 0xE0FFF, 0x13441]
    report(f"U+{code:04X} {unicodedata.name(chr(code), '?')} is shown" for code in unseen if visible(chr(code)))
    assert all(map(visible, "aZ0é漢🚀й\u0301·→⠁⟿\U0001d158\U0001d15a"))


def test_the_ignorable_characters_are_unicodes(tmp_path: Path) -> None:
    """The table has the code points that JavaScript calls Default_Ignorable_Code_Point, and no others."""
    program = """
    const wanted = (code) => /\\p{DI}/u.test(String.fromCodePoint(code));
    console.log(JSON.stringify([...Array(0x110000).keys()].filter(wanted)));
    """
    expected = answers(lay_out(tmp_path, (), program), {})
    assert expected == [code for first, last in IGNORABLE for code in range(first, last + 1)]


def test_what_is_shown_is_spelled_out_and_cut() -> None:
    """A long value ends in a mark; a secret is hidden before the cut, not parted by it."""
    assert "🚀\\ufe0f release\\u3164.yml" == shown("🚀\ufe0f release\u3164.yml")
    assert f"{'x' * 300}…" == shown("x" * 1000)
    assert "x" * 295 + "***" == shown("x" * 295 + "pypi-AgEIcHlwaS5vcmcCJDU2NjQ4ZDI0LWE2")
