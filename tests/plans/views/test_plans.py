"""The list, a new plan, a file, the plan as it prints, and the bin."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ita_portal.tables.to_json import plan_to_json
from plans import rows
from plans.models import ActionPlan
from tests.cast import Cast
from tests.conftest import ClientAs
from tests.factories import (
    ActionPlanFactory,
    ActivityFactory,
    ApprovedRevisionFactory,
    HeadingFactory,
    PlanPartFactory,
    SignedScanFactory,
)
from tests.plans.conftest import Desk


def titles(page: Any) -> list[str]:
    return [plan.title for plan in page.context["page"]]


def listed(desk: Desk, query: str = "") -> list[str]:
    return titles(desk.get("plan-list", query=f"?year=2569{query}"))


def test_list_has_the_plans_of_the_year_in_reach_and_counts_activities(desk: Desk) -> None:
    ActionPlanFactory(organisation=desk.plan.organisation, fiscal_year=2568, title="ปีก่อน")
    ActivityFactory(part=desk.part)
    page = desk.get("plan-list", query="?year=2569")

    assert titles(page) == ["แผนของกรม ก"]
    assert [plan.activity_count for plan in page.context["page"]] == [2]


def test_list_says_which_plans_are_signed_and_which_were_changed_since(desk: Desk) -> None:
    organisation = desk.plan.organisation
    for title in ("เดิม", "แก้ไข"):
        plan = ActionPlanFactory(organisation=organisation, fiscal_year=2569, state="approved", title=title)
        revision = ApprovedRevisionFactory(plan=plan)
        SignedScanFactory(revision=revision, organisation=organisation)
    ActionPlan.objects.filter(title="แก้ไข").update(version=F("version") + 1, state="draft")
    unsigned = ActionPlanFactory(
        organisation=organisation, fiscal_year=2569, state="approved", title="ไม่มีสแกน"
    )
    ApprovedRevisionFactory(plan=unsigned)

    page = desk.get("plan-list", query="?year=2569")

    found = {plan.title: (plan.is_signed, plan.is_changed) for plan in page.context["page"]}
    assert found == {
        "แผนของกรม ก": (False, False),
        "เดิม": (True, False),
        "แก้ไข": (True, True),
        "ไม่มีสแกน": (False, False),
    }
    assert (page.text.count("ลงนามแล้ว"), page.text.count("มีการแก้ไขหลังลงนาม")) == (1, 1)


def test_old_plan_is_found_by_its_year_by_all_years_and_by_a_hint(desk: Desk, cast: Cast) -> None:
    ActionPlanFactory(organisation=desk.plan.organisation, fiscal_year=2550, title="แผนเก่า")
    ActionPlanFactory(organisation=cast.organisation("revenue"), fiscal_year=2551, title="ของกระทรวงอื่น")

    page = desk.get("plan-list", query="?year=2569")
    bar = page.context["context_bar"]

    assert (2550 in bar["fiscal_years"], 2551 in bar["fiscal_years"]) == (True, False)
    assert "มีแผนปีอื่น 1 แผน" in page.text
    assert f"{desk.url('plan-list')}?year=all" in page.text
    assert titles(desk.get("plan-list", query="?year=2550")) == ["แผนเก่า"]


def test_list_of_all_years_has_every_plan_and_says_so(desk: Desk) -> None:
    ActionPlanFactory(organisation=desk.plan.organisation, fiscal_year=2550, title="แผนเก่า")

    page = desk.get("plan-list", query="?year=all&sort=year")

    assert titles(page) == ["แผนเก่า", "แผนของกรม ก"]
    assert '<option value="all" selected>ทุกปีงบประมาณ</option>' in page.text
    assert "มีแผนปีอื่น" not in page.text


def test_hint_of_other_years_counts_the_organisation_of_the_bar_alone(
    desk: Desk, client_as: ClientAs, cast: Cast
) -> None:
    ActionPlanFactory(organisation=desk.plan.organisation, fiscal_year=2550)
    ActionPlanFactory(organisation=cast.organisation("planning"), fiscal_year=2550)
    browser = client_as(cast["unit_admin@medicine"])

    page = browser.get(f"{desk.url('plan-list')}?year=2569&organisation=PLANNING")

    assert page.context["elsewhere"] == 1
    assert "?organisation=PLANNING&amp;year=all" in page.text


def test_list_searches_filters_and_sorts(desk: Desk) -> None:
    own = {"organisation": desk.plan.organisation}
    ActionPlanFactory(**own, title="ฮ ท้ายสุด", state=ActionPlan.State.APPROVED)
    ActionPlanFactory(**own, title="ก มาก่อน", kind=ActionPlan.Kind.UNIT)

    assert listed(desk, "&q=ท้าย") == ["ฮ ท้ายสุด"]
    assert listed(desk, "&state=approved") == ["ฮ ท้ายสุด"]
    assert listed(desk, "&kind=unit") == ["ก มาก่อน"]
    ActivityFactory.create_batch(2, part=PlanPartFactory(plan=ActionPlan.objects.get(title="ก มาก่อน")))
    assert listed(desk, "&sort=activities") == ["ฮ ท้ายสุด", "แผนของกรม ก", "ก มาก่อน"]
    assert listed(desk, "&sort=-activities") == ["ก มาก่อน", "แผนของกรม ก", "ฮ ท้ายสุด"]


def test_list_survives_filters_that_are_none(desk: Desk) -> None:
    assert listed(desk, "&state=nonsense&sort=nonsense&page=nonsense") == ["แผนของกรม ก"]


def test_empty_list_tells_the_first_step(desk: Desk, client_as: ClientAs, cast: Cast) -> None:
    empty = "?year=2600"

    assert desk.url("plan-new") in desk.get("plan-list", query=empty).text
    assert (
        desk.url("plan-new")
        not in client_as(cast["auditor@medicine"]).get(desk.url("plan-list") + empty).text
    )


@pytest.mark.parametrize("count", [1, 30])
def test_list_asks_the_same_number_of_questions(
    desk: Desk, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        ActivityFactory(part=PlanPartFactory(plan=ActionPlanFactory(organisation=desk.plan.organisation)))

    with django_assert_num_queries(6):
        desk.get("plan-list", query="?year=2569")


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("plan-detail", 17), ("plan-editor", 16)])
def test_plan_asks_the_same_number_of_questions(
    desk: Desk, name: str, queries: int, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        ActivityFactory(part=desk.part, heading=HeadingFactory(part=desk.part))

    with django_assert_num_queries(queries):
        desk.get(name, desk.plan)


NEW = {"fiscal_year": "๒๕๗๐", "kind": "integrity", "title": "แผนใหม่", "layouts": ["unit", "component"]}


def test_new_plan_begins_with_the_chosen_tables(desk: Desk) -> None:
    answer = desk.post("plan-new", data=NEW | {"organisation": desk.plan.organisation.pk})

    plan = ActionPlan.objects.get(title="แผนใหม่")
    assert answer["Location"] == desk.url("plan-editor", plan)
    assert (plan.fiscal_year, [part.layout for part in plan.parts.all()]) == (2570, ["unit", "component"])


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "โปรดระบุชื่อแผน"),
        ("title", "ก" * 50_000, "ข้อความยาว 50000 ตัวอักษร โปรดย่อให้ไม่เกิน 1,000 ตัวอักษร"),
        ("fiscal_year", "2026", "2026 เป็นปี ค.ศ. โปรดระบุเป็น พ.ศ. เช่น 2569"),
        ("layouts", ["nonsense"], "ไม่รู้จักรูปแบบตารางนี้"),
    ],
)
def test_new_plan_is_refused_at_the_field_and_nothing_is_written(
    desk: Desk, field: str, value: Any, message: str
) -> None:
    before = ActionPlan.objects.count()
    answer = desk.post("plan-new", data=NEW | {"organisation": desk.plan.organisation.pk, field: value})

    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [message]})
    assert ActionPlan.objects.count() == before


@pytest.mark.parametrize("typed", ["70", "๗๐", " 2570 ", "พ.ศ. ๒๕๗๐"])
def test_new_plan_understands_its_year(desk: Desk, typed: str) -> None:
    desk.post("plan-new", data=NEW | {"organisation": desk.plan.organisation.pk, "fiscal_year": typed})

    assert ActionPlan.objects.get(title="แผนใหม่").fiscal_year == 2570


def test_layouts_show_their_columns_in_words_of_the_year(desk: Desk) -> None:
    page = desk.get("plan-new", query="?year=2571")

    cards = [card for shelf in page.context["cards"] for card in shelf.cards]
    card = next(card for card in cards if card.layout.key == "strategy_quarters")
    assert [(group.words, len(group.cells)) for group in card.groups][-1] == ("ปีงบประมาณ พ.ศ. 2571", 4)
    assert '<span class="layout-words">ปีงบประมาณ พ.ศ. 2571</span>' in page.text
    assert "เช่น 2571 หรือ ๒๕๗๑" in page.text


def test_plan_cannot_be_made_for_another_organisation(desk: Desk, cast: Cast) -> None:
    answer = desk.post("plan-new", data=NEW | {"organisation": cast.organisation("revenue").pk})

    assert answer.context["form"].errors == {
        "organisation": ["ท่านไม่มีสิทธิ์จัดทำแผนของหน่วยงานนี้ โปรดเลือกหน่วยงานของท่าน"]
    }


def test_reader_cannot_make_a_plan(desk: Desk, client_as: ClientAs, cast: Cast) -> None:
    reader = client_as(cast["auditor@medicine"])

    assert [reader.get(desk.url(name)).status_code for name in ("plan-new", "plan-import")] == [403, 403]


def upload(desk: Desk, content: bytes, **data: Any) -> Any:
    file = SimpleUploadedFile("plan.json", content, "application/json")
    return desk.post("plan-import", data={"organisation": desk.plan.organisation.pk, "file": file} | data)


def test_exported_plan_comes_in_as_a_new_one(desk: Desk) -> None:
    content = rows.contents(desk.plan)
    answer = upload(desk, json.dumps(plan_to_json(content)).encode())

    plan = ActionPlan.objects.exclude(pk=desk.plan.pk).get(organisation=desk.plan.organisation)
    assert answer["Location"] == desk.url("plan-detail", plan)
    assert plan_to_json(rows.contents(plan)) | {"plan": None} == plan_to_json(content) | {"plan": None}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น"),
        (b"\x89PNG\xff", "ไฟล์นี้ไม่ใช่ไฟล์ JSON ที่อ่านได้ โปรดเลือกไฟล์ที่ส่งออกจากระบบ"),
        (b"[" * 100_000, "ไฟล์นี้ไม่ใช่ไฟล์ JSON ที่อ่านได้ โปรดเลือกไฟล์ที่ส่งออกจากระบบ"),
        (b'{"plan": {}}', "ข้อมูลในไฟล์ไม่ถูกต้อง: ไม่พบปีงบประมาณ (ตำแหน่ง plan.fiscal_year)"),
        (b'{"plan": {"fiscal_year": 2569}}', "ข้อมูลในไฟล์ไม่ถูกต้อง: ไม่พบชื่อแผน (ตำแหน่ง plan.title)"),
        (b" " * (5 * 1024 * 1024 + 1), "ไฟล์มีขนาดใหญ่กว่า 5 MB โปรดแบ่งเป็นหลายไฟล์"),
    ],
)
def test_file_that_is_no_plan_is_refused_at_the_field(desk: Desk, content: bytes, message: str) -> None:
    answer = upload(desk, content)

    assert (answer.status_code, answer.context["form"].errors) == (422, {"file": [message]})


def test_upload_that_is_no_file_is_refused_at_the_field(desk: Desk) -> None:
    answer = upload(desk, b"", file="plan.json")

    assert answer.context["form"].errors == {"file": ["โปรดเลือกไฟล์ที่ต้องการนำเข้า"]}


def test_detail_shows_the_plan_and_hides_editing_from_readers(
    desk: Desk, client_as: ClientAs, cast: Cast
) -> None:
    own, reader = desk.get("plan-detail", desk.plan), client_as(cast["auditor@medicine"])
    seen = reader.get(desk.url("plan-detail", desk.plan))

    assert "กิจกรรมแรก" in own.text
    assert "กิจกรรมแรก" in seen.text
    assert desk.url("plan-editor", desk.plan) in own.text
    assert desk.url("plan-editor", desk.plan) not in seen.text


def test_approved_plan_says_why_it_cannot_be_edited(desk: Desk) -> None:
    ActionPlan.objects.filter(pk=desk.plan.pk).update(state=ActionPlan.State.APPROVED)
    reason = "แผนฉบับนี้ได้รับอนุมัติแล้ว หากต้องการแก้ไข โปรดเสนอขอปรับแผน"

    assert reason in desk.get("plan-detail", desk.plan).text
    refused = desk.get("plan-editor", desk.plan)
    assert (refused.status_code, reason in refused.text) == (403, True)
    assert "<h1>แผนฉบับนี้แก้ไขไม่ได้ในขณะนี้</h1>" in refused.text
    assert f'href="{desk.url("plan-detail", desk.plan)}"' in refused.text
    assert f'href="/plans/{desk.plan.pk}/plan.pdf"' in refused.text


def test_reader_is_told_of_the_missing_right_and_not_of_the_state(
    desk: Desk, client_as: ClientAs, cast: Cast
) -> None:
    ActionPlan.objects.filter(pk=desk.plan.pk).update(state=ActionPlan.State.APPROVED)
    refused = client_as(cast["auditor@medicine"]).get(desk.url("plan-editor", desk.plan))

    assert (refused.status_code, "<h1>ท่านไม่มีสิทธิ์ดำเนินการนี้</h1>" in refused.text) == (403, True)


DETAILS = {"fiscal_year": "2570", "kind": "unit", "base_version": "1"}


def test_details_that_somebody_changed_first_are_kept_in_the_form(desk: Desk) -> None:
    desk.post("plan-edit", desk.plan, DETAILS | {"title": "ของคนแรก"})
    late = desk.post("plan-edit", desk.plan, DETAILS | {"title": "ของคนที่สอง"})

    assert (late.status_code, ActionPlan.objects.get(pk=desk.plan.pk).title) == (422, "ของคนแรก")
    assert "มีผู้แก้ไขแผนนี้ก่อนท่าน" in late.text
    assert 'value="ของคนที่สอง"' in late.text

    desk.post("plan-edit", desk.plan, DETAILS | {"title": "ของคนที่สอง", "base_version": "2"})
    assert ActionPlan.objects.get(pk=desk.plan.pk).title == "ของคนที่สอง"


def test_details_are_saved(desk: Desk) -> None:
    desk.post("plan-edit", desk.plan, {"title": " ชื่อ\x00ใหม่ ", **DETAILS})

    desk.plan.refresh_from_db()
    assert (desk.plan.title, desk.plan.fiscal_year, desk.plan.kind) == ("ชื่อใหม่", 2570, "unit")


def test_plan_goes_to_the_bin_after_asking_and_comes_back(desk: Desk, cast: Cast) -> None:
    assert "ลบแผนนี้หรือไม่" in desk.get("plan-delete", desk.plan).text
    assert ActionPlan.objects.filter(pk=desk.plan.pk).exists()

    answer = desk.browser.post(desk.url("plan-delete", desk.plan), follow=True)
    assert not ActionPlan.objects.filter(pk=desk.plan.pk).exists()
    assert desk.url("plan-restore", desk.plan) in answer.text

    binned = ActionPlanFactory(
        organisation=cast.organisation("revenue"), deleted_at=timezone.now(), deleted_by=desk.secretary
    )
    page = desk.get("plan-bin")
    assert titles(page) == ["แผนของกรม ก"]
    assert str(desk.secretary) in page.text
    assert desk.url("plan-restore", desk.plan) in page.text
    assert desk.url("plan-restore", binned) not in page.text

    desk.post("plan-restore", desk.plan)
    assert titles(desk.get("plan-bin")) == []
    assert ActionPlan.objects.filter(pk=desk.plan.pk).exists()
