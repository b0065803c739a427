"""Asking the checker's engine in JavaScript, and comparing its answers with those of the snippets."""

import functools
import json
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from catalogue import SITE
from checker_cases import GROUPS
from hook import checker_modules
from questions import Question

# Takes the module's address and the questions as JSON; gives the answers as JSON.
ASK = """async ([address, asked]) => {
  const checker = await import(address);
  const { asText } = await import(address.replace(/(?=\\.mjs)/, "-report-text"));
  const { handOver } = await import(address.replace(/(?=\\.mjs)/, "-hand-over"));
  await Promise.all([checker.load("en"), checker.load("ru")]);
  const answer = (name, given) => {
    try {
      if (name === "redact") return checker.redact(...given);
      if (name === "excerpt") { // of pairs: so many dots, and a string
        const text = given[0].map(([dots, text]) => ".".repeat(dots) + text).join("");
        return checker.excerpt(text).replace(/\\.+/g, (dots) => `[${dots.length}]`);
      }
      const found = checker[name](...given);
      if (name !== "diagnose") return found;
      const project = given[1] === "en" ? "Sample Project~" : null;
      const told = found.causes.length || found.unexplained.length;
      const handed = told ? handOver(found, given[1], project) : null;
      return { ...found, text: asText(found, given[1]), handed };
    } catch (error) {
      if (error.name !== "BadInput") return { crash: error.stack };
      const { name = null } = error.values;
      return { bad: error.word, name, said: "error" in error.values ? null : error.said("en") };
    }
  };
  return JSON.stringify(JSON.parse(asked).map(([name, given]) => answer(name, given)));
}"""
MODULES = functools.cache(checker_modules)
SERVE = f"""
import {{ readFileSync, writeFileSync }} from "node:fs";
const ask = {ASK};
writeFileSync("answers.json", await ask(["./checker.mjs", readFileSync("asked.json", "utf8")]));
"""


def lay_out(folder: Path) -> None:
    """Put the checker's files into a folder as the site serves them, and a program beside them that asks them."""
    for name, source in MODULES(SITE["url"]).items():
        (folder / name).write_text(source, encoding="utf-8")
    (folder / "serve.mjs").write_text(SERVE, encoding="utf-8")


def ask_in_node(folder: Path, asked: str) -> str:
    """Ask the modules in a folder; questions and answers are JSON."""
    (folder / "asked.json").write_text(asked, encoding="utf-8")
    command = ["node", "--no-warnings", "serve.mjs"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=600, check=False)
    assert 0 == ran.returncode, ran.stderr
    return (folder / "answers.json").read_text(encoding="utf-8")


def compare(group: str, ask: Callable[[str], str]) -> None:
    """Ask one group's questions; fail with the first cases in which the two engines differ, field by field."""
    cases = [*GROUPS[group]()]
    assert len(cases) > 70
    if wrong := differing(cases, ask):
        pytest.fail("\n".join([f"{len(wrong)} of {len(cases)} differ", *wrong[:5]]), pytrace=False)


def differing(cases: Iterable[Question], ask: Callable[[str], str]) -> list[str]:
    """The cases in which the two engines differ, each with its question and its fields."""
    expected = [(name, given, plain(answer)) for name, given, answer in cases]
    got = json.loads(ask(json.dumps([(name, given) for name, given, _ in expected])))
    return [
        f"{name}({json.dumps(given)[:2000]}):\n  {difference}"
        for (name, given, answer), other in zip(expected, got, strict=True)
        if (difference := differences(other, answer))
    ]


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
