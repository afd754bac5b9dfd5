from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError

from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.period import read_period
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from plans import rows
from plans.models import ActionPlan, Activity
from plans.services import activities, headings
from tests.cast import Cast
from tests.factories import HeadingFactory
from tests.guards.trail import refusing_entries
from tests.plans.services.conftest import Written

FULL = Row(
    title="อบรมเรื่องตัวอย่าง\n- หัวข้อย่อย",
    number="๓",
    objective="- เพื่อทดลอง",
    target_group="บุคลากรทุกคน",
    owners=("กลุ่มงานหนึ่ง", "คณะทำงานสอง"),
    indicators=(
        Indicator("ไม่น้อยกว่า 2 ครั้ง", Aspect.QUANTITATIVE),
        Indicator("ผู้เข้าร่วมพึงพอใจ", Aspect.QUALITATIVE),
    ),
    budget=read_amount("20,000 บาท"),
    period=read_period("เม.ย.-พ.ค. 69", 2569),
    quarters={1: PeriodCell(marked=True), 3: PeriodCell(marked=True, count=Decimal(2), unit="ครั้ง")},
    months={10: PeriodCell(amount=Decimal("17050.00"))},
    weight=Decimal(20),
    level=2,
    target="35 หน่วยงาน",
    reason="เหตุผล",
    knowledge="ความรู้",
    cost_lines=(CostLine("120 บาท x 60 คน", Decimal("7200.00")),),
    source_of_funds="เงินบำรุง",
    other={"หมายเหตุ": "ตามระเบียบ"},
)


def stored(activity: Activity) -> Row:
    """The activity as the database has it, without ids and headings."""
    row = rows.row_of(Activity.objects.get(pk=activity.pk))
    return replace(row, id=None, heading_ids=(), headings=())


def test_add_activity_keeps_every_field_of_the_row(written: Written) -> None:
    activity = activities.add_activity(
        by=written.secretary, part=written.part, heading=written.second, row=FULL
    )

    assert stored(activity) == FULL
    assert written.order() == ["หนึ่ง:ก", "หนึ่ง:ข", "สอง:ค", f"สอง:{FULL.title}"]


def test_add_activity_behind_another_stands_right_there(written: Written) -> None:
    activities.add_activity(
        by=written.secretary, part=written.part, heading=written.first, row=Row(title="ใหม่"), after=written.a
    )

    assert written.order() == ["หนึ่ง:ก", "หนึ่ง:ใหม่", "หนึ่ง:ข", "สอง:ค"]


def test_add_activity_writes_one_entry_with_the_row_in_the_contracts_json(written: Written) -> None:
    activity = activities.add_activity(
        by=written.secretary, part=written.part, heading=written.first, row=FULL
    )

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.subject_id) == ("create", activity.pk, written.plan.pk)
    assert entry.organisation_id == written.plan.organisation_id
    assert entry.before is None
    assert entry.after is not None
    assert entry.after["headings"] == ["หนึ่ง"]
    assert entry.after["budget"] == {"text": "20,000 บาท", "amount": "20000.00", "kind": "amount"}
    assert entry.after["weight"] == "20"


def test_save_activity_replaces_what_changed_and_raises_both_versions(written: Written) -> None:
    saved = activities.save_activity(
        by=written.secretary, activity=written.a, row=FULL, heading=written.first, base_version=1
    )

    assert stored(saved) == FULL
    assert Activity.objects.get(pk=saved.pk).version == 2
    assert ActionPlan.objects.get(pk=written.plan.pk).version == written.plan.version + 1


def test_save_activity_leaves_belongings_alone_that_did_not_change(written: Written) -> None:
    activities.save_activity(
        by=written.secretary, activity=written.a, row=FULL, heading=written.first, base_version=None
    )
    owner_ids = list(written.a.owners.values_list("pk", flat=True))

    activities.save_activity(
        by=written.secretary,
        activity=written.a,
        row=replace(FULL, title="ชื่อใหม่"),
        heading=written.first,
        base_version=None,
    )

    assert list(written.a.owners.values_list("pk", flat=True)) == owner_ids


