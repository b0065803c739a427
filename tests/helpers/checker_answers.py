"""Asking the checker's engine in JavaScript, and holding its answers against those of the snippets."""

import json
from collections.abc import Callable

import pytest

from checker_cases import GROUPS

# Takes the module's address and the questions as JSON; gives the answers as JSON.
ASK = """async ([address, asked]) => {
  const checker = await import(address);
  await Promise.all([checker.load("en"), checker.load("ru")]);
  const { excerpt } = await import(address.replace("checker.mjs", "checker-long-log.mjs"));
  const answer = (name, given) => {
    try {
      if (name === "excerpt") { // of pairs: so many dots, and a text
        const text = given[0].map(([dots, text]) => ".".repeat(dots) + text).join("");
        return excerpt(text).replace(/\\.+/g, (dots) => `[${dots.length}]`);
      }
      const found = checker[name](...given);
      if (name !== "diagnose") return found;
      const project = given[1] === "en" ? "Sample Project~" : null;
      const handed = found.causes.length ? checker.handOver(found, given[1], project) : null;
      return { ...found, text: checker.asText(found, given[1]), handed };
    } catch (error) {
      if (error.name !== "BadInput") return { crash: error.stack };
      const { name = null } = error.values;
      return { bad: error.word, name, said: "error" in error.values ? null : error.said("en") };
    }
  };
  return JSON.stringify(JSON.parse(asked).map(([name, given]) => answer(name, given)));
}"""


def compare(group: str, ask: Callable[[str], str]) -> None:
    """Ask one group's questions; fail with the first cases in which the two engines differ, field by field."""
    cases = [(name, given, plain(expected)) for name, given, expected in GROUPS[group]()]
    got = json.loads(ask(json.dumps([(name, given) for name, given, _ in cases])))
    assert len(cases) > 70
    wrong = [
        f"{name}({json.dumps(given)[:2000]}):\n  {difference}"
        for (name, given, expected), answer in zip(cases, got, strict=True)
        if (difference := differences(answer, expected))
    ]
    if wrong:
        pytest.fail("\n".join([f"{len(wrong)} of {len(cases)} differ", *wrong[:5]]), pytrace=False)


def plain(answer: object) -> dict | list:
    """The answer as JavaScript writes it, which knows no 1.0; a decision has no number."""
    brought = json.loads(json.dumps(answer), parse_float=lambda text: json.loads(text.removesuffix(".0")))
    return {key: value for key, value in brought.items() if key != "id"} if isinstance(brought, dict) else brought


def differences(got: object, expected: object) -> str:
    """The fields in which two answers differ, down to the type: true is not 1."""
    if written(got) == written(expected):
        return ""
    if not isinstance(got, dict) or not isinstance(expected, dict):
        return f"{written(got)}, expected {written(expected)}"
    return "\n  ".join(
        f"{key}: {written(got.get(key))[:1000]}, expected {written(expected.get(key))[:1000]}"
        for key in sorted(got.keys() | expected.keys())
        if written(got.get(key)) != written(expected.get(key)) or (key in got) != (key in expected)
    )


def written(value: object) -> str:
    """JSON whose members stand in a fixed order."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
