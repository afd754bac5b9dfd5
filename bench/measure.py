"""What a benchmark hands back, and how two pieces of work are compared."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time


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


def median_ratio(
    work: Callable[[], object],
    yardstick: Callable[[], object],
    *,
    rounds: int = 5,
    is_processor_time: bool = True,
) -> float:
    """How many times as long ``work`` takes as ``yardstick``: the medians of some rounds of each, in turns.

    The time on the clock is taken where another process does the work of one of them.
    """
    clock = process_time if is_processor_time else perf_counter
    work(), yardstick()
    pairs = [(_time(work, clock), _time(yardstick, clock)) for _ in range(rounds)]
    return median(ours for ours, _ in pairs) / median(theirs for _, theirs in pairs)


def median_seconds(work: Callable[[], object], *, rounds: int = 15) -> float:
    """How long it takes on the clock when it was done before: the median of some rounds."""
    work()
    return median(_time(work, perf_counter) for _ in range(rounds))


def _time(work: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    gc.collect()
    started = clock()
    work()
    return clock() - started
