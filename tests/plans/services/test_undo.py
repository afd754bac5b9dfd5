from collections.abc import Callable
from typing import Any

import pytest

from ita_portal.tables.rows import Row
from organisations.models import AuditEntry
from plans.models import Activity, Heading
from plans.services import activities, bulk, headings, undo
from plans.services.errors import NotUndoableError
from tests.cast import Cast
from tests.factories import AuditEntryFactory
from tests.plans.services.conftest import Written
from tests.plans.services.test_activities import ACTS, FULL, stored


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_undo_brings_back_what_was_there(written: Written, act: Callable[[Written], Any]) -> None:
    order, row = written.order(), stored(written.a)
    act(written)

    entry = undo.undoable(written.secretary, written.plan)
    assert entry is not None
    undo.undo(by=written.secretary, entry=entry)

    assert written.order() == order
    assert stored(written.a) == row


def test_undo_of_an_edit_restores_owners_and_indicators(written: Written) -> None:
    save(written, FULL)
    save(written, Row(title="ว่าง"))

    undo_last(written)

    assert stored(written.a) == FULL


def test_undo_is_refused_when_the_row_has_changed_since(written: Written) -> None:
    save(written, Row(title="หนึ่ง"))
    entry = undo.undoable(written.secretary, written.plan)
    save(written, Row(title="สอง"))

    assert entry is not None
    with pytest.raises(NotUndoableError):
        undo.undo(by=written.secretary, entry=entry)

    assert Activity.objects.get(pk=written.a.pk).title == "สอง"


def test_undo_of_an_edit_under_a_heading_since_deleted_keeps_the_row_where_its_rows_went(
    written: Written,
) -> None:
    save(written, Row(title="ใหม่"))
    entry = undo.undoable(written.secretary, written.plan)
    inner = headings.add_heading(by=None, part=written.part, parent=written.second, text="ใน")
    Heading.objects.filter(pk=written.first.pk).update(parent=inner)
    headings.bin_heading(by=written.secretary, heading=Heading.objects.get(pk=written.first.pk))

    assert entry is not None
    undo.undo(by=written.secretary, entry=entry)

    assert Activity.objects.get(pk=written.a.pk).heading == inner


def test_undoable_is_only_ones_own(written: Written, cast: Cast) -> None:
    save(written, Row(title="ใหม่"))

    assert undo.undoable(cast["auditor@medicine"], written.plan) is None


def save(written: Written, row: Row) -> None:
    activity = Activity.objects.get(pk=written.a.pk)
    activities.save_activity(
        by=written.secretary, activity=activity, row=row, heading=activity.heading, base_version=None
    )


def undo_last(written: Written) -> None:
    entry = undo.undoable(written.secretary, written.plan)
    assert entry is not None
    undo.undo(by=written.secretary, entry=entry)


def test_undo_of_an_act_on_anything_but_an_activity_is_refused(written: Written) -> None:
    """A heading with the activity's id and version must not stand for the activity."""
    entry = AuditEntryFactory(
        action=AuditEntry.Action.CREATE,
        object_type="plans.heading",
        object_id=written.a.pk,
        after={"version": written.a.version},
    )

    with pytest.raises(NotUndoableError):
        undo.undo(by=written.secretary, entry=entry)

    assert Activity.objects.filter(pk=written.a.pk).exists()


def test_undo_goes_back_act_by_act(written: Written) -> None:
    order = written.order()
    save(written, Row(title="หนึ่ง"))
    save(written, Row(title="สอง"))
    activities.bin_activity(by=written.secretary, activity=written.b)

    for _ in range(3):
        undo_last(written)

    assert written.order() == order
    assert undo.undoable(written.secretary, written.plan) is None


def test_undo_of_a_batch_takes_all_its_rows_back(written: Written) -> None:
    order = written.order()
    bulk.add_rows(by=written.secretary, part=written.part, rows=[FULL, Row(title="ง")])
    changes = [bulk.Change(written.a, FULL, written.second), bulk.Change(written.b, FULL)]
    bulk.change_rows(by=written.secretary, part=written.part, changes=changes)

    undo_last(written)
    undo_last(written)

    assert written.order() == order


def test_the_same_act_is_not_undone_twice(written: Written) -> None:
    save(written, Row(title="ใหม่"))
    entry = undo.undoable(written.secretary, written.plan)
    assert entry is not None
    undo.undo(by=written.secretary, entry=entry)

    with pytest.raises(NotUndoableError, match="ไปแล้ว"):
        undo.undo(by=written.secretary, entry=entry)


def test_undo_of_added_rows_takes_the_headings_made_for_them_away(written: Written) -> None:
    new = [Row(title="ง", headings=("ใหม่", "ย่อย")), Row(title="จ", headings=("ใหม่",))]
    bulk.add_rows(by=written.secretary, part=written.part, rows=new)
    kept = Heading.objects.get(text="ใหม่", activities=None)
    activities.add_activity(by=None, part=written.part, heading=kept, row=Row(title="ของผู้อื่น"))

    entry = undo.undoable(written.secretary, written.plan)
    assert entry is not None
    assert undo.rows_of_act(entry) == 2
    undo_last(written)

    assert written.order() == ["หนึ่ง:ก", "หนึ่ง:ข", "สอง:ค", "ใหม่:ของผู้อื่น"]
    assert not Heading.objects.filter(text="ย่อย").exists()
