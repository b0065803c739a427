"""Whether time grows with the length of an input or with its square, on a machine of any speed, however busy."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LESS = 16  # the small input is this many times smaller
MOST = 64  # times the small input's time: 16 if the time grows with the length, 256 with its square
SOON = 0.25  # seconds of the processor: in a shorter call, caches and other processes take the larger part
TRIES = 4  # what else a machine does may spoil some of them
ENDLESS = 100  # seconds of the processor


def grows_with_length(ask: Callable[[int], object], size: int) -> bool:
    """Whether `ask` ends soon for this size, or takes about 16 times as long as for a sixteenth of it, and not 256."""
    ask(size // LESS)  # what is loaded once is loaded
    with ended():
        return any(in_proportion(ask, size) for _ in range(TRIES))


def in_proportion(ask: Callable[[int], object], size: int) -> bool:
    """Compare one call of each size."""
    taken = seconds(ask, size)
    return taken < SOON or taken < MOST * seconds(ask, size // LESS)


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
