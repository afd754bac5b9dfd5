"""The ways to a new plan, copying one, and this year's rows against last year's."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plans.models import ActionPlan, Activity
from plans.services.copying import copy_plan
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    PlanPartFactory,
    PlanSectionFactory,
    PlanSightFactory,
)
from tests.plans.conftest import Desk


@pytest.fixture
def next_year(desk: Desk) -> ActionPlan:
    """The desk's plan copied into 2570."""
    return copy_plan(
        by=desk.secretary, source=desk.plan, organisation=desk.plan.organisation, fiscal_year=2570
    )


def test_new_plan_offers_earlier_plans_own_and_latest_first(desk: Desk, cast: Cast) -> None:
    older = ActionPlanFactory(organisation=desk.plan.organisation, fiscal_year=2567)
    seen = ActionPlanFactory(organisation=cast.organisation("revenue"), fiscal_year=2569)
    PlanSightFactory(plan=seen, user=desk.secretary)
    ActionPlanFactory(organisation=desk.plan.organisation, fiscal_year=2571, title="แผนของปีหลัง")
    ActionPlanFactory(organisation=cast.organisation("revenue"), title="แผนที่มองไม่เห็น")

    page = desk.get("plan-new", query="?year=2570")

    assert list(page.context["earlier"]) == [desk.plan, older, seen]
    assert desk.url("plan-copy", desk.plan) in page.text


def test_new_plan_offers_every_template_with_what_is_inside(desk: Desk) -> None:
    text = desk.get("plan-new").text

    assert [
        f"?template={key}" in text for key in ("plan_book", "strategy_plan", "indicator_plan", "project_plan")
    ] == [True] * 4
    assert "ตารางมาตรการ PIRAB" in text
    assert desk.url("plan-import") in text


def test_new_plan_page_asks_the_same_number_of_questions(
    desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ActionPlanFactory.create_batch(20, organisation=desk.plan.organisation)

    with django_assert_max_num_queries(8):
        desk.get("plan-new")


def test_template_makes_a_plan_of_the_year_and_organisation(desk: Desk) -> None:
    data = {"organisation": desk.plan.organisation.pk, "fiscal_year": "๒๕๗๐", "title": ""}

    answer = desk.post("plan-new", data=data, query="?template=strategy_plan")

    plan = ActionPlan.objects.get(fiscal_year=2570)
    assert answer.url == desk.url("plan-editor", plan)
    assert plan.title.endswith("ของกรมตัวอย่าง ก ประจำปีงบประมาณ พ.ศ. 2570")
    assert plan.parts.get().lines == ["หน่วยงาน กรมตัวอย่าง ก"]


def test_template_takes_the_title_that_was_typed_and_keeps_what_was_wrong(desk: Desk) -> None:
    data = {"organisation": desk.plan.organisation.pk, "fiscal_year": "2570", "title": "แผนของเรา"}

    wrong = desk.post("plan-new", data=data | {"fiscal_year": "ปีหน้า"}, query="?template=plan_book")
    desk.post("plan-new", data=data, query="?template=plan_book")

    assert (wrong.status_code, "แผนของเรา" in wrong.text, "ปีหน้า" in wrong.text) == (422, True, True)
    assert ActionPlan.objects.filter(title="แผนของเรา").count() == 1


def test_unknown_template_shows_all_ways(desk: Desk) -> None:
    assert desk.get("plan-new", query="?template=none").context["templates"]


def test_template_for_another_organisation_is_refused(desk: Desk, cast: Cast) -> None:
    data = {"organisation": cast.organisation("revenue").pk, "fiscal_year": "2570"}

    answer = desk.post("plan-new", data=data, query="?template=plan_book")

    assert (answer.status_code, "ท่านไม่มีสิทธิ์จัดทำแผนของหน่วยงานนี้" in answer.text) == (422, True)


def test_copy_page_says_what_comes_along(desk: Desk) -> None:
    page = desk.get("plan-copy", desk.plan)

    assert "เนื้อหา 1 หัวข้อ ตาราง 1 ตาราง และกิจกรรม 1 รายการ" in page.text
    assert page.context["form"].initial["fiscal_year"] == 2570


def test_copy_leads_to_what_may_be_left_over(desk: Desk) -> None:
    section = PlanSectionFactory(plan=desk.plan, title="ผลปีก่อน", html="<p>ประเมิน ITA 2023</p>")

    answer = desk.post(
        "plan-copy", desk.plan, {"organisation": desk.plan.organisation.pk, "fiscal_year": "70", "title": ""}
    )

    plan = ActionPlan.objects.get(copied_from=desk.plan)
    assert (plan.fiscal_year, answer.url) == (2570, desk.url("plan-last-year", plan) + "?show=leftovers")
    page = desk.get("plan-last-year", plan, "?show=leftovers")
    copied = plan.sections.get(title=section.title)
    assert [group.name for group in page.context["groups"]] == ["ปีที่อาจค้างจากแผนเดิม"]
    assert desk.url("section-edit", copied) in page.text
    assert "2023" in page.text


def test_copy_of_the_structure_alone_has_no_activities(desk: Desk) -> None:
    data = {"organisation": desk.plan.organisation.pk, "fiscal_year": "2570", "structure_only": "on"}

    desk.post("plan-copy", desk.plan, data)

    assert not Activity.objects.filter(part__plan__copied_from=desk.plan).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("fiscal_year", ""), ("fiscal_year", "2900"), ("organisation", "nonsense"), ("title", "ก" * 1001)],
)
def test_copy_with_nonsense_is_refused_with_what_was_typed(desk: Desk, field: str, value: str) -> None:
    data = {"organisation": desk.plan.organisation.pk, "fiscal_year": "2570", "title": "ที่พิมพ์ไว้"}

    answer = desk.post("plan-copy", desk.plan, data | {field: value})

    assert answer.status_code == 422
    assert {field} <= set(answer.context["form"].errors)
    assert "ที่พิมพ์ไว้" in answer.text or value in answer.text
    assert not desk.plan.copies.exists()


