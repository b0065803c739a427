"""The helper that watches how time grows sees a square, and no more than that."""

import pytest

import growth


@pytest.mark.parametrize(("power", "expected"), [(1, True), (1.4, True), (2, False), (3, False)])
def test_a_square_is_noticed(monkeypatch: pytest.MonkeyPatch, power: float, expected: bool) -> None:
    """By a clock that only the function moves."""
    clock = [0.0]
    monkeypatch.setattr("growth.time.process_time", lambda: clock[-1])
    assert expected == growth.grows_with_length(lambda size: clock.append(clock[-1] + size**power), 1024)


def test_one_slow_try_is_forgiven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something else may have kept the machine busy."""
    taken = iter([99, 1, 16, 1])
    monkeypatch.setattr("growth.seconds", lambda _ask, _size: next(taken))
    assert growth.grows_with_length(lambda _: None, 1024)


def test_what_ends_soon_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a call that takes no time worth the name, the machine's whims would be compared."""
    monkeypatch.setattr("growth.seconds", lambda _ask, size: 0.01 if size == 1024 else 0)
    assert growth.grows_with_length(lambda _: None, 1024)
