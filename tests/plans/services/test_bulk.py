from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from ita_portal.tables.rows import Row
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from plans.models import ActionPlan, Activity
from plans.services import bulk
from plans.services.activities import save_activity
from tests.factories import ActivityFactory, HeadingFactory
from tests.guards.trail import refusing_entries
from tests.plans.services.conftest import Written
from tests.plans.services.test_activities import FULL, stored


def test_add_rows_behind_a_row_keeps_every_field_and_the_order(written: Written) -> None:
    added = bulk.add_rows(
        by=written.secretary, part=written.part, rows=[FULL, Row(title="ง")], after=written.a
    )

    assert stored(added[0]) == FULL
    assert written.order() == ["หนึ่ง:ก", f"หนึ่ง:{FULL.title}", "หนึ่ง:ง", "หนึ่ง:ข", "สอง:ค"]


def test_add_rows_makes_the_headings_of_the_rows_below_the_heading(written: Written) -> None:
    new = [Row(title="ง", headings=("ย่อย",)), Row(title="จ", headings=("ย่อย",))]

    bulk.add_rows(by=written.secretary, part=written.part, rows=new, heading=written.second)

    assert written.order() == ["หนึ่ง:ก", "หนึ่ง:ข", "สอง:ค", "สอง/ย่อย:ง", "สอง/ย่อย:จ"]


def test_added_rows_are_one_batch_of_the_trail(written: Written) -> None:
    bulk.add_rows(by=written.secretary, part=written.part, rows=[Row(title="ง"), Row(title="จ")])

    entries = AuditEntry.objects.about(written.plan).order_by("pk")
    assert [(e.action, e.object_text, (e.after or {})["title"]) for e in entries] == [
        ("create", "ง", "ง"),
        ("create", "จ", "จ"),
    ]
    assert len({entry.batch for entry in entries} - {None}) == 1


def test_add_rows_that_cannot_be_stored_name_the_row_and_store_none(written: Written) -> None:
    before = written.order()

    with pytest.raises(ValidationError) as refused:
        bulk.add_rows(by=written.secretary, part=written.part, rows=[Row(title="ง"), Row(number="๑" * 51)])

    assert refused.value.messages[0].startswith("แถวที่ 2 เลขที่: ")
    assert written.order() == before


def test_add_rows_refuses_a_weight_of_a_thousand_with_the_rule_in_thai(written: Written) -> None:
    with pytest.raises(ValidationError) as refused:
        bulk.add_rows(by=written.secretary, part=written.part, rows=[replace(FULL, weight=Decimal(1000))])

    assert refused.value.messages == ["แถวที่ 1 ค่าน้ำหนัก: ตัวเลขหน้าจุดทศนิยมต้องไม่เกิน 3 หลัก"]
    assert not Activity.objects.filter(title=FULL.title).exists()


def test_add_rows_refuses_more_than_the_limit(written: Written) -> None:
    with pytest.raises(ValidationError, match="5,000"):
        bulk.add_rows(by=written.secretary, part=written.part, rows=[Row(title="ก")] * 5_001)


def test_change_rows_writes_fields_belongings_and_heading_and_raises_versions(written: Written) -> None:
    bulk.change_rows(
        by=written.secretary,
        part=written.part,
        changes=[bulk.Change(written.a, FULL), bulk.Change(written.b, Row(title="ข2"), written.second)],
    )

    assert stored(written.a) == FULL
    assert written.order() == [f"หนึ่ง:{FULL.title}", "สอง:ค", "สอง:ข2"]
    assert [Activity.objects.get(pk=row.pk).version for row in (written.a, written.b, written.c)] == [2, 2, 1]


def test_change_rows_of_an_older_version_is_stale_and_changes_nothing(written: Written) -> None:
    before = written.order()
    changes = [bulk.Change(written.a, FULL), bulk.Change(written.b, FULL, base_version=7)]

    with pytest.raises(StaleError) as stale:
        bulk.change_rows(by=written.secretary, part=written.part, changes=changes)

    assert stale.value.current == written.b
    assert written.order() == before


def test_change_rows_to_another_tables_heading_is_refused(written: Written) -> None:
    with pytest.raises(ValidationError, match="ไม่พบหัวข้อนี้ในตาราง"):
        bulk.change_rows(
            by=written.secretary,
            part=written.part,
            changes=[bulk.Change(written.a, FULL, HeadingFactory())],
        )


def test_change_rows_of_another_table_is_stale(written: Written) -> None:
    with pytest.raises(StaleError):
        bulk.change_rows(
            by=written.secretary, part=written.part, changes=[bulk.Change(ActivityFactory(), FULL)]
        )


def test_bin_rows_takes_all_or_none(written: Written) -> None:
    bulk.bin_rows(by=written.secretary, part=written.part, activities=[written.a])

    with pytest.raises(StaleError):
        bulk.bin_rows(by=written.secretary, part=written.part, activities=[written.b, written.a])

    assert written.order() == ["หนึ่ง:ข", "สอง:ค"]


@pytest.mark.parametrize("count", [1, 30])
def test_add_and_change_ask_as_often_for_thirty_rows_as_for_one(written: Written, count: int) -> None:
    with CaptureQueriesContext(connection) as adding:
        added = bulk.add_rows(by=written.secretary, part=written.part, rows=[FULL] * count)
    with CaptureQueriesContext(connection) as changing:
        changes = [bulk.Change(activity, replace(FULL, owners=("ใหม่",))) for activity in added]
        bulk.change_rows(by=written.secretary, part=written.part, changes=changes)

    assert (len(adding), len(changing)) == (16, 14)


ACTS: dict[str, Callable[[Written], Any]] = {
    "add": lambda w: bulk.add_rows(by=w.secretary, part=w.part, rows=[FULL]),
    "change": lambda w: bulk.change_rows(by=w.secretary, part=w.part, changes=[bulk.Change(w.a, FULL)]),
    "bin": lambda w: bulk.bin_rows(by=w.secretary, part=w.part, activities=[w.a, w.b]),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_written_when_the_trail_cannot_be(written: Written, act: Callable[[Written], Any]) -> None:
    before = written.order()

    with refusing_entries(), pytest.raises(DatabaseError):
        act(written)

    assert written.order() == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_approved_plan_is_not_changed(written: Written, act: Callable[[Written], Any]) -> None:
    ActionPlan.objects.update(state=ActionPlan.State.APPROVED)
    before = written.order()

    with pytest.raises(PermissionDenied):
        act(written)

    assert written.order() == before


@pytest.mark.parametrize("name", ["values", "other"])
@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"evidence": "ก" * 10_001}, "ข้อความยาวเกิน 10,000 ตัวอักษร"),
        ({"ก" * 10_001: "หลักฐาน"}, "ข้อความยาวเกิน 10,000 ตัวอักษร"),
        ({f"ช่อง {n}": "" for n in range(201)}, "ไม่เกิน 200 ช่อง"),
    ],
)
def test_row_with_more_in_its_own_fields_than_a_table_can_show_is_refused(
    name: str, texts: dict[str, str], words: str, written: Written
) -> None:
    row = Row(title="ง", **{name: texts})  # type: ignore[arg-type]

    with pytest.raises(ValidationError, match=words):
        bulk.add_rows(by=written.secretary, part=written.part, rows=[row])
    with pytest.raises(ValidationError, match=words):
        save_activity(
            by=written.secretary, activity=written.a, row=row, heading=written.first, base_version=None
        )
