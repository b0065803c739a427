"""Publishers, claims and forms at the edges of the rules: each name alone, each field different in each way."""

import itertools
import random
from collections.abc import Iterator
from typing import Any

from evidence.publishers import LINES
from pypi.providers import PROVIDERS
from samples import PUBLISHERS, TOKEN_FOR, TOKENS

# The claims that a log shows of a token.
SHOWN = {
    "github": "repository repository_owner repository_owner_id workflow_ref job_workflow_ref environment",
    "gitlab": "project_path environment sub ci_config_ref_uri",
    "google": "email sub",
    "activestate": "organization project actor actor_id",
}
# A publisher of each provider without its provider's name, and what is shown of a token that matches it.
NESTED = PUBLISHERS["gitlab"] | {"namespace": "group/sub", "workflow_filepath": "ci/.gitlab-ci.yml"}
PAIRS = {
    provider: (
        {name: value for name, value in publisher.items() if name != "provider"},
        {name: TOKEN_FOR[provider](publisher)[name] for name in SHOWN[provider].split()},
    )
    for provider, publisher in {**PUBLISHERS, "gitlab": NESTED}.items()
}
FILE = TOKENS["github"]["job_workflow_ref"]


def publisher_texts() -> Iterator[str]:
    """Lines of PyPI's page: each label by itself, each with any value, the providers behind one another; odd JSON."""
    for label in LINES:
        yield from (f"{label}: {value}" for value in ("a/b", "(Any)", "(Любая)", "", "a\nb", " a "))
    blocks = {
        "github": "GitHub Repository: o/r Workflow: w.yml Environment name: {}",
        "gitlab": "GitLab Project: a/b/c Top-level pipeline: .ci.yml Environment name: {} Issuer: https://gitlab.com",
        "google": "Google Email: a@b.c Subject: {}",
        "activestate": "ActiveState Organization: o ActiveState Project: p Actor: {}",
    }
    for one, other in itertools.product(blocks.values(), repeat=2):
        yield from (
            f"{one.format(value)}{gap}{other.format(value)}" for value in ("(Любая)", "x") for gap in ("\n", " ")
        )
    for name in sorted(itertools.chain(*(rules.table["marks"] for rules in PROVIDERS.values()))):
        yield f'{{"{name}": "x"}}'
    yield '{"owner": 1, "repository": [], "workflow_filename": 2, "owner_id": 3}'
    yield '{"organization": "o", "project": 1, "actor": 2, "actor_id": 3}'
    for length in (298, 299, 300, 301, 302, 599, 600, 601):
        yield from (f'{{"provider": "{character * length}"}}' for character in ("x", "😀", "\u202e"))


def settings() -> Iterator[tuple[list[dict[str, Any]], dict[str, Any] | None]]:
    """Publishers and claims: each field the same, in another case, a lookalike, another or blank; several."""
    chance = random.Random(20261125)  # noqa: S311 - the same cases in each run
    for provider, (publisher, claims) in PAIRS.items():
        whole = {**claims, "iss": PROVIDERS[provider].issuer}
        yield from (([], given) for given in ({"iss": whole["iss"]}, {"sub": "x", "iss": "https://example.org"}, whole))
        for name, value in publisher.items():
            for other in different(value):
                yield [{"provider": provider, **publisher, name: other}], None
                yield [{"provider": provider, **publisher, name: other}], claims
        for name in claims:
            yield [{"provider": provider, **publisher}], {key: value for key, value in claims.items() if key != name}
            yield [], {name: claims[name]}
            yield [], whole | {name: ""}
        for _ in range(120):
            given = [
                {"provider": provider, **{name: chance.choice(different(value)) for name, value in publisher.items()}}
                for _ in range(chance.randint(1, 3))
            ]
            token = {name: chance.choice([value] * 4 + different(value)) for name, value in claims.items()}
            yield given, chance.choice([token, token, claims, whole])
        for name in publisher:
            given = {key: "" for key in whole if name in key or key in name}
            yield [{"provider": provider, **publisher, name: ""}], {**claims, **given}
    publisher, claims = PAIRS["github"]
    for file in ("", "x", FILE, FILE.partition("@")[0]):
        for given in (
            {"workflow_ref": file},
            {"job_workflow_ref": file},
            {"workflow_ref": FILE, "job_workflow_ref": file},
        ):
            yield (
                [{"provider": "github", **publisher}],
                {"repository": claims["repository"], "environment": "pypi", **given},
            )
    called, other = claims | {"job_workflow_ref": FILE.replace("release", "called")}, {**publisher, "environment": "x"}
    yield (
        [{"provider": "github", **publisher}, {"provider": "github", **other, "workflow_filename": "called.yml"}],
        called,
    )
    for length in (299, 300, 301):
        yield [], {**claims, "environment": "x" * length}
    for subject in ("environment:pypi", "ref:refs/tags/v1", "pull_request", "job:x", "environment:a%3Ab"):
        for environment in ("", "pypi"):
            rest = {
                "repository": claims["repository"],
                "workflow_ref": FILE,
                "sub": f"repo:octo-org/sampleproject:{subject}",
            }
            yield [{"provider": "github", **publisher, "environment": environment}], rest


