from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError

from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from plans import rows
from plans.models import ActionPlan, Activity, Heading, PlanPart, PlanVersion
from plans.services import activities, headings, versions
from plans.services.bringing_back import PastRow, bring_row_back
from plans.services.undo import undo, undoable
from plans.services.versions import delete_version, name_version, rename_version
from plans.snapshots import content_of
from tests.cast import Cast
from tests.factories import PlanPartFactory
from tests.guards.trail import refusing_entries
from tests.plans.services.conftest import Written
from tests.plans.services.test_activities import FULL, stored


def named(written: Written, name: str = "ฉบับแรก") -> PlanVersion:
    return name_version(by=written.secretary, plan=written.plan, name=name)


def test_name_version_keeps_the_whole_plan_as_it_was(written: Written) -> None:
    then = rows.contents(written.plan)

    version = named(written)
    activities.bin_activity(by=written.secretary, activity=written.a)

    kept = content_of(PlanVersion.objects.get().content)
    assert kept == then
    assert kept != rows.contents(written.plan)
    assert (version.created_by, version.plan_version) == (written.secretary, 1)


def test_naming_renaming_and_deleting_stand_in_the_trail_and_leave_the_plan(written: Written) -> None:
    version = named(written)
    rename_version(by=written.secretary, version=version, name="ฉบับสอง")
    delete_version(by=written.secretary, version=version)

    entries = AuditEntry.objects.about(written.plan).order_by("pk")
    assert [(entry.action, entry.before, entry.after) for entry in entries] == [
        ("create", None, {"name": "ฉบับแรก"}),
        ("update", {"name": "ฉบับแรก"}, {"name": "ฉบับสอง"}),
        ("delete", {"name": "ฉบับสอง"}, None),
    ]
    assert ActionPlan.objects.get(pk=written.plan.pk).version == 1
    assert not PlanVersion.objects.exists()


def test_name_version_refuses_a_name_twice_and_more_versions_than_the_limit(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(written)

    with pytest.raises(ValidationError, match="มีฉบับชื่อนี้แล้ว"):
        named(written)
    monkeypatch.setattr(versions, "MAX_VERSIONS", 1)
    with pytest.raises(ValidationError, match="ไม่เกิน 1 ฉบับ"):
        named(written, "ฉบับสอง")

    assert PlanVersion.objects.count() == 1


def test_versions_are_written_by_nobody_without_the_right(written: Written, cast: Cast) -> None:
    version = named(written)
    reader = cast["auditor@medicine"]

    with pytest.raises(PermissionDenied):
        name_version(by=reader, plan=written.plan, name="ของผู้อ่าน")
    with pytest.raises(PermissionDenied):
        rename_version(by=reader, version=version, name="ของผู้อ่าน")
    with pytest.raises(PermissionDenied):
        delete_version(by=reader, version=version)

    assert PlanVersion.objects.get().name == "ฉบับแรก"


def test_version_without_its_entry_is_not_named(written: Written) -> None:
    with refusing_entries(), pytest.raises(DatabaseError):
        named(written)

    assert not PlanVersion.objects.exists()


# Bringing a row back


def past(written: Written, row: Row = FULL, heading: Heading | None = None) -> PastRow:
    """The first row as it is said to have been."""
    under = heading or written.first
    then = replace(row, headings=(under.text,))
    return PastRow(then, written.a.pk, under.pk, written.part.pk)


def back(
    written: Written, then: PastRow, part: PlanPart | None = None, base_version: int | None = None
) -> Activity:
    version = Activity.everything.filter(pk=then.activity_id).values_list("version", flat=True).first() or 0
    return bring_row_back(
        by=written.secretary,
        plan=written.plan,
        past=then,
        part=part or written.part,
        base_version=version if base_version is None else base_version,
        reason="ตามฉบับแรก",
    )


def test_bring_row_back_writes_the_row_as_it_was_with_its_reason(written: Written) -> None:
    back(written, past(written, heading=written.second))

    assert stored(written.a) == FULL
    assert written.order() == ["หนึ่ง:ข", "สอง:ค", f"สอง:{FULL.title}"]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_id, entry.reason) == ("update", written.a.pk, "ตามฉบับแรก")


