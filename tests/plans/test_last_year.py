"""Which rows of a copied plan are new, changed or unchanged, and which of last year's were dropped."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ita_portal.tables.content import PartContent
from ita_portal.tables.next_year import YearShift
from ita_portal.tables.rows import Row
from organisations.models import Organisation
from plans.last_year import Since, compared, comparison, since_copied, source_of
from plans.models import ActionPlan, Activity
from plans.services.copying import copy_plan
from tests.cast import Cast
from tests.factories import ActionPlanFactory, ActivityFactory, ActivityOwnerFactory, PlanPartFactory

SHIFT = YearShift(2569, 1)


def part(*rows: Row, layout: str = "unit", fiscal_year: int = 2569) -> PartContent:
    return PartContent("ตาราง", layout, fiscal_year, rows=rows)


def test_compared_tells_new_changed_unchanged_and_dropped() -> None:
    last = part(
        Row(id=1, title="งานเดิม ปี 2569"),
        Row(id=2, title="งานที่จะปรับ"),
        Row(id=3, title="งานที่ตกไป"),
        Row(placeholder=True, headings=("หัวข้อว่าง",)),
    )
    this = part(
        Row(id=11, title="งานเดิม ปี 2570"),
        Row(id=12, title="งานที่ปรับแล้ว", objective="ใหม่"),
        Row(id=14, title="งานใหม่"),
        Row(placeholder=True, headings=("หัวข้อว่าง",)),
    )

    found = compared([this], [last], {11: 1, 12: 2}, SHIFT)

    assert [(each.row.id, each.since) for each in found.rows] == [
        (11, Since.UNCHANGED),
        (12, Since.CHANGED),
        (14, Since.NEW),
    ]
    assert [difference.field for difference in found.since(Since.CHANGED)[0].differences] == [
        "title",
        "objective",
    ]
    assert [dropped.row.title for dropped in found.dropped] == ["งานที่ตกไป"]


def test_compared_sees_a_heading_that_changed_and_no_result() -> None:
    last = part(Row(id=1, headings=("เดิม",), values={"result": "80"}), layout="kpi_levels")
    same = part(Row(id=11, headings=("เดิม",), values={"result": "95"}), layout="kpi_levels")
    moved = part(Row(id=11, headings=("ใหม่",)), layout="kpi_levels")

    assert compared([same], [last], {11: 1}, SHIFT).rows[0].since is Since.UNCHANGED
    assert compared([moved], [last], {11: 1}, SHIFT).rows[0].differences[0].field == "heading"


@pytest.fixture
def years(db: None) -> tuple[ActionPlan, ActionPlan]:
    """A plan with three rows, and its copy into the next year."""
    source = ActionPlanFactory()
    first = PlanPartFactory(plan=source, layout="unit")
    for title in ("ก", "ข", "ค"):
        ActivityOwnerFactory(activity=ActivityFactory(part=first, title=title))
    return source, copy_plan(by=None, source=source, organisation=source.organisation, fiscal_year=2570)


def test_everything_is_unchanged_right_after_copying(years: tuple[ActionPlan, ActionPlan]) -> None:
    source, plan = years

    found = comparison(plan, source)

    assert [each.since for each in found.rows] == [Since.UNCHANGED] * 3
    assert found.dropped == ()


def test_comparison_asks_eight_times_for_any_number_of_rows(years: tuple[ActionPlan, ActionPlan]) -> None:
    source, plan = years
    ActivityFactory.create_batch(20, part=plan.parts.get())

    with CaptureQueriesContext(connection) as captured:
        comparison(plan, source)

    assert len(captured) == 8


def test_rows_know_in_one_query_what_they_are_since_the_copy(years: tuple[ActionPlan, ActionPlan]) -> None:
    _, plan = years
    one, two, _ = Activity.objects.filter(part__plan=plan)
    Activity.objects.filter(pk=two.pk).update(version=2)
    new = ActivityFactory(part=one.part)

    with CaptureQueriesContext(connection) as captured:
        found = since_copied(plan.parts.select_related("plan").get())

    assert (found[one.pk], found[two.pk], found[new.pk]) == (Since.UNCHANGED, Since.CHANGED, Since.NEW)
    assert len(captured) == 2


def test_rows_of_a_plan_that_was_not_copied_have_no_marks(years: tuple[ActionPlan, ActionPlan]) -> None:
    source, _ = years

    assert since_copied(source.parts.get()) == {}


def test_source_is_shown_only_to_those_who_may_see_it(cast: Cast) -> None:
    source = ActionPlanFactory(organisation=cast.organisation("medicine"))
    revenue: Organisation = cast.organisation("revenue")
    plan = copy_plan(by=None, source=source, organisation=revenue, fiscal_year=2570)

    assert source_of(plan, cast["secretary@medicine"]) == source
    assert source_of(plan, cast["secretary@revenue"]) is None
    assert source_of(source, cast["secretary@medicine"]) is None
