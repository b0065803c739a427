"""What PyPI's forms check in each field, what they say when they refuse, and what of it they keep.

Source: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/forms/`, `warehouse/packaging/utils.py`;
the messages are PyPI's, letter by letter.
"""

import re
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

Value = str | None
# Modules of older Pythons, whose names PyPI keeps reserved.
STDLIB_REMOVED = frozenset(
    "aifc asynchat asyncore audioop cgi cgitb chunk crypt distutils imghdr imp lib2to3 mailcap msilib nis nntplib "
    "ossaudiodev pipes smtpd sndhdr spwd sunau telnetlib test uu xdrlib".split()
)


class World(NamedTuple):
    """What PyPI asks others, or its own database: which accounts and projects there are.

    Made-up values stand in for it, the ones that `tests/vectors/forms.jsonl` was recorded with;
    an account that is not listed exists, and its name is written in lower case.
    """

    github_logins: Mapping[str, str] = {"octo-org": "Octo-Org"}
    missing_accounts: frozenset[str] = frozenset({"missing-user", "missing-org", "missing-actor"})
    owner_id: str = "4242"
    actor_id: str = "00000000-0000-4000-a000-000000000001"
    projects: tuple[str, ...] = ("existing-project", "sampleproject")
    own_projects: tuple[str, ...] = ("my-own-project",)
    prohibited: tuple[str, ...] = ("forbidden-name",)
    gitlab_issuers: tuple[str, ...] = ("https://gitlab.com",)


class Refusal(Exception):
    """A form's message about one field."""


def required(value: Value, message: str) -> str:
    """Refuse nothing at all; a blank is something."""
    if not value:
        raise Refusal(message)
    return value


def matching(value: str, pattern: str, message: str) -> str:
    """Refuse what the pattern does not match; PyPI's `$` lets one line break at the end through."""
    if not re.match(pattern, value):
        raise Refusal(message)
    return value


# --------------------------------------------------------------------------- GitHub
def github_owner(value: Value, _: str, world: World) -> str:
    """Stored as GitHub spells it: PyPI asks GitHub's API for the account."""
    owner = required(value, "Specify GitHub repository owner (username or organization)")
    matching(owner, r"^[a-zA-Z0-9][a-zA-Z0-9-]*$", "Invalid GitHub user or organization name.")
    if owner.lower() in world.missing_accounts:
        raise Refusal("Unknown GitHub user or organization.")
    return world.github_logins.get(owner.lower(), owner.lower())


def github_repository(value: Value, _: str, __: World) -> str:
    """Stored as typed: PyPI does not ask whether it exists, and keeps the letter case."""
    return matching(required(value, "Specify repository name"), r"^[a-zA-Z0-9-_.]+$", "Invalid repository name")


def github_workflow(value: Value, _: str, __: World) -> str:
    """A file name without folders; blanks around it are dropped."""
    file = required(value, "Specify workflow filename").strip()
    matching(file, r"(?s).*\.ya?ml\Z", "Workflow name must end with .yml or .yaml")
    return matching(file, r"[^/]*\Z", "Workflow filename must be a filename only, without directories")


def github_environment(value: Value, _: str, __: World) -> str:
    """Stored in lower case. Nothing but blanks is stored as it is, and matches no token."""
    name = value or ""
    if not name.strip():
        return name
    if len(name) > 255:
        raise Refusal("Environment name is too long (maximum is 255 characters)")
    matching(name, r"[^ ]", "Environment name may not start with whitespace")
    matching(name, r"(?s).*[^ ]\Z", "Environment name may not end with whitespace")
    matching(
        name,
        r"""[^\x00-\x1f\x7f'"`,;\\]+\Z""",
        "Environment name must not contain non-printable characters or the characters "
        r'''"'", """, "`", ",", ";", "\"''',
    )
    return name.lower()


# --------------------------------------------------------------------------- GitLab
GITLAB_SUFFIX = r"(?is)(?!.*\.(git|atom)\Z)"
GITLAB_DOUBLES = r"(?s)(?!.*[._-]{2})"


def gitlab_namespace(value: Value, _: str, __: World) -> str:
    """Stored as typed, in the letter case that was typed."""
    name = required(value, "Specify GitLab namespace (username or group/subgroup)")
    matching(name, GITLAB_SUFFIX, "Name ends with .git or .atom")
    return matching(
        name,
        GITLAB_DOUBLES + r"[a-zA-Z0-9][a-zA-Z0-9-_./+]*[a-zA-Z0-9]$",
        "Invalid GitLab username or group/subgroup name.",
    )


def gitlab_project(value: Value, _: str, __: World) -> str:
    """Stored as typed, in the letter case that was typed."""
    name = required(value, "Specify project name")
    matching(name, GITLAB_SUFFIX, "Name ends with .git or .atom")
    return matching(name, GITLAB_DOUBLES + r"[a-zA-Z0-9][a-zA-Z0-9_.-]*[a-zA-Z0-9]$", "Invalid project name")


