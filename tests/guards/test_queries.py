"""Every list and page asks the database as often for 30 rows as for one, and at most 15 times."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from organisations.access import Role
from organisations.models import Organisation, User
from plans.models import ActionPlan
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ActivityOwnerFactory,
    HeadingFactory,
    IndicatorFactory,
    MembershipFactory,
    OrganisationFactory,
    PlanCellFactory,
    PlanPartFactory,
    PlanSectionFactory,
    UserFactory,
)

MOST = 15


@dataclass(frozen=True)
class Page:
    """A page, who opens it, how to make one more row of it, and how many queries it takes."""

    name: str
    person: str
    add_row: Callable[[Cast], object]
    queries: int
    target: Callable[[Cast], int] | None = None
    query: str = ""

    def __str__(self) -> str:
        return f"{self.name}{self.query}"


def unit(cast: Cast) -> Organisation:
    return OrganisationFactory(parent=Organisation.objects.get(code="MEDICINE"))


def colleague(cast: Cast) -> User:
    """With two roles, each of which a careless list asks for anew."""
    person = UserFactory()
    for place in ("medicine", "planning"):
        MembershipFactory(user=person, organisation=cast.organisation(place), role=Role.AUDITOR)
    return person


def role_of_person(cast: Cast) -> object:
    return MembershipFactory(user=cast["executive@medicine"], organisation=unit(cast))


def plan(cast: Cast) -> ActionPlan:
    """With everything a plan has, in a unit of its own."""
    made = ActionPlanFactory(organisation=unit(cast))
    activity_of(made)
    return made


def binned_plan(cast: Cast) -> ActionPlan:
    return ActionPlanFactory(
        organisation=cast.organisation("medicine"), deleted_at=timezone.now(), deleted_by=UserFactory()
    )


def activity_of(made: ActionPlan) -> None:
    PlanSectionFactory(plan=made)
    activity = ActivityFactory(heading=HeadingFactory(part__plan=made))
    ActivityOwnerFactory(activity=activity)
    IndicatorFactory(activity=activity)
    PlanCellFactory(activity=activity)


def activity(cast: Cast) -> None:
    """One more with a heading of its own, in the one table of medicine's plan."""
    part = PlanPartFactory._meta.model.objects.filter(plan_id=plan_of_medicine(cast)).first()
    part = part or PlanPartFactory(plan_id=plan_of_medicine(cast))
    made = ActivityFactory(heading=HeadingFactory(part=part))
    ActivityOwnerFactory(activity=made)
    IndicatorFactory(activity=made)
    PlanCellFactory(activity=made)


def medicine(cast: Cast) -> int:
    return cast.organisation("medicine").pk


def plan_of_medicine(cast: Cast) -> int:
    found = ActionPlan.objects.filter(organisation=cast.organisation("medicine")).first()
    return (found or ActionPlanFactory(organisation=cast.organisation("medicine"))).pk


PAGES = [
    Page("organisations:organisation-list", "unit_admin@medicine", unit, 5),
    Page("organisations:organisation-list", "central", unit, 6, query="?q=หน่วย"),
    Page("organisations:organisation-detail", "unit_admin@medicine", unit, 7, target=medicine),
    Page("organisations:organisation-detail", "unit_admin@medicine", colleague, 7, target=medicine),
    Page("organisations:user-list", "unit_admin@medicine", colleague, 6),
    Page("organisations:user-list", "central", colleague, 8, query="?role=auditor&organisation=MEDICINE"),
    Page(
        "organisations:user-detail",
        "unit_admin@medicine",
        role_of_person,
        8,
        target=lambda cast: cast["executive@medicine"].pk,
    ),
    Page("plans:plan-list", "unit_admin@medicine", plan, 6),
    Page("plans:plan-bin", "secretary@medicine", binned_plan, 5),
    Page("plans:plan-detail", "secretary@medicine", activity, 12, target=plan_of_medicine),
    Page("plans:plan-editor", "secretary@medicine", activity, 14, target=plan_of_medicine),
    Page("reports:home", "secretary@medicine", activity, 6),
    Page("reports:home", "executive@medicine", plan, 8),
    Page("reports:activity-list", "executive@medicine", plan, 8),
]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_asks_as_often_for_thirty_rows_as_for_one(page: Page, cast: Cast, client_as: ClientAs) -> None:
    url = reverse(page.name, args=[page.target(cast)] if page.target else []) + page.query
    client = client_as(cast[page.person])
    counts = []

    for rows in (1, 29):
        for _ in range(rows):
            page.add_row(cast)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))

    assert counts == [page.queries, page.queries]
    assert page.queries <= MOST
