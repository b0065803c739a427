"""The pictures: in both languages, true to the catalogue, and legible wherever a reader meets them."""

import json
import re
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import built_site
import in_browser
from built_site import LANGUAGES, Site
from pages import ROOT

site, browser, page = built_site.site, in_browser.browser, in_browser.page
CATALOGUE = json.loads((ROOT / "snippets/catalogue.json").read_text("utf-8"))
SVG = "{http://www.w3.org/2000/svg}"
PLACES = {"decision": "reference/decision", "exchange": "setup/index", "form": "setup/github"}
BOTH = [(language, name) for language in LANGUAGES for name in PLACES]
NOT_DRAWN = {  # a text before July 2025; unreachable; drawn with any claim
    "All lookup strategies exhausted",
    "The job_workflow_ref claim is empty",
    "The ci_config_ref_uri claim is empty",
}

SHAPES = f"{SVG}rect", f"{SVG}path", f"{SVG}line"


def path(language: str, name: str) -> Path:
    """Where the picture is."""
    return ROOT / "docs" / language / "assets/pictures" / f"{name}.svg"


def picture(language: str, name: str) -> ET.Element:
    """Read a picture, which must be well-formed."""
    return ET.fromstring(path(language, name).read_text("utf-8"))  # noqa: S314 - a file of the project


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
        return [*sorted(("".join(text.itertext()),) for text in code), *shapes, *again]

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
    terms = tomllib.loads((ROOT / "tests/glossary.toml").read_text("utf-8"))["term"]
    never = re.compile("|".join(each for term in terms for each in term.get("never", {}).get(language, [])), re.I)
    assert [] == [line for line in lines(language, name) if never.search(line)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_names_the_fields_and_their_claims(language: str) -> None:
    """The labels of both interfaces, in PyPI's order, and the claim of each field."""
    shown = lines(language, "form")
    fields = CATALOGUE["fields"]["github"]
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
        for message in CATALOGUE["messages"]
        if message["page"] == message["code"] == "invalid-publisher" and message["id"] != "invalid-publisher"
        for text in message["texts"]
        if text not in NOT_DRAWN and not text.startswith("Missing claim")
    } | {"Missing claim '…'", "invalid-token", "invalid-reuse-token"}
    assert [] == [text for text in sorted(texts) if text not in shown]


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


@pytest.mark.parametrize(("language", "name"), BOTH)
def test_no_word_is_cut_off(browser: Browser, language: str, name: str) -> None:
    """Each text ends within the box or the card that it stands in."""
    opened = browser.new_page()
    opened.set_content(path(language, name).read_text("utf-8"))
    wrong = opened.evaluate("""() => [...document.querySelectorAll("text")].filter(text => {
        const { x, y, width, height } = text.getBBox()
        const around = [...document.querySelectorAll("rect:not(.gap)")].map(rect => rect.getBBox())
            .filter(box => box.x <= x && box.y <= y + height / 2 && y + height / 2 <= box.y + box.height)
        return !around.every(box => box.x + box.width < x + 4 || x + width <= box.x + box.width - 2)
    }).map(text => text.textContent)""")
    opened.close()
    assert [] == wrong


@pytest.mark.parametrize("width", [320, 1300])
@pytest.mark.parametrize(("language", "name"), BOTH)
def test_a_picture_fits_its_page(page: Page, site: Site, language: str, name: str, width: int) -> None:
    """It loads under the page's policy, is as wide as a phone at most, and its letters are no smaller than 11 px."""
    page.set_viewport_size({"width": width, "height": 800})
    place = PLACES[name].removesuffix("index").rstrip("/")
    page.goto(f"{site.url}{LANGUAGES[language]}{place}/")
    shown = page.locator(f"img[src$='pictures/{name}.svg']")
    shown.evaluate("image => image.decode()")
    box = shown.bounding_box()
    drawn = float(picture(language, name).get("viewBox").split()[2])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert box["x"] + box["width"] <= width
    assert 14 * box["width"] / drawn >= 11
    assert abs(box["height"] / box["width"] - shown.evaluate("i => i.naturalHeight / i.naturalWidth")) < 0.01


def test_a_picture_follows_the_switch_of_colours(page: Page, site: Site) -> None:
    """Chosen by hand on a machine set to light, dark pages have dark pictures."""
    page.emulate_media(color_scheme="light")
    page.goto(f"{site.url}setup/github/")
    shown = page.locator("img[src$='pictures/form.svg']")
    shown.evaluate("image => image.decode()")
    shown.evaluate("image => image.scrollIntoView({ block: 'center' })")
    card = {"x": shown.bounding_box()["x"] + 5, "y": 300, "width": 2, "height": 2}
    switch = page.locator("label[for^=__palette]:visible")
    light = page.screenshot(clip=card)
    switch.click()
    expect(shown).to_have_css("color-scheme", "dark")
    assert light != page.screenshot(clip=card)
