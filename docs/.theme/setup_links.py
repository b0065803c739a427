"""On the pages of causes that are removed by registering a publisher: the way to the setup form, filled in."""

import re
from textwrap import dedent

from answer.form_links import setup_page  # data_modules says where the snippets are
from data_modules import catalogue
from evidence.publishers import read_publishers
from pypi.indexes import INDEXES

BLOCK = re.compile(r"^( *)```publisher\b[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
REGISTERED = ("matching", "pending")  # the groups of causes that have to do with what is registered
KEPT = ("ambiguous-publishers",)  # there is a publisher too many


def setup_link(cause: str, markdown: str, lang: catalogue.Lang) -> str | None:
    """The address below the site's of the form with the values of the page's first publisher; None on other pages.

    A page that shows no publisher leads to GitHub's form as it is. Environments are named for their index here.
    """
    entry = catalogue.CAUSES.get(cause)
    if not entry or entry["who"] != "publisher" or entry["group"] not in REGISTERED or cause in KEPT:
        return None
    block = BLOCK.search(markdown)
    if not block:
        return "setup/github/#form"
    [publisher, *_] = read_publishers(dedent(block[2]))
    index = publisher.get("environment", "")
    address = setup_page(publisher, index if index in INDEXES else None, None, lang)
    return address and f"setup/{address.partition('/setup/')[2]}"
