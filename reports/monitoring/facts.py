"""All that the documents of one round say, and which rounds of a plan they are made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from ita_portal.tables.content import Digits, PlanContent
from ita_portal.tables.json_values import Json
from ita_portal.thai.dates import format_long
from plans.models import ActionPlan, MonitoringRound, RoundClosing
from plans.monitoring.figures import day_of
from plans.monitoring.money import Sums
from plans.monitoring.round_presets import presets_of
from plans.monitoring.rounds import figures_of
from reports.monitoring.reading import Reported, content_of, digits_of, reported_in

USUAL = "half-10"  # the first six months of the year


@dataclass(frozen=True)
class RoundFacts:
    """A round with its figures: those of its closing, else as they are now.

    ``lines`` are the rows of the plan with what is reported of them; texts are read there, for what a closed
    round holds is locked, and all numbers from ``figures``.
    """

    round: MonitoringRound
    content: PlanContent
    lines: tuple[Reported, ...]
    figures: Json
    closing: RoundClosing | None

    @property
    def plan(self) -> ActionPlan:
        return self.round.plan

    @property
    def digits(self) -> Digits:
        return digits_of(self.content)

    @property
    def as_of(self) -> str:
        """ "ปิดรอบการรายงานแล้วเมื่อ …" of what is frozen, else "ข้อมูล ณ วันที่ …"."""
        if self.closing:
            return f"ปิดรอบการรายงานแล้วเมื่อวันที่ {format_long(timezone.localdate(self.closing.closed_at))}"
        return f"ข้อมูล ณ วันที่ {format_long(day_of(self.figures))}"

    def text(self, name: str) -> str:
        """A text of the round itself, as it was when the figures were taken."""
        return str(self.figures["round"][name])

    def activities(self) -> Iterator[Json]:
        """Every row that reports or has money, in printed order."""
        return (one for part in self.figures["parts"] for one in part["activities"])

    def money_here(self) -> dict[int, Sums]:
        """What moved in the round, by row."""
        return {one["id"]: sums_from(one["money"]["during"]) for one in self.activities()}


def facts_of(round: MonitoringRound) -> RoundFacts:
    """Raises nothing; as many queries for a large plan as for a small one."""
    content = content_of(round.plan)
    closing = round.closings.filter(reopened_at=None).first() if round.pk else None
    figures = (closing.figures if closing else None) or figures_of(round)
    lines = reported_in(round.plan, content, round.starts_on, round.ends_on)
    return RoundFacts(round, content, lines, figures, closing)


def sums_from(figures: Mapping[str, str]) -> Sums:
    """The money of a figure; what is left is computed again."""
    return Sums(**{stage: Decimal(amount) for stage, amount in figures.items() if stage != "remaining"})


def rounds_of(plan: ActionPlan) -> dict[str, MonitoringRound]:
    """What a report may be of, by its key in addresses: quarters, halves, five months, the year; one query.

    Where the plan has a round of these days it is that; the others are of this report alone. Behind them
    stand the plan's rounds of other days.
    """
    own = {(one.starts_on, one.ends_on): one for one in plan.monitoring_rounds.all()}
    for one in own.values():
        one.plan = plan
    usual = {
        preset.key: own.pop(
            (preset.starts_on, preset.ends_on),
            MonitoringRound(
                plan=plan,
                kind=preset.kind,
                name=preset.name,
                starts_on=preset.starts_on,
                ends_on=preset.ends_on,
            ),
        )
        for preset in presets_of(plan.fiscal_year)
    }
    return usual | {f"round-{one.pk}": one for one in own.values()}
