"""What checks need to know of a plan beside its content."""

from dataclasses import dataclass
from datetime import date

from plans.models import ActionPlan, Charter, HigherPlan, PlanPicture, PlanStatement


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Read once for all checks; a check that needs more asks for it itself, with as many queries each time.

    ``starts_on`` and ``ends_on`` are the plan's own period, None where it states none.
    """

    plan: ActionPlan
    starts_on: date | None = None
    ends_on: date | None = None
    statements: tuple[PlanStatement, ...] = ()
    higher_plans: tuple[HigherPlan, ...] = ()
    charters: tuple[Charter, ...] = ()
    pictures: tuple[PlanPicture, ...] = ()


def facts_of(plan: ActionPlan) -> PlanFacts:
    """The facts, in four queries."""
    return PlanFacts(
        plan=plan,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        statements=tuple(plan.statements.all()),
        higher_plans=tuple(plan.higher_plans.all()),
        charters=tuple(plan.charters.all()),
        pictures=tuple(plan.pictures.all()),
    )
