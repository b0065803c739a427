"""The publisher that PyPI last accepted for a project, as far as the project's files show it.

    python snippets/last_accepted.py sampleproject
    python snippets/last_accepted.py sampleproject --claims @claims.json

The newest file with provenance names the publisher through which it was uploaded: anyone can read it, not only the
owners. Only uploads with attestations have provenance, so a project without provenance can still have a publisher.
Provenance shows neither whether PyPI still has the publisher nor the owner's id.

Source: pypi/warehouse@6b62157124 (2026-08-21), `docs/user/api/integrity.md`, `warehouse/attestations/services.py`.

Exit status: 0, the publisher was found, and the claims match it; 1, they don't; 2, the program can't tell.
"""

import argparse
import re
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

import command_line
from answer.case import Case
from answer.causes import diagnose
from answer.report import as_object, as_text
from catalogue import say
from command_line import add_lang, complain, emit, given_claims, run
from pypi.forms import normalized
from pypi.indexes import INDEXES
from pypi.providers import PROVIDERS
from shared.bad_input import BadInput
from shared.fetch import fetch_json
from shared.safe_json import as_json_text
from shared.safe_text import redact, shown

SIMPLE = {"Accept": "application/vnd.pypi.simple.v1+json"}
INTEGRITY = {"Accept": "application/vnd.pypi.integrity.v1+json"}


class Accepted(NamedTuple):
    """A file, the time of its upload, and the publishers that its provenance names, as `--publisher` takes them."""

    file: str
    time: str
    publishers: list[dict[str, str]]


def last_accepted(project: str, index: str) -> Accepted:
    """The newest file of a project that carries provenance, and who published it.

    `index` is the address of an index. Two requests are made, both to that host.
    Raises BadInput where there is no such file, or an answer can't be used.
    """
    name, host = name_of(project), index.removeprefix("https://")
    answer = ask(f"{index}/simple/{name}/", SIMPLE, {"404": "no-project"}, project=name, host=host)
    files = answer.get("files")
    files = [each for each in files if isinstance(each, dict)] if isinstance(files, list) else []
    proven = [each for each in files if isinstance(each.get("provenance"), str)]
    if not proven:
        raise BadInput("no-provenance", project=name, host=host)
    newest = max(proven, key=lambda each: str(each.get("upload-time", "")))
    if not newest["provenance"].startswith(f"{index}/integrity/"):
        raise BadInput("bad-provenance", host=host)
    refusals = {"403": "provenance-disabled", "404": "no-provenance"}
    answer = ask(newest["provenance"], INTEGRITY, refusals, project=name, host=host)
    publishers = read_provenance(answer)
    if not publishers:
        raise BadInput("bad-provenance", host=host)
    return Accepted(shown(newest.get("filename")), shown(newest.get("upload-time", "?")), publishers)


def name_of(project: str) -> str:
    """A project's name as the index spells it in addresses. Raises BadInput for what can be no name, or a secret."""
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,200}[A-Za-z0-9])?", project) or redact(project) != project:
        raise BadInput("bad-project-name", name=shown(project))
    return normalized(project)


def ask(address: str, headers: Mapping[str, str], refusals: Mapping[str, str], **values: str) -> dict[str, Any]:
    """A JSON object; a status among `refusals` raises BadInput with the word that stands there."""
    try:
        return fetch_json(address, headers)
    except BadInput as error:
        word = refusals.get(error.values.get("status", ""))
        raise BadInput(word, **values) if word else error from None


def read_provenance(answer: Mapping[str, Any]) -> list[dict[str, str]]:
    """Every publisher that a file's provenance names, once; those of an unknown kind are left out.

    >>> bundle = {"publisher": {"kind": "GitHub", "repository": "octo-org/sampleproject", "workflow": "release.yml"}}
    >>> read_provenance({"attestation_bundles": [bundle, bundle]})
    [{'provider': 'github', 'owner': 'octo-org', 'repository': 'sampleproject', 'workflow_filename': 'release.yml', \
'environment': ''}]
    """
    found: list[dict[str, str]] = []
    bundles = answer.get("attestation_bundles")
    for bundle in bundles if isinstance(bundles, list) else []:
        named = bundle.get("publisher") if isinstance(bundle, dict) else None
        publisher = as_registered(named) if isinstance(named, dict) else None
        if publisher and publisher not in found:
            found.append(publisher)
    return found


def as_registered(named: Mapping[str, Any]) -> dict[str, str] | None:
    """A publisher out of provenance with the fields of PyPI's form; "" stands for any."""
    given = {name: value if isinstance(value, str) else "" for name, value in named.items()}
    for name, provider in PROVIDERS.items():
        if provider.provenance and provider.provenance[0] == given.get("kind"):
            return {"provider": name, **provider.provenance[1](given)}
    return None


def parser() -> argparse.ArgumentParser:
    """The command line."""
    command = command_line.parser("last_accepted.py", __doc__)
    command.add_argument("project", metavar="PROJECT", help="the project's name on the index")
    command.add_argument("--claims", metavar="JSON|@FILE", help="a token's claims, to compare the publisher with")
    command.add_argument("--index", choices=tuple(INDEXES), default="pypi")
    return add_lang(command)


def main(argv: list[str]) -> int:
    """Print the publisher, or the comparison with the claims, and return the exit status."""
    return run(look_up, parser().parse_args(argv))


def look_up(options: argparse.Namespace) -> int:
    """Ask the index, and print what it accepted; which file shows it goes to standard error."""
    claims = given_claims(options.claims)
    found = last_accepted(options.project, INDEXES[options.index].address)
    complain(say("accepted-file", options.lang, file=found.file, time=found.time))
    if claims is None:
        only = len(found.publishers) == 1
        emit(as_json_text(found.publishers[0] if only else found.publishers) + "\n", json=True)
        return 0
    case = Case(None, found.publishers, claims, index=options.index)
    diagnosis = diagnose(case)
    emit(as_text(as_object(case, diagnosis, options.lang), options.lang))
    return 1 if diagnosis.causes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
