"""The setup form's files as the site serves them, and what the form knows: templates, PyPI's forms, messages, words."""

import re
import sys
from pathlib import Path
from typing import Any

from answer import setup, templates  # data_modules says where the snippets are
from catalogue.entries import FormRules
from data_modules import catalogue, compact, label, secrets
from pypi.forms import STDLIB_REMOVED, normalized
from pypi.indexes import INDEXES
from workflow_data import workflow_module

ASSETS = Path(__file__).parents[1] / "assets"
SHARED = ("checker-form-rules", "checker-patterns", "checker-safe-text", "checker-text")
COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*) *\n", re.MULTILINE | re.DOTALL)


def setup_modules(site_url: str, commit: str) -> dict[str, str]:
    """Map the files of the form, as the site serves them, to their sources.

    What the form shares with the checker is served once more under names of the form's own: the checker's files may be
    joined, and a page with the form needs little of them.
    """
    own = [path.stem for kind in ("setup", "workflow") for path in sorted(ASSETS.glob(f"{kind}*.mjs"))]
    sources = {name: COMMENT.sub("", (ASSETS / f"{name}.mjs").read_text("utf-8")) for name in (*own, *SHARED)}
    served = {
        f"{name.replace('checker-', 'setup-')}.mjs": source.replace('"./checker-', '"./setup-')
        for name, source in sources.items()
    }
    return {
        **served,
        "setup-data.mjs": f"export default {compact(setup_data(site_url, commit))};\n",
        "secrets.mjs": f"export default {compact(secrets())};\n",
        "workflow-data.mjs": workflow_module(),
    }


def setup_data(site_url: str, commit: str) -> dict[str, Any]:
    """What is in it. `site_url` is where the site is published, `commit` what it is built from."""
    files = {name: each for name, each in catalogue.TEMPLATES.items() if "file" in each}
    providers = {name: provider(name) for name in catalogue.PROVIDERS}
    used = {message for each in providers.values() for field in each["fields"] for message in messages(field["form"])}
    used |= {"form-project-required", "form-project-invalid", "form-project-standard-library", "form-issuer-invalid"}
    words = {name: both for name, both in catalogue.WORDS.items() if name.startswith("setup-") or name == "any"}
    return {
        "site": site_url,
        "repository": catalogue.SITE["repository"],
        "commit": commit,
        "hosts": {name: each.host for name, each in INDEXES.items()},
        "defaults": {f"{name} {index}": setup.defaults(name, index) for name in setup.DEFAULTS for index in INDEXES},
        "templates": files,
        "texts": {each["file"]: catalogue.workflow_text(each["file"]) for each in files.values()},
        "clients": catalogue.TEMPLATES["clients"],
        "setupPython": catalogue.TEMPLATES["setup_python"],
        "providers": providers,
        "messages": {name: catalogue.MESSAGES[name]["texts"][0] for name in sorted(used)},
        "modules": sorted({normalized(name) for name in sys.stdlib_module_names | STDLIB_REMOVED}),
        "plain": templates.PLAIN.pattern,
        "notPlain": templates.NOT_PLAIN,
        "mostEnvironment": setup.MOST_ENVIRONMENT,
        "words": {lang: {name: both[lang] for name, both in words.items()} for lang in ("en", "ru")},
    }


def provider(name: str) -> dict[str, Any]:
    """A provider's name, whether it has files, and the fields of its form with their labels."""
    table = catalogue.PROVIDERS[name]
    fields = [
        {
            "name": each["name"],
            "form": each["form"],
            "label": {"en": label(each["label"], "en"), "ru": label(each["label"], "ru")},
        }
        for each in table["fields"]
    ]
    return {"name": table["name"], "hasFiles": name in setup.DEFAULTS, "fields": fields}


def messages(form: FormRules) -> list[str]:
    """The ids of the messages with which a field can be refused."""
    return [*([form["required"]] if "required" in form else []), *(message for message, _ in form["rules"])]
