"""Whether time grows with the length of an input or with its square, on a machine of any speed, however busy."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TRIES = 4  # what else a machine does may spoil some of them
MOST = 9  # times the time that four times as much may take: 4 if the time grows with the length, 16 with its square
ENDLESS = 100  # seconds of the processor


def grows_with_length(ask: Callable[[int], object], size: int) -> bool:
    """Whether `ask` takes about four times as long for this size as for a quarter of it, and not sixteen times."""
    ask(size // 4)  # what is loaded once is loaded
    return any(seconds(ask, size) < MOST * seconds(ask, size // 4) for _ in range(TRIES))


def seconds(ask: Callable[[int], object], size: int) -> float:
    """The processor's time for one call."""
    start = time.process_time()
    ask(size)
    return time.process_time() - start


@contextmanager
def ended() -> Iterator[None]:
    """Raise TimeoutError in a block that would never end."""

    def stop(*_: object) -> None:
        """End the block."""
        raise TimeoutError(f"more than {ENDLESS} s of the processor")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
