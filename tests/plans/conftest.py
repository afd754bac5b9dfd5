"""A plan of the cast's department on the screen, and the browser of its secretary."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisations.models import User
from plans.models import ActionPlan, Activity, Heading, PlanPart, PlanSection
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    HeadingFactory,
    PlanPartFactory,
    PlanSectionFactory,
)
from tests.plans.calling import Calling, gather

HTMX = {"HX-Request": "true"}


@dataclass
class Desk:
    """A plan with a section and a table of quarters; ``other`` belongs to another ministry."""

    secretary: User
    browser: Client
    plan: ActionPlan
    section: PlanSection
    part: PlanPart
    heading: Heading
    activity: Activity
    other: Activity

    def url(self, name: str, of: Any = None) -> str:
        return reverse(f"plans:{name}", args=[] if of is None else [of.pk])

    def get(self, name: str, of: Any = None, query: str = "", *, htmx: bool = False) -> Any:
        return self.browser.get(self.url(name, of) + query, headers=HTMX if htmx else {})

    def post(
        self, name: str, of: Any = None, data: Any = None, query: str = "", *, htmx: bool = False
    ) -> Any:
        return self.browser.post(self.url(name, of) + query, data or {}, headers=HTMX if htmx else {})

    def typed(self, activity: Activity | None = None, **texts: Any) -> dict[str, Any]:
        """What the page of an activity posts: everything as it stands, but for these texts."""
        page = (
            self.browser.get(self.url("activity-edit", activity))
            if activity
            else self.browser.get(self.url("activity-new", self.part))
        )
        form = page.context["form"]
        return {field.html_name: "" if field.value() is None else field.value() for field in form} | texts


@pytest.fixture
def desk(cast: Cast, client_as: ClientAs) -> Desk:
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), title="แผนของกรม ก")
    part = PlanPartFactory(plan=plan, layout="strategy_quarters", title="ตารางหลัก")
    heading = HeadingFactory(part=part, text="ยุทธศาสตร์ที่ 1 ตัวอย่าง")
    foreign = PlanPartFactory(plan=ActionPlanFactory(organisation=cast.organisation("revenue")))
    secretary = cast["secretary@medicine"]
    return Desk(
        secretary=secretary,
        browser=client_as(secretary),
        plan=plan,
        section=PlanSectionFactory(plan=plan, title="หลักการ"),
        part=part,
        heading=heading,
        activity=ActivityFactory(heading=heading, part=part, title="กิจกรรมแรก", position=1),
        other=ActivityFactory(part=foreign, title="ของหน่วยงานอื่น"),
    )


@pytest.fixture
def calling(cast: Cast) -> Calling:
    """The department's plan, and the units that it can ask; see `tests/plans/calling.py`."""
    return gather(cast)
