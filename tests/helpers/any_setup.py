"""Setups as Hypothesis makes them up: whatever PyPI's form accepts and the CI takes as it stands."""

from hypothesis import strategies as st

from answer.setup import Wanted, problems

VISIBLE = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=20)
PROJECT = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,10}[A-Za-z0-9])?", fullmatch=True)
INDEX = st.sampled_from(["pypi", "testpypi"])
COMMIT = st.sampled_from(["", "0123456789" * 4])
# What YAML, a shell, an expression or a path could take for something else.
TRAPS = st.sampled_from(
    [
        "on", "No", "null", "~", "1e3", "0x1f", "2026-11-28", "a: b", "a #b", "- a", "{project}", "%41", "!x", "&a",
        "*a", "|", "'a'", "a]", "yes", "=", "<<", "?", ".inf", "1_000", "a/b", "a\\b", '"a"', "`a`", "}}", "$x",
        "a/../b", "é", "＄{{x}}",
    ]
)  # fmt: skip
ENVIRONMENT = st.one_of(st.just(""), st.just("pypi"), VISIBLE, TRAPS)
FILE = st.one_of(VISIBLE, TRAPS, st.just("release")).flatmap(
    lambda name: st.sampled_from([f"{name}.yml", f"{name}.yaml"])
)
PATH = st.lists(st.one_of(VISIBLE, st.just("ci")), max_size=3).flatmap(
    lambda parts: FILE.map(lambda f: "/".join([*parts, f]))
)

GITHUB_VALUES = st.fixed_dictionaries(
    {
        "owner": st.from_regex(r"[a-zA-Z0-9][a-zA-Z0-9-]{0,12}", fullmatch=True),
        "repository": st.from_regex(r"[a-zA-Z0-9_.-]{1,12}", fullmatch=True),
        "workflow_filename": FILE,
        "environment": ENVIRONMENT,
    }
)
GITLAB_VALUES = st.fixed_dictionaries(
    {
        "namespace": st.from_regex(r"[a-zA-Z0-9]{1,6}(/[a-zA-Z0-9]{1,6}){0,2}", fullmatch=True),
        "project": st.from_regex(r"[a-zA-Z0-9]([a-zA-Z0-9]|[_.-][a-zA-Z0-9]){0,6}", fullmatch=True),
        "workflow_filepath": PATH,
        "environment": st.one_of(ENVIRONMENT, st.from_regex(r"[a-zA-Z0-9_/ -]{1,12}", fullmatch=True)),
        "issuer_url": st.just("https://gitlab.com"),
    }
)
GITHUB = st.builds(
    Wanted, st.just("github"), GITHUB_VALUES, PROJECT, st.booleans(), st.sampled_from(["action", "uv", "twine"]),
    st.booleans(), COMMIT, INDEX,
)  # fmt: skip
GITLAB = st.builds(
    Wanted, st.just("gitlab"), GITLAB_VALUES, PROJECT, st.booleans(), st.sampled_from(["uv", "twine"]), target=INDEX
)
ANY = st.one_of(GITHUB, GITLAB)
GOOD = ANY.filter(lambda wanted: not problems(wanted, "en"))
