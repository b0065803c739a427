"""The pictures in a browser: nothing is cut off, and each fits its page and its colours."""

import pytest
from playwright.sync_api import Browser, Page, expect

from built_site import LANGUAGES, Site
from pictures import BOTH, PLACES, path, picture
from problems import report


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
    report(f"{path(language, name)}: {text!r} goes over its edge" for text in wrong)


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
