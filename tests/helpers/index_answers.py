"""What the local index answers: PyPI's status lines and bodies, in the form that a client takes.

Sources: pypi/warehouse@6b62157124 (2026-08-21), `warehouse/oidc/views.py` and `warehouse/forklift/utils.py`.
"""

from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from typing import NamedTuple

HELP = "https://pypi.org/help/#"
MORE = "for more information."
# The first lines of the page that pypi.org shows for an address that it does not have.
NOT_FOUND_PAGE = """\
<!DOCTYPE html>
<html lang="en" dir="ltr">
  <head>
    <title>Page Not Found (404) · PyPI</title>
  </head>
  <body>
    <h1>Sorry, we can't find the page you are looking for</h1>
  </body>
</html>
"""
NO_SLASH = "An upload was attempted to /legacy but the expected upload URL is /legacy/ (with a trailing slash)"
NO_PROJECT = (
    "Non-user identities cannot create new projects. This was probably caused by successfully using a pending publisher"
    " but specifying the project name incorrectly (either in the publisher or in your project's metadata)."
    " Please ensure that both match. See: https://docs.pypi.org/trusted-publishers/troubleshooting/"
)


class Answer(NamedTuple):
    """What a request gets: a status, a body (text as it is, anything else as JSON), and what else its head holds.

    `sentence`: PyPI's own words, which `worded` puts into the status line and the body.
    """

    status: int
    body: object = ""
    reason: str | None = None
    headers: Mapping[str, str] | None = None
    sentence: str | None = None


def refused(code: str, text: str) -> Answer:
    """The exchange's refusal."""
    return Answer(422, {"message": "Token request failed", "errors": [{"code": code, "description": text}]})


def refused_upload(status: int, sentence: str) -> Answer:
    """The upload's refusal."""
    return Answer(status, sentence=sentence)


EXPLANATIONS = {
    308: "The resource has been moved permanently.",
    400: "The server could not comply with the request since it is either malformed or otherwise incorrect.",
    403: "Access was denied to this resource.",
    405: "The method POST is not allowed for this resource.",
    409: "There was a conflict when trying to complete your request.",
    429: "The action could not be performed because there were too many requests by the client.",
    503: "The server is currently unavailable. Please try again at a later time.",
}
PAGE = """\
<html>
 <head>
  <title>{status}</title>
 </head>
 <body>
  <h1>{status}</h1>
  {explanation}<br/><br/>
{sentence}


 </body>
</html>"""


def worded(answer: Answer, accept: str, bare: bool) -> Answer:
    """The answer with PyPI's sentence in the status line, unless that is bare, and in the form that the client takes.

    Source: Pyramid 2.1 `pyramid/httpexceptions.py`, which makes these bodies for PyPI.
    """
    if answer.sentence is None:
        return answer
    phrase, explanation = HTTPStatus(answer.status).phrase, EXPLANATIONS[answer.status]
    status = f"{answer.status} {answer.sentence or phrase}"
    form = best(accept, "text/html", "application/json") or "text/plain"
    body: object = f"{status}\n\n{explanation}\n\n\n{answer.sentence}\n\n"
    if form == "text/html":
        body = PAGE.format(status=status, explanation=explanation, sentence=escape(answer.sentence))
    elif form == "application/json":
        body = {"message": f"{explanation}\n\n\n{answer.sentence}\n\n", "code": status, "title": phrase}
    reason = phrase if bare else answer.sentence or phrase
    return answer._replace(body=body, reason=reason, headers={**(answer.headers or {}), "Content-Type": form})


def best(accept: str, *forms: str) -> str | None:
    """The form that a client prefers, of equal ones the first; None if it takes none of them."""
    weights = dict.fromkeys(forms, 0.0)
    for part in accept.split(","):
        name, *parameters = part.replace(" ", "").split(";")
        weight = next((float(each[2:]) for each in parameters if each.startswith("q=")), 1.0)
        for form in forms:
            if name in ("*/*", form, f"{form.partition('/')[0]}/*"):
                weights[form] = max(weights[form], weight)
    chosen = max(forms, key=lambda form: weights[form])
    return chosen if weights[chosen] else None
