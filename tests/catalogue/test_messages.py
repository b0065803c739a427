"""Every wording of a message is shown where it is explained, or is listed with its message."""

import itertools
import re
from pathlib import Path

import pytest
import yaml

from catalogue import CAUSES, CLIENTS, MESSAGE_PAGES, MESSAGES, PROVIDERS, WORDS, read
from evidence.wordings import find_messages, flatten, wording_of
from pages import LANGUAGES, ROOT, pages
from problems import in_catalogue, report
from samples import recorded_cases

# What else clients and PyPI say, in other versions and cases: `message: words`.
OTHERS = ROOT / "tests/catalogue/other_wordings.txt"

# Claims that no field of a form is compared with; {claim} stands for the one that is missing.
OTHER_CLAIMS = {"sub", "event_name", "jti", "email_verified", "ref", "ref_path", "sha", "builder", "{claim}"}

# Names in the code that are GitHub's, PyPI's, a browser's or the page's own.
OTHER_IDS = set(
    "other-image deflate-raw existing-project fill-in forbidden-name form-existing form-new id-token missing-actor "
    "missing-org missing-user my-own-project needs-nothing new-publisher no-environment octo-org packages-dir "
    "pypi-publisher repository-url runs-on server-error upload-time write-all".split()
)
OF_PAGES = yaml.safe_load((ROOT / "docs/.theme/words.yml").read_text("utf-8"))
WORDS_OF_THE_PAGE = {*OF_PAGES["said"], *OF_PAGES["setup"]}  # the checker's page, and the setup form's
# Codes that several messages have.
CODES = {
    "invalid-payload", "not-enabled", "token-failed", "token-retrieval-failed", "unexpected-response", "upload-400",
    "upload-403", "upload-404", "upload-405", "upload-408", "upload-409", "upload-410", "upload-411", "upload-413",
    "upload-429", "upload-308", "upload-500", "upload-503", "upload-401",
}  # fmt: skip
VALUES = set(
    "name variable expected found project domain provider status claim service audience job environment file "
    "version user pypi field value error type feed extension limit reason build url path ref count repository".split()
)


