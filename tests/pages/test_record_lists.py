"""What the pages take from the catalogue is written by `make record`, and stands there as it would be written now."""

import functools
import posixpath
import re

import markdown
import pytest

import record_lists
from catalogue import CAUSES, CHANGES, MESSAGES, PROVIDERS
from lists_of_causes import BadPageError, as_markdown
from pages import LANGUAGES
from problems import report
from record_lists import ADDRESSES, as_yaml, read_pages, recorded

CAUSE = "en/causes/empty-secret.md"
TITLE = CAUSES["empty-secret"]["title"]["en"]
ADVICE = CAUSES["empty-secret"]["advice"]["en"]
MATTER = "---\ntitle: Old\nchecked: 2026-11-28\n---\n"
known_pages = functools.cache(read_pages)


def written(page: str, text: str) -> str:
    """What the recorder makes of a page; the pages whose files it names are there, too."""
    linked = {name: its for name, its in known_pages().items() if posixpath.basename(name) in text}
    return recorded({**linked, page: text})[page]


def test_the_pages_follow_the_catalogue() -> None:
    """Lists of causes, advice, titles, the texts of links that are titles, and the list of addresses."""
    pages = known_pages()
    known = ADDRESSES.read_text(encoding="utf-8").splitlines()
    wrong = [f"docs/{page}" for page, text in recorded(pages).items() if text != pages[page]]
    wrong += ["tests/site/addresses.txt"] if record_lists.addresses(pages, known) != known else []
    report(f"{file}: does not follow from the catalogue, run `make record`" for file in wrong)


@pytest.mark.parametrize(("title", "heading"), [("title: Old", "# Old { #old }"), ("title:", "#")])
def test_a_cause_is_titled_as_in_the_catalogue(title: str, heading: str) -> None:
    """The title is written into the front matter and above the page; the rest of the page stays."""
    page = "---\n{}\nchecked: 2026-11-28\n---\n\n{}\n\n## Why\n\n# title: no heading\n"
    expected = page.format(f"title: {TITLE}", f"# {TITLE} {{ #empty-secret }}")
    assert expected == written(CAUSE, page.format(title, heading))


def test_the_advice_is_as_far_indented_as_its_mark() -> None:
    """In a box the advice belongs to the box."""
    text = f"{MATTER}\n# Old {{ #old }}\n\n!!! success\n\n    <!-- record:advice -->\n    <!-- /record:advice -->\n"
    expected = f"    <!-- record:advice -->\n    {ADVICE}\n    <!-- /record:advice -->\n"
    assert written(CAUSE, text).endswith(f"!!! success\n\n{expected}")


def test_lists_follow_the_heading_above_them() -> None:
    """A message's causes in a line, a group's in a table, and what somebody can fix in a list."""
    text = "# Page { #page }\n"
    for heading, name in (
        ("invalid-authentication", "causes"), ("pending", "causes-by-group"), ("nobody", "causes-by-who"),
    ):  # fmt: skip
        text += f"\n## Heading {{ #{heading} }}\n\n<!-- record:{name} -->\nold\n<!-- /record:{name} -->\n"
    found = written("ru/messages/page.md", text)
    links = [f"[{CAUSES[each]['title']['ru']}](../causes/{each}.md)" for each in CAUSES]
    first, second, third = (
        links[[*CAUSES].index(each)]
        for causes in MESSAGES["invalid-authentication"]["causes"].values()
        for each in causes
    )
    assert f"<!-- record:causes -->\nПричины: {first}, {second}, {third}.\n<!-- /record:causes -->\n" in found
    rows = [
        f"| {each} | любой | проект на PyPI |"
        for each, cause in zip(links, CAUSES.values(), strict=True)
        if cause["group"] == "pending"
    ]
    assert "\n\n| Причина | Провайдер | Где исправлять |\n|---|---|---|\n" + "\n".join(rows) + "\n\n" in found
    items = [f"- {each}" for each, cause in zip(links, CAUSES.values(), strict=True) if cause["who"] == "nobody"]
    assert "\n\n" + "\n".join(items) + "\n\n<!-- /record:causes-by-who -->\n" in found
    assert "old" not in found


