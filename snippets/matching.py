"""Answer a file of cases as PyPI would: one JSON object a line in, one out.

python snippets/matching.py CASES.jsonl            publishers and claims: the decision (`decision.py`)
python snippets/matching.py --forms INPUTS.jsonl   values typed into a form: what PyPI says, and stores (`forms.py`)
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pypi import forms
from pypi.decision import as_json, decide
from pypi.providers import provider_of


def answer(case: Mapping[str, Any]) -> dict[str, Any]:
    """Answer one case: `publishers` and `claims`, perhaps `provider`, `used_jtis` and an `id`.

    `pending` changes nothing here: PyPI matches pending publishers by the same rules, in a table of their own.
    """
    provider = case.get("provider") or provider_of([*case["publishers"], case["claims"]][0])
    decision = decide(provider, case["publishers"], case["claims"], case.get("used_jtis") or ())
    return {"id": case.get("id"), **as_json(decision)}


def main(arguments: list[str]) -> int:
    """Answer every line of a file; 2 where it can't be used."""
    answer_case = forms.answer if "--forms" in arguments else answer
    names = [each for each in arguments if each != "--forms"]
    if len(names) != 1:
        print("usage: matching.py [--forms] FILE.jsonl", file=sys.stderr)
        return 2
    number = 0
    try:
        with Path(names[0]).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):  # noqa: B007 - the message below names the line
                if line.strip():
                    print(json.dumps(answer_case(json.loads(line))))
        sys.stdout.flush()  # here, where a reader who has gone is no error
    except BrokenPipeError:  # whoever read the answers has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"{names[0]}: {error.strerror}", file=sys.stderr)
        return 2
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{names[0]}:{number}: not a case: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
