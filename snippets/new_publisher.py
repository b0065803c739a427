"""Set Trusted Publishing up: what to type into PyPI's form, and the file that publishes, made from the same values.

    python snippets/new_publisher.py github sampleproject owner=octo-org repository=sampleproject
    python snippets/new_publisher.py gitlab sampleproject namespace=group project=sampleproject --new --client uv

The values have the names of PyPI's form: owner, repository, workflow_filename and environment for github; namespace,
project, workflow_filepath and environment for gitlab; email and sub for google; organization, project and actor for
activestate. The defaults: workflow_filename is release.yml, workflow_filepath .gitlab-ci.yml, and environment pypi;
`environment=` means none. Nothing is sent anywhere.
For TestPyPI (`--index testpypi`) the defaults are testpypi.yml, .gitlab-ci.yml and testpypi.

Exit status: 0, done; 2, PyPI's form or the CI service would not accept a value, and no file is made.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator

import command_line
from answer.form_links import PAGES
from answer.setup import DEFAULTS, Setup, Wanted, defaults, problems, rows, set_up
from catalogue import TEMPLATES, Lang, address, say
from command_line import add_lang, complain, emit, run
from pypi.indexes import INDEXES
from pypi.providers import PROVIDERS
from shared.bad_input import BadInput
from shared.safe_json import as_json_text
from shared.safe_text import shown


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("new_publisher.py", __doc__)
    command.add_argument("provider", choices=tuple(PROVIDERS))
    command.add_argument("name", metavar="PROJECT", help="the project's name on PyPI, as pyproject.toml has it")
    command.add_argument("values", nargs="*", metavar="FIELD=VALUE", help="what to type into PyPI's form")
    command.add_argument("--index", choices=tuple(INDEXES), default="pypi", help="where to publish; pypi if left out")
    command.add_argument("--new", action="store_true", help="the project does not exist yet: a pending publisher")
    command.add_argument("--client", choices=("action", "uv", "twine"), help="what publishes")
    command.add_argument("--rehearse", action="store_true", help="add the job that rehearses, on GitHub for PyPI")
    command.add_argument(
        "--explain", metavar="COMMIT", default="", help="add the job that explains a failure, on GitHub"
    )
    command.add_argument("--write", metavar="FOLDER", help="write the files into this folder; no file is overwritten")
    command.add_argument("--format", choices=("text", "json"), default="text")
    return add_lang(command)


def main(argv: list[str]) -> int:
    """Set up, print, and return the exit status."""
    return run(new_publisher, parser().parse_intermixed_args(argv))  # values may stand behind options, too


def new_publisher(options: argparse.Namespace) -> int:
    """Print what to type and the files, or write those, and return the exit status."""
    lang, wanted = options.lang, wanted_by(options)
    if found := problems(wanted, lang):
        sentences = [say("setup-problem", lang, field=field, sentence=said) for field, said in found.items()]
        for sentence in sentences:
            complain(sentence)
        return 2
    setup = set_up(wanted)
    if options.write is not None:
        write(setup, options.write)
    if options.format == "json":
        emit(as_json_text({"form": setup.form, "publisher": setup.stored, "files": setup.files}) + "\n", json=True)
    else:
        emit("\n".join(told(wanted, setup, lang, written=options.write is not None)) + "\n")
    return 0


def wanted_by(options: argparse.Namespace) -> Wanted:
    """What the options ask for. Raises BadInput for a field that the form does not have, and for what can't be had."""
    values = defaults(options.provider, options.index)
    fields = PROVIDERS[options.provider].fields
    for given in options.values:
        field, equals, value = given.partition("=")
        if not equals or field not in fields:
            raise BadInput("setup-no-field", name=given, fields=", ".join(fields))
        values[field] = value
    clients = TEMPLATES["clients"].get(options.provider, {})
    client = options.client or next(iter(clients), "")
    if client and client not in clients:
        raise BadInput("setup-no-client", client=client, clients=", ".join(clients) or "-")
    if options.explain and not re.fullmatch(r"[0-9a-f]{40}", options.explain):
        raise BadInput("setup-no-commit", value=options.explain)
    commit = options.explain if options.provider == "github" else ""
    rest = (client, options.rehearse, commit, options.index)
    return Wanted(options.provider, values, options.name, options.new, *rest)


def told(wanted: Wanted, setup: Setup, lang: Lang, written: bool) -> Iterator[str]:
    """The steps, for a person."""
    yield say("setup-form-new" if wanted.new else "setup-form", lang, host=INDEXES[wanted.target].host)
    yield f"   {setup.form}"
    for label, value in rows(wanted, setup, lang):
        yield f"   {label}: {shown(value) or say('any', lang)}"
    for name, value in wanted.values.items():
        if name in setup.stored and setup.stored[name] != value:
            yield f"   {say('setup-stored', lang, value=shown(setup.stored[name]))}"
    for path, text in setup.files.items():
        yield ""
        yield say("setup-written" if written else "setup-file", lang, path=shown(path))
        yield from [] if written else ["", text.rstrip("\n")]
    yield ""
    yield from (f"- {line}" for line in steps(wanted, setup, lang))


def steps(wanted: Wanted, setup: Setup, lang: Lang) -> Iterator[str]:
    """What is left to do, where the file and the form are not enough."""
    environment = wanted.values.get("environment", "").strip()
    security = f"{address('security', lang)}#environment"
    if wanted.provider == "github" and environment:
        place = f"https://github.com/{setup.stored['owner']}/{setup.stored['repository']}/settings/environments"
        if wanted.target == "pypi":
            yield say("setup-environment-github", lang, environment=shown(environment), url=place, page=security)
        else:
            page = f"{address('setup/testpypi', lang)}#why"
            yield say("setup-environment-testpypi", lang, environment=shown(environment), url=place, page=page)
    if wanted.provider == "gitlab":
        if wanted.target == "pypi":
            yield say("setup-tags-gitlab", lang, page=address("setup/gitlab", lang))
        if setup.stored["workflow_filepath"] != ".gitlab-ci.yml":
            yield say("setup-path-gitlab", lang, path=shown(setup.stored["workflow_filepath"]))
    if wanted.provider in DEFAULTS and not environment:
        yield say("setup-no-environment", lang, page=security)
    if wanted.rehearses:
        yield say("setup-rehearse", lang, page=address("rehearse", lang))
    if wanted.new:
        yield say("setup-pending", lang)
    if wanted.target == "testpypi":
        yield say("setup-testpypi", lang, page=address("setup/testpypi", lang))
    yield say("setup-page", lang, page=address(f"setup/{PAGES.get(wanted.provider, wanted.provider)}", lang))


def write(setup: Setup, folder: str) -> None:
    """Write the files below a folder. Raises BadInput, and writes none, if one of them is there."""
    places = {os.path.join(folder, *path.split("/")): text for path, text in setup.files.items()}  # noqa: PTH118
    for place in places:
        if os.path.lexists(place):
            raise BadInput("setup-there", name=place)
    try:
        for place, text in places.items():
            os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120 - pathlib is slow to import
            with open(place, "x", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
                file.write(text)
    except OSError as error:
        raise BadInput("bad-file", name=folder, error=error.strerror or str(error)) from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
