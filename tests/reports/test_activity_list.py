"""The list of activities: what may be seen, narrowed to what a number counts."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.conftest import ClientAs
from tests.reports.filled_plans import THIS_YEAR, complete_activity, listed, plan_of


@pytest.mark.parametrize("rows", [1, 30])
def test_list_of_activities_takes_the_same_queries_at_1_and_at_30_rows(
    rows: int, cast: Cast, client_as: ClientAs, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = plan_of(cast, fiscal_year=THIS_YEAR)
    for _ in range(rows):
        complete_activity(plan)
    client = client_as(cast["secretary@medicine"])

    with django_assert_num_queries(9):
        response = client.get("/activities/")
    assert len(response.context["page"].object_list) == rows


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"อบรม", "ประชุม", "รายงาน"}),
        ("q=ประ", {"ประชุม"}),
        ("quarter=1", {"อบรม", "ประชุม"}),
        ("quarter=3", set()),
        ("only=no-owner", {"รายงาน"}),
        ("only=mine", set()),
        ("q=ประชุม&only=no-owner", set()),
        # What cannot be understood narrows nothing.
        ("quarter=9&only=nothing&plan=x", {"อบรม", "ประชุม", "รายงาน"}),
        ("quarter=๑", {"อบรม", "ประชุม", "รายงาน"}),
        ("sort=-budget", {"อบรม", "ประชุม", "รายงาน"}),
        ("sort=nothing&page=99", {"อบรม", "ประชุม", "รายงาน"}),
    ],
)
def test_list_is_narrowed(query: str, titles: set[str], cast: Cast, client_as: ClientAs) -> None:
    plan = plan_of(cast)
    complete_activity(plan, title="อบรม")
    complete_activity(plan, title="ประชุม")
    unowned = complete_activity(plan, title="รายงาน", period_quarters=2)
    unowned.owners.all().delete()
    complete_activity(plan_of(cast, fiscal_year=2569), title="ของปีก่อน")

    found = listed(client_as(cast["secretary@medicine"]), f"/activities/?year=2570&{query}")

    assert {activity.title for activity in found} == titles


def test_list_is_sorted_by_budget(cast: Cast, client_as: ClientAs) -> None:
    plan = plan_of(cast)
    for amount in (20, 10, 30):
        complete_activity(plan, budget_amount=amount)

    found = listed(client_as(cast["secretary@medicine"]), "/activities/?year=2570&sort=-budget")

    assert [activity.budget_amount for activity in found] == [30, 20, 10]


def test_list_and_its_choices_hold_what_may_be_seen(cast: Cast, client_as: ClientAs) -> None:
    own, other = plan_of(cast), plan_of(cast, "revenue")
    activity = complete_activity(own)
    complete_activity(other)

    response = client_as(cast["auditor@medicine"]).get("/activities/?year=2570")

    assert list(response.context["page"].object_list) == [activity]
    assert list(response.context["filters"].fields["plan"].queryset) == [own]


def test_plan_of_others_narrows_nothing(cast: Cast, client_as: ClientAs) -> None:
    activity = complete_activity(plan_of(cast))
    other = plan_of(cast, "revenue")
    complete_activity(other)

    found = listed(client_as(cast["secretary@medicine"]), f"/activities/?year=2570&plan={other.pk}")

    assert found == [activity]
