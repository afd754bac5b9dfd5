"""What checks need to know of a plan beside its content."""

from dataclasses import dataclass

from plans.models import ActionPlan, PlanSection


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """Read once for all checks; a check that needs more asks for it itself, with as many queries each time.

    ``sections`` are all of the plan's narrative with their ids, those of its charters too.
    """

    plan: ActionPlan
    sections: tuple[PlanSection, ...] = ()


def facts_of(plan: ActionPlan) -> PlanFacts:
    """The facts, in one query."""
    return PlanFacts(plan, tuple(plan.sections.all()))