def test_causes_that_another_message_lists_are_not_listed_again() -> None:
    """PDM hides PyPI's answer: the page names what else may have happened, and leads to the causes of a refusal."""
    mark = "record:causes -->"
    found = written(
        "en/messages/page.md", f"# Page {{ #page }}\n\n### PDM {{ #pdm-token-failed }}\n\n<!-- {mark}\n<!-- /{mark}\n"
    )
    links = [
        f"[{CAUSES[cause]['title']['en']}](../causes/{cause}.md)"
        for cause in ("reason-not-shown", "index-unavailable", "index-without-trusted-publishing")
    ]
    assert (
        f"\nCauses: {', '.join(links)}, or any [cause of a refused token](exchange.md#mint-token-refused).\n" in found
    )


def test_no_list_of_a_provider_repeats_a_cause() -> None:
    """The five that are likeliest on GitHub, numbered, then the rest of each provider: together all, none twice."""
    names = ["first", *PROVIDERS, "any"]
    marks = "\n".join(f"<!-- record:causes-{name} -->\n<!-- /record:causes-{name} -->\n" for name in names)
    page = f"# Page {{ #page }}\n\n### Not found {{ #publisher-not-found }}\n\n{marks}"
    found = written("en/messages/page.md", page)
    message = MESSAGES["publisher-not-found"]
    causes = [cause for each in message["causes"].values() for cause in each] + message.get("compared", [])
    assert sorted(causes) == sorted(re.findall(r"causes/([\w-]+)\.md", found))
    assert [*"12345"] == re.findall(r"^(\d)\. ", found, re.MULTILINE)
    assert "environment-name-case.md" in found.partition("record:causes-gitlab")[2].partition("/record")[0]


def test_a_row_of_changes_keeps_the_order_of_its_causes() -> None:
    """Editors put the most probable first; the recorder adds what the row lacks, and takes out what is not its own."""
    old = "| old | [old](causes/malformed-request.md)<br>[old](causes/empty-secret.md) |\n"
    mark = "record:causes-by-change -->"
    found = written("en/page.md", f"# Page {{ #page }}\n\n## Upload {{ #upload }}\n\n<!-- {mark}\n{old}<!-- /{mark}\n")
    order = ["malformed-request", "malformed-token", "wrong-audience", "token-reused"]
    links = "<br>".join(f"[{CAUSES[cause]['title']['en']}](causes/{cause}.md)" for cause in order)
    assert f"\n| {CHANGES['exchange-script']['en']} | {links} |\n" in found
    assert 1 == found.count("empty-secret.md")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- [old](causes/empty-secret.md)", f"- [{TITLE}](causes/empty-secret.md)"),
        ("2. [old](#page)", "2. [The page](#page)"),
        ("- [old](causes/empty-secret.md){ #old }", f"- [{TITLE}](causes/empty-secret.md){{ #old }}"),
        ("| a | [old](causes/empty-secret.md#prevent) |", "| a | [Prevent it](causes/empty-secret.md#prevent) |"),
        (
            "| [old](who.md)<br>[old](causes/index.md) |",
            "| [Who can fix it](who.md)<br>[All causes](causes/index.md) |",
        ),
        ("- [`code`](causes/empty-secret.md)", "- [`code`](causes/empty-secret.md)"),
        ("- see [this](causes/empty-secret.md)", "- see [this](causes/empty-secret.md)"),
        ("| [one](who.md), [two](who.md) |", "| [one](who.md), [two](who.md) |"),
        ("[old](causes/empty-secret.md)", "[old](causes/empty-secret.md)"),
        ("- [PyPI](https://pypi.org/)", "- [PyPI](https://pypi.org/)"),
    ],
)
def test_a_link_that_stands_alone_is_called_as_what_it_leads_to(line: str, expected: str) -> None:
    """In a list item or a cell of its own; in a sentence, or as code, it keeps its words."""
    assert f"# The page {{ #page }}\n\n{expected}\n" == written("en/page.md", f"# The page {{ #page }}\n\n{line}\n")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("<!-- record:causes -->", "3: <!-- record:causes --> has no counterpart"),
        ("<!-- /record:causes -->", "3: <!-- /record:causes --> has no counterpart"),
        ("<!-- record:causes -->\n<!-- record:causes -->\n<!-- /record:causes -->", "3: <!-- record:causes --> has no"),
        ("<!-- record:causes -->\n  <!-- /record:causes -->", "3: <!-- record:causes --> has no counterpart"),
        ("<!--record:causes-->", "3: <!--record:causes--> has no counterpart"),
        ("<!-- record:riddles -->\n<!-- /record:riddles -->", "3: record:riddles is unknown, expected one of advice, "),
        ("<!-- record:causes -->\n<!-- /record:causes -->", "3: the heading #page names no message"),
        (
            "<!-- record:causes-by-who -->\n<!-- /record:causes-by-who -->",
            "3: the heading #page names no list, expected",
        ),
        ("<!-- record:advice -->\n<!-- /record:advice -->", "3: record:advice belongs on the page of a cause"),
    ],
)
def test_a_wrong_mark_is_named(marks: str, expected: str) -> None:
    """A mark that is unknown, open or out of place is an error with the page and the line."""
    with pytest.raises(BadPageError, match=rf"\Adocs/en/page\.md:{re.escape(expected)}"):
        written("en/page.md", f"# Page {{ #page }}\n\n{marks}\n")


