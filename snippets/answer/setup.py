"""Both sides of Trusted Publishing from the same values: PyPI's form, and the file that publishes.

The files are those under `workflows`, with the reader's values filled in (templates.py).

Sources, read on 2026-11-28: docs.github.com/en/actions/reference/workflows-and-actions/expressions (`${{ }}`),
docs.gitlab.com/ci/yaml (`environment:name` may hold variables, no slash at its ends),
docs.gitlab.com/ci/pipelines/settings (`path@group/project` or a URL refers to a file elsewhere).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from answer.form_links import publishing_page
from answer.templates import filled, in_one_line, scalar
from catalogue import SITE, Lang, labels, say
from pypi.form_rules import Refusal, World
from pypi.forms import fill_in, normalized, project_name
from pypi.indexes import INDEXES
from pypi.providers import PROVIDERS
from shared.safe_text import redact, shown, visible

# Accounts and projects are not looked up: only PyPI can check those.
NOBODY = World({}, frozenset(), projects=(), own_projects=(), prohibited=())
DEFAULTS = {
    "github": {"workflow_filename": "release.yml", "environment": "pypi"},
    "gitlab": {"workflow_filepath": ".gitlab-ci.yml", "environment": "pypi", "issuer_url": "https://gitlab.com"},
}
ON_TESTPYPI = {
    "github": {"workflow_filename": "testpypi.yml", "environment": "testpypi"},
    "gitlab": {"environment": "testpypi"},
}
MOST_ENVIRONMENT = 255  # characters, on GitHub and on GitLab


class Wanted(NamedTuple):
    """What to set up: the provider, the form's values, the project on the index, and what publishes.

    `commit` is the commit of this guide's action that explains failures; "" omits that job. `rehearse` is for GitHub
    and PyPI: a run that publishes to TestPyPI is itself a rehearsal. `target` is the index to publish to.
    """

    provider: str
    values: Mapping[str, str]
    project: str
    new: bool = False
    client: str = ""
    rehearse: bool = False
    commit: str = ""
    target: str = "pypi"

    @property
    def rehearses(self) -> bool:
        """Whether the file gets a job that rehearses."""
        return self.rehearse and (self.provider, self.target) == ("github", "pypi")


class Setup(NamedTuple):
    """What to set up: the address of PyPI's form, what it stores, and the files by their paths."""

    form: str
    stored: Mapping[str, str]
    files: Mapping[str, str]


def defaults(provider: str, index: str) -> dict[str, str]:
    """The form's values that a reader doesn't have to enter.

    >>> defaults("github", "testpypi")
    {'workflow_filename': 'testpypi.yml', 'environment': 'testpypi'}
    """
    return DEFAULTS.get(provider, {}) | (ON_TESTPYPI.get(provider, {}) if index == "testpypi" else {})


def typed(wanted: Wanted) -> dict[str, str]:
    """The values of every field of the form; an environment that consists only of spaces counts as empty."""
    values = {name: wanted.values.get(name, "") for name in PROVIDERS[wanted.provider].fields}
    if not values.get("environment", "x").strip():
        values["environment"] = ""
    return values


def problems(wanted: Wanted, lang: Lang) -> dict[str, str]:
    """By field, why a value can't be used: what PyPI's form says about it, or how the CI service would change it."""
    values = typed(wanted)
    found = dict(fill_in(wanted.provider, values, world=NOBODY).errors)
    found |= {name: said for name, value in values.items() if (said := taken_otherwise(wanted, name, value, lang))}
    try:
        project_name(wanted.project, NOBODY)
    except Refusal as no:
        if wanted.new or no.message != "form-project-standard-library":
            found["project_name"] = str(no)
    if redact(wanted.project) != wanted.project:
        found["project_name"] = say("setup-secret", lang, value=shown(wanted.project))
    return found


def taken_otherwise(wanted: Wanted, name: str, value: str, lang: Lang) -> str:
    """A sentence if the CI service would evaluate the value, or if it is a secret; "" if there is nothing to say.

    >>> wanted = Wanted("gitlab", {}, "sampleproject")
    >>> taken_otherwise(wanted, "environment", "$CI_COMMIT_TAG", "en")
    'GitLab would evaluate $CI_COMMIT_TAG instead of using it literally.'
    """
    if redact(value) != value:
        return say("setup-secret", lang, value=shown(value))
    if not all(map(visible, value)):
        return say("setup-invisible", lang, value=shown(value))
    if name.startswith("workflow_file") and re.search(r"(?:^|/)\.ya?ml$", value.strip()):
        return say("setup-unread", lang, value=shown(value))  # PyPI looks for a character before the ending
    evaluated = "${{" in value or (name.startswith("workflow_file") and "\\" in value)  # Windows has folders there
    if wanted.provider == "gitlab" and name == "environment":
        evaluated = "$" in value or value != value.strip("/")
    elif wanted.provider == "gitlab" and name == "workflow_filepath":
        evaluated = "@" in value or any(part in ("", ".", "..") for part in value.strip().split("/"))
    if name == "environment" and value.strip().lower() in INDEXES.keys() - {wanted.target}:
        return say("setup-other-index", lang, value=shown(value), host=INDEXES[wanted.target].host)
    if evaluated or (name == "environment" and len(value) > MOST_ENVIRONMENT):
        return say("setup-evaluated", lang, provider=PROVIDERS[wanted.provider].table["name"], value=shown(value))
    return ""


def set_up(wanted: Wanted) -> Setup:
    """The form and the files. The values must have no `problems`.

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
    page = f"{INDEXES[wanted.target].address}/manage/account/publishing/"
    form = page if wanted.new else publishing_page(normalized(wanted.project), wanted.target, register)
    return Setup(form, register, dict(files(wanted, kept)))


def files(wanted: Wanted, kept: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The files for the values that the form stores: the file that publishes and, for a rehearsal, the publisher."""
    places = {
        **kept,
        "environment": scalar(typed(wanted).get("environment", "")),
        "project": normalized(wanted.project),
        "project_scalar": scalar(normalized(wanted.project)),
        "publisher": in_one_line({"provider": wanted.provider, **kept}),
        "index_name": {"pypi": "PyPI", "testpypi": "TestPyPI"}[wanted.target],
        "index_input": "" if wanted.target == "pypi" else f"          index: {wanted.target}\n",
        "own_repository": SITE["repository"],
        "commit": wanted.commit,
    }

    def made(template: str) -> str:
        """The content of a template."""
        return filled(template, places, wanted.client, has_environment=bool(typed(wanted).get("environment")))

    template = wanted.provider if wanted.target == "pypi" else f"{wanted.provider}-{wanted.target}"
    if wanted.provider == "gitlab":
        yield kept["workflow_filepath"], made(template)
    elif wanted.provider == "github":
        text = made("github-rehearsal" if wanted.rehearses else template)
        if wanted.commit:
            text += "\n" + made("github-explain")
        yield f".github/workflows/{kept['workflow_filename']}", text
        if wanted.rehearses:
            yield ".github/publisher.json", places["publisher"] + "\n"


def rows(wanted: Wanted, setup: Setup, lang: Lang) -> Sequence[tuple[str, str]]:
    """What to type into the form, next to its labels."""
    project = [("PyPI Project Name", wanted.project)] if wanted.new else []
    known = typed(wanted)
    fields = [(label, known[name]) for name, label in labels(lang, wanted.provider) if name != "issuer_url"]
    other = wanted.provider == "gitlab" and setup.stored["issuer_url"] != "https://gitlab.com"
    return (
        project
        + fields
        + [(label, known[name]) for name, label in labels(lang, "gitlab") if other and name == "issuer_url"]
    )
