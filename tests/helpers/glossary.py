"""The glossary: the term for each thing in both languages, and the expressions that the terms replace."""

import tomllib

from pages import ROOT

with (ROOT / "tests/pages/glossary.toml").open("rb") as file:
    TERMS = tomllib.load(file)["term"]
