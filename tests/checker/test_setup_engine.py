"""The setup form's engine makes the same files as new_publisher.py, byte for byte, and says the same."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import new_publisher
from answer.setup import Wanted, problems, rows, set_up
from any_setup import ANY
from asked_in_node import SAFE_TEXT, answers, lay_out
from catalogue import SITE
from hidden_secrets import PYPI
from setup_data import setup_data

# Answers each of the setups that stand in a file.
PROGRAM = """
import { readFileSync } from "node:fs";
import { setUp } from "./setup.mjs";
import { rows, steps } from "./setup-steps.mjs";
import { problems } from "./setup-values.mjs";
const { data, asked } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const answer = (wanted, lang) => {
  const found = problems(wanted, data, lang);
  if (Object.keys(found).length > 0) return { problems: found };
  const setup = setUp(wanted, data);
  return { ...setup, rows: rows(wanted, data, lang), steps: steps(wanted, setup, data, lang) };
};
process.stdout.write(JSON.stringify(asked.map(({ wanted, lang }) => answer(wanted, lang))));
"""
MODULES = ("setup", "setup-steps", "setup-template", "setup-values", "checker-form-rules", *SAFE_TEXT)
ODD = {"namespace": "octo-org", "project": "sample", "issuer_url": "https://gitlab.com"}
OTHERS = [
    Wanted("google", {"email": "ci@example.org", "sub": ""}, "sampleproject"),
    Wanted("google", {"email": ""}, "sampleproject"),
    Wanted("activestate", {"organization": "octo-org", "project": "a--b", "actor": "dev"}, "sampleproject"),
    Wanted("activestate", {"organization": "octo-org", "project": "sample", "actor": "dev"}, "json", new=True),
    Wanted("gitlab", {"namespace": "a", "project": "bc", "workflow_filepath": "a.yml", "issuer_url": "https://x"}, ""),
    Wanted("google", {"email": "ci@example.org", "sub": f"-p{PYPI}"}, f"x{PYPI}"),
    Wanted("github", {"owner": "o", "repository": "r", "workflow_filename": "a.yml", "environment": f"x{PYPI}"}, PYPI),
    Wanted("gitlab", {**ODD, "workflow_filepath": "***/#;/a.yml"}, "sampleproject"),  # looks like a hidden secret
]


def in_python(wanted: Wanted, lang: Any) -> dict[str, Any]:
    """What the snippets answer; the last step names the page on which the form stands."""
    if found := problems(wanted, lang):
        return {"problems": found}
    setup = set_up(wanted)
    steps = [*new_publisher.steps(wanted, setup, lang)][:-1]
    told = {"form": setup.form, "stored": setup.stored, "files": setup.files, "steps": steps}
    return {**told, "rows": [list(row) for row in rows(wanted, setup, lang)]}


def in_node(folder: Path, asked: list[tuple[Wanted, str]]) -> list[Any]:
    """What the site's engine answers."""
    names = {"new": "isNew", "target": "index"}
    question = [
        {"wanted": {names.get(name, name): value for name, value in wanted._asdict().items()}, "lang": lang}
        for wanted, lang in asked
    ]
    return answers(folder, {"data": setup_data(SITE["url"], "0" * 40), "asked": question})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules of the form."""
    return lay_out(tmp_path_factory.mktemp("setup"), MODULES, PROGRAM)


# Not made smaller: each try starts Node.
@settings(max_examples=8, suppress_health_check=[*HealthCheck], phases=[Phase.explicit, Phase.generate])
@given(asked=st.lists(st.tuples(ANY, st.sampled_from(["en", "ru"])), min_size=60, max_size=60))
def test_both_engines_generate_the_same_bytes(folder: Path, asked: list[tuple[Wanted, str]]) -> None:
    """Form, files, steps and refusals, for any values."""
    for (wanted, lang), found in zip(asked, in_node(folder, asked), strict=True):
        assert in_python(wanted, lang) == found


def test_the_other_providers(folder: Path) -> None:
    """Google Cloud and ActiveState get the form alone; odd values are refused alike."""
    asked = [(wanted, "ru") for wanted in OTHERS]
    assert [in_python(*each) for each in asked] == in_node(folder, asked)
