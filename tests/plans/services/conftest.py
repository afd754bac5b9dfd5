"""A plan of the cast's department with one part, two headings and three activities."""

from dataclasses import dataclass

import pytest

from organisations.models import User
from plans.models import ActionPlan, Activity, Heading, PlanPart
from tests.cast import Cast
from tests.factories import ActionPlanFactory, ActivityFactory, HeadingFactory, PlanPartFactory
from tests.plans.copies import plan_of_everything


@dataclass
class Written:
    """The plan as it stands before a service is called."""

    secretary: User
    plan: ActionPlan
    part: PlanPart
    first: Heading
    second: Heading
    a: Activity
    b: Activity
    c: Activity

    def order(self) -> list[str]:
        """Titles in printed order, each with its heading's words."""
        from plans import rows

        return [f"{'/'.join(row.headings)}:{row.title}" for row in rows.of(self.part).rows]


@pytest.fixture
def written(cast: Cast) -> Written:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"))
    part = PlanPartFactory(plan=plan)
    first = HeadingFactory(part=part, text="หนึ่ง", position=1)
    second = HeadingFactory(part=part, text="สอง", position=2)
    return Written(
        secretary=cast["secretary@medicine"],
        plan=plan,
        part=part,
        first=first,
        second=second,
        a=ActivityFactory(part=part, heading=first, position=1, title="ก"),
        b=ActivityFactory(part=part, heading=first, position=2, title="ข"),
        c=ActivityFactory(part=part, heading=second, position=1, title="ค"),
    )


@pytest.fixture
def source(cast: Cast) -> ActionPlan:
    """A plan of 2569 with something of every kind."""
    return plan_of_everything(cast)
