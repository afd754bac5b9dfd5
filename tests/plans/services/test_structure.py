"""Headings, parts, sections and plans."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ita_portal.tables.content import ColumnChoice, Digits, Options, Signature
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from plans import rows
from plans.models import ActionPlan, Heading, PlanPart, PlanSection
from plans.services import headings, parts, plans, sections
from tests.cast import Cast
from tests.factories import (
    ActivityFactory,
    CallFactory,
    HeadingFactory,
    PlanPartFactory,
    PlanSectionFactory,
)
from tests.guards.trail import REFUSAL, refusing_entries
from tests.plans.services.conftest import Written


def test_add_heading_stands_last_on_its_level(written: Written) -> None:
    inner = headings.add_heading(by=written.secretary, part=written.part, parent=written.second, text="ใน")
    headings.add_heading(by=written.secretary, part=written.part, parent=None, text="สาม")

    assert inner.position == 1
    assert written.order()[-3:] == ["สอง:ค", "สอง/ใน:", "สาม:"]


def test_add_heading_under_one_of_another_part_is_refused(written: Written) -> None:
    with pytest.raises(ValidationError, match="ไม่ได้อยู่ในตารางเดียวกัน"):
        headings.add_heading(by=written.secretary, part=written.part, parent=HeadingFactory(), text="ใน")


def test_add_heading_below_the_ninth_level_is_refused(written: Written) -> None:
    parent = None
    for _ in range(headings.MAX_DEPTH):
        parent = headings.add_heading(by=None, part=written.part, parent=parent, text="ลึก")

    with pytest.raises(ValidationError, match="หัวข้อซ้อนกันได้ไม่เกิน 9 ชั้น"):
        headings.add_heading(by=written.secretary, part=written.part, parent=parent, text="ลึกไป")


def test_add_heading_without_words_is_refused(written: Written) -> None:
    with pytest.raises(ValidationError):
        headings.add_heading(by=written.secretary, part=written.part, parent=None, text="")


def test_rename_heading_from_an_old_version_is_refused(written: Written) -> None:
    headings.rename_heading(by=written.secretary, heading=written.first, text="ใหม่", base_version=1)

    with pytest.raises(StaleError):
        headings.rename_heading(
            by=written.secretary, heading=Heading.objects.get(pk=written.first.pk), text="ซ้ำ", base_version=1
        )

    assert Heading.objects.get(pk=written.first.pk).text == "ใหม่"


def test_move_heading_takes_its_activities_along(written: Written) -> None:
    headings.move_heading(by=written.secretary, heading=written.second, step=-1)

    assert written.order() == ["สอง:ค", "หนึ่ง:ก", "หนึ่ง:ข"]


def test_bin_heading_keeps_what_stood_under_it(written: Written) -> None:
    HeadingFactory(part=written.part, parent=written.first, text="ใน", position=1)

    headings.bin_heading(by=written.secretary, heading=written.first)

    assert written.order() == [":ก", ":ข", "สอง:ค", "ใน:"]


def test_add_part_has_the_signers_of_its_layout(written: Written) -> None:
    part = parts.add_part(by=written.secretary, plan=written.plan, layout="strategy_quarters", title="ใหม่")

    assert [signature["label"] for signature in part.signatures] == ["ผู้อนุมัติแผน"]
    assert list(written.plan.parts.all()) == [written.part, part]


def test_add_part_of_an_unknown_layout_is_refused(written: Written) -> None:
    with pytest.raises(ValidationError, match="ไม่รู้จักรูปแบบตารางนี้"):
        parts.add_part(by=written.secretary, plan=written.plan, layout="pie", title="")


def test_update_part_keeps_columns_options_and_signers(written: Written) -> None:
    columns = (ColumnChoice("title", ("งาน",)), ColumnChoice("budget", ("เงิน",), 12.0))
    signatures = (Signature("ผู้เสนอ", "นางสาวตัวอย่าง", "เลขานุการ"),)
    parts.update_part(
        by=written.secretary,
        part=written.part,
        base_version=1,
        title="ชื่อใหม่",
        lines=["หน่วยงาน ตัวอย่าง"],
        notes=["หมายเหตุ : ตัวอย่าง"],
        signatures=signatures,
        options=Options(digits=Digits.THAI),
        columns=columns,
    )

    content = rows.of(PlanPart.objects.get(pk=written.part.pk))
    assert (content.title, content.lines, content.notes) == (
        "ชื่อใหม่",
        ("หน่วยงาน ตัวอย่าง",),
        ("หมายเหตุ : ตัวอย่าง",),
    )
    assert (content.columns, content.signatures) == (columns, signatures)
    assert content.options.digits is Digits.THAI


def test_update_part_from_an_old_version_is_refused(written: Written) -> None:
    PlanPart.objects.update(version=2)

    with pytest.raises(StaleError):
        parts.update_part(
            by=written.secretary,
            part=written.part,
            base_version=1,
            title="ซ้ำ",
            lines=[],
            notes=[],
            signatures=[],
            options=Options(),
            columns=None,
        )


def test_move_part_changes_the_order_of_tables(written: Written) -> None:
    second = PlanPartFactory(plan=written.plan, position=9)

    parts.move_part(by=written.secretary, part=second, step=-1)

    assert list(written.plan.parts.all()) == [second, written.part]


def test_bin_part_and_restore_part_keep_its_rows(written: Written) -> None:
    order = written.order()

    parts.bin_part(by=written.secretary, part=written.part)
    assert not rows.contents(written.plan).parts
    parts.restore_part(by=written.secretary, part=PlanPart.everything.get(pk=written.part.pk))

    assert written.order() == order


def test_part_whose_rows_another_shows_goes_after_it_and_comes_back_before_it(written: Written) -> None:
    shown = PlanPartFactory(plan=written.plan, layout="unit", rows_of=written.part, title="แสดงซ้ำ")

    with pytest.raises(PermissionDenied, match="มีตารางอื่นแสดงแถวของตารางนี้อยู่"):
        parts.bin_part(by=written.secretary, part=written.part)
    for part in (shown, written.part):
        parts.bin_part(by=written.secretary, part=part)
    with pytest.raises(PermissionDenied, match="กลับคืนก่อน"):
        parts.restore_part(by=written.secretary, part=PlanPart.everything.get(pk=shown.pk))
    for part in (written.part, shown):
        parts.restore_part(by=written.secretary, part=PlanPart.everything.get(pk=part.pk))

    assert [len(part.rows) for part in rows.contents(written.plan).parts] == [len(written.order())] * 2


def test_part_of_an_open_call_is_not_deleted(written: Written) -> None:
    call = CallFactory(plan=written.plan, part=written.part)

    with pytest.raises(PermissionDenied, match="โปรดปิดรับข้อมูลก่อนลบตาราง"):
        parts.bin_part(by=written.secretary, part=written.part)
    call.closed_at = timezone.now()
    call.save()
    parts.bin_part(by=written.secretary, part=written.part)

    assert not written.plan.parts.exists()


def test_sections_are_cleaned_of_scripts_when_written(written: Written) -> None:
    section = sections.add_section(
        by=written.secretary,
        plan=written.plan,
        title="หลักการ",
        html='<p onclick="x()">ก<script>alert(1)</script><img src="file:///etc/passwd"></p>',
    )
    sections.save_section(
        by=written.secretary, section=section, title="ใหม่", html="<h1>ข</h1><b>ค</b>", base_version=1
    )

    first, last = AuditEntry.objects.order_by("pk")
    assert first.after == {"title": "หลักการ", "html": "<p>ก</p>"}
    assert last.after == {"title": "ใหม่", "html": "ขค"}


def test_save_section_from_an_old_version_is_refused(written: Written) -> None:
    section = PlanSectionFactory(plan=written.plan, version=2)

    with pytest.raises(StaleError):
        sections.save_section(by=written.secretary, section=section, title="ซ้ำ", html="", base_version=1)


def test_move_section_and_delete_section(written: Written) -> None:
    first = PlanSectionFactory(plan=written.plan, position=1)
    second = PlanSectionFactory(plan=written.plan, position=2)

    sections.move_section(by=written.secretary, section=second, step=-1)
    assert list(written.plan.sections.all()) == [second, first]
    sections.delete_section(by=written.secretary, section=first)

    assert list(PlanSection.objects.all()) == [second]


def test_create_plan_only_where_one_may(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        plans.create_plan(
            by=cast["secretary@medicine"],
            organisation=cast.organisation("revenue"),
            fiscal_year=2570,
            kind="integrity",
            title="แผน",
        )

    assert not ActionPlan.objects.exists()


def test_create_plan_of_a_gregorian_year_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="ปีงบประมาณต้องอยู่ระหว่าง 2500 ถึง 2700"):
        plans.create_plan(
            by=cast["secretary@medicine"],
            organisation=cast.organisation("medicine"),
            fiscal_year=2026,
            kind="integrity",
            title="แผน",
        )


def test_update_plan_writes_before_and_after(written: Written) -> None:
    rename(written, base_version=1)

    entry = AuditEntry.objects.get()
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["fiscal_year"], entry.after["fiscal_year"]) == (2569, 2570)
    assert ActionPlan.objects.get().title == "ใหม่"


def rename(written: Written, base_version: int | None) -> None:
    plans.update_plan(
        by=written.secretary,
        plan=written.plan,
        title="ใหม่",
        kind="unit",
        fiscal_year=2570,
        base_version=base_version,
    )


def test_update_plan_from_an_old_version_is_refused_and_writes_nothing(written: Written) -> None:
    parts.move_part(by=written.secretary, part=written.part, step=1)

    with pytest.raises(StaleError) as stale:
        rename(written, base_version=1)

    assert (stale.value.current.version, stale.value.current.title) == (2, written.plan.title)
    assert ActionPlan.objects.get().title != "ใหม่"


def test_update_plan_that_was_approved_meanwhile_says_so(written: Written) -> None:
    ActionPlan.objects.update(state=ActionPlan.State.APPROVED)

    with pytest.raises(PermissionDenied, match="ได้รับอนุมัติแล้ว"):
        rename(written, base_version=7)


def numbers(written: Written) -> list[tuple[str, int]]:
    return list(written.part.activities.order_by("title").values_list("number", "version"))


def number_two(written: Written) -> None:
    for activity, number in ((written.a, "๑.๑"), (written.c, "9")):
        type(activity).objects.filter(pk=activity.pk).update(number=number)


def test_renumber_part_takes_typed_numbers_away_in_one_entry(written: Written) -> None:
    number_two(written)

    count = parts.renumber_part(by=written.secretary, part=written.part)

    assert (count, numbers(written)) == (2, [("", 2), ("", 1), ("", 2)])
    entry = AuditEntry.objects.get()
    assert entry.before == {"numbers": {str(written.a.pk): "๑.๑", str(written.c.pk): "9"}}
    assert parts.renumber_part(by=written.secretary, part=written.part) == 0
    assert AuditEntry.objects.count() == 1


def test_renumber_part_of_an_approved_plan_is_refused(written: Written) -> None:
    number_two(written)
    ActionPlan.objects.update(state=ActionPlan.State.APPROVED)

    with pytest.raises(PermissionDenied, match="ได้รับอนุมัติแล้ว"):
        parts.renumber_part(by=written.secretary, part=written.part)

    assert numbers(written) == [("๑.๑", 1), ("", 1), ("9", 1)]


def test_renumber_part_writes_nothing_without_its_entry(written: Written) -> None:
    number_two(written)

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        parts.renumber_part(by=written.secretary, part=written.part)

    assert numbers(written) == [("๑.๑", 1), ("", 1), ("9", 1)]
    assert ActionPlan.objects.get().version == 1


@pytest.mark.parametrize("count", [1, 30])
def test_renumber_part_asks_the_same_number_of_questions(
    written: Written, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ActivityFactory.create_batch(count, part=written.part, number="1")

    with django_assert_num_queries(11):
        parts.renumber_part(by=written.secretary, part=written.part)


def test_bin_plan_and_restore_plan(written: Written) -> None:
    plans.bin_plan(by=written.secretary, plan=written.plan)
    assert not ActionPlan.objects.exists()
    plans.restore_plan(by=written.secretary, plan=ActionPlan.everything.get())

    assert ActionPlan.objects.get() == written.plan
