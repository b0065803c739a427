"""The pictures: in both languages, true to the catalogue, and legible wherever a reader meets them."""

import re
import tomllib
from collections import Counter
from itertools import pairwise

import pytest

from catalogue import MESSAGES, PROVIDERS
from pages import LANGUAGES, ROOT, pages
from pictures import BOTH, PLACES, SVG, path, picture
from problems import report

NOT_DRAWN = {  # a text before July 2025; unreachable; drawn with any claim
    "All lookup strategies exhausted",
    "The job_workflow_ref claim is empty",
    "The ci_config_ref_uri claim is empty",
}

SHAPES = f"{SVG}rect", f"{SVG}path", f"{SVG}line"


def lines(language: str, name: str) -> list[str]:
    """The lines that the picture shows."""
    return ["".join(text.itertext()) for text in picture(language, name).iter(f"{SVG}text")]


def outline(text: str) -> str:
    """A message with all of its values, and what follows the first long one, as the picture shortens them."""
    return re.sub(r", expecting one of .*", ", …", re.sub(r"'\{\w+\}'|(?<=required claim )'\w+'", "'…'", text))


def test_the_same_pictures_in_both_languages() -> None:
    """Each picture has its twin, and none lies about unused."""
    for language in LANGUAGES:
        assert sorted(PLACES) == sorted(file.stem for file in path(language, "form").parent.iterdir())


@pytest.mark.parametrize("name", PLACES)
def test_twins_show_the_same(name: str) -> None:
    """Boxes, arrows and literal texts are the same in both languages."""

    def literal(language: str) -> list[tuple[str, ...]]:
        code = {text for text in picture(language, name).iter(f"{SVG}text") if "code" in text.get("class", "")}
        shapes = sorted(
            (each.tag, each.get("class", "")) for each in picture(language, name).iter() if each.tag in SHAPES
        )
        said = Counter("".join(text.itertext()) for text in picture(language, name).iter(f"{SVG}text"))
        again = [(str(times),) for times in sorted(said.values()) if times > 1]  # yes and no among them
        numbers = sorted((number,) for text in said for number in re.findall(r"\d+", text))
        return [*sorted(("".join(text.itertext()),) for text in code), *shapes, *again, *numbers]

    assert literal("en") == literal("ru")


@pytest.mark.parametrize(("language", "name"), BOTH)
def test_who_cannot_see_a_picture_reads_it(language: str, name: str) -> None:
    """The picture states its title, its description and its language; the page, the same description and the size."""
    root = picture(language, name)
    assert (language, "img") == (root.get("lang"), root.get("role"))
    title, description = root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text
    assert title
    written = (ROOT / "docs" / language / f"{PLACES[name]}.md").read_text("utf-8")
    size = f"width={root.get('width')} height={root.get('height')}"
    assert f"![{description}](../assets/pictures/{name}.svg){{ {size} }}" in written


@pytest.mark.parametrize(("language", "name"), BOTH)
def test_no_line_of_a_picture_is_lost(language: str, name: str) -> None:
    """A box is full of its lines, and nowhere is there room for another one: a lost line would leave a hole."""
    root, place = picture(language, name), path(language, name).relative_to(ROOT)
    boxes = [[float(each.get(key)) for key in ("x", "y", "width", "height")] for each in root.iter(f"{SVG}rect")]
    texts = [(float(each.get("x")), float(each.get("y"))) for each in root.iter(f"{SVG}text")]
    edges = [edge for _, y, _, height in boxes for edge in (y, y + height)]
    near = [(*pair, 36) for pair in pairwise(sorted([*edges, *(y for _, y in texts)]))]
    for x, top, width, height in boxes[1:]:  # the first is the card
        inside = sorted(y for at, y in texts if x <= at <= x + width and top <= y <= top + height)
        assert inside, f"{place}: an empty box at y={top:g}"
        near += [(top, inside[0], 30), *((*pair, 20) for pair in pairwise(inside)), (inside[-1], top + height, 18)]
    holes = {(one, other) for one, other, most in near if other - one > most}
    report(f"{place}: nothing between y={one:g} and y={other:g}" for one, other in sorted(holes))


