"""What is fetched over the network comes from an https address and no other."""

import threading

import pytest

from evidence.github_api import GitHub
from last_accepted import last_accepted
from rehearse import claims_of_job
from shared.bad_input import BadInput
from shared.fetch import fetch_json
from verify_token import fetch_keys


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://127.0.0.1:1/x?secret", "127.0.0.1"), ("https:///x?secret", "https:///x"), ("file:///a?x", "file"),
        ("https://127.0.0.1:1/é", "127.0.0.1"),
        ("https://octo:secret@127.0.0.1:1/", "127.0.0.1"),
        ("https://127.0.0.1:1/a b?t=secret", "127.0.0.1"), ("https://127.0.0.1:99999/?secret", "?"),
        ("https://127.0.0.1:1/a\n?secret", "127.0.0.1"), ("https://127.0.0.1:x/?secret", "?"),
        ("https://[/", "?"), ("", ""),
    ],
)  # fmt: skip
def test_what_is_no_https_address_is_not_asked(address: str, name: str) -> None:
    """The sentence names the host, and nothing that stands behind it."""
    with pytest.raises(BadInput, match="isn't an https URL") as refused:
        fetch_json(address, {})
    assert str(refused.value.values["name"]).startswith(name)
    assert "secret" not in str(refused.value)


def test_an_answer_by_drops_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the other side says slowly, be it before the answer itself: the time for all of it ends."""
    asking, done = threading.Semaphore(0), threading.Event()

    def wait(*_: object) -> None:
        """Stand for a server: be asked, and say nothing until the test is over."""
        asking.release()
        done.wait()

    monkeypatch.setattr("urllib.request.build_opener", wait)
    monkeypatch.setattr("shared.fetch.PATIENCE", 0.01)
    monkeypatch.setattr("evidence.github_api.ALL", 0.01)
    variables = {f"ACTIONS_ID_TOKEN_REQUEST_{name}": "https://host.example/" for name in ("URL", "TOKEN")}
    for ask in (
        lambda: fetch_json("https://host.example/", {}),
        lambda: claims_of_job(variables, "pypi"),
        lambda: fetch_keys("https://host.example"),
        lambda: last_accepted("sampleproject", "https://host.example"),
        lambda: GitHub("https://host.example", None, 0).json("/"),
    ):
        with pytest.raises(BadInput, match="host") as refused:
            ask()
        assert "bad-answer-long" == refused.value.word
        asking.acquire()  # else the thread, on a busy machine, would ask when the real opener is back
    done.set()
