"""What is to be done: plans with their sections, tables, headings and activities."""

from plans.models.activity import Activity, ActivityOwner, CostLine, Indicator, PlanCell
from plans.models.part import Heading, PlanPart
from plans.models.plan import ActionPlan, PlanSection, PlanSight

__all__ = [
    "ActionPlan",
    "Activity",
    "ActivityOwner",
    "CostLine",
    "Heading",
    "Indicator",
    "PlanCell",
    "PlanPart",
    "PlanSection",
    "PlanSight",
]
