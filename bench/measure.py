"""What a benchmark hands back, and how two pieces of work are compared."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
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


def ratio(work: Callable[[], object], yardstick: Callable[[], object], *, rounds: int = 5) -> float:
    """How many times as long ``work`` takes as ``yardstick``: the median of some rounds, side by side.

    Both are done once beforehand, so that what is done once in a process counts for neither. The time is the
    processor's for this process: a busy machine does not change it, and waiting (for a network) is not in it.
    """
    work(), yardstick()
    return median(_round(work, yardstick, work_first=bool(at % 2)) for at in range(rounds))


def _round(work: Callable[[], object], yardstick: Callable[[], object], *, work_first: bool) -> float:
    if work_first:
        return _time(work) / _time(yardstick)
    return 1 / (_time(yardstick) / _time(work))


def _time(work: Callable[[], object]) -> float:
    gc.collect()
    started = process_time()
    work()
    return process_time() - started
