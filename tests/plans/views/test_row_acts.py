"""Acts on a row of the editor: moving, copying, deleting, undoing."""

from typing import Any

import pytest

from organisations.models import AuditEntry
from plans import rows
from plans.models import Activity
from plans.services import activities
from plans.views import reach
from tests.factories import (
    ActivityFactory,
    HeadingFactory,
)
from tests.plans.conftest import HTMX, Desk


def order(desk: Desk) -> list[str]:
    return [row.title for row in rows.of(desk.part).rows if not row.placeholder]


@pytest.mark.parametrize("htmx", [False, True])
def test_move_duplicate_delete_and_undo(desk: Desk, htmx: bool) -> None:
    second = ActivityFactory(part=desk.part, heading=desk.heading, title="สอง", position=2)

    desk.post("activity-move", second, {"step": "-1"}, htmx=htmx)
    assert order(desk) == ["สอง", "กิจกรรมแรก"]
    desk.post("activity-duplicate", second, htmx=htmx)
    assert order(desk) == ["สอง", "สอง", "กิจกรรมแรก"]
    headers = HTMX if htmx else {}
    answer = desk.browser.post(desk.url("activity-delete", desk.activity), headers=headers, follow=True)
    assert order(desk) == ["สอง", "สอง"]
    entry = AuditEntry.objects.filter(action=AuditEntry.Action.DELETE).get()
    assert desk.url("undo", entry) in answer.text[answer.text.index('id="toasts"') :]
    desk.post("undo", entry)
    assert order(desk) == ["สอง", "สอง", "กิจกรรมแรก"]


def test_undo_that_comes_too_late_says_so(desk: Desk) -> None:
    desk.post("activity-edit", desk.activity, desk.typed(desk.activity, title="หนึ่ง"))
    entry = AuditEntry.objects.latest("pk")
    desk.post("activity-edit", desk.activity, desk.typed(desk.activity, title="สอง"))
    answer = desk.browser.post(desk.url("undo", entry), follow=True)

    assert "เลิกทำไม่ได้ เนื่องจากรายการนี้มีการเปลี่ยนแปลงภายหลัง" in answer.text
    assert order(desk) == ["สอง"]


def test_act_of_somebody_else_cannot_be_undone(desk: Desk) -> None:
    activities.move_activity(by=None, activity=desk.activity, step=-1)

    assert desk.post("undo", AuditEntry.objects.latest("pk")).status_code == 404


def test_activity_is_placed_at_the_end_of_another_heading(desk: Desk) -> None:
    other = HeadingFactory(part=desk.part, text="ยุทธศาสตร์ที่ 2")
    ActivityFactory(part=desk.part, heading=other, title="มีอยู่แล้ว")
    desk.post("activity-place", desk.activity, {"heading": other.pk})

    assert [(row.headings, row.title) for row in rows.of(desk.part).rows if not row.placeholder] == [
        (("ยุทธศาสตร์ที่ 2",), "มีอยู่แล้ว"),
        (("ยุทธศาสตร์ที่ 2",), "กิจกรรมแรก"),
    ]


@pytest.mark.parametrize("act", ["move", "place", "duplicate", "delete"])
@pytest.mark.parametrize("htmx", [False, True])
def test_act_on_a_row_that_somebody_has_just_deleted_shows_the_table(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, act: str, htmx: bool
) -> None:
    def fetched_just_before(request: Any, pk: int) -> Activity:
        found = reach_activity(request, pk)
        activities.bin_activity(by=desk.secretary, activity=Activity.objects.get(pk=pk))
        return found

    reach_activity = reach.activity
    monkeypatch.setattr(reach, "activity", fetched_just_before)
    data = {"step": "1", "heading": desk.heading.pk}
    answer = desk.post(f"activity-{act}", desk.activity, data, htmx=htmx)

    words = "รายการนี้ถูกลบไปก่อนแล้ว ตารางที่แสดงเป็นข้อมูลล่าสุด"
    assert AuditEntry.objects.about(desk.activity).count() == 1
    if htmx:
        assert (answer.status_code, answer["HX-Retarget"]) == (409, "#part")
        assert words in answer.text
        assert 'id="part"' in answer.text
    else:
        assert words in desk.browser.get(answer["Location"]).text
    assert order(desk) == []


def test_move_of_a_row_that_somebody_has_just_moved_starts_from_where_it_is(desk: Desk) -> None:
    other = HeadingFactory(part=desk.part, text="ยุทธศาสตร์ที่ 2")
    stale = Activity.objects.get(pk=desk.activity.pk)
    activities.place_activity(by=None, activity=desk.activity, heading=other, after=None)
    activities.move_activity(by=None, activity=stale, step=-1)

    assert Activity.objects.get(pk=stale.pk).heading == desk.heading


@pytest.mark.parametrize("step", ["", "0", "2", "x"])
def test_step_that_is_none_is_not_found(desk: Desk, step: str) -> None:
    assert desk.post("activity-move", desk.activity, {"step": step}).status_code == 404
