from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent, SectionContent, Signature
from ita_portal.tables.rows import CostLine, PeriodCell, Row
from ita_portal.tables.to_json import plan_to_json
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.period import Period
from plans import rows
from plans.limits import MAX_COLUMNS, MAX_ROWS
from plans.models import ActionPlan, Activity, Heading
from plans.services import imports
from tests.cast import Cast
from tests.plans.services.test_activities import FULL

CONTENT = PlanContent(
    title="แผนตัวอย่าง",
    fiscal_year=2569,
    organisation="กรมตามที่พิมพ์",
    kind="integrity",
    sections=(SectionContent("หลักการ", "<p>ก</p>"),),
    parts=(
        PartContent(
            title="ตาราง",
            layout="strategy_quarters",
            fiscal_year=2569,
            rows=(
                Row(title="ก่อนหัวข้อใด"),
                replace(FULL, headings=("ยุทธศาสตร์ที่ 1", "กลยุทธ์ที่ 1")),
                Row(title="สอง", headings=("ยุทธศาสตร์ที่ 1", "กลยุทธ์ที่ 2")),
                Row(title="สาม", headings=("ยุทธศาสตร์ที่ 2", "กลยุทธ์ที่ 1")),
                Row(title="สี่", headings=("ยุทธศาสตร์ที่ 1",)),
                Row(title="ห้า", headings=("ยุทธศาสตร์ที่ 1", "กลยุทธ์ที่ 1")),
                Row(title="หก", headings=("ยุทธศาสตร์ที่ 1",)),
                Row(title="หลังหัวข้อทั้งหลาย"),
                Row(title="ต่อท้าย"),
            ),
            columns=(ColumnChoice("title", ("งาน",)), ColumnChoice("note", ("หมายเหตุ",))),
            lines=("บรรทัดบน",),
            notes=("หมายเหตุ",),
            signatures=(Signature("ผู้อนุมัติแผน"),),
        ),
    ),
)


def test_import_plan_stores_exactly_what_the_file_says(cast: Cast) -> None:
    plan = imports.import_plan(
        by=cast["secretary@medicine"], organisation=cast.organisation("medicine"), content=CONTENT
    )

    expected, found = plan_to_json(CONTENT), plan_to_json(rows.contents(plan))
    assert found | {"plan": None} == expected | {"plan": None}
    assert found["plan"] == expected["plan"] | {"id": plan.pk}


def test_import_plan_makes_a_heading_anew_where_it_comes_again_later(cast: Cast) -> None:
    imports.import_plan(by=None, organisation=cast.organisation("medicine"), content=CONTENT)

    texts = list(Heading.objects.filter(parent=None).order_by("position").values_list("text", flat=True))
    assert texts == ["ยุทธศาสตร์ที่ 1", "ยุทธศาสตร์ที่ 2", "ยุทธศาสตร์ที่ 1", "ยุทธศาสตร์ที่ 1", ""]


def test_import_plan_into_a_plan_adds_behind_what_it_has(cast: Cast) -> None:
    organisation = cast.organisation("medicine")
    plan = imports.import_plan(by=None, organisation=organisation, content=CONTENT)

    imports.import_plan(by=None, organisation=organisation, content=CONTENT, plan=plan)

    assert [part.position for part in plan.parts.all()] == [1, 2]
    assert ActionPlan.objects.count() == 1


def test_import_plan_that_cannot_be_stored_leaves_nothing(cast: Cast) -> None:
    part = CONTENT.parts[0]
    too_long = replace(part, rows=(*part.rows, Row(title="ก", number="9" * 51)))

    with pytest.raises(ValidationError):
        imports.import_plan(
            by=None, organisation=cast.organisation("medicine"), content=replace(CONTENT, parts=(too_long,))
        )

    assert not ActionPlan.objects.exists()
    assert not Activity.everything.exists()