def test_all_wrong_pages_are_named_at_once() -> None:
    """The error has a line for each."""
    with pytest.raises(BadPageError, match=r"\Adocs/en/a\.md:1: .*\ndocs/en/a\.md:2: .*\ndocs/en/b\.md:1: .*\Z"):
        recorded({"en/a.md": "<!-- record:a -->\n<!-- /record:b -->", "en/b.md": "<!-- record:b -->"})


def test_a_cause_without_a_title_is_named() -> None:
    """A page that has no heading gets none: the recorder does not know where it belongs."""
    with pytest.raises(BadPageError, match=rf"docs/{CAUSE}:1: no title, expected"):
        recorded({CAUSE: MATTER})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_reads_the_same_as_markdown(language: str) -> None:
    """No underscore or bracket of a title or an advice is taken for a mark of Markdown; marks of code are."""
    texts = [cause[kind][language] for cause in CAUSES.values() for kind in ("title", "advice")]
    for text in [*texts, "a * b * c, [d](e), <f> and __g__"]:
        html = markdown.markdown(as_markdown(text)).replace("&lt;", "<").replace("&gt;", ">")
        html = re.sub("</?code>", "`", html)
        assert f"<p>{text}</p>" == html


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The job has no environment", "The job has no environment"),
        ("`environment: MISSING`: none", '"environment: MISSING: none"'),
        ("«Свой» издатель", '"«Свой» издатель"'),
    ],
)
def test_a_title_is_a_string_in_yaml(title: str, expected: str) -> None:
    """Front matter holds the title as a browser shows it: without the marks of code, quoted if it must be."""
    assert expected == as_yaml(title)


def test_addresses_are_added_and_never_removed() -> None:
    """Pages of either kind get the address that the site gives them."""
    pages = ["en/index.md", "ru/index.md", "en/who.md", "en/causes/index.md", "en/causes/new.md"]
    expected = ["/", "/causes/", "/causes/new/", "/causes/old/", "/who/"]
    assert expected == record_lists.addresses(pages, ["/", "/causes/old/"])