def test_approved_plan_can_be_copied_and_its_page_says_so(
    desk: Desk, client_as: ClientAs, cast: Cast
) -> None:
    ActionPlan.objects.filter(pk=desk.plan.pk).update(state=ActionPlan.State.APPROVED)
    copy_url = desk.url("plan-copy", desk.plan)

    assert copy_url in desk.get("plan-detail", desk.plan).text
    assert copy_url not in client_as(cast["auditor@medicine"]).get(desk.url("plan-detail", desk.plan)).text
    assert desk.get("plan-copy", desk.plan).status_code == 200


def test_last_year_lists_new_changed_and_dropped_rows(desk: Desk, next_year: ActionPlan) -> None:
    changed = Activity.objects.get(part__plan=next_year)
    Activity.objects.filter(pk=changed.pk).update(objective="เพิ่มวัตถุประสงค์")
    new = ActivityFactory(part=changed.part, title="งานใหม่ของปีนี้")
    dropped = ActivityFactory(part=desk.part, title="งานที่ไม่ได้นำมา")

    page = desk.get("plan-last-year", next_year)

    assert [each.row.id for each in page.context["new"]] == [new.pk]
    assert [(each.row.id, fields) for each, fields in page.context["changed"]] == [
        (changed.pk, ["วัตถุประสงค์ของโครงการ/กิจกรรม"])
    ]
    assert [each.row.id for each in page.context["dropped"]] == [dropped.pk]
    assert f"{desk.url('plan-editor', next_year)}?part={new.part_id}#row-{new.pk}" in page.text


@pytest.mark.parametrize("query", ["", "?show=leftovers"])
def test_last_year_asks_at_most_twenty_times(
    desk: Desk, next_year: ActionPlan, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ActivityFactory.create_batch(30, part=next_year.parts.get())
    PlanSectionFactory.create_batch(10, plan=next_year, html="<p>ITA 2020</p>")

    with django_assert_max_num_queries(20 if not query else 30):
        desk.get("plan-last-year", next_year, query)


def test_last_year_of_a_source_that_one_does_not_see_shows_nothing_of_it(
    desk: Desk, cast: Cast, client_as: ClientAs
) -> None:
    plan = copy_plan(by=None, source=desk.plan, organisation=cast.organisation("revenue"), fiscal_year=2570)
    dropped = ActivityFactory(part=desk.part, title="งานลับของกรม ก")
    browser = client_as(cast["secretary@revenue"])

    page = browser.get(desk.url("plan-last-year", plan))

    assert (page.status_code, "งานลับของกรม ก" in page.text, page.context["source"]) == (200, False, None)
    assert bring(browser, plan, dropped).status_code == 404


def bring(browser: Client, plan: ActionPlan, activity: Activity) -> Any:
    return browser.post(reverse("plans:plan-bring-in", args=[plan.pk, activity.pk]))


def test_dropped_row_is_brought_in_and_shown(desk: Desk, next_year: ActionPlan) -> None:
    dropped = ActivityFactory(part=desk.part, heading=desk.heading, title="งานปี 2569")

    answer = bring(desk.browser, next_year, dropped)

    new = Activity.objects.get(copied_from=dropped)
    assert (new.title, answer.url) == (
        "งานปี 2570",
        f"{desk.url('plan-editor', next_year)}?part={new.part_id}#row-{new.pk}",
    )
    assert desk.get("plan-last-year", next_year).context["dropped"] == ()


def test_row_of_another_plan_is_not_brought_in(desk: Desk, next_year: ActionPlan) -> None:
    elsewhere = ActivityFactory(
        part=PlanPartFactory(plan=ActionPlanFactory(organisation=desk.plan.organisation))
    )

    assert bring(desk.browser, next_year, elsewhere).status_code == 404
    assert bring(desk.browser, next_year, desk.other).status_code == 404
    assert bring(desk.browser, desk.plan, desk.activity).status_code == 404


def test_row_without_a_table_is_refused_in_thai(desk: Desk, next_year: ActionPlan) -> None:
    dropped = ActivityFactory(part=desk.part)
    next_year.parts.all().delete()

    answer = desk.browser.post(reverse("plans:plan-bring-in", args=[next_year.pk, dropped.pk]), follow=True)

    assert "โปรดเพิ่มตารางก่อน" in answer.text


def test_editor_marks_rows_that_are_new_or_changed_since_last_year(desk: Desk, next_year: ActionPlan) -> None:
    copied = Activity.objects.get(part__plan=next_year)
    unmarked = desk.get("plan-editor", next_year).text
    ActivityFactory(part=copied.part)
    desk.post("activity-edit", copied, desk.typed(copied, title="แก้ชื่อแล้ว"))

    text = desk.get("plan-editor", next_year).text

    assert ["รายการใหม่ ไม่มีในแผนของปีก่อน" in page for page in (unmarked, text)] == [False, True]
    assert ["แก้ไขหลังคัดลอกจากแผนของปีก่อน" in page for page in (unmarked, text)] == [False, True]
    assert "รายการใหม่" not in desk.get("plan-editor", desk.plan).text
