"""Write down the options that programs have, for the commands on the pages: `make record-options`.

A program that is not here keeps what was written down before. Only names are kept: of a sub-command, its options.
"""

import json
import re
import subprocess
from pathlib import Path

FILE = Path(__file__).parents[1] / "pages/options.json"
# What shows the options of each command, and what shows its program's version.
ASKED = {
    "curl": ("curl --help all", "curl --version"),
    "gcloud iam service-accounts add-iam-policy-binding": (
        "gcloud iam service-accounts add-iam-policy-binding --help",
        "gcloud --version",
    ),
    "gcloud services enable": ("gcloud services enable --help", "gcloud --version"),
    "gh api": ("gh api --help", "gh --version"),
    "gh release view": ("gh release view --help", "gh --version"),
    "gh run list": ("gh run list --help", "gh --version"),
    "gh run view": ("gh run view --help", "gh --version"),
    "gh secret list": ("gh secret list --help", "gh --version"),
    "gh secret set": ("gh secret set --help", "gh --version"),
    "gh workflow run": ("gh workflow run --help", "gh --version"),
    "pip install": ("python -m pip install --help", "python -m pip --version"),
    "python -m build": ("python -m build --help", "python -m build --version"),
    "python -m check_jsonschema": ("python -m check_jsonschema --help", "python -m check_jsonschema --version"),
    "python -m id": ("python -m id --help", "python -m id --version"),
    "twine check": ("twine check --help", "twine --version"),
    "twine upload": ("twine upload --help", "twine --version"),
    "uv publish": ("uv publish --help", "uv --version"),
}
OPTION = re.compile(r"(?<![\w-])(?:--[a-z0-9][\w-]*|-[A-Za-z])(?![\w-])")
OVERSTRUCK = re.compile(".\b")  # as manuals print bold letters


def asked(command: str) -> str | None:
    """What a command prints; None if its program is not here."""
    try:
        ran = subprocess.run(command.split(), capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return OVERSTRUCK.sub("", ran.stdout)


def main() -> None:
    """Ask each program that is here, and write the file."""
    known = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    for name, (shows_options, shows_version) in ASKED.items():
        shown, version = asked(shows_options), asked(shows_version)
        if shown is None or version is None:
            print(f"{name}: not here")
            continue
        options = sorted({option.rstrip("-") for option in OPTION.findall(shown)})
        known[name] = {"version": re.findall(r"\d+(?:\.\d+)+", version)[0], "options": options}
    FILE.write_text(json.dumps({name: known[name] for name in ASKED if name in known}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
