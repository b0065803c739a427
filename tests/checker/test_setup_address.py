"""The address that fills the setup form in: written by the snippets, read by the site, within bounds."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from answer.form_links import setup_page
from any_setup import GITHUB_VALUES, GITLAB_VALUES
from asked_in_node import SAFE_TEXT, answers, lay_out
from hidden_secrets import hidings
from shared.safe_text import MOST

PROGRAM = """
import { readFileSync } from "node:fs";
import { readAddress } from "./setup-address.mjs";
const { asked, names } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
process.stdout.write(JSON.stringify(asked.map((hash) => readAddress(hash, names))));
"""
NAMES = [
    *("owner", "repository", "workflow_filename", "environment", "namespace", "project", "workflow_filepath"),
    *("project_name", "index"),
]
# What somebody may put into an address by hand, or by a program.
HOSTILE = [
    "", "#setup", "#setup&", "#form", "#setup&owner", "#setup&=x", "#setup&owner=%E0%A4%A", "#setup&owner=%",
    "#setup&__proto__=x&constructor=y", "#setup&issuer_url=https://evil.example", "#setup&&&&=&=&",
    f"#setup&owner={'a' * (MOST + 1)}", "#setup&" + "owner=a&" * 2000, f"#setup&owner={'%41' * 100_000}",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The module that reads the address."""
    return lay_out(tmp_path_factory.mktemp("address"), ("setup-address", *SAFE_TEXT), PROGRAM)


def in_node(folder: Path, hashes: list[str]) -> list[Any]:
    """What the form takes from each."""
    return answers(folder, {"asked": hashes, "names": NAMES})


ODD = st.dictionaries(st.sampled_from(NAMES[:4]), st.text(max_size=40), min_size=1)
REGISTERS = st.one_of(
    GITHUB_VALUES.map(lambda values: {"provider": "github", **values}),
    GITLAB_VALUES.map(lambda values: {"provider": "gitlab", **values}),
    ODD.map(lambda values: {"provider": "github", **values}),
)


# Not made smaller: each try starts Node.
@settings(max_examples=4, suppress_health_check=[*HealthCheck], phases=[Phase.explicit, Phase.generate])
@given(asked=st.lists(st.tuples(REGISTERS, st.sampled_from(["pypi", "testpypi", None])), min_size=60, max_size=60))
def test_the_form_reads_what_the_answer_writes(folder: Path, asked: list[tuple[dict[str, str], str | None]]) -> None:
    """Every value arrives as it was, a blank one too; what is no character stands for itself nowhere."""
    pages = [setup_page(register, index, "sampleproject", "ru") or "" for register, index in asked]
    for (register, index), page, found in zip(
        asked, pages, in_node(folder, [f"#{page.partition('#')[2]}" for page in pages]), strict=True
    ):
        assert page.startswith(f"https://trusted-publishing.example/ru/setup/{register['provider']}/#setup&")
        values = {name: value for name, value in register.items() if name in NAMES}
        more = {"index": "testpypi"} if index == "testpypi" else {}
        assert {**more, "project_name": "sampleproject", **values} == found


def test_hostile_addresses(folder: Path) -> None:
    """Nothing breaks, and no value comes in that is too long, unknown or far too much."""
    for hash_, found in zip(HOSTILE, in_node(folder, HOSTILE), strict=True):
        assert found is None or {*found} <= {*NAMES}, hash_
        assert all(len(value) <= MOST for value in (found or {}).values())
    assert [None, None] == in_node(folder, HOSTILE[-2:])


def test_no_secret_comes_out_of_an_address_or_into_it(folder: Path) -> None:
    """A value with a secret is left out on both sides."""
    secrets = [text for text, _ in list(hidings())[:20]]
    pages = [setup_page({"provider": "github", "owner": secret}, None, None, "en") or "" for secret in secrets]
    assert {"https://trusted-publishing.example/setup/github/#setup&"} == {*pages}
    assert [{}] * len(secrets) == in_node(folder, [f"#setup&owner={secret}" for secret in secrets])


def test_another_gitlab_has_no_form() -> None:
    """The form of a project offers gitlab.com alone."""
    register = {"provider": "gitlab", "namespace": "group", "project": "sample", "workflow_filepath": ".gitlab-ci.yml"}
    assert None is setup_page({**register, "issuer_url": "https://gitlab.example.org"}, None, None, "en")
    assert setup_page({**register, "issuer_url": "https://gitlab.com"}, None, None, "en")