def section(page: Path, message: str) -> str:
    """What a page of messages says about one of them."""
    parts = re.split(r"^(?=### )", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next((part for part in parts if f"{{ #{message} }}" in part.partition("\n")[0]), "")


def holds(text: str, wording: str) -> bool:
    """Whether the log reader finds a wording in a flat text."""
    return bool(wording_of("", wording).pattern.search(text.replace(" ", "")))


def test_every_wording_is_held() -> None:
    """A slip in a wording of the catalogue, or in a line of the list, is another text than anybody says."""
    listed = [line.split(": ", 1) for line in OTHERS.read_text(encoding="utf-8").splitlines()]
    used, wrong = set(), []
    for message in MESSAGES.values():
        file = f"messages/{message['page']}.json"
        shown = [
            flatten(section(ROOT / f"docs/{each}/messages/{message['page']}.md", message["id"])) for each in LANGUAGES
        ]
        for wording in [*message["texts"], *message.get("ru", [])]:
            lines = [text for name, text in listed if name == message["id"] and holds(flatten(text), wording)]
            used.update(lines)
            if any(holds(text, wording) for text in shown):
                continue
            where = f"on its page, in a log or in tests/catalogue/{OTHERS.name}"
            wrong += [] if lines else [f"{in_catalogue(file, message['id'])}: {wording!r}: expected {where}"]
    wrong += [
        f"tests/catalogue/{OTHERS.name}: {name}: {text!r} is no wording that needs it"
        for name, text in listed
        if text not in used
    ]
    report(wrong)


def test_what_is_listed_is_found() -> None:
    """The log reader finds the message in each line of the list."""
    listed = [line.split(": ", 1) for line in OTHERS.read_text(encoding="utf-8").splitlines()]
    found = {text: [each.message for each in find_messages(flatten(text))] for _, text in listed}
    missed = [(name, text) for name, text in listed if name not in found[text]]
    report(f"tests/catalogue/{OTHERS.name}: {text!r}: {found[text]}, expected {name}" for name, text in missed)


def test_messages_speak_of_what_there_is() -> None:
    """Code, client, field and names of values are among those that the catalogue and the programs know."""
    clients = {each["id"] for each in CLIENTS}
    claims = {field["claim"] for table in PROVIDERS.values() for field in table["fields"]}
    wrong = []
    for message in MESSAGES.values():
        place = in_catalogue(f"messages/{message['page']}.json", message["id"])
        values = {name for text in message["texts"] for name in re.findall(r"\{(\w+)\}", text)}
        wrong += [f"{place}: value {name!r}" for name in sorted(values - VALUES)]
        usual = {"forms": "form", "invalid-publisher": "invalid-publisher"}.get(message["page"], message["id"])
        if message["code"] != usual and message["code"] not in CODES:
            wrong.append(f"{place}: code {message['code']!r}, expected {usual!r} or one of {sorted(CODES)}")
        if message.get("client", "uv") not in clients:
            wrong.append(f"{place}: client {message['client']!r}")
        if "field" in message and message["field"] not in claims | OTHER_CLAIMS:
            wrong.append(f"{place}: field {message['field']!r}")
    report(wrong)


def test_every_sentence_is_said() -> None:
    """No sentence stands in the catalogue in vain: a program, the checker or a template names each."""
    files = [*ROOT.glob("snippets/**/*.py"), *ROOT.glob("docs/assets/*.mjs"), *ROOT.glob("docs/.theme/**/*.html")]
    files.append(ROOT / "snippets/catalogue/acts.json")
    sources = " ".join(file.read_text(encoding="utf-8") for file in files)
    whoever = {cause["who"] for cause in CAUSES.values()}
    words = [word for word in WORDS if word not in whoever]
    families = [word for word in words if word.startswith("reason-")]  # report.py puts the client's id behind it
    unsaid = [word for word in words if word not in families and not re.search(rf"\b{word}\b", sources)]
    report(f"snippets/catalogue/words.json: {word}: said nowhere" for word in unsaid)


def catalogue_text() -> str:
    """The whole catalogue as it is written."""
    return "".join(file.read_text(encoding="utf-8") for file in sorted(ROOT.glob("snippets/catalogue/**/*.json")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_and_statuses_agree(language: str) -> None:
    """The code of an answer to an upload is made of the status under which the pages list the message."""
    listed, of_pages = (
        (ROOT / f"docs/{language}/messages/{name}.md").read_text("utf-8") for name in ("index", "upload")
    )
    status_of = {
        name: [status] for status, name in re.findall(r"(?m)^\| (\d{3}) \|.*\]\(upload-.*#([\w-]+)\) \|$", listed)
    }
    rows = re.findall(r"(?m)^\|[^|]*\| (\d[^|]*) \| \[.*\]\(([\w-]+)\.md\) \|$", of_pages)
    statuses_on = {page: re.findall(r"\d{3}", statuses) for statuses, page in rows}
    assert len(status_of) > 30
    assert {"upload-file", "upload-metadata", "upload-rights", "upload-request", "attestations"} == {*statuses_on}
    report(
        f"{in_catalogue(f'messages/{page}.json', name)}: {code}, expected one of {expected}"
        for name, page, code in ((name, message["page"], message["code"]) for name, message in MESSAGES.items())
        for expected in [status_of.get(name) or statuses_on.get(page, [])]
        if re.fullmatch(r"upload-\d+", code) and code[-3:] not in expected
    )


def test_every_id_in_the_code_is_known() -> None:
    """A cause, a message, a code or a sentence that a program names is in the catalogue, by this name."""
    known = {
        *re.findall(r'"([a-z-]+)"', catalogue_text()),
        *OTHER_IDS, *MESSAGE_PAGES, *WORDS_OF_THE_PAGE, *(page.stem for page in pages("en")),
    }  # fmt: skip
    wrong = [
        f"{file.relative_to(ROOT)}:{n}: {name!r} is not in the catalogue"
        for file in [*ROOT.glob("snippets/**/*.py"), *ROOT.glob("docs/assets/*.mjs")]
        if file.parent.name != "copy"  # what readers copy knows no catalogue
        for n, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        for name in re.findall(r'"(?!(?:tp|md|aria|data)-)([a-z]+(?:-[a-z]+)+)"', line)  # no names within a page
        if name not in known
    ]
    report(wrong)


def test_fields_are_compared_with_claims_that_there_are() -> None:
    """Each field of a form is held against a claim that tokens of its provider have."""
    wrong = []
    for provider, table in PROVIDERS.items():
        claims = {name for case in recorded_cases(provider) for name in case["claims"]}
        unknown = [field["claim"] for field in table["fields"] if field["claim"] not in claims]
        wrong += [f"snippets/catalogue/providers.json: {provider}: no token has {claim}" for claim in unknown]
    report(wrong)


def test_causes_of_a_group_stand_together() -> None:
    """The groups of causes follow one another, as the navigation shows them."""
    groups = [group for group, _ in itertools.groupby(CAUSES.values(), lambda cause: cause["group"])]
    assert sorted({*groups}) == sorted(groups)


@pytest.mark.parametrize("page", MESSAGE_PAGES)
def test_a_message_that_says_less_says_why(page: str) -> None:
    """A message decides, or has its page's usual weight, and its first cause is certain. Any other gives its reason."""
    decides = {"pypi", "before", "decisive", read(f"messages/{page}.json").get("weight", "decisive")}
    wrong = []
    for message in (message for message in MESSAGES.values() if message["page"] == page):
        sure = next(iter(message["causes"]), "certain")
        found = f"{in_catalogue(f'messages/{page}.json', message['id'])}: {message['weight']}, {sure}"
        if message["weight"] in decides and sure == "certain":
            wrong += [f"{found}: has a `why`, expected none"] if "why" in message else []
        elif not re.fullmatch(r".{20,}\.", message.get("why", "")):
            wrong.append(f"{found}: expected a sentence in `why`")
    report(wrong)
