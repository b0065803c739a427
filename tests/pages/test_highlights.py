"""Between Before and After a reader sees at once what changes: the lines that differ are the highlighted ones."""

import difflib
import re
from itertools import chain

from pages import ROOT, cause_of, fences, pages
from problems import report

FEW = 4  # lines; where more of a file changes, the highlights show what to look at


def highlighted(info: str) -> set[int]:
    """The numbers of the lines that an info line highlights."""
    found = re.search(r'hl_lines="([\d -]*)"', info)
    ranges = [each.partition("-") for each in found[1].split()] if found else []
    return set(chain.from_iterable(range(int(first), int(last or first) + 1) for first, _, last in ranges))


def changed(before: str, after: str) -> tuple[set[int], set[int]]:
    """The numbers of the lines of each text that the other has not."""
    one, other = before.splitlines(), after.splitlines()
    codes = [
        code for code in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    lost = set(chain.from_iterable(range(i + 1, j + 1) for _, i, j, _, _ in codes))
    return lost, set(chain.from_iterable(range(i + 1, j + 1) for _, _, _, i, j in codes))


def test_what_changes_is_highlighted() -> None:
    """Where few lines differ between the broken and the fixed file, each of them is highlighted, on both sides."""
    wrong, pairs = [], 0
    for page in pages():
        blocks = {each: fence for fence in fences(page) for each in fence.includes}
        for path, before in blocks.items():
            after = blocks.get(path.replace(".broken.", ".fixed."))
            if after is None or after is before:
                continue
            pairs += 1
            sides = zip((before, after), changed(before.text, after.text), strict=True)
            for block, lines in [side for side in sides if len(side[1]) <= FEW]:
                if lines - highlighted(block.info):
                    wrong.append(
                        f"{block.place}: highlights {sorted(highlighted(block.info))}, expected {sorted(lines)}"
                    )
    assert pairs > 10
    report(wrong)


def test_a_fixed_file_shows_what_changed() -> None:
    """The box of a cause shows the fixed file alone; it highlights at least one line that the broken file lacks."""
    wrong, boxes = [], 0
    for page in pages():
        own = f"snippets/workflows/{page.stem}.fixed."
        for fence in fences(page) if cause_of(page) else ():
            for path in (each.partition(":")[0] for each in fence.includes if each.startswith(own)):
                broken = (ROOT / path.replace(".fixed.", ".broken.")).read_text(encoding="utf-8")
                _, lines = changed(broken, fence.text)
                boxes += 1
                if 0 < len(lines) <= FEW and not lines & highlighted(fence.info):
                    found = sorted(highlighted(fence.info))
                    wrong.append(f"{fence.place}: highlights {found}, expected one of {sorted(lines)}")
    assert boxes > 30
    report(wrong)


def test_no_line_is_highlighted_that_is_not_there() -> None:
    """A highlight stands on a line of its block."""
    wrong = [
        f"{fence.place}: highlights {last}, but the block has {len(fence.text.splitlines())} lines"
        for page in pages()
        for fence in fences(page)
        if (last := max(highlighted(fence.info), default=0)) > len(fence.text.splitlines())
    ]
    report(wrong)
