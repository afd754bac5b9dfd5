"""A call of the department "medicine" on its own plan, to its units "planning" and "institute".

Each unit has a secretary, a head, and somebody without the right to write, who may be named as coordinator.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from organisations.access import Role
from organisations.models import Organisation, User
from plans.models import Activity, Call, CallAnswer, Heading, PlanPart
from plans.services import calls
from plans.services.calls import Asked
from plans.services.calls_answers import send_answer
from tests.cast import Cast
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    HeadingFactory,
    MembershipFactory,
    PlanPartFactory,
    UserFactory,
)

UNITS = ("planning", "institute")
DUE_ON = timezone.localdate() + timedelta(days=10)


def link(address: str) -> str:
    return f"https://plan.example.go.th{address}"


@dataclass
class Calling:
    """The caller's plan, and the people of the units by "role@unit"."""

    cast: Cast
    part: PlanPart
    heading: Heading
    people: dict[str, User] = field(default_factory=dict)
    call: Call | None = None

    @property
    def caller(self) -> User:
        return self.cast["secretary@medicine"]

    def unit(self, name: str) -> Organisation:
        return self.cast.organisation(name)

    def open(self, *, confirmed: bool = False, coordinator: str = "", units: tuple[str, ...] = UNITS) -> Call:
        """A call to the units; ``coordinator`` is named for the first of them."""
        named = {units[0]: self.people[coordinator]} if coordinator else {}
        self.call = calls.open_call(
            by=self.caller,
            part=self.part,
            purpose=Call.Purpose.ROWS,
            title="ขอให้เสนอกิจกรรม",
            letter="โปรดเสนอภายในกำหนด",
            due_on=DUE_ON,
            needs_confirmation=confirmed,
            units=[Asked(self.unit(name), named.get(name)) for name in units],
            link=link,
        )
        return self.call

    def answer(self, unit: str = "planning") -> CallAnswer:
        assert self.call
        return (
            CallAnswer.objects.filter(call=self.call, unit=self.unit(unit))
            .select_related("call__plan__organisation", "unit", "plan__organisation")
            .get()
        )

    def row(self, unit: str = "planning", *, heading: str = "", owner: str = "", **values: Any) -> Activity:
        """One more row in the unit's answer, under the heading of that text."""
        part = self.answer(unit).plan.parts.get()
        under = part.headings.get(text=heading) if heading else None
        made = ActivityFactory(part=part, heading=under, **values)
        if owner:
            ActivityOwnerFactory(activity=made, text=owner)
        return made

    def sent(self, unit: str = "planning", **values: Any) -> Activity:
        """The one row of an answer that was sent."""
        made = self.row(unit, **values)
        send_answer(by=self.people[f"secretary@{unit}"], answer=self.answer(unit))
        return made


def gather(cast: Cast) -> Calling:
    """The caller's plan with one table and one heading, and the people of both units."""
    plan = ActionPlanFactory(organisation=cast.organisation("medicine"), title="แผนของกรม ก")
    part = PlanPartFactory(plan=plan, layout="strategy_quarters", title="ตารางหลัก", columns=None)
    made = Calling(cast, part, HeadingFactory(part=part, text="ยุทธศาสตร์ที่ 1"))
    for unit in UNITS:
        for role in (Role.SECRETARY, Role.APPROVER, Role.ACTIVITY_OWNER):
            person = UserFactory(username=f"{role.value}-{unit}")
            MembershipFactory(user=person, organisation=cast.organisation(unit), role=role)
            made.people[f"{role.value}@{unit}"] = person
    return made
