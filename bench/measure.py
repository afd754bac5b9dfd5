"""What a benchmark hands back, and how two pieces of work are compared."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
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


def ratio(work: Callable[[], object], yardstick: Callable[[], object], *, rounds: int = 9) -> float:
    """How many times as long ``work`` takes as ``yardstick``: the best of some rounds of each, in turns.

    Both are done once beforehand, so that what is done once in a process counts for neither. The time is the
    processor's for this process; the best time is the one that other programs disturbed least. Waiting (for
    a network) is not in it.
    """
    work(), yardstick()
    pairs = [(_time(work), _time(yardstick)) for _ in range(rounds)]
    return min(ours for ours, _ in pairs) / min(theirs for _, theirs in pairs)


def median_ratio(work: Callable[[], object], yardstick: Callable[[], object], *, rounds: int = 5) -> float:
    """How many times as long ``work`` takes as ``yardstick``: the medians of some rounds of each, in turns.

    The time is the processor's, for this process and for those that it started and that have ended.
    """
    work(), yardstick()
    pairs = [(_time(work, _with_children), _time(yardstick, _with_children)) for _ in range(rounds)]
    return median(ours for ours, _ in pairs) / median(theirs for _, theirs in pairs)


def median_seconds(work: Callable[[], object], *, rounds: int = 15) -> float:
    """How long the processor works on what was done before: the median of some rounds."""
    work()
    return median(_time(work) for _ in range(rounds))


def _with_children() -> float:
    used = map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _time(work: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    gc.collect()
    started = clock()
    work()
    return clock() - started
