"""Answer a file of cases as PyPI would: one JSON object a line in, one out.

    python snippets/matching.py CASES.jsonl            publishers and claims: the decision (`pypi/decision.py`)
    python snippets/matching.py --forms INPUTS.jsonl   values typed into a form: what PyPI says and stores

Exit status: 0, every line is answered; 2, a line can't be.
"""

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Any

import command_line
from command_line import add_lang, emit, read_text, run
from pypi import forms
from pypi.decision import decide
from pypi.providers import provider_of
from shared.bad_input import BadInput
from shared.safe_json import as_json_text, read_json, redacted


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("matching.py", __doc__)
    command.add_argument("cases", metavar="FILE.jsonl", help="a JSON object a line; - for standard input")
    command.add_argument("--forms", action="store_true", help="the lines are values typed into PyPI's forms")
    return add_lang(command)


def main(argv: list[str]) -> int:
    """Answer every line of a file, and return the exit status."""
    return run(answer_lines, parser().parse_args(argv))


def answer_lines(options: argparse.Namespace) -> int:
    """Print an answer for every line of the file. Raises BadInput at the first that can't be answered."""
    answer_case = answer_form if options.forms else answer
    for number, line in enumerate(read_text(options.cases).split("\n"), 1):
        if line.strip():
            found = answered(line, answer_case, f"{options.cases}:{number}")
            emit(as_json_text(found, indent=None) + "\n", json=True)
    return 0


def answered(line: str, answer_case: Callable[[Mapping[str, Any]], dict[str, Any]], place: str) -> dict[str, Any]:
    """The answer to one line. Raises BadInput, which names the `place`, if the line is no case."""
    try:
        return answer_case(read_json(line))
    except KeyError as error:
        raise BadInput("bad-case", place=place, error=f"{error} is missing or unknown") from None
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise BadInput("bad-case", place=place, error=str(error)) from None


def answer_form(case: Mapping[str, Any]) -> dict[str, Any]:
    """What PyPI's form says; secrets are left out before it changes their letters."""
    return forms.answer(redacted(case))


def answer(case: Mapping[str, Any]) -> dict[str, Any]:
    """Answer one case: `publishers` and `claims`, perhaps `provider`, `used_jtis` and an `id`.

    `pending` changes nothing here: PyPI matches pending publishers by the same rules, in a table of their own.
    """
    provider = case.get("provider") or provider_of([*case["publishers"], case["claims"]][0])
    decision = decide(provider, case["publishers"], case["claims"], case.get("used_jtis") or ())
    return {"id": case.get("id"), **decision.as_json()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
