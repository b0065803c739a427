"""Addresses last: whoever kept a link to a page finds it, whatever the page is called by now."""

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from playwright.sync_api import Page

from built_site import ADDRESS, LANGUAGES, ROOT, Site, build_small, read
from policy import lax_policies
from problems import report

PUBLISHED = (ROOT / "tests/site/addresses.txt").read_text("utf-8").splitlines()  # the same in both languages
FORMER, HEIR = "causes/old-name/", "../empty-secret/"


def built(folder: Path, former: str) -> Site:
    """A small site with a page that has moved."""
    matter = f"---\ntitle: A & B\nformer:\n  - {former}\n---\n"
    return build_small(folder, f"{matter}# A & B\n\n## Fix {{ #fix }}\n")


def test_an_address_once_published_leads_somewhere(site: Site) -> None:
    """Links in issues, logs and chats outlive our names: each leads to its page, or to one that leads on."""
    missing = [
        f"/{root}{address}: no such page, expected it or `former: [{address}]` in the front matter of its heir"
        for root in LANGUAGES.values()
        for address in (line.removeprefix("/") for line in PUBLISHED)
        if not (site.folder / root / address / "index.html").is_file()
    ]
    report(missing)


def test_every_address_is_kept(site: Site) -> None:
    """tests/site/addresses.txt knows each page; it only grows."""
    unknown = [path for path in site.pages("en") if f"/{path}" not in PUBLISHED]
    report(f"tests/site/addresses.txt: /{path}: missing" for path in unknown)
    assert sorted(set(PUBLISHED)) == PUBLISHED


@pytest.mark.slow  # builds a small site, as the one below does
def test_a_former_address_leads_on(tmp_path: Path) -> None:
    """Without a script too, in the page's language, and no search engine lists it."""
    small = built(tmp_path, FORMER)
    for language, root in LANGUAGES.items():
        html = read(small.folder / root / FORMER / "index.html")
        assert [language] == html.values("lang", "html")
        assert ["noindex"] == html.values("content", "meta", name="robots")
        assert [HEIR] == html.values("href", "a")
        assert [f"0; url={HEIR}"] == html.values("content", "meta", **{"http-equiv": "refresh"})
        assert [f"{ADDRESS}{root}causes/empty-secret/"] == html.values("href", "link", rel="canonical")
        assert FORMER not in small.pages(language)
    report(lax_policies(small))


def test_the_heading_that_a_link_names_is_kept(page: Page, site: Site, tmp_path: Path) -> None:
    """An old link into the middle of a page ends there."""
    moved = (built(tmp_path, FORMER).folder / FORMER / "index.html").read_text("utf-8")
    page.route(f"{site.url}{FORMER}", lambda route: route.fulfill(body=moved, content_type="text/html"))
    page.goto(f"{site.url}{FORMER}#fix")
    page.wait_for_url(f"{site.url}causes/empty-secret/#fix")


@pytest.mark.slow
def test_a_page_is_never_buried_under_a_redirect(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An address that has a page of its own can't be another page's former one."""
    with pytest.raises(Abort):
        built(tmp_path, "causes/empty-secret/")
    page = "en/causes/empty-secret.md"
    assert f"{page}: former address causes/empty-secret/ is that of {page}" in caplog.messages
