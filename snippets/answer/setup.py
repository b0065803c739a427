"""Both sides of Trusted Publishing from one set of values: PyPI's form, and the file that publishes.

The files are those under `workflows`, with the values in the places that `catalogue/templates.json` names.

Sources, read on 2026-11-28: docs.github.com/en/actions/reference/workflows-and-actions/expressions (`${{ }}`),
docs.gitlab.com/ci/yaml (`environment:name` may hold variables, no slash at its ends),
docs.gitlab.com/ci/pipelines/settings (`path@group/project` and an address name a file elsewhere).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from answer.hand_over import publishing_page
from catalogue import SITE, TEMPLATES, Lang, Template, labels, say, workflow_text
from pypi.form_rules import Refusal, World
from pypi.forms import fill_in, normalized, project_name
from pypi.indexes import INDEXES
from pypi.providers import PROVIDERS
from shared.safe_text import shown, visible

# Accounts and projects are not looked up: of those, only PyPI can tell.
NOBODY = World({}, frozenset(), projects=(), own_projects=(), prohibited=())
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
NOT_PLAIN = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")  # words that YAML takes for something else
DEFAULTS = {
    "github": {"workflow_filename": "release.yml", "environment": "pypi"},
    "gitlab": {"workflow_filepath": ".gitlab-ci.yml", "environment": "pypi", "issuer_url": "https://gitlab.com"},
}
MOST_ENVIRONMENT = 255  # characters, on GitHub and on GitLab


class Wanted(NamedTuple):
    """What is to be set up: the provider, the form's values, the project on PyPI, and what publishes.

    `commit`: the one of this guide's action that explains failures; "" leaves that job out.
    """

    provider: str
    values: Mapping[str, str]
    project: str
    new: bool = False
    client: str = ""
    rehearse: bool = False
    commit: str = ""


class Setup(NamedTuple):
    """What to set up: the address of PyPI's form, what it stores, and the files by their paths."""

    form: str
    stored: Mapping[str, str]
    files: Mapping[str, str]


def typed(wanted: Wanted) -> dict[str, str]:
    """The values of every field of the form; an environment of nothing but blanks is none."""
    values = {name: wanted.values.get(name, "") for name in PROVIDERS[wanted.provider].fields}
    if not values.get("environment", "x").strip():
        values["environment"] = ""
    return values


def problems(wanted: Wanted, lang: Lang) -> dict[str, str]:
    """By field, why a value can't be taken: what PyPI's form says of it, or what the CI would make of it."""
    values = typed(wanted)
    found = dict(fill_in(wanted.provider, values, world=NOBODY).errors)
    found |= {name: said for name, value in values.items() if (said := taken_otherwise(wanted, name, value, lang))}
    try:
        project_name(wanted.project, NOBODY)
    except Refusal as no:
        if wanted.new or no.message != "form-project-standard-library":
            found["project_name"] = str(no)
    return found


def taken_otherwise(wanted: Wanted, name: str, value: str, lang: Lang) -> str:
    """A sentence if the CI would not take a value as it stands; "" if it would.

    >>> wanted = Wanted("gitlab", {}, "sampleproject")
    >>> taken_otherwise(wanted, "environment", "$CI_COMMIT_TAG", "en")
    'GitLab would evaluate $CI_COMMIT_TAG and not use it as written.'
    """
    if not all(map(visible, value)):
        return say("setup-invisible", lang, value=shown(value))
    if name.startswith("workflow_file") and re.search(r"(?:^|/)\.ya?ml$", value.strip()):
        return say("setup-unread", lang, value=shown(value))  # PyPI looks for a character before the ending
    evaluated = "${{" in value or (name.startswith("workflow_file") and "\\" in value)  # Windows has folders there
    if wanted.provider == "gitlab" and name == "environment":
        evaluated = "$" in value or value != value.strip("/")
    elif wanted.provider == "gitlab" and name == "workflow_filepath":
        evaluated = "@" in value or any(part in ("", ".", "..") for part in value.strip().split("/"))
    if evaluated or (name == "environment" and len(value) > MOST_ENVIRONMENT):
        return say("setup-evaluated", lang, provider=PROVIDERS[wanted.provider].table["name"], value=shown(value))
    return ""


