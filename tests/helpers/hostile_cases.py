"""What nobody would expect: claims, logs, publishers and forms with something odd in them, and the engine's answers."""

import json
import random
from collections.abc import Iterator

import edges_of_settings
from hostile import VALUES, mixed, spoilt
from matching import answer
from questions import VECTORS, Question, diagnosis, form_messages, publisher_case
from samples import LOGS, recorded_cases
from shapes import SHAPES


def hostile_claims(count: int, seed: object = 20261122) -> Iterator[Question]:
    """Recorded tokens and publishers, with something in them that no CI service would send."""
    chance = random.Random(seed)  # noqa: S311 - the same cases for the same seed
    recorded = [case for name in VECTORS for case in recorded_cases(name)]
    for number in range(count):
        case = chance.choice(recorded)
        claims = dict(case["claims"])
        for name in chance.sample(sorted(claims), min(len(claims), chance.choice([0, 1, 1, 2]))):
            claims[name] = spoilt(claims[name], chance)
        if chance.random() < 0.5:
            for name in chance.sample(["iss", "sha", "jti", "environment", "workflow_ref", "job_workflow_ref"], 3):
                claims.pop(name, None)
        publishers = [{"provider": case["provider"], **each} for each in case["publishers"]]
        for each in publishers[: chance.choice([0, 1, 2])]:
            name = chance.choice(sorted(each))
            value = spoilt(each[name], chance)
            each[name] = value if isinstance(value, str) and name != "provider" else each[name]
        used = [chance.choice([claims.get("jti"), 1, True, "1", [], None])]
        if number % 3:
            yield diagnosis(None, publishers, claims, chance.choice(["en", "ru"]))
        else:
            options = {"provider": case["provider"], "used_jtis": used}
            asked = {"publishers": case["publishers"], "claims": claims, **options}
            yield "decide", [case["publishers"], claims, options], answer(asked)


def repeated_logs() -> Iterator[Question]:
    """The same message, log or claim again and again, and all logs in one."""
    texts = [log.read_text(encoding="utf-8") for log in LOGS]
    again = "Missing claim 'jti'. Could not extract workflow filename from OIDC claims. Missing claim 'jti'."
    for log in (again, texts[0] * 150 + texts[-1], "* `ref`: `x`\n" * 1001 + texts[2], "\n".join(texts)):
        yield diagnosis(log, "[]", None, "ru")


def hostile_logs(count: int, seed: object = 20261123) -> Iterator[Question]:
    """Logs cut, mixed and littered; publishers' lines likewise."""
    chance = random.Random(seed)  # noqa: S311 - the same cases for the same seed
    texts = [log.read_text(encoding="utf-8") for log in LOGS]
    lines = "GitHub\nRepository: octo-org/sampleproject Workflow: release.yml\n\nEnvironment name: (Any)\n"
    other = "GitLab Project: a/b/c Top-level pipeline: .ci.yml Environment name: (Любая) Issuer: https://gitlab.com"
    third = "Google\tEmail: a@b.c\r\nSubject:  (Any) ActiveState Organization: o ActiveState Project: p Actor: q"
    for _ in range(count):
        log = chance.choice(texts) + chance.choice(["", "", chance.choice(texts)])
        log = chance.choice(SHAPES)(log)
        for _ in range(chance.randint(1, 8)):
            log = mixed(log, chance)
        publishers = chance.choice(["[]", lines, lines + other, other, third])
        yield diagnosis(log, mixed(publishers, chance) if chance.random() < 0.5 else publishers, None, "en")


def odd_publishers() -> Iterator[Question]:
    """Settings in JSON that are complete, too few, too many, or none."""
    chance = random.Random(20261124)  # noqa: S311 - the same cases in each run
    whole = {"provider": "github", "owner": "o", "repository": "r", "workflow_filename": "w.yml", "owner_id": 42}
    for value in [*VALUES, {"provider": "constructor"}, {"email": "a@b.c", "__proto__": "x"}, [whole, {"actor_id": 1}]]:
        yield publisher_case(json.dumps(value))
        yield publisher_case(json.dumps(whole | {chance.choice(sorted(whole)): value}))


def hostile_publishers(count: int, seed: object) -> Iterator[Question]:
    """Settings with something in them that no person would type: JSON, and lines of PyPI's page."""
    chance = random.Random(seed)  # noqa: S311 - the same cases for the same seed
    lines = [text for text in edges_of_settings.publisher_texts() if not text.startswith("{")]
    recorded = [case for name in VECTORS for case in recorded_cases(name) if case["publishers"]]
    for _ in range(count):
        case = chance.choice(recorded)
        publisher = {"provider": case["provider"], **chance.choice(case["publishers"])}
        for name in chance.sample(sorted(publisher), chance.randint(0, 2)):
            publisher[name] = spoilt(publisher[name], chance)
        yield publisher_case(chance.choice([json.dumps(publisher), mixed(chance.choice(lines), chance)]))


def hostile_forms(count: int, seed: object) -> Iterator[Question]:
    """Values typed into PyPI's forms with something odd in them."""
    chance = random.Random(seed)  # noqa: S311 - the same cases for the same seed
    recorded = recorded_cases("forms")
    for _ in range(count):
        case = chance.choice(recorded)
        values = {name: value or "" for name, value in case["input"].items() if name != "project_name"}
        for name in chance.sample(sorted(values), min(len(values), chance.randint(1, 2))):
            value = spoilt(values[name], chance)
            values[name] = value if isinstance(value, str) else values[name]
        yield "checkForm", [case["provider"], values], form_messages(case["provider"], values)
