"""What `make mutants` seeds, and what it leaves out of its count."""

import mutants
from pages import ROOT


def test_what_can_not_matter_stands_in_the_code() -> None:
    """Each error that is accepted is one of a line that there is: a line that has changed is looked at again."""
    wrong = [
        f"{path}: {line}"
        for path, line, _ in mutants.accepted()
        if not (ROOT / path).exists() or line not in map(str.strip, (ROOT / path).read_text("utf-8").splitlines())
    ]
    assert [] == wrong


def test_every_module_of_the_checker_is_seeded() -> None:
    """Errors are put into each of the checker's files that holds more than exports."""
    expected = {file.relative_to(ROOT).as_posix() for file in (ROOT / "docs/assets").glob("*.mjs")}
    assert expected == {seed.path for seed in mutants.KINDS["javascript"].seeds()}
