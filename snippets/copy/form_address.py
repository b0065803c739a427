"""In: a project's name, and the values of a publisher. Out: a link to PyPI's form, pre-filled with these values."""

import sys
from urllib.parse import urlencode


def form_address(project: str, publisher: dict[str, str], index: str = "https://pypi.org") -> str:
    """The URL; nothing is registered until someone submits the form. Only an existing project's page has this form.

    >>> form_address("fastapi-viewsets", {"provider": "github", "owner": "svalench", "environment": ""})
    'https://pypi.org/manage/project/fastapi-viewsets/settings/publishing/?provider=github&owner=svalench'
    """
    values = {name: value for name, value in publisher.items() if value}
    return f"{index}/manage/project/{project}/settings/publishing/?{urlencode(values)}"


if __name__ == "__main__":
    try:
        values = dict(each.split("=", 1) for each in sys.argv[2:])
        print(form_address(sys.argv[1], {"provider": values["provider"], **values}))
    except (LookupError, ValueError):
        print("usage: python form_address.py PROJECT provider=github owner=OWNER repository=NAME ...", file=sys.stderr)
        sys.exit(2)
