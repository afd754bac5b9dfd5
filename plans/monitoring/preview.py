"""How many reports a plan would expect in periods that are not there yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plans.models import ActionPlan
from plans.monitoring.periods import PeriodDays
from plans.monitoring.reporting_rows import planned_rows


@dataclass(frozen=True, slots=True)
class Preview:
    """The periods, each with how many reports it would expect; ``activities`` is of how many rows."""

    periods: tuple[tuple[PeriodDays, int], ...]
    activities: int

    @property
    def reports(self) -> int:
        return sum(count for _, count in self.periods)


def preview_of(plan: ActionPlan, periods: Sequence[PeriodDays]) -> Preview:
    """Reads the rows of the plan and writes nothing."""
    planned = planned_rows(plan, periods)
    counts = Counter(period for _, period in planned)
    return Preview(
        tuple((period, counts[period]) for period in periods), len({activity for activity, _ in planned})
    )