@pytest.mark.parametrize(("language", "name"), BOTH)
def test_the_words_of_a_picture_are_those_of_the_pages(language: str, name: str) -> None:
    """What a picture says, some page says in the same words."""
    said = {*re.findall(r"\w+", " ".join(page.read_text("utf-8") for page in pages(language)).lower())}
    shown = [picture(language, name).findtext(f"{SVG}title"), *lines(language, name)]
    unsaid = sorted({*re.findall(r"\w+", " ".join(shown).lower())} - said)
    report(f"{path(language, name)}: {word!r} is on no page" for word in unsaid)


@pytest.mark.parametrize(("language", "name"), BOTH)
def test_a_picture_fetches_and_runs_nothing(language: str, name: str) -> None:
    """No script, no font, no other file."""
    text = path(language, name).read_text("utf-8")
    assert {"desc", "path", "rect", "style", "svg", "text", "title", "tspan"} >= {
        each.tag.removeprefix(SVG) for each in picture(language, name).iter()
    }
    assert not re.search(r"href|url\(|@import|@font-face|\bon\w+=", text)


@pytest.mark.parametrize(("language", "name"), BOTH)
def test_pictures_use_the_words_of_the_guide(language: str, name: str) -> None:
    """The glossary holds for pictures too."""
    terms = tomllib.loads((ROOT / "tests/pages/glossary.toml").read_text("utf-8"))["term"]
    never = re.compile("|".join(each for term in terms for each in term.get("never", {}).get(language, [])), re.I)
    report(f"{path(language, name)}: {line!r}" for line in lines(language, name) if never.search(line))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_names_the_fields_and_their_claims(language: str) -> None:
    """The labels of both interfaces, in PyPI's order, and the claim of each field."""
    shown = lines(language, "form")
    fields = PROVIDERS["github"]["fields"]
    labels = [label for field in fields for label in (field["label"]["en"], f"«{field['label']['ru']}»")]
    labels = labels if language == "ru" else labels[::2]
    assert labels == [line for line in shown if line in labels]
    starts = [shown.index(field["label"]["en"]) for field in fields] + [len(shown)]
    for field, start, end in zip(fields, starts[:-1], starts[1:], strict=True):
        assert f'"{field["claim"]}":' in " ".join(shown[start:end])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tree_ends_in_every_text_in_parentheses(language: str) -> None:
    """Whatever stands in the parentheses of invalid-publisher is in the tree, to the letter."""
    shown = " ".join(line.strip() for line in lines(language, "decision"))
    texts = {
        outline(text)
        for message in MESSAGES.values()
        if message["page"] == message["code"] == "invalid-publisher" and message["id"] != "invalid-publisher"
        for text in message["texts"]
        if text not in NOT_DRAWN and not text.startswith("Missing claim")
    } | {"Missing claim '…'", "invalid-token", "invalid-reuse-token"}
    report(f"{path(language, 'decision')}: no {text!r}" for text in sorted(texts) if text not in shown)


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG reckons."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(part, 16) / 255 for part in re.findall("..", digits)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("language", "name"), BOTH)
def test_every_letter_stands_out(language: str, name: str) -> None:
    """In light and dark, each colour of text is at least 4.5:1 on each colour that lies under text."""
    light, dark = picture(language, name).find(f"{SVG}style").text.split("@media (prefers-color-scheme: dark)")
    for rules in (light, dark):
        fills = {
            name: fill
            for names, fill in re.findall(r"([\w., ]+) \{ fill: (#\w+)", rules)
            for name in names.strip().split(", ")
        }
        for over in ("text", ".soft", ".same"):
            for under in (".card", ".field", ".box", ".no", ".yes"):
                one, other = sorted((luminance(fills[over]), luminance(fills[under])))
                assert (other + 0.05) / (one + 0.05) >= 4.5, f"{over} on {under}: {fills[over]} on {fills[under]}"
