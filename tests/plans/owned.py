"""An activity with one who reports it, in a plan that is followed."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from organisations.access import Role
from organisations.models import Organisation, User
from plans.models import Activity, Progress, ReportingPeriod, ReportLink
from plans.services.report_links import make_links
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityReporterFactory,
    MembershipFactory,
    MonitoringFactory,
    OrganisationFactory,
    PlanPartFactory,
    ProgressFactory,
    ReportingPeriodFactory,
    UserFactory,
)

WHOLE = {
    "work": "ongoing",
    "actual_percent": "๔๐",
    "narrative": "จัดประชุมแล้ว",
    "problems": "ไม่มี",
    "suggestions": "ไม่มี",
}


@dataclass(frozen=True)
class Owned:
    """``owner`` is a member with the role of an owner of activities, who reports ``activity``."""

    organisation: Organisation
    owner: User
    secretary: User
    activity: Activity
    period: ReportingPeriod
    progress: Progress


def member(organisation: Organisation, role: Role) -> User:
    user: User = UserFactory()
    MembershipFactory(user=user, organisation=organisation, role=role)
    return user


def owned(due: int = 10, **progress: Any) -> Owned:
    """A report that waits for its owner, of a period that began a month ago and is due in so many days."""
    organisation = OrganisationFactory()
    owner, secretary = member(organisation, Role.ACTIVITY_OWNER), member(organisation, Role.SECRETARY)
    plan = MonitoringFactory(plan=ActionPlanFactory(organisation=organisation, state="approved")).plan
    activity = ActivityFactory(part=PlanPartFactory(plan=plan), title="อบรมเรื่องผลประโยชน์ทับซ้อน")
    ActivityReporterFactory(activity=activity, user=owner)
    today = timezone.localdate()
    period = ReportingPeriodFactory(
        plan=plan, starts_on=today - timedelta(days=30), ends_on=today, due_on=today + timedelta(days=due)
    )
    report = ProgressFactory(activity=activity, period=period, **progress)
    return Owned(organisation, owner, secretary, activity, period, report)


def link_of_owner(own: Owned) -> ReportLink:
    """The link with which the owner writes the report."""
    return make_links(own.owner, [own.progress])[own.progress.pk]


def counted() -> dict[str, Any]:
    """The plan counts: two times in the period."""
    return {"planned_count": Decimal(2), "planned_unit": "ครั้ง"}


def later_period(owned: Owned, position: int, starts_on: date) -> ReportingPeriod:
    return ReportingPeriodFactory(
        plan=owned.period.plan,
        position=position,
        name=f"งวดที่ {position}",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=30),
        due_on=starts_on + timedelta(days=35),
    )
