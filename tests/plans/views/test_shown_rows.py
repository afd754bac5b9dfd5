"""One row shown by two tables, each in its own layout: steps as a Gantt chart and as a month budget."""

from decimal import Decimal

import pytest

from plans.models import Activity, PlanPart
from tests.factories import ActionPlanFactory, PlanPartFactory
from tests.plans.conftest import Desk


@pytest.fixture
def budget(desk: Desk) -> PlanPart:
    """A table of the desk's plan that shows the rows of its first table with months and a budget."""
    return PlanPartFactory(plan=desk.plan, layout="budget_months", title="งบรายเดือน", rows_of=desk.part)


def test_editor_of_the_table_shows_the_rows_of_the_other(desk: Desk, budget: PlanPart) -> None:
    page = desk.get("plan-editor", desk.plan, f"?part={budget.pk}").content.decode()

    assert "กิจกรรมแรก" in page
    assert f"/activities/{desk.activity.pk}/?part={budget.pk}" in page


def test_outline_counts_the_rows_that_a_table_shows(desk: Desk, budget: PlanPart) -> None:
    parts = {part.pk: part.activity_count for part in desk.get("plan-editor", desk.plan).context["parts"]}

    assert parts[budget.pk] == parts[desk.part.pk] == desk.part.activities.count()


def test_row_opens_in_the_columns_of_the_table_that_shows_it(desk: Desk, budget: PlanPart) -> None:
    names = set(desk.get("activity-edit", desk.activity, f"?part={budget.pk}").context["form"].fields)

    assert {"title", "budget", "month_10"} <= names
    assert "quarter_1" not in names


def test_two_people_in_two_layouts_keep_what_each_has_typed(desk: Desk, budget: PlanPart) -> None:
    in_quarters = desk.typed(desk.activity, objective="ของคนแรก")
    page = desk.get("activity-edit", desk.activity, f"?part={budget.pk}")
    in_months = {f.html_name: f.value() or "" for f in page.context["form"]} | {"month_10": "17,050"}

    assert desk.post("activity-edit", desk.activity, in_quarters).status_code == 302
    second = desk.post("activity-edit", desk.activity, in_months, f"?part={budget.pk}")

    assert second.url == f"/plans/{desk.plan.pk}/editor/?part={budget.pk}#row-{desk.activity.pk}"
    stored = Activity.objects.get(pk=desk.activity.pk)
    assert stored.objective == "ของคนแรก"
    assert [(cell.span, cell.number, cell.count, cell.amount) for cell in stored.cells.all()] == [
        ("month", 10, None, Decimal(17050))
    ]


def test_two_people_in_two_layouts_and_one_title_are_asked(desk: Desk, budget: PlanPart) -> None:
    in_quarters = desk.typed(desk.activity, title="ชื่อของคนแรก")
    page = desk.get("activity-edit", desk.activity, f"?part={budget.pk}")
    in_months = {f.html_name: f.value() or "" for f in page.context["form"]} | {"title": "ชื่อของคนที่สอง"}

    desk.post("activity-edit", desk.activity, in_quarters)
    second = desk.post("activity-edit", desk.activity, in_months, f"?part={budget.pk}")

    assert second.status_code == 409
    assert {"ชื่อของคนแรก", "ชื่อของคนที่สอง"} == {
        text for d in second.context["differences"] for text in (d.mine, d.theirs)
    }
    assert Activity.objects.get(pk=desk.activity.pk).title == "ชื่อของคนแรก"


def test_row_added_in_the_table_belongs_to_the_table_that_owns_the_rows(desk: Desk, budget: PlanPart) -> None:
    page = desk.get("activity-new", budget, f"?after={desk.activity.pk}")
    form = page.context["form"]
    typed = {f.html_name: "" if f.value() is None else f.value() for f in form} | {"title": "ขั้นใหม่"}

    answer = desk.post("activity-new", budget, typed, f"?after={desk.activity.pk}")

    assert answer.status_code == 302, answer.context["form"].errors

    added = Activity.objects.get(title="ขั้นใหม่")
    assert (added.part, added.heading) == (desk.part, desk.heading)
    assert not budget.activities.exists()


def test_tools_of_a_row_answer_with_the_table_in_which_it_is_shown(desk: Desk, budget: PlanPart) -> None:
    answer = desk.post("activity-duplicate", desk.activity, query=f"?part={budget.pk}", htmx=True)

    assert answer.context["part"] == budget
    assert desk.part.activities.count() == 2


def test_address_of_a_table_that_does_not_show_the_row_finds_nothing(desk: Desk) -> None:
    other = PlanPartFactory(plan=desk.plan)
    foreign = PlanPartFactory(plan=ActionPlanFactory(), rows_of=other)

    for part in (other, foreign):
        assert desk.get("activity-edit", desk.activity, f"?part={part.pk}").status_code == 404
    assert desk.get("activity-edit", desk.activity, "?part=x").status_code == 404