def set_up(wanted: Wanted) -> Setup:
    """The form and the files. The values must be without `problems`.

    >>> values = {"owner": "octo-org", "repository": "sampleproject", "workflow_filename": "release.yml"}
    >>> setup = set_up(Wanted("github", values, "sampleproject"))
    >>> setup.form.partition("?")[2], [*setup.files]
    ('provider=github&owner=octo-org&repository=sampleproject&workflow_filename=release.yml', \
['.github/workflows/release.yml'])
    """
    values = typed(wanted)
    world = NOBODY._replace(github_logins={values.get("owner", "").lower(): values.get("owner", "")})
    stored = fill_in(wanted.provider, values, world=world).stored or {}
    kept = {name: stored.get(PROVIDERS[wanted.provider].columns.get(name, name)) or "" for name in values}
    register = {"provider": wanted.provider, **kept}
    page = f"{INDEXES['pypi'].address}/manage/account/publishing/"
    form = page if wanted.new else publishing_page(normalized(wanted.project), "pypi", register)
    return Setup(form, register, dict(files(wanted, kept)))


def files(wanted: Wanted, kept: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The files for what the form keeps: the one that publishes, and for a rehearsal the publisher."""
    places = {
        **kept,
        "environment": scalar(typed(wanted).get("environment", "")),
        "project": normalized(wanted.project),
        "project_scalar": scalar(normalized(wanted.project)),
        "publisher": in_one_line({"provider": wanted.provider, **kept}),
        "own_repository": SITE["repository"],
        "commit": wanted.commit,
    }
    if wanted.provider == "gitlab":
        yield kept["workflow_filepath"], filled("gitlab", wanted, places)
    elif wanted.provider == "github":
        text = filled("github-rehearsal" if wanted.rehearse else "github", wanted, places)
        if wanted.commit:
            text += "\n" + filled("github-explain", wanted, places)
        yield f".github/workflows/{kept['workflow_filename']}", text
        if wanted.rehearse:
            yield ".github/publisher.json", places["publisher"] + "\n"


def filled(template: str, wanted: Wanted, places: Mapping[str, str]) -> str:
    """A template with the values in its places."""
    rules: Template = TEMPLATES[template]
    text = workflow_text(rules["file"])
    setup_python = between(text, *TEMPLATES["setup_python"]) if wanted.provider == "github" else ""
    if "section" in rules:
        text = section(text, rules["section"])
    for name in rules.get("drop", []):
        text = text.replace(f"\n{section(text, name, marks=True)}", "")
    clients = {} if "section" in rules else TEMPLATES["clients"][wanted.provider]
    changes = [*rules["places"], *clients.get(wanted.client, [])]
    if not typed(wanted)["environment"]:
        changes += [[sample, ""] for sample, _ in rules.get("environment", [])]
    else:
        changes += rules.get("environment", [])
    for sample, instead in changes:
        text = exchanged(text, sample, with_values(instead, {**places, "setup_python": setup_python}))
    return re.sub(r"^ *# --8<--.*\n", "", text, flags=re.MULTILINE)


def with_values(text: str, places: Mapping[str, str]) -> str:
    """A text with the values in its braces; what a value holds is left as it is."""
    return re.sub(r"\{(\w+)\}", lambda found: places.get(found[1], found[0]), text)


def exchanged(text: str, sample: str, instead: str) -> str:
    """The text with something instead of the lines that begin with a sample. Raises ValueError if there are none."""
    start = text.index(sample)
    end = text.index("\n", start + len(sample)) + 1
    return text[:start] + instead + text[end:]


def between(text: str, first: str, last: str) -> str:
    """The lines from one that begins with `first` to the next that begins with `last`."""
    start = text.index(first)
    return text[start : text.index("\n", text.index(last, start)) + 1]


def section(text: str, name: str, marks: bool = False) -> str:
    """The lines of a marked section, with its marks or without."""
    start, end = (re.search(rf"^ *# --8<-- \[{side}:{name}\]\n", text, re.MULTILINE) for side in ("start", "end"))
    assert start
    assert end
    return text[start.start() : end.end()] if marks else text[start.end() : end.start()]


def scalar(value: str) -> str:
    """A value as YAML, in quotes where YAML would take it for anything but a string.

    >>> scalar("pypi"), scalar("on"), scalar("a: b")
    ('pypi', '"on"', '"a: b"')
    """
    plain = PLAIN.fullmatch(value) and value.lower() not in NOT_PLAIN
    return value if plain else json.dumps(value, ensure_ascii=False)


def in_one_line(values: Mapping[str, str]) -> str:
    """An object as JSON in one line."""
    return json.dumps(values, ensure_ascii=False)


def rows(wanted: Wanted, setup: Setup, lang: Lang) -> Sequence[tuple[str, str]]:
    """What to type into the form, beside its labels."""
    project = [("PyPI Project Name", wanted.project)] if wanted.new else []
    known = typed(wanted)
    fields = [(label, known[name]) for name, label in labels(lang, wanted.provider) if name != "issuer_url"]
    other = wanted.provider == "gitlab" and setup.stored["issuer_url"] != "https://gitlab.com"
    return (
        project
        + fields
        + [(label, known[name]) for name, label in labels(lang, "gitlab") if other and name == "issuer_url"]
    )
