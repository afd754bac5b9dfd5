"""What a benchmark hands back, and how two pieces of work are compared."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio and the bound that it should not pass."""

    name: str
    ratio: float
    bound: float

    @property
    def is_within(self) -> bool:
        return self.ratio <= self.bound


def ratio(work: Callable[[], object], yardstick: Callable[[], object], *, rounds: int = 9) -> float:
    """How many times as long ``work`` takes as ``yardstick``: the best of some rounds of each, in turns.

    Both are done once beforehand, so that what is done once in a process counts for neither. The time is the
    processor's for this process; the best time is the one that other programs disturbed least. Waiting (for
    a network) is not in it.
    """
    work(), yardstick()
    pairs = [(_time(work), _time(yardstick)) for _ in range(rounds)]
    return min(ours for ours, _ in pairs) / min(theirs for _, theirs in pairs)


def _time(work: Callable[[], object]) -> float:
    gc.collect()
    started = process_time()
    work()
    return process_time() - started
