"""What the built site owes its readers, as far as its files show it."""

import json
import re
from collections import Counter
from urllib.parse import urljoin

import pytest
from mkdocs.config import load_config

import hook
from built_site import ADDRESS, BASE, LANGUAGES, ROOT, Site, read
from catalogue import SITE
from pages import amiss, front_matter
from policy import lax_policies, unlike
from problems import report

SOURCES = {
    language: {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.md")}
    for language, folder in ((language, ROOT / "docs" / language) for language in LANGUAGES)
}


def test_both_languages_have_the_same_pages(site: Site) -> None:
    """A reader of either language finds every page."""
    report(amiss("/ru/", site.pages("en"), site.pages("ru")))
    assert {"", "causes/environment-missing-in-workflow/"} <= site.pages("en").keys()


@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_every_page_says_what_it_is(site: Site, language: str, root: str) -> None:
    """In a list of results each page has the title and the description that were written for it alone."""
    problems: list[str] = []
    texts: Counter[str] = Counter()
    for path, html in site.pages(language).items():
        [source] = {f"{path}index.md", f"{path.rstrip('/')}.md"} & SOURCES[language].keys()
        if not (written := front_matter(SOURCES[language][source])):
            continue  # tests/pages/test_front_matter.py tells of it
        expected = {
            "lang": [language],
            "title": written.get("title"),
            "description": [written.get("description")],
            "og:title": [written.get("title")],
            "og:description": [written.get("description")],
            "canonical": [f"{ADDRESS}{root}{path}"],
            "og:url": [f"{ADDRESS}{root}{path}"],
            "h1": 1,
        }
        found = {
            "lang": html.values("lang", "html"),
            "title": html.all("title")[0].text.rpartition(" - ")[0],
            "description": html.values("content", "meta", name="description"),
            "og:title": html.values("content", "meta", property="og:title"),
            "og:description": html.values("content", "meta", property="og:description"),
            "canonical": html.values("href", "link", rel="canonical"),
            "og:url": html.values("content", "meta", property="og:url"),
            "h1": len(html.all("h1")),
        }
        problems += unlike(f"docs/{language}/{source}", expected, found)
        texts.update([found["title"], *found["description"]])
    report(problems)
    report(f"{text!r} is the title or description of {count} pages" for text, count in texts.items() if count > 1)


@pytest.mark.parametrize(("language", "other"), [("en", "ru"), ("ru", "en")])
def test_every_page_names_its_other_language(site: Site, language: str, other: str) -> None:
    """Search engines and the switch in the header lead to the same page in the other language."""
    problems: list[str] = []
    for path, html in site.pages(language).items():
        address = {each: f"{ADDRESS}{root}{path}" for each, root in LANGUAGES.items()}
        alternates = [tag for tag in html.all("link", rel="alternate") if "hreflang" in tag.attributes]  # and no feed
        switches = [tag.attributes for tag in html.all("a") if "hreflang" in tag.attributes]
        expected = {
            "alternates": address | {"x-default": address["en"]},
            "switch": [(other, address[other])],
        }
        found = {
            "alternates": {tag.attributes["hreflang"]: tag.attributes["href"] for tag in alternates},
            "switch": [(a["hreflang"], urljoin(address[language], a["href"])) for a in switches],
        }
        problems += unlike(address[language], expected, found)
    report(problems)


def test_the_only_404_page_speaks_both_languages(site: Site) -> None:
    """Whoever follows a dead link, from whatever depth, is told in two languages how to go on."""
    assert ["404.html"] == [path for path in site.every_page() if path.endswith("404.html")]
    html = read(site.folder / "404.html")
    assert ["en"] == html.values("lang", "html")
    links = html.values("href", "a", "link") + html.values("src", "script")
    report(f"404.html: {link}, expected an address below {BASE}" for link in links if not link.startswith(BASE))
    assert {BASE, f"{BASE}ru/"} <= set(links)
    assert 1 == len(html.all("p", lang="ru"))


def test_every_link_within_the_site_leads_somewhere(site: Site) -> None:
    """No link that the theme or a page makes ends at a missing file, heading or example."""
    problems: list[str] = []
    examples = {f"example={cause}" for cause in hook.EXAMPLES}
    for path, html in site.every_page().items():
        for link in html.values("href", "a", "link") + html.values("src", "script", "img"):
            address = urljoin(f"{ADDRESS}{path.removesuffix('index.html')}", link)
            target, _, anchor = address.removeprefix(ADDRESS).partition("#")
            file = site.folder / target / "index.html" if f"/{target}".endswith("/") else site.folder / target
            if address.startswith(ADDRESS) and not file.is_file():
                problems.append(f"{path}: {link}: no such file")
            elif (
                address.startswith(ADDRESS)
                and anchor
                and not anchor.startswith("setup&")  # what it fills in is tested with the form
                and anchor not in {t.attributes.get("id") for t in read(file).tags} | examples
            ):
                problems.append(f"{path}: {link}: no such heading")
    report(problems)


def test_nothing_is_fetched_from_another_host(site: Site) -> None:
    """Nobody else learns that a reader was here."""
    problems: list[str] = []
    fetching = ("audio", "embed", "iframe", "img", "link", "object", "script", "source", "track", "video")
    naming = {"alternate", "canonical", "next", "prev"}  # such a link names a page and fetches nothing
    for path, html in site.every_page().items():
        for tag in html.all(*fetching):
            urls = [tag.attributes.get(name, "") for name in ("data", "href", "poster", "src", "srcset")]
            foreign = [url for url in urls if re.search(r"(^|[\s,])(https?:)?//", url)]
            problems += [f"{path}: <{tag.name}> {url}" for url in foreign if tag.attributes.get("rel") not in naming]
    for file in site.folder.rglob("*.css"):
        foreign = re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s]+)", file.read_text("utf-8"))
        problems += [f"{file.relative_to(site.folder)}: {url}" for url in foreign]
    report(problems)


def test_every_page_states_a_strict_policy(site: Site) -> None:
    """A browser runs what this site wrote and nothing else, and sends nothing anywhere."""
    report(lax_policies(site))


@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_search_looks_through_the_pages_of_one_language(site: Site, language: str, root: str) -> None:
    """A Russian reader's search knows the Russian pages, all of them and no others."""
    index = json.loads((site.folder / root / "search" / "search_index.json").read_text("utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    report(amiss(f"/{root}search/search_index.json", sorted(site.pages(language)), sorted(found)))
    text = "".join(entry["text"] for entry in index["docs"])
    share_of_cyrillic = len(re.findall("[а-я]", text)) / len(re.findall("[a-zа-я]", text))
    assert [language] == index["config"]["lang"]
    assert (language == "ru") == (share_of_cyrillic > 0.1), share_of_cyrillic


def test_the_catalogue_is_served_once(site: Site) -> None:
    """The checker's files are what the build makes of its modules and of the catalogue, and there are no others."""
    expected = {site.folder / "assets" / name: source for name, source in hook.checker_modules(ADDRESS).items()}
    others = ("setup", "workflow", "js-yaml", "secrets")
    served = [path for path in site.folder.rglob("*.mjs") if not path.name.startswith(others)]
    assert expected == {path: path.read_text("utf-8") for path in served}
    assert 1 == sum("lookalikes:" in source or '"lookalikes":' in source for source in expected.values())


def test_the_address_stands_in_the_catalogue_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The links that the command line prints lead to the site that was published."""
    monkeypatch.delenv("SITE_URL", raising=False)
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.plugins.on_config(config)
    assert SITE["url"] == config.site_url
