from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent, SectionContent, Signature
from ita_portal.tables.rows import Row
from ita_portal.tables.to_json import plan_to_json
from plans import rows
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
    assert texts == ["ยุทธศาสตร์ที่ 1", "ยุทธศาสตร์ที่ 2", "ยุทธศาสตร์ที่ 1"]


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
    part = replace(CONTENT.parts[0], rows=(Row(title="ก"),) * (imports.MAX_ROWS + 1))

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
