"""The way of an answer between unit, head and caller; who may take which step, and when."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from ita_portal.tables.rows import Row
from organisations.access import Permission, check
from organisations.models import User
from plans.models import ActionPlan, CallAnswer, ProposedRow
from plans.services.activities import add_activity
from plans.services.calls_answers import confirm_answer, return_answer, return_rows, send_answer
from plans.services.calls_rows import take_rows
from plans.services.errors import MovedOnError
from tests.plans.calling import Calling, link


def again(person: User) -> User:
    found: User = User.objects.get(pk=person.pk)
    return found


def test_send_answer_locks_the_plan_with_a_reason_of_its_own(calling: Calling) -> None:
    calling.open()
    secretary = calling.people["secretary@planning"]

    send_answer(by=secretary, answer=calling.answer())

    answer = calling.answer()
    assert (answer.state, answer.sent_by, answer.plan.state) == ("sent", secretary, "waiting")
    refused = check(secretary, Permission.PLAN_EDIT, answer.plan)
    assert getattr(refused, "reason", "") == "ส่งแผนนี้ให้กรมตัวอย่าง กแล้ว หากต้องการแก้ไข โปรดขอให้ส่งคืน"
    with pytest.raises(PermissionDenied):
        add_activity(by=secretary, part=answer.plan.parts.get(), heading=None, row=Row(title="ช้าไป"))


def test_send_answer_by_the_coordinator(calling: Calling) -> None:
    calling.open(coordinator="activity_owner@planning")
    person = again(calling.people["activity_owner@planning"])
    add_activity(by=person, part=calling.answer().plan.parts.get(), heading=None, row=Row(title="งาน"))

    send_answer(by=person, answer=calling.answer())

    assert (calling.answer().state, calling.answer().rows.count()) == ("sent", 1)


def test_send_answer_twice_is_told_and_changes_nothing(calling: Calling) -> None:
    calling.open()
    calling.sent()
    before = CallAnswer.objects.values().get(pk=calling.answer().pk)

    with pytest.raises(MovedOnError, match="ส่งแผนนี้ให้กรมตัวอย่าง กแล้ว"):
        send_answer(by=calling.people["secretary@planning"], answer=calling.answer())

    assert CallAnswer.objects.values().get(pk=calling.answer().pk) == before


@pytest.mark.parametrize(
    "who",
    [
        "secretary@institute",
        "approver@planning",
        "activity_owner@planning",
        "secretary@medicine",
        "secretary@revenue",
    ],
)
def test_send_answer_is_refused_to_others(calling: Calling, who: str) -> None:
    calling.open()
    person = calling.people.get(who) or calling.cast[who]

    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ์แก้ไขแผนนี้"):
        send_answer(by=person, answer=calling.answer())

    assert calling.answer().state == "waiting"


def test_answer_is_confirmed_by_the_units_own_head(calling: Calling) -> None:
    calling.open(confirmed=True)
    calling.sent()
    head = calling.people["approver@planning"]
    confirming = calling.answer().state

    confirm_answer(by=head, answer=calling.answer())

    assert (confirming, calling.answer().state, calling.answer().confirmed_by) == ("confirming", "sent", head)


@pytest.mark.parametrize(
    "who",
    [
        "secretary@planning",
        "approver@institute",
        "executive@medicine",
        "approver@medicine",
        "secretary@medicine",
    ],
)
def test_confirm_answer_is_refused_to_others(calling: Calling, who: str) -> None:
    calling.open(confirmed=True)
    calling.sent()
    person = calling.people.get(who) or calling.cast[who]

    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ์ยืนยันคำตอบของส่วนงานนี้"):
        confirm_answer(by=person, answer=calling.answer())

    assert calling.answer().state == "confirming"


def test_confirm_answer_before_it_was_sent_is_told(calling: Calling) -> None:
    calling.open(confirmed=True)

    with pytest.raises(MovedOnError, match="ยังไม่ส่ง"):
        confirm_answer(by=calling.people["approver@planning"], answer=calling.answer())


def test_return_answer_by_the_head_opens_it_again(calling: Calling) -> None:
    calling.open(confirmed=True)
    calling.sent()

    return_answer(by=calling.people["approver@planning"], answer=calling.answer(), reason="ขาดงบ", link=link)

    answer = calling.answer()
    assert (answer.state, answer.reason, answer.plan.state, answer.sent_at) == (
        "returned",
        "ขาดงบ",
        "returned",
        None,
    )
    assert check(calling.people["secretary@planning"], Permission.PLAN_EDIT, answer.plan)


def test_return_answer_by_the_caller_writes_to_the_unit(
    calling: Calling, django_capture_on_commit_callbacks: Any
) -> None:
    calling.open()
    calling.sent()

    with django_capture_on_commit_callbacks(execute=True):
        return_answer(by=calling.caller, answer=calling.answer(), reason="ไม่ชัดเจน", link=link)

    assert mail.outbox[-1].to == ["secretary-planning@example.go.th"]
    assert "ไม่ชัดเจน" in mail.outbox[-1].body


def test_return_answer_without_a_reason_is_refused(calling: Calling) -> None:
    calling.open()
    calling.sent()

    with pytest.raises(ValidationError) as refused:
        return_answer(by=calling.caller, answer=calling.answer(), reason="  ", link=link)

    assert refused.value.message_dict == {"reason": ["โปรดระบุเหตุผลที่ส่งคืน"]}


def test_return_answer_is_not_the_callers_before_the_head_confirmed(calling: Calling) -> None:
    calling.open(confirmed=True)
    calling.sent()

    with pytest.raises(PermissionDenied):
        return_answer(by=calling.caller, answer=calling.answer(), reason="เร็วไป", link=link)


@pytest.mark.parametrize(
    "who", ["secretary@planning", "approver@planning", "executive@medicine", "secretary@revenue"]
)
def test_return_of_a_sent_answer_is_refused_to_others(calling: Calling, who: str) -> None:
    calling.open()
    calling.sent()
    person = calling.people.get(who) or calling.cast[who]

    with pytest.raises(PermissionDenied):
        return_answer(by=person, answer=calling.answer(), reason="ขอคืน", link=link)


def test_return_rows_marks_each_until_it_is_sent_again(calling: Calling) -> None:
    calling.open()
    first, second = calling.row(title="หนึ่ง"), calling.sent(title="สอง")
    reasons = {first.pk: "ขาดตัวชี้วัด", second.pk: "ซ้ำ"}

    return_rows(by=calling.caller, answer=calling.answer(), reasons=reasons, link=link)
    marked = {row.activity_id: row.reason for row in calling.answer().returned_rows}
    send_answer(by=calling.people["secretary@planning"], answer=calling.answer())

    assert marked == reasons
    assert list(calling.answer().returned_rows) == []
    assert (calling.answer().state, calling.answer().reason) == ("sent", "")


def test_return_rows_of_another_unit_is_refused(calling: Calling) -> None:
    calling.open()
    calling.sent()
    foreign = calling.sent("institute")

    with pytest.raises(ValidationError, match="ไม่พบรายการที่เลือก"):
        return_rows(by=calling.caller, answer=calling.answer(), reasons={foreign.pk: "ผิด"}, link=link)

    assert (calling.answer("institute").state, ProposedRow.objects.count()) == ("sent", 0)


def test_return_rows_without_a_reason_returns_none(calling: Calling) -> None:
    calling.open()
    first, second = calling.row(), calling.sent()

    with pytest.raises(ValidationError):
        return_rows(
            by=calling.caller, answer=calling.answer(), reasons={first.pk: "ก", second.pk: " "}, link=link
        )

    assert (calling.answer().state, ProposedRow.objects.count()) == ("sent", 0)


def test_unit_sees_no_rows_of_another_unit(calling: Calling) -> None:
    calling.open()
    calling.sent("institute")

    visible = ActionPlan.objects.visible_to(again(calling.people["secretary@planning"]))

    assert set(visible) == {calling.answer().plan}


def test_return_rows_that_are_taken_already_is_told(calling: Calling) -> None:
    calling.open()
    taken, other = calling.row(title="รับแล้ว"), calling.sent()
    take_rows(by=calling.caller, answer=calling.answer(), activities=[taken])

    with pytest.raises(MovedOnError, match="รับเข้าแผนแล้วไปก่อนแล้ว"):
        return_rows(
            by=calling.caller, answer=calling.answer(), reasons={taken.pk: "ก", other.pk: "ข"}, link=link
        )

    assert (calling.answer().state, list(calling.answer().returned_rows)) == ("sent", [])
