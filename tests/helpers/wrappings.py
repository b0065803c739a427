"""How each client prints one and the same refusal of an upload: with PyPI's sentence in the status line, and without.

Source: what twine 7.0.0, 3.1 and 3.4, uv 0.13.9 and older, poetry 2.5.1, flit 4.2.0, hatch 1.18.2, pdm 2.29.4 and
maturin 1.16.0 printed when they were run on 2026-11-28 against a local index that answers with PyPI's bodies.
"""

import html
import json
import textwrap
from collections.abc import Callable
from http import HTTPStatus

URL = "https://upload.pypi.org/legacy/"
FILE = "sampleproject-1.4.0-py3-none-any.whl"
EXPLAINED = {
    400: "The server could not comply with the request since it is either malformed or otherwise incorrect.",
    403: "Access was denied to this resource.",
}


def body(status: int, sentence: str) -> str:
    """PyPI's HTML answer."""
    return (
        f"<html>\n <head>\n  <title>{status} {sentence}</title>\n </head>\n <body>\n  <h1>{status} {sentence}</h1>\n"
        f"  {EXPLAINED.get(status, '')}<br/><br/>\n{html.escape(sentence)}\n\n\n </body>\n</html>"
    )


def logged(level: str, message: str, width: int = 71) -> str:
    """A record of twine's log, wrapped at 80 columns and padded with blanks."""
    lines = [part for line in message.split("\n") for part in (textwrap.wrap(line, width) or [""])]
    return "\n".join(f"{level if not n else '':9}{line:{width}}" for n, line in enumerate(lines))


def phrase(status: int) -> str:
    """The standard phrase of a status."""
    return HTTPStatus(status).phrase


def twine(status: int, sentence: str) -> str:
    """With the sentence in the status line."""
    return f"Uploading distributions to {URL}\nUploading {FILE}\n" + "\n".join(
        [
            logged("WARNING", "Error during upload. Retry with the --verbose option for more details."),
            logged("ERROR", f"HTTPError: {status} {phrase(status)} from {URL}\n{sentence}"),
        ]
    )


def twine_verbose(status: int, sentence: str) -> str:
    """Without the sentence in the status line: only the body has it."""
    return f"Uploading {FILE}\n" + "\n".join(
        [
            logged("INFO", f"Response from {URL}:\n{status} {phrase(status)}"),
            logged("INFO", body(status, sentence)),
            logged("ERROR", f"HTTPError: {status} {phrase(status)} from {URL}\n{phrase(status)}"),
        ]
    )


def twine_in_words(status: int, sentence: str) -> str:
    """An older one, which broke long lines inside words."""
    lines = textwrap.wrap(sentence, 64, break_on_hyphens=False)
    broken = "\n".join(line[:40] + "\n         " + line[40:] if len(line) > 50 else line for line in lines)
    return f"ERROR    HTTPError: {status} {phrase(status)} from {URL}\n         " + broken.replace("\n", "\n         ")


def twine_1(status: int, sentence: str) -> str:
    """Up to 3.1."""
    return f"Uploading {FILE}\nHTTPError: {status} Client Error: {sentence} for url: {URL}"


def twine_3(status: int, sentence: str) -> str:
    """From 3.2 to 3.4, with a progress bar."""
    bar = "100%|██████████| 401k/401k [00:00<00:00, 852kB/s]"
    return (
        f"Uploading {FILE}\n{bar}\nNOTE: Try --verbose to see response content.\n"
        f"HTTPError: {status} {phrase(status)} from {URL}\n{sentence}"
    )


def uv(status: int, sentence: str) -> str:
    """Since 0.13: a line a cause."""
    return (
        f"Publishing 1 file to {URL}\nUploading {FILE} (983B)\nerror: Failed to publish `dist/{FILE}` to `{URL}`\n"
        f"  cause: Server returned status code {status} {phrase(status)}. Server says: {status} {sentence}"
    )


def uv_older(status: int, sentence: str) -> str:
    """Before."""
    return (
        f"error: Failed to publish `dist/{FILE}` to {URL}\n"
        f"  Caused by: Upload failed with status code {status} {phrase(status)}. Server says: {status} {sentence}"
    )


def poetry(status: int, sentence: str) -> str:
    """The answer as Python's bytes; the formatter eats closing tags."""
    raw = repr(body(status, sentence).encode()).replace("</title>", "").replace("</head>", "")
    said = f"HTTP Error {status}: {phrase(status)} | {raw}"
    return f"Publishing sampleproject (1.4.0) to PyPI\n - Uploading {FILE} 100%\n\n{said}"


def poetry_older(status: int, sentence: str) -> str:
    """Before 1.2."""
    return f" - Uploading {FILE} 100%\n\n  UploadError\n\n  HTTP Error {status}: {sentence}"


def flit(status: int, sentence: str) -> str:
    """With the sentence in the status line."""
    return f"Uploading dist/{FILE}... I-flit.upload\n{status} Client Error: {sentence} for url: {URL}"


def hatch(status: int, sentence: str) -> str:
    """With the sentence in the status line."""
    return (
        f"dist/{FILE} ... failed\n"
        f"Error uploading to repository: {URL} - Client error '{status} {sentence}' for url '{URL}'\n"
        f"For more information check: https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/{status}"
    )


def pdm(status: int, sentence: str) -> str:
    """With the sentence in the status line."""
    return f"Uploading {FILE}\n[PublishError]: Client error '{status} {sentence}' for url '{URL}'"


def maturin(status: int, sentence: str) -> str:
    """The body in full; each 403 ends in the same guess."""
    if status == 403:
        return (
            f"🚀 Uploading 1 packages\n⛔ 403 {sentence}\n💥 maturin failed\n"
            "  Caused by: Username and/or password are possibly wrong"
        )
    exists = "File already exists: " if "already exists" in sentence else ""
    return (
        f'🚀 Uploading 1 packages\n💥 maturin failed\n  Caused by: 💥 Failed to upload "{FILE}" (983 B)\n'
        f"  Caused by: {exists}Failed to upload the wheel with status {status}: {body(status, sentence)}"
    )


def as_json(status: int, sentence: str) -> str:
    """PyPI's answer to a client that asks for JSON."""
    answer = {"message": f"{EXPLAINED.get(status, '')}\n\n\n{sentence}\n\n", "code": f"{status} {sentence}"}
    return f"POST {URL}\n{json.dumps(answer)}"


WRAPPINGS: list[Callable[[int, str], str]] = [
    *(twine, twine_verbose, twine_in_words, twine_1, twine_3, uv, uv_older, poetry, poetry_older),
    *(flit, hatch, pdm, maturin, as_json),
]