def gitlab_pipeline(value: Value, _: str, __: World) -> str:
    """A path from the project's top, without a slash at either end; blanks around it are dropped."""
    path = required(value, "Specify top-level pipeline file path").strip()
    matching(path, r"(?s).*\.ya?ml\Z", "Top-level pipeline file path must end with .yml or .yaml")
    return matching(path, r"[^/]", "Top-level pipeline file path cannot start or end with /")


def gitlab_environment(value: Value, form: str, _: World) -> Value:
    """Stored as typed, letter case and blanks included, though no dot, colon or asterisk is let in."""
    if value is None or not value.strip():
        return value if form == "pending_organization" else ""
    return matching(value, r"[a-zA-Z0-9\-_/${} ]+$", "Invalid environment name")


def gitlab_issuer(value: Value, _: str, world: World) -> str:
    """One of the instances that the form offers."""
    if required(value, "Choose GitLab issuer URL") not in world.gitlab_issuers:
        raise Refusal("Not a valid choice.")
    return value


# --------------------------------------------------------------------------- Google Cloud
def google_email(value: Value, _: str, __: World) -> str:
    """Stored as typed, letter case included; PyPI checks the form of an address, and names that are reserved."""
    email = required(value, "This field is required.")
    atom = r"[\w!#$%&'*+/=?^`{|}~\-\u0080-\U0010ffff]+"
    label = r"[^\W_]([\w\-]{0,61}[^\W_])?"
    address = rf"{atom}(\.{atom})*@({label}\.)+(?!(test|local|localhost|invalid|onion|arpa)\Z){label}\Z"
    if len(email) > 254 or "_" in email.rpartition("@")[2]:
        raise Refusal("Invalid email address.")
    return matching(email, "(?i)" + address, "Invalid email address.")


def google_subject(value: Value, _: str, __: World) -> Value:
    """Not checked at all, and blanks stay; left blank it means any."""
    return value


# --------------------------------------------------------------------------- ActiveState
def activestate_organization(value: Value, _: str, world: World) -> str:
    """Stored as typed; PyPI asks ActiveState's API whether it exists."""
    return known(required(value, "Specify ActiveState organization name"), world, "ActiveState organization not found")


def activestate_project(value: Value, _: str, __: World) -> str:
    """Stored as typed, letter case included."""
    name = required(value, "Specify ActiveState project name")
    matching(name, r"[.a-zA-Z0-9-]{3,40}$", "Invalid ActiveState project name")
    matching(name, r"(?!.*--)", "Double dashes are not allowed in the name")
    return matching(name, r"(?!-)(?!.*-\Z)", "Leading or trailing dashes are not allowed in the name")


def activestate_actor(value: Value, _: str, world: World) -> str:
    """Stored as typed, together with the id that ActiveState's API gives for it."""
    return known(required(value, "Specify the ActiveState actor username"), world, "ActiveState actor not found")


def known(name: str, world: World, message: str) -> str:
    """Refuse an account that does not exist."""
    if name in world.missing_accounts:
        raise Refusal(message)
    return name


# --------------------------------------------------------------------------- pending publishers: the new project
def project_name(value: Value, world: World) -> str:
    """Stored as typed; reserved, taken and too similar names are refused."""
    name = required(value, "Specify project name")
    matching(name, r"(?i)(?a:[a-z0-9]([a-z0-9._-]*[a-z0-9])?\Z)", "Invalid project name")
    normal, look = normalized(name), look_alike(name)
    if normal in {normalized(module) for module in sys.stdlib_module_names | STDLIB_REMOVED}:
        raise Refusal("This project name isn't allowed (conflict with the Python standard library module name)")
    if normal in world.own_projects:
        page = f"https://pypi.org/manage/project/{normal}/settings/publishing/"
        raise Refusal(
            f"This project already exists: use the project's publishing settings <a href='{page}'>here</a> "
            "to create a Trusted Publisher for it."
        )
    if normal in world.projects:
        raise Refusal("This project already exists.")
    if normal in world.prohibited:
        raise Refusal("This project name isn't allowed")
    if look in {look_alike(taken) for taken in world.projects + world.own_projects}:
        raise Refusal("This project name is too similar to an existing project")
    return name


def normalized(name: str) -> str:
    """A project's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def look_alike(name: str) -> str:
    """A project's name as PyPI looks for similar ones: without separators, 1, l and i the same, 0 and o the same."""
    return re.sub(r"[-_.]", "", name).lower().translate(str.maketrans("li0", "11o"))


Check = Callable[[Value, str, World], Value]
FIELDS: Mapping[str, Mapping[str, Check]] = {
    "github": {
        "owner": github_owner,
        "repository": github_repository,
        "workflow_filename": github_workflow,
        "environment": github_environment,
    },
    "gitlab": {
        "namespace": gitlab_namespace,
        "project": gitlab_project,
        "workflow_filepath": gitlab_pipeline,
        "environment": gitlab_environment,
        "issuer_url": gitlab_issuer,
    },
    "google": {"email": google_email, "sub": google_subject},
    "activestate": {
        "organization": activestate_organization,
        "project": activestate_project,
        "actor": activestate_actor,
    },
}
