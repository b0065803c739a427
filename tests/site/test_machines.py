"""What the site tells a machine: each page in llms.txt, each cause in causes.json."""

import json
import re

import pytest

from built_site import ADDRESS, LANGUAGES, ROOT, Site
from catalogue import CAUSES, MESSAGES
from pages import front_matter
from problems import report

LINE = re.compile(r"- \[(.+)\]\((\S+)\): (.+)")


@pytest.mark.parametrize(("language", "root"), LANGUAGES.items())
def test_llms_txt_names_every_page_once(site: Site, language: str, root: str) -> None:
    """A line for each page: its title, its address, its description, as they were written."""
    expected = {}
    for path in site.pages(language):
        folder = ROOT / "docs" / language
        source = folder / f"{path}index.md"
        source = source if source.is_file() else folder / f"{path.rstrip('/')}.md"
        if written := front_matter(source):  # tests/pages/test_front_matter.py tells where it can't be read
            expected[f"{ADDRESS}{root}{path}"] = (written["title"], written["description"])
    lines = (site.folder / root / "llms.txt").read_text("utf-8").splitlines()
    listed = [LINE.fullmatch(line) for line in lines if line.startswith("- ")]
    found = {match[2]: (match[1], match[3]) for match in listed if match}
    assert expected == {address: found.get(address) for address in expected}
    assert len(site.pages(language)) == len(listed)


@pytest.mark.parametrize(("root", "groups"), [("", {"Messages", "Causes"}), ("ru/", {"Сообщения", "Причины"})])
def test_llms_txt_is_grouped_in_its_own_language(site: Site, root: str, groups: set[str]) -> None:
    """A title, a summary, and the headings of the navigation, none of them twice or empty."""
    text = (site.folder / root / "llms.txt").read_text("utf-8")
    title, summary, data, *parts = text.rstrip().split("\n\n")
    headings = [part.removeprefix("## ") for part in parts if part.startswith("## ")]
    assert title.startswith("# ")
    assert summary.startswith("> ")
    assert data.endswith(f": {ADDRESS}causes.json")
    assert groups <= set(headings)
    assert len(headings) == len(set(headings))
    assert [True, False] * len(headings) == [part.startswith("## ") for part in parts]


def test_causes_json_has_every_cause(site: Site) -> None:
    """Each cause with its title and its page in both languages, and every wording that points at it."""
    told = json.loads((site.folder / "causes.json").read_text("utf-8"))["causes"]
    expected = [(cause["id"], cause["who"], cause["title"], cause["advice"]) for cause in CAUSES.values()]
    assert expected == [(cause["id"], cause["who"], cause["title"], cause["advice"]) for cause in told]
    pairs = {(cause["id"], entry["certainty"], entry["text"]) for cause in told for entry in cause["messages"]}
    assert pairs == {
        (cause, certainty, text)
        for message in MESSAGES.values()
        for certainty, causes in message["causes"].items()
        for cause in causes
        for text in [*message["texts"], *message.get("ru", [])]
    }


def test_every_address_in_causes_json_exists(site: Site) -> None:
    """A machine that sends its user to a cause sends them to a page that says so, in their language."""
    told = json.loads((site.folder / "causes.json").read_text("utf-8"))["causes"]
    wrong = []
    for cause in told:
        for language, root in LANGUAGES.items():
            address = cause["address"][language]
            page = site.pages(language).get(address.removeprefix(f"{ADDRESS}{root}"))
            title = cause["title"][language].replace("`", "")
            if page is None or page.all("title")[0].text.rpartition(" - ")[0] != title:
                wrong.append(f"causes.json: {cause['id']}: {address}: no page of this title")
    report(wrong)