def test_import_plan_of_too_many_rows_is_refused(cast: Cast) -> None:
    part = replace(CONTENT.parts[0], rows=(Row(title="ก"),) * (MAX_ROWS + 1))

    with pytest.raises(ValidationError, match="5,000"):
        imports.import_plan(
            by=None, organisation=cast.organisation("medicine"), content=replace(CONTENT, parts=(part,))
        )


def test_import_plan_into_another_organisation_is_refused(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        imports.import_plan(
            by=cast["secretary@medicine"], organisation=cast.organisation("revenue"), content=CONTENT
        )

    assert not ActionPlan.objects.exists()


NEVER = Period(text="", start="0000-01", end=None, quarters=(), open=True)
BACKWARDS = Period(text="", start="2026-05", end="2026-01", quarters=(), open=False)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (Row(owners=("",)), "แถวที่ 2 "),
        (Row(owners=("ก" * 2001,)), "แถวที่ 2 "),
        (Row(quarters={1: PeriodCell(count=Decimal(10) ** 13)}), "แถวที่ 2 "),
        (Row(quarters={1: PeriodCell(unit="ก" * 201)}), "แถวที่ 2 "),
        (Row(cost_lines=(CostLine("ก", Decimal("1.999")),)), "แถวที่ 2 "),
        (Row(period=NEVER), "แถวที่ 2: โปรดระบุปี ค.ศ."),
        (Row(period=BACKWARDS), "ระยะเวลาต้องสิ้นสุดไม่ก่อนเริ่มต้น"),
        (Row(weight=Decimal(101)), "ค่าน้ำหนักต้องอยู่ระหว่าง 0 ถึง 100"),
        (Row(budget=Amount("", Decimal(5), AmountKind.NONE)), "งบประมาณที่เป็นจำนวนเงินต้องมีจำนวน"),
        (Row(headings=("ก",) * 10), "หัวข้อซ้อนกันได้ไม่เกิน 9 ชั้น"),
        (Row(title="ก" * 10_001), "แถวที่ 2 "),
        (Row(owners=("ก",) * 201), "ผู้รับผิดชอบ ตัวชี้วัด และรายการค่าใช้จ่าย มีได้อย่างละไม่เกิน 200"),
    ],
)
def test_import_plan_refuses_what_the_columns_cannot_hold_and_keeps_nothing(
    cast: Cast, row: Row, message: str
) -> None:
    part = replace(CONTENT.parts[0], rows=(Row(title="ก"), row))

    with pytest.raises(ValidationError) as refused:
        imports.import_plan(
            by=None, organisation=cast.organisation("medicine"), content=replace(CONTENT, parts=(part,))
        )

    assert [words.startswith(message) for words in refused.value.messages] == [True]
    assert not ActionPlan.objects.exists()


def test_import_plan_of_too_many_tables_or_columns_is_refused(cast: Cast) -> None:
    part = CONTENT.parts[0]
    wide = replace(part, columns=(ColumnChoice("title", ("ก",)),) * (MAX_COLUMNS + 1))

    for parts, message in (((part,) * (imports.MAX_PARTS + 1), "100 ตาราง"), ((wide,), "60 คอลัมน์")):
        with pytest.raises(ValidationError, match=message):
            imports.import_plan(
                by=None, organisation=cast.organisation("medicine"), content=replace(CONTENT, parts=parts)
            )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (replace(CONTENT, sections=(SectionContent("ก"),) * 201), "แผนมีส่วนเนื้อหาได้ไม่เกิน 200 ส่วน"),
        (replace(CONTENT, parts=(replace(CONTENT.parts[0], notes=("ก",) * 101),)), "ไม่เกิน 100 รายการ"),
    ],
)
def test_import_plan_refuses_more_than_a_page_can_show(
    cast: Cast, content: PlanContent, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        imports.import_plan(by=None, organisation=cast.organisation("medicine"), content=content)

    assert not ActionPlan.objects.exists()