def decisions() -> Iterator[dict[str, Any]]:
    """Cases that name no provider, and ids of tokens that are used, or look so."""
    for publisher, claims in PAIRS.values():
        yield {"publishers": [publisher], "claims": claims}
        yield {"publishers": [], "claims": claims}
    publisher, claims = PAIRS["activestate"]
    row, claims = {**publisher, "actor": "other"}, {**claims, "builder": "pypi-publisher"}
    yield {"publishers": [row, publisher], "claims": {**claims, "iss": PROVIDERS["activestate"].issuer, "sub": "x"}}
    sub = "org:octo-org:project:sampleproject"
    yield {"publishers": [row, publisher], "claims": {**claims, "iss": PROVIDERS["activestate"].issuer, "sub": sub}}
    values: list[Any] = [
        "1",
        1,
        1.0,
        True,
        0,
        False,
        None,
        [],
        [1],
        [1, 2],
        [True],
        {},
        {"a": 1},
        {"a": True},
        {"b": 1},
    ]
    publisher, claims = PAIRS["github"]
    claims = claims | {"iss": PROVIDERS["github"].issuer, "event_name": "push", "ref": "refs/tags/v1", "sha": "0"}
    texts = ("a", "ab", "a\\b\\c", "it's 'so'", "it's \"so\", isn't it", "é", "😀", "\uffff", 0.0001, ["'"])
    for ref, sha in itertools.product(texts, repeat=2):
        yield {"publishers": [publisher], "claims": {**claims, "jti": "1", "ref": ref, "sha": sha}}
    yield {"publishers": [publisher], "claims": {"iss": claims["iss"]}}
    for used, jti in itertools.product(values, values):
        yield {"publishers": [publisher], "claims": {**claims, "jti": jti}, "used_jtis": [used]}


def different(value: str) -> list[str]:
    """A value, and others that differ from it each in another way."""
    return [
        value,
        value.title(),
        f"{value} ",
        value.replace("o", "о").replace("c", "с"),
        f"x{value}",
        f".x/{value}",
        f"/{value}",
        f"/{value}",
        "",
    ]


def forms() -> Iterator[tuple[str, dict[str, str]]]:
    """Values of each length that a form's field just takes or just refuses."""
    for provider, rules in PROVIDERS.items():
        for field, character in itertools.product(rules.fields, "aAzZ09_.-/+ @~$`'\"é\n"):
            yield from (
                (provider, {field: text.replace("?", character)}) for text in ("?xx", "x?x", "xx?", "?x@x.xx?", "?")
            )
    for length in (1, 2, 3, 4, 40, 41, 63, 64, 65, 254, 255, 256):
        name = "x" * length
        yield from (("github", {"environment": name}), ("activestate", {"project": name}))
        yield "google", {"email": f"a@{name}.org"}
        yield "google", {"email": f"{'a' * max(1, length - len('@example.org'))}@example.org"}