def test_save_activity_under_another_heading_goes_to_its_end(written: Written) -> None:
    activities.save_activity(
        by=written.secretary, activity=written.a, row=Row(title="ก"), heading=written.second, base_version=1
    )

    assert written.order() == ["หนึ่ง:ข", "สอง:ค", "สอง:ก"]


def test_save_activity_from_an_old_version_is_refused_and_writes_nothing(written: Written) -> None:
    activities.save_activity(
        by=written.secretary,
        activity=written.a,
        row=Row(title="ของคนแรก"),
        heading=written.first,
        base_version=1,
    )

    with pytest.raises(StaleError) as refused:
        activities.save_activity(
            by=written.secretary,
            activity=Activity.objects.get(pk=written.a.pk),
            row=Row(title="ของคนที่สอง"),
            heading=written.first,
            base_version=1,
        )

    assert str(refused.value.current) == "ของคนแรก"
    assert Activity.objects.get(pk=written.a.pk).title == "ของคนแรก"
    assert ActionPlan.objects.get(pk=written.plan.pk).version == written.plan.version + 1
    assert AuditEntry.objects.count() == 1


def test_save_activity_with_a_heading_of_another_part_is_refused(written: Written) -> None:
    stranger = HeadingFactory()

    with pytest.raises(ValidationError) as refused:
        activities.save_activity(
            by=written.secretary, activity=written.a, row=FULL, heading=stranger, base_version=1
        )

    assert refused.value.message_dict == {"heading": ["ไม่พบหัวข้อนี้ในตาราง โปรดเลือกใหม่"]}
    assert Activity.objects.get(pk=written.a.pk).title == "ก"


def test_save_activity_with_a_weight_over_100_is_refused_in_thai(written: Written) -> None:
    with pytest.raises(ValidationError) as refused:
        activities.save_activity(
            by=written.secretary,
            activity=written.a,
            row=Row(title="ก", weight=Decimal(101)),
            heading=written.first,
            base_version=1,
        )

    assert refused.value.messages == ["ค่าน้ำหนักต้องอยู่ระหว่าง 0 ถึง 100"]


@pytest.mark.parametrize(("step", "expected"), [(1, ["หนึ่ง:ข", "หนึ่ง:ก", "สอง:ค"]), (-1, None)])
def test_move_activity_swaps_with_its_neighbour_or_stays_at_the_top_of_nothing(
    written: Written, step: int, expected: list[str] | None
) -> None:
    activities.move_activity(by=written.secretary, activity=written.a, step=step)

    assert written.order() == (expected or [":ก", "หนึ่ง:ข", "สอง:ค"])


def test_move_activity_down_from_the_end_enters_the_next_heading_at_its_beginning(written: Written) -> None:
    activities.move_activity(by=written.secretary, activity=written.b, step=1)

    assert written.order() == ["หนึ่ง:ก", "สอง:ข", "สอง:ค"]


def test_move_activity_up_from_the_beginning_enters_the_heading_before_at_its_end(written: Written) -> None:
    activities.move_activity(by=written.secretary, activity=written.c, step=-1)

    assert written.order() == ["หนึ่ง:ก", "หนึ่ง:ข", "หนึ่ง:ค", "สอง:"]


def test_move_activity_past_the_last_heading_changes_nothing(written: Written) -> None:
    activities.move_activity(by=written.secretary, activity=written.c, step=1)

    assert written.order() == ["หนึ่ง:ก", "หนึ่ง:ข", "สอง:ค"]
    assert not AuditEntry.objects.exists()


def test_duplicate_activity_stands_behind_with_everything_but_the_number(written: Written) -> None:
    activities.save_activity(
        by=written.secretary, activity=written.a, row=FULL, heading=written.first, base_version=1
    )

    copy = activities.duplicate_activity(by=written.secretary, activity=written.a)

    assert stored(copy) == replace(FULL, number="")
    assert written.order()[:2] == [f"หนึ่ง:{FULL.title}"] * 2


def test_bin_activity_takes_the_row_from_every_read_and_keeps_it(written: Written) -> None:
    activities.bin_activity(by=written.secretary, activity=written.a)

    assert written.order() == ["หนึ่ง:ข", "สอง:ค"]
    assert not Activity.objects.filter(pk=written.a.pk).exists()
    assert Activity.everything.get(pk=written.a.pk).deleted_by == written.secretary


