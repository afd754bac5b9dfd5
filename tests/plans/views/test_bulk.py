"""Changing and deleting many rows: seen beforehand, done in one act, taken back in one."""

from typing import Any

import pytest

from ita_portal.tables.rows import Row
from organisations.models import AuditEntry
from plans import rows
from plans.models import Activity
from plans.services.undo import undo, undoable
from tests.factories import ActivityFactory, ActivityOwnerFactory, HeadingFactory, PlanPartFactory
from tests.plans.conftest import Desk


@pytest.fixture
def others(desk: Desk) -> list[Activity]:
    return [
        ActivityFactory(heading=desk.heading, part=desk.part, title=f"กิจกรรมที่ {n}", position=n)
        for n in (2, 3)
    ]


def send(desk: Desk, chosen: list[Activity], step: str = "apply", **data: Any) -> Any:
    found = {"rows": [a.pk for a in chosen], "act": "change", "heading": "keep", "step": step} | data
    found.setdefault("seen", [f"{a.pk}-{Activity.objects.get(pk=a.pk).version}" for a in chosen])
    return desk.post("rows-change", desk.part, found)


def row(activity: Activity) -> Row:
    return rows.row_of(Activity.objects.get(pk=activity.pk))


def test_ticked_rows_lead_to_the_form(desk: Desk, others: list[Activity]) -> None:
    page = desk.post("rows-change", desk.part, {"rows": [a.pk for a in others], "act": "change"})

    assert page.status_code == 200
    assert "เลือกไว้ 2 แถว" in page.text


def test_table_without_headings_asks_for_none(desk: Desk) -> None:
    part = PlanPartFactory(plan=desk.plan, layout="unit")
    lone = ActivityFactory(part=part)
    page = desk.post("rows-change", part, {"rows": [lone.pk], "act": "change"})

    assert page.status_code == 200
    assert set(page.context["form"].fields) == {
        "owners_act",
        "owners",
        "period",
        "budget",
        "clear",
        "level",
    }


def test_preview_shows_before_and_after_and_writes_nothing(desk: Desk, others: list[Activity]) -> None:
    ActivityOwnerFactory(activity=others[0], text="กลุ่มเดิม")
    page = send(desk, others, "preview", owners_act="replace", owners="กลุ่มใหม่")

    differences = [change.differences for change in page.context["changes"]]
    assert differences == [[("ผู้รับผิดชอบ", "กลุ่มเดิม", "กลุ่มใหม่")], [("ผู้รับผิดชอบ", "", "กลุ่มใหม่")]]
    assert row(others[0]).owners == ("กลุ่มเดิม",)


@pytest.mark.parametrize(
    ("act", "expected"),
    [("replace", ("ข", "ค")), ("add", ("ก", "ข", "ค")), ("remove", ("ก",))],
)
def test_owners_are_replaced_added_or_removed(
    desk: Desk, others: list[Activity], act: str, expected: tuple[str, ...]
) -> None:
    for position, text in enumerate("กข"):
        ActivityOwnerFactory(activity=others[0], text=text, position=position)

    assert send(desk, others[:1], owners_act=act, owners="ข\nค").status_code == 302

    assert row(others[0]).owners == expected


def test_budget_period_heading_and_level_change_in_one_act_that_one_undo_takes_back(
    desk: Desk, others: list[Activity]
) -> None:
    before = [row(activity) for activity in others]
    to = HeadingFactory(part=desk.part, text="ยุทธศาสตร์ที่ 2")
    desk.part.columns = None

    send(desk, others, budget="ไม่ใช้งบประมาณ", heading=str(to.pk), level="2")

    for activity in others:
        changed = row(activity)
        assert changed.budget
        assert (changed.budget.kind, changed.level, changed.headings) == ("none", 2, ("ยุทธศาสตร์ที่ 2",))
    assert row(desk.activity).level is None
    entry = undoable(desk.secretary, desk.plan)
    assert entry is not None
    assert AuditEntry.objects.filter(batch=entry.batch).count() == 2
    undo(by=desk.secretary, entry=entry)
    assert [row(activity) for activity in others] == before


def test_text_of_a_field_is_cleared(desk: Desk, others: list[Activity]) -> None:
    send(desk, others[:1], clear=["budget"])

    assert row(others[0]).budget is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "โปรดเลือกสิ่งที่จะเปลี่ยน"),
        ({"budget": "-5"}, "ต้องไม่เป็นจำนวนลบ"),
        ({"owners_act": "add"}, "โปรดระบุผู้รับผิดชอบ"),
        ({"owners_act": "add", "owners": "ก" * 2001}, "ยาวได้ไม่เกิน"),
        ({"budget": "10,000"}, "เป็นไปตามนี้อยู่แล้ว"),
        ({"heading": "999999"}, "เลือกตัวเลือกที่ถูกต้อง|ไม่อยู่ในตัวเลือก|ตัวเลือก"),
        ({"level": "12"}, "ตัวเลือก"),
    ],
)
def test_bad_input_is_told_at_the_form(
    desk: Desk, others: list[Activity], data: dict[str, Any], words: str
) -> None:
    answer = send(desk, others, **data)

    assert answer.status_code == 422
    assert any(part in answer.text for part in words.split("|"))


def test_row_changed_since_the_preview_is_looked_at_again(desk: Desk, others: list[Activity]) -> None:
    Activity.objects.filter(pk=others[1].pk).update(version=7, title="ของคนอื่น")
    seen = [f"{others[0].pk}-1", f"{others[1].pk}-1"]

    answer = send(desk, others, budget="ไม่ใช้งบประมาณ", seen=seen)

    assert answer.status_code == 409
    assert "ของคนอื่น" in answer.text
    assert row(others[0]).budget != row(others[1]).budget or row(others[0]).budget.kind == "amount"  # type: ignore[union-attr]


def test_rows_are_deleted_with_those_below_them_after_asking(desk: Desk, others: list[Activity]) -> None:
    Activity.objects.filter(pk=others[1].pk).update(level=2)
    data = {"rows": [others[0].pk], "act": "delete"}
    page = desk.post("rows-change", desk.part, data)

    assert page.context["activities"] == others
    assert desk.part.activities.count() == 3

    desk.post("rows-change", desk.part, data | {"step": "apply"})
    assert list(desk.part.activities.all()) == [desk.activity]


def test_rows_of_another_table_are_not_chosen(desk: Desk) -> None:
    answer = desk.post("rows-change", desk.part, {"rows": [desk.other.pk, "x", "9" * 30], "act": "delete"})

    assert answer.status_code == 422
    assert "โปรดเลือกอย่างน้อยหนึ่งแถว" in answer.text
