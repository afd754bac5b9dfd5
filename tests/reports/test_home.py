"""The home page: what is theirs to do, for everybody, in numbers that are the rows behind their links."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ita_portal.thai.fiscal import fiscal_year_of, quarter_of
from organisations.models import Organisation, User
from plans.models import ActionPlan, Activity
from reports.home import Choice, GapCount, Home, home_of, open_years
from reports.selection import Only
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActivityFactory,
    ActivityOwnerFactory,
    PlanCellFactory,
    PlanPartFactory,
)
from tests.reports.filled_plans import THIS_YEAR, complete_activity, listed, plan_of

State = ActionPlan.State
NOVEMBER = date(2026, 11, 21)  # fiscal year 2570, first quarter
MAY = date(2027, 5, 21)  # fiscal year 2570, third quarter


def seen(user: User, today: date = NOVEMBER, organisation: Organisation | None = None) -> Home:
    choice = Choice(fiscal_year_of(today), organisation, year_is_chosen=False, today=today)
    return home_of(User.objects.get(pk=user.pk), choice)


@pytest.mark.parametrize(
    ("who", "sections"),
    [
        ("secretary@medicine", {"desk"}),
        ("activity_owner@medicine", {"own_work"}),
        ("approver@medicine", {"overview"}),
        ("executive@medicine", {"overview"}),
        ("auditor@medicine", {"overview"}),
        ("unit_admin@medicine", {"administration"}),
        ("central", {"overview", "administration"}),
        ("outsider", set()),
        ("former", set()),
    ],
)
def test_sections_are_those_of_the_role(who: str, sections: set[str], cast: Cast) -> None:
    home = seen(cast[who])

    names = ("desk", "own_work", "overview", "administration")
    assert {name for name in names if getattr(home, name) is not None} == sections
    assert home.is_empty == (not sections)


# The secretary


def test_desk_has_the_plans_that_the_secretary_writes(cast: Cast) -> None:
    own = plan_of(cast)
    plan_of(cast, "institute")
    plan_of(cast, "revenue")

    desk = seen(cast["secretary@medicine"]).desk

    assert desk
    assert [line.plan for line in desk.lines] == [own]


def test_desk_counts_what_each_plan_lacks(cast: Cast) -> None:
    plan = plan_of(cast)
    complete_activity(plan)
    ticked = complete_activity(plan, period_text="", period_quarters=0)
    PlanCellFactory(activity=ticked, number=2)
    complete_activity(plan, period_text="", period_quarters=0)
    for missing in ("owners", "indicators", "owners"):
        getattr(complete_activity(plan), missing).all().delete()
    binned = complete_activity(plan)
    binned.owners.all().delete()
    Activity.objects.filter(pk=binned.pk).update(
        deleted_at=timezone.now(), deleted_by=cast["secretary@medicine"]
    )

    desk = seen(cast["secretary@medicine"]).desk

    assert desk
    line = desk.lines[0]
    assert line.activities == 6
    gaps = {Only.NO_OWNER: 2, Only.NO_INDICATOR: 1, Only.NO_PERIOD: 1}
    assert line.gaps == tuple(GapCount(only, count) for only, count in gaps.items())


def test_plan_that_cannot_be_changed_lacks_nothing(cast: Cast) -> None:
    for state in (State.APPROVED, State.RETURNED):
        part = PlanPartFactory(plan=plan_of(cast, state=state, title=state))
        ActivityFactory(part=part)

    desk = seen(cast["secretary@medicine"]).desk

    assert desk
    assert {line.plan.state: line.missing for line in desk.lines} == {"approved": 0, "returned": 3}


@pytest.mark.parametrize(
    ("choice", "years"),
    [
        (Choice(2570, None, year_is_chosen=False, today=NOVEMBER), (2570, 2569)),
        (Choice(2570, None, year_is_chosen=False, today=MAY), (2570,)),
        (Choice(2569, None, year_is_chosen=True, today=NOVEMBER), (2569,)),
    ],
)
def test_two_years_are_open_while_one_is_being_closed(choice: Choice, years: tuple[int, ...]) -> None:
    assert open_years(choice) == years


def test_year_that_is_being_closed_stands_on_the_desk(cast: Cast) -> None:
    plans = [plan_of(cast, fiscal_year=year) for year in (2570, 2569, 2568)]

    in_november, in_may = (seen(cast["secretary@medicine"], today).desk for today in (NOVEMBER, MAY))

    assert in_november
    assert in_may
    assert [line.plan for line in in_november.lines] == plans[:2]
    assert [line.plan for line in in_may.lines] == plans[:1]


@pytest.mark.parametrize(
    ("state", "activity", "steps"),
    [
        (State.DRAFT, None, ["current", "todo", "todo"]),
        (State.DRAFT, ActivityFactory, ["done", "current", "todo"]),
        (State.DRAFT, complete_activity, ["done", "done", "current"]),
        (State.APPROVED, complete_activity, ["done", "done", "done"]),
    ],
)
def test_steps_say_where_the_year_stands(state: str, activity: Any, steps: list[str], cast: Cast) -> None:
    plan = plan_of(cast, state=state)
    if activity is ActivityFactory:
        ActivityFactory(part=PlanPartFactory(plan=plan))
    elif activity:
        activity(plan)

    desk = seen(cast["secretary@medicine"]).desk

    assert desk
    assert [step.state for step in desk.steps] == steps


# The owner


def test_own_work_is_what_names_the_person_in_this_quarter(cast: Cast) -> None:
    owner = cast["activity_owner@medicine"]
    plan = plan_of(cast)
    by_account = complete_activity(plan, title="by account")
    ActivityOwnerFactory(activity=by_account, text="เลขานุการ", user=owner)
    by_name = complete_activity(plan, title="by name")
    ActivityOwnerFactory(activity=by_name, text=owner.full_name)
    ticked = complete_activity(plan, title="ticked", period_text="ไตรมาส 2", period_quarters=2)
    ActivityOwnerFactory(activity=ticked, user=owner)
    PlanCellFactory(activity=ticked, number=1)
    month = complete_activity(plan, title="month", period_text="", period_quarters=0)
    ActivityOwnerFactory(activity=month, user=owner)
    PlanCellFactory(activity=month, span="month", number=12)
    ticked_later = complete_activity(plan, title="ticked later", period_quarters=1)
    ActivityOwnerFactory(activity=ticked_later, user=owner)
    PlanCellFactory(activity=ticked_later, number=3)
    complete_activity(plan, title="of others")
    elsewhere = complete_activity(plan_of(cast, "revenue"), title="out of sight")
    ActivityOwnerFactory(activity=elsewhere, user=owner)

    work = seen(owner).own_work

    assert work
    assert {activity.title for activity in work.activities} == {"by account", "by name", "ticked", "month"}
    assert (work.quarter, work.in_year) == (1, 5)


# Executives, approvers, auditors, central administrators


def test_overview_adds_amounts_only_and_counts_by_state(cast: Cast) -> None:
    draft, waiting = plan_of(cast, title="ก"), plan_of(cast, "laboratory", state=State.WAITING, title="ข")
    complete_activity(draft, budget_amount=Decimal("1000.50"))
    complete_activity(waiting, budget_amount=Decimal("2000"))
    complete_activity(waiting, budget_amount=None, budget_kind="none", budget_text="ไม่ใช้งบประมาณ")
    complete_activity(plan_of(cast, "revenue"))
    complete_activity(plan_of(cast, fiscal_year=2569))

    overview = seen(cast["executive@medicine"]).overview

    assert overview
    assert (overview.plans, overview.activities, overview.budget) == (2, 3, Decimal("3000.50"))
    assert [(item.state, item.count) for item in overview.states] == [(State.DRAFT, 1), (State.WAITING, 1)]
    assert overview.waiting == (waiting,)


def test_overview_of_a_chosen_organisation_holds_what_lies_below_it(cast: Cast) -> None:
    complete_activity(plan_of(cast))
    complete_activity(plan_of(cast, "institute"))
    complete_activity(plan_of(cast, "laboratory"))

    overview = seen(cast["executive@medicine"], organisation=cast.organisation("institute")).overview

    assert overview
    assert (overview.plans, overview.activities) == (2, 2)


def test_central_administrator_counts_everything(cast: Cast) -> None:
    plan_of(cast)
    plan_of(cast, "revenue")

    home = seen(cast["central"])

    assert home.overview
    assert home.administration
    assert home.overview.plans == 2
    assert home.administration.organisations == len(cast.organisations)
    assert home.administration.users == len(cast.people)


def test_administrator_counts_those_in_reach(cast: Cast) -> None:
    administration = seen(cast["unit_admin@medicine"]).administration

    assert administration
    # The department with what lies below it; its six people and one who left.
    assert (administration.organisations, administration.users) == (4, 7)


# The page


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("who", "queries"),
    [
        ("secretary@medicine", 13),
        ("activity_owner@medicine", 11),
        ("executive@medicine", 14),
        ("unit_admin@medicine", 12),
        ("central", 12),
    ],
)
def test_page_takes_the_same_queries_at_1_and_at_30_rows(
    who: str,
    queries: int,
    rows: int,
    cast: Cast,
    client_as: ClientAs,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    quarter = 1 << (quarter_of(timezone.localdate().month) - 1)
    for _ in range(rows):
        plan = plan_of(cast, fiscal_year=THIS_YEAR, state=State.WAITING)
        activity = complete_activity(plan, period_quarters=quarter)
        ActivityOwnerFactory(activity=activity, user=cast["activity_owner@medicine"])
    client = client_as(cast[who])

    with django_assert_num_queries(queries):
        assert client.get("/").status_code == 200


def links(client: Client, path: str = "/") -> list[str]:
    page = client.get(path).content.decode().partition("<main")[2]
    return [unescape(link) for link in re.findall(r'href="(/[^"#]*)', page)]


def test_number_of_the_secretary_lists_the_rows_it_counts(cast: Cast, client_as: ClientAs) -> None:
    plan = plan_of(cast, fiscal_year=THIS_YEAR)
    complete, incomplete = complete_activity(plan), complete_activity(plan)
    incomplete.indicators.all().delete()
    complete_activity(plan_of(cast, fiscal_year=THIS_YEAR))
    client = client_as(cast["secretary@medicine"])

    addresses = [link for link in links(client) if f"plan={plan.pk}" in link]

    assert [set(listed(client, address)) for address in addresses] == [{complete, incomplete}, {incomplete}]


def test_number_of_the_executive_lists_the_rows_it_counts(cast: Cast, client_as: ClientAs) -> None:
    draft = plan_of(cast, fiscal_year=THIS_YEAR)
    waiting = plan_of(cast, "institute", fiscal_year=THIS_YEAR, state=State.WAITING)
    costly = complete_activity(waiting)
    free = complete_activity(waiting, budget_amount=None, budget_kind="dash", budget_text="-")
    plan_of(cast, "revenue", fiscal_year=THIS_YEAR)
    client = client_as(cast["executive@medicine"])

    found = {link: set(listed(client, link)) for link in links(client) if "?" in link}

    year = f"year={THIS_YEAR}"
    assert found == {
        f"/plans/?{year}": {draft, waiting},
        f"/activities/?{year}": {costly, free},
        f"/activities/?{year}&only=with-amount": {costly},
        f"/plans/?{year}&state=draft": {draft},
        f"/plans/?{year}&state=waiting": {waiting},
    }


def test_numbers_of_a_chosen_organisation_keep_it_in_their_links(cast: Cast, client_as: ClientAs) -> None:
    plan_of(cast, "institute", fiscal_year=2569)
    client = client_as(cast["executive@medicine"])

    found = [link for link in links(client, "/?organisation=INSTITUTE&year=2569") if "?" in link]

    assert len(found) == 4
    assert all("?organisation=INSTITUTE&year=2569" in link for link in found)


def test_number_of_the_owner_lists_the_rows_it_counts(cast: Cast, client_as: ClientAs) -> None:
    owner = cast["activity_owner@medicine"]
    plan = plan_of(cast, fiscal_year=THIS_YEAR)
    own = complete_activity(plan, period_text="ปีละ 2 ครั้ง", period_quarters=0, period_open=True)
    ActivityOwnerFactory(activity=own, user=owner)
    complete_activity(plan)
    client = client_as(owner)

    addresses = [link for link in links(client) if "only=mine" in link]

    assert [listed(client, address) for address in addresses] == [[own]]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("secretary@medicine", "ยังไม่มีแผนในปีงบประมาณนี้"),
        ("activity_owner@medicine", "ยังไม่มีกิจกรรมที่ระบุชื่อท่านเป็นผู้รับผิดชอบ"),
        ("executive@medicine", "ยังไม่มีแผนในปีงบประมาณนี้"),
        ("outsider", "ท่านยังไม่มีบทบาทในหน่วยงานใด"),
    ],
)
def test_empty_page_tells_what_to_do(who: str, words: str, cast: Cast, client_as: ClientAs) -> None:
    page = client_as(cast[who]).get("/").content.decode()

    assert page.count(words) == 1


def test_secretary_without_a_plan_is_led_to_the_first_step(cast: Cast, client_as: ClientAs) -> None:
    assert "/plans/new/" in links(client_as(cast["secretary@medicine"]))


def test_stranger_is_asked_to_sign_in(client_as: ClientAs, db: None) -> None:
    for path in ("/", "/activities/"):
        assert client_as(None).get(path).status_code == 302


def test_home_offers_the_year_of_an_old_plan_and_leads_to_it(cast: Cast, client_as: ClientAs) -> None:
    plan_of(cast, fiscal_year=2550)

    page = client_as(cast["secretary@medicine"]).get("/")

    assert 2550 in page.context["context_bar"]["fiscal_years"]
    assert '<a href="/plans/?year=all">มีแผนปีอื่น 1 แผน</a>' in page.text


def test_desk_begins_with_what_was_edited_last(cast: Cast) -> None:
    for title, day in (("ก", MAY), ("ข", date(2027, 5, 23)), ("ค", date(2027, 5, 22))):
        made = plan_of(cast, title=title)
        ActionPlan.objects.filter(pk=made.pk).update(
            updated_at=timezone.make_aware(datetime.combine(day, time()))
        )

    desk = seen(cast["secretary@medicine"]).desk

    assert desk is not None
    assert [line.plan.title for line in desk.lines] == ["ข", "ค", "ก"]
