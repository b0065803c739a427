"""What has a name keeps it wherever it is named: pages, sections of a cause, columns, tabs."""

import re
from collections import defaultdict
from collections.abc import Iterator

from pages import ROOT, front_matter, pages
from problems import report
from same_facts import CODE, lines
from structure import CELL


def test_a_page_is_called_as_it_is_headed() -> None:
    """The title of a page, which search engines and the tab show, is its first heading."""
    wrong = []
    for page in pages():
        [heading] = re.findall(r"^# (.*) \{ #[\w-]+ \}$", page.read_text(encoding="utf-8"), re.MULTILINE)
        title = front_matter(page).get("title", heading)  # test_front_matter finds a page without one
        if title != (plain := heading.replace("`", "")):
            wrong.append(f"{page.relative_to(ROOT)}:2: {title!r}, expected {plain!r}")
    report(wrong)


def test_marks_are_closed() -> None:
    """Each mark of code or of stress that is opened in a line is closed in it."""
    wrong = []
    for page in pages():
        for n, line in lines(page):
            if "`" in CODE.sub("", line) or CODE.sub("", line).count("**") % 2:
                wrong.append(f"{page.relative_to(ROOT)}:{n}: a mark without its counterpart: {line!r}")
    report(wrong)


def labels(text: str) -> Iterator[tuple[int, str]]:
    """The lines with the heads of tables, and the labels of tabs, with their numbers."""
    lines = text.split("\n")
    for n, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        if re.match(r" *\|[-| :]+\|$", following):
            yield from ((n, cell.strip()) for cell in CELL.split(line.strip())[1:-1])
        elif tab := re.match(r' *===[!+]* "(.*)"', line):
            yield n, tab[1]


def test_a_column_or_tab_has_one_name_in_each_language() -> None:
    """A label that stands on several pages is translated the same way on all; one without Cyrillic is the same."""
    translations: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    wrong = []
    for english in pages("en"):
        russian = ROOT / "docs/ru" / english.relative_to(ROOT / "docs/en")
        both = zip(*(labels(page.read_text(encoding="utf-8")) for page in (english, russian)), strict=True)
        for (_, one), (n, other) in both:
            place = f"{russian.relative_to(ROOT)}:{n}"
            translations[one][other].append(place)
            if one != other and not re.search("[а-яё]", other):
                wrong.append(f"{place}: {other!r}, expected {one!r}")
    for one, others in translations.items():
        usual = max(others, key=lambda other: len(others[other]))
        rest = [place for other, places in others.items() if other != usual for place in places]
        if len(others[usual]) > 10:  # elsewhere another word may suit the sentence better
            wrong += [f"{place}: {one!r} is {usual!r} on the other pages" for place in rest]
    report(wrong)