def test_bring_row_back_can_be_undone(written: Written) -> None:
    before = row_to_json(rows.row_of(written.a))
    back(written, past(written))

    entry = undoable(written.secretary, written.plan)
    assert entry is not None
    undo(by=written.secretary, entry=entry)

    assert row_to_json(rows.row_of(Activity.objects.get(pk=written.a.pk))) == before


def test_bring_row_back_takes_a_row_out_of_the_bin_as_it_was(written: Written) -> None:
    then = PastRow(replace(rows.row_of(written.a), id=None), written.a.pk, written.first.pk, written.part.pk)
    activities.bin_activity(by=written.secretary, activity=written.a)

    back(written, then)

    assert written.order() == ["หนึ่ง:ก", "หนึ่ง:ข", "สอง:ค"]
    assert AuditEntry.objects.latest("pk").action == "restore"


def test_bring_row_back_out_of_the_bin_writes_what_it_was_earlier(written: Written) -> None:
    activities.bin_activity(by=written.secretary, activity=written.a)

    back(written, past(written))

    assert stored(written.a) == FULL
    assert written.order() == [f"หนึ่ง:{FULL.title}", "หนึ่ง:ข", "สอง:ค"]


def test_bring_row_back_adds_a_row_anew_that_is_gone_for_good(written: Written) -> None:
    then = past(written)
    written.a.delete()

    added = back(written, then)

    assert added.pk != then.activity_id
    assert stored(added) == FULL
    assert written.order() == ["หนึ่ง:ข", f"หนึ่ง:{FULL.title}", "สอง:ค"]


def test_bring_row_back_makes_a_heading_again_that_is_gone(written: Written) -> None:
    then = past(written)
    headings.bin_heading(by=written.secretary, heading=written.first)

    back(written, then)

    assert written.order() == [":ข", "สอง:ค", f"หนึ่ง:{FULL.title}"]


def test_bring_row_back_goes_under_a_heading_of_the_same_words_where_its_own_is_gone(
    written: Written,
) -> None:
    then = past(written, heading=written.second)
    headings.bin_heading(by=written.secretary, heading=written.second)
    headings.add_heading(by=written.secretary, part=written.part, parent=None, text="สอง")

    back(written, then)

    assert written.part.headings.filter(text="สอง").count() == 1
    assert f"สอง:{FULL.title}" in written.order()


def test_bring_row_back_needs_a_table_where_its_own_is_gone(written: Written) -> None:
    then = past(written)
    other = PlanPartFactory(plan=written.plan)
    PlanPart.objects.filter(pk=written.part.pk).update(
        deleted_at="2026-01-01T00:00Z", deleted_by=written.secretary
    )

    with pytest.raises(ValidationError, match="โปรดเลือกตาราง"):
        bring_row_back(
            by=written.secretary, plan=written.plan, past=then, part=None, base_version=0, reason=""
        )
    added = back(written, then, part=other, base_version=0)

    assert (added.part, stored(added)) == (other, FULL)


def test_bring_row_back_over_a_newer_version_is_refused(written: Written) -> None:
    activities.save_activity(
        by=None, activity=written.a, row=Row(title="ใหม่กว่า"), heading=written.first, base_version=None
    )

    with pytest.raises(StaleError):
        back(written, past(written), base_version=1)

    assert Activity.objects.get(pk=written.a.pk).title == "ใหม่กว่า"


def test_bring_row_back_reaches_no_row_of_another_plan(written: Written, cast: Cast) -> None:
    foreign = PlanPartFactory()
    strange = Activity.objects.create(part=foreign, title="ของแผนอื่น")
    then = PastRow(FULL, strange.pk, None, foreign.pk)

    added = back(written, then, base_version=0)

    assert (added.part, Activity.objects.get(pk=strange.pk).title) == (written.part, "ของแผนอื่น")


def test_bring_row_back_without_the_right_or_the_entry_does_nothing(written: Written, cast: Cast) -> None:
    order = written.order()
    with pytest.raises(PermissionDenied):
        bring_row_back(
            by=cast["auditor@medicine"],
            plan=written.plan,
            past=past(written),
            part=written.part,
            base_version=1,
            reason="",
        )
    with refusing_entries(), pytest.raises(DatabaseError):
        back(written, past(written))

    assert written.order() == order