def test_restore_activity_whose_heading_is_gone_comes_to_the_top(written: Written) -> None:
    activities.bin_activity(by=written.secretary, activity=written.c)
    type(written.second).objects.filter(pk=written.second.pk).update(
        deleted_at="2026-11-01T00:00:00Z", deleted_by=written.secretary
    )

    activities.restore_activity(by=written.secretary, activity=Activity.everything.get(pk=written.c.pk))

    assert written.order() == [":ค", "หนึ่ง:ก", "หนึ่ง:ข"]


ACTS: dict[str, Callable[[Written], Any]] = {
    "add": lambda w: activities.add_activity(by=w.secretary, part=w.part, heading=w.first, row=FULL),
    "save": lambda w: activities.save_activity(
        by=w.secretary, activity=w.a, row=FULL, heading=w.first, base_version=1
    ),
    "move": lambda w: activities.move_activity(by=w.secretary, activity=w.a, step=1),
    "duplicate": lambda w: activities.duplicate_activity(by=w.secretary, activity=w.a),
    "bin": lambda w: activities.bin_activity(by=w.secretary, activity=w.a),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_written_when_the_trail_cannot_be(written: Written, act: Callable[[Written], Any]) -> None:
    before, version = written.order(), ActionPlan.objects.get(pk=written.plan.pk).version

    with refusing_entries(), pytest.raises(DatabaseError):
        act(written)

    assert written.order() == before
    assert stored(written.a) == replace(stored(written.a), title="ก", owners=())
    assert ActionPlan.objects.get(pk=written.plan.pk).version == version


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_approved_plan_refuses_with_its_reason(written: Written, act: Callable[[Written], Any]) -> None:
    ActionPlan.objects.update(state=ActionPlan.State.APPROVED)
    before = written.order()

    with pytest.raises(PermissionDenied) as refused:
        act(written)

    assert str(refused.value) == "แผนฉบับนี้ได้รับอนุมัติแล้ว หากต้องการแก้ไข โปรดเสนอขอปรับแผน"
    assert written.order() == before


@pytest.mark.parametrize("person", ["activity_owner@medicine", "secretary@revenue", "outsider"])
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_has_no_right_is_refused(
    written: Written, cast: Cast, act: Callable[[Written], Any], person: str
) -> None:
    written.secretary = cast[person]

    with pytest.raises(PermissionDenied):
        act(written)

    assert not AuditEntry.objects.exists()


def test_save_activity_refuses_a_count_that_could_not_be_read_again(written: Written) -> None:
    row = Row(title="ก", quarters={2: PeriodCell(marked=True, count=Decimal(10) ** 14)})

    with pytest.raises(ValidationError) as refused:
        activities.save_activity(
            by=written.secretary, activity=written.a, row=row, heading=written.first, base_version=1
        )

    assert list(refused.value.message_dict) == ["quarter_2"]
    assert stored(written.a).quarters == {}


def test_save_activity_leaves_the_row_where_somebody_moved_it_meanwhile(written: Written) -> None:
    read_before = Activity.objects.select_related("part__plan", "heading").get(pk=written.a.pk)
    activities.move_activity(by=written.secretary, activity=written.b, step=-1)
    assert written.order() == ["หนึ่ง:ข", "หนึ่ง:ก", "สอง:ค"]

    activities.save_activity(
        by=written.secretary,
        activity=read_before,
        row=Row(title="ใหม่"),
        heading=read_before.heading,
        base_version=1,
    )

    assert written.order() == ["หนึ่ง:ข", "หนึ่ง:ใหม่", "สอง:ค"]


def test_add_activity_under_a_heading_deleted_meanwhile_is_refused(written: Written) -> None:
    headings.bin_heading(by=written.secretary, heading=written.first)

    with pytest.raises(ValidationError) as refused:
        activities.add_activity(
            by=written.secretary, part=written.part, heading=written.first, row=Row(title="ก")
        )

    assert list(refused.value.message_dict) == ["heading"]
