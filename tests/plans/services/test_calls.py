"""A call: who may open it and of whom, what each unit gets, reminders, closing."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from organisations.access import Permission, check
from organisations.models import AuditEntry, User
from plans.models import ActionPlan, Call, CallAnswer
from plans.services import calls, calls_mail
from plans.services.calls import Asked
from plans.services.calls_answers import confirm_answer, return_answer, send_answer
from plans.services.errors import MovedOnError
from plans.services.plans import bin_plan
from tests.factories import ActionPlanFactory, PlanPartFactory, UserFactory
from tests.guards.trail import REFUSAL, refusing_entries
from tests.plans.calling import DUE_ON, Calling, link


def again(person: User) -> User:
    """The person as the next request knows them."""
    found: User = User.objects.get(pk=person.pk)
    return found


def values(calling: Calling, **changed: Any) -> dict[str, Any]:
    return {
        "by": calling.caller,
        "part": calling.part,
        "purpose": "rows",
        "title": "ขอข้อมูล",
        "letter": "",
        "due_on": DUE_ON,
        "needs_confirmation": False,
        "units": [Asked(calling.unit("planning"))],
        "link": link,
    } | changed


def test_open_call_gives_each_unit_an_empty_table_like_the_callers(calling: Calling) -> None:
    calling.part.options = {"digits": "thai"}
    calling.part.columns = [{"field": "title", "header": ["งาน"]}]
    calling.part.save()

    calling.open()

    plan = calling.answer().plan
    part = plan.parts.get()
    assert (plan.organisation, plan.fiscal_year, plan.kind, plan.state) == (
        calling.unit("planning"),
        calling.part.plan.fiscal_year,
        "unit",
        "draft",
    )
    assert (part.layout, part.options, part.columns) == (
        "strategy_quarters",
        {"digits": "thai"},
        [{"field": "title", "header": ["งาน"]}],
    )
    assert list(part.headings.values_list("text", flat=True)) == ["ยุทธศาสตร์ที่ 1"]
    assert {answer.unit for answer in CallAnswer.objects.all()} == {
        calling.unit("planning"),
        calling.unit("institute"),
    }


def test_open_call_writes_to_coordinators_and_secretaries(
    calling: Calling, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        calling.open(coordinator="activity_owner@planning")

    assert [letter.to for letter in mail.outbox] == [
        ["activity_owner-planning@example.go.th"],
        ["secretary-institute@example.go.th"],
    ]
    assert "โปรดเสนอภายในกำหนด" in mail.outbox[0].body
    assert link(calling.answer().get_absolute_url()) in mail.outbox[0].body


@pytest.mark.parametrize(
    "who", ["executive@medicine", "unit_admin@medicine", "secretary@revenue", "central", "outsider", "former"]
)
def test_open_call_is_refused_to_those_who_do_not_write_the_plan(calling: Calling, who: str) -> None:
    with pytest.raises(PermissionDenied, match="ท่านไม่มีสิทธิ์แก้ไขแผนนี้"):
        calls.open_call(**values(calling, by=calling.cast[who]))

    assert not Call.objects.exists()


def test_open_call_reaches_units_below_and_beside_and_no_others(calling: Calling) -> None:
    beside = calls.units_to_ask(calling.people["secretary@planning"], calling.unit("planning"))

    below = calls.units_to_ask(calling.caller, calling.unit("medicine"))

    assert calling.cast.keys_of(below) == {"planning", "institute", "laboratory"}
    assert calling.cast.keys_of(beside) == {"institute"}
    with pytest.raises(ValidationError, match="ขอข้อมูลจากกองตัวอย่าง ขไม่ได้"):
        calls.open_call(**values(calling, units=[Asked(calling.unit("audit_office"))]))


@pytest.mark.parametrize("who", ["secretary@institute", "secretary@medicine"])
def test_open_call_names_nobody_from_outside_the_unit(calling: Calling, who: str) -> None:
    person = calling.people.get(who) or calling.cast[who]

    with pytest.raises(ValidationError, match="ไม่ได้อยู่ในกองตัวอย่าง ก"):
        calls.open_call(**values(calling, units=[Asked(calling.unit("planning"), person)]))

    assert not ActionPlan.objects.filter(organisation=calling.unit("planning")).exists()


def test_open_call_due_yesterday_is_refused(calling: Calling) -> None:
    with pytest.raises(ValidationError) as refused:
        calls.open_call(**values(calling, due_on=timezone.localdate() - timedelta(days=1)))

    assert refused.value.message_dict == {"due_on": ["กำหนดส่งต้องไม่เป็นวันที่ผ่านมาแล้ว"]}


def test_open_call_on_a_part_that_shows_rows_of_another_is_refused(calling: Calling) -> None:
    shown = PlanPartFactory(plan=calling.part.plan, rows_of=calling.part)

    with pytest.raises(ValidationError, match="แถวของตนเอง"):
        calls.open_call(**values(calling, part=shown))


def test_open_call_stands_also_on_an_approved_plan(calling: Calling) -> None:
    ActionPlan.objects.filter(pk=calling.part.plan_id).update(state="approved")

    assert calls.open_call(**values(calling, purpose="adjustment")).answers.count() == 1


def test_add_units_asks_each_once(calling: Calling) -> None:
    call = calling.open(units=("planning",))

    calls.add_units(by=calling.caller, call=call, units=[Asked(calling.unit("institute"))], link=link)
    with pytest.raises(ValidationError, match="ขอข้อมูลจากสถาบันตัวอย่าง กแล้ว"):
        calls.add_units(by=calling.caller, call=call, units=[Asked(calling.unit("institute"))], link=link)

    assert call.answers.count() == 2


def test_coordinator_writes_the_answer_and_nothing_else(calling: Calling) -> None:
    other = ActionPlanFactory(organisation=calling.unit("planning"))
    calling.open(coordinator="activity_owner@planning")
    person = again(calling.people["activity_owner@planning"])
    plan = calling.answer().plan

    assert check(person, Permission.PLAN_EDIT, plan)
    assert set(ActionPlan.objects.visible_to(person, Permission.PLAN_EDIT)) == {plan}
    for foreign in (other, calling.part.plan, calling.answer("institute").plan):
        assert not check(person, Permission.PLAN_EDIT, foreign)


@pytest.mark.parametrize(
    "who", ["activity_owner@planning", "activity_owner@institute", "approver@planning", "secretary@institute"]
)
def test_nobody_else_writes_the_answer(calling: Calling, who: str) -> None:
    calling.open()
    person, plan = again(calling.people[who]), calling.answer().plan

    assert not check(person, Permission.PLAN_EDIT, plan)
    assert plan not in ActionPlan.objects.visible_to(person, Permission.PLAN_EDIT)


def test_coordinator_who_left_the_unit_writes_no_more(calling: Calling) -> None:
    calling.open(coordinator="activity_owner@planning")
    yesterday = timezone.localdate() - timedelta(days=1)
    person = calling.people["activity_owner@planning"]
    person.memberships.update(starts_on=yesterday, ends_on=yesterday)

    assert not check(again(person), Permission.PLAN_EDIT, calling.answer().plan)


def test_coordinator_after_closing_writes_no_more(calling: Calling) -> None:
    call = calling.open(coordinator="activity_owner@planning")
    calls.close_call(by=calling.caller, call=call)
    person = again(calling.people["activity_owner@planning"])

    assert not check(person, Permission.PLAN_EDIT, calling.answer().plan)
    with pytest.raises(PermissionDenied, match="ไม่มีสิทธิ์แก้ไข"):
        send_answer(by=person, answer=calling.answer())


def sees(calling: Calling, who: User) -> bool:
    return calling.answer().plan in ActionPlan.objects.visible_to(again(who))


def test_caller_sees_an_answer_only_while_it_is_sent_and_the_call_open(calling: Calling) -> None:
    call = calling.open(confirmed=True)
    seen = [sees(calling, calling.caller)]
    send_answer(by=calling.people["secretary@planning"], answer=calling.answer())
    seen.append(sees(calling, calling.caller))
    confirm_answer(by=calling.people["approver@planning"], answer=calling.answer())
    seen.append(sees(calling, calling.caller))
    return_answer(by=calling.caller, answer=calling.answer(), reason="ไม่ครบ", link=link)
    seen.append(sees(calling, calling.caller))
    send_answer(by=calling.people["secretary@planning"], answer=calling.answer())
    confirm_answer(by=calling.people["approver@planning"], answer=calling.answer())
    seen.append(sees(calling, calling.caller))
    calls.close_call(by=calling.caller, call=call)
    seen.append(sees(calling, calling.caller))

    assert seen == [False, False, True, False, True, False]


@pytest.mark.parametrize(
    "who", ["activity_owner@medicine", "approver@medicine", "secretary@revenue", "outsider"]
)
def test_sent_answer_is_shown_to_nobody_but_those_who_write_the_callers_plan(
    calling: Calling, who: str
) -> None:
    calling.open()
    calling.sent()

    assert sees(calling, calling.caller)
    assert not sees(calling, calling.cast[who])
    assert not sees(calling, calling.people["secretary@institute"])


def test_caller_never_writes_a_units_answer(calling: Calling) -> None:
    calling.open()
    calling.sent()

    assert not check(again(calling.caller), Permission.PLAN_EDIT, calling.answer().plan)


def test_remind_writes_once_a_day_to_those_who_have_not_sent(
    calling: Calling, django_capture_on_commit_callbacks: Any
) -> None:
    call = calling.open()
    calling.sent("institute")
    with django_capture_on_commit_callbacks(execute=True):
        first = calls.remind(by=calling.caller, call=call, link=link)
    with django_capture_on_commit_callbacks(execute=True):
        second = calls.remind(by=calling.caller, call=call, link=link)

    assert [answer.unit.name for answer in first.sent] == ["กองตัวอย่าง ก"]
    assert (second.sent, second.failed, second.unknown) == ([], [], [])
    assert [letter.subject for letter in mail.outbox] == ["เตือนกำหนดส่งข้อมูล: ขอให้เสนอกิจกรรม"]
    assert calling.answer().reminded_at is not None
    assert calling.answer("institute").reminded_at is None


def test_remind_again_the_next_day(calling: Calling, django_capture_on_commit_callbacks: Any) -> None:
    call = calling.open(units=("planning",))
    CallAnswer.objects.update(reminded_at=timezone.now() - timedelta(days=1))

    with django_capture_on_commit_callbacks(execute=True):
        reminder = calls.remind(by=calling.caller, call=call, link=link)

    assert len(reminder.sent) == 1


def test_remind_writes_to_the_heads_while_they_are_to_confirm(
    calling: Calling, django_capture_on_commit_callbacks: Any
) -> None:
    call = calling.open(confirmed=True, units=("planning",))
    calling.sent()

    with django_capture_on_commit_callbacks(execute=True):
        calls.remind(by=calling.caller, call=call, link=link)

    assert mail.outbox[-1].to == ["approver-planning@example.go.th"]


@pytest.mark.parametrize("failure", [SMTPException("no"), ConnectionRefusedError()])
def test_remind_that_did_not_go_out_does_not_count(
    calling: Calling,
    failure: Exception,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    call = calling.open(units=("planning",))

    def refuse(*args: Any) -> None:
        raise failure

    monkeypatch.setattr(calls_mail, "send_mail", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        reminder = calls.remind(by=calling.caller, call=call, link=link)

    assert ([answer.unit.name for answer in reminder.failed], reminder.sent) == (["กองตัวอย่าง ก"], [])
    assert calling.answer().reminded_at is None


def test_remind_tells_of_units_without_an_address(calling: Calling) -> None:
    call = calling.open(units=("planning",))
    User.objects.filter(username="secretary-planning").update(email="")

    reminder = calls.remind(by=calling.caller, call=call, link=link)

    assert [answer.unit.name for answer in reminder.unknown] == ["กองตัวอย่าง ก"]


def test_close_call_locks_what_was_not_sent_and_reopening_unlocks_it(calling: Calling) -> None:
    call = calling.open()
    secretary = again(calling.people["secretary@planning"])

    calls.close_call(by=calling.caller, call=call)
    closed = check(secretary, Permission.PLAN_EDIT, calling.answer().plan)
    with pytest.raises(MovedOnError):
        calls.close_call(by=calling.caller, call=call)
    calls.reopen_call(by=calling.caller, call=call)

    assert getattr(closed, "reason", "") == "กรมตัวอย่าง ก ปิดรับข้อมูลตามคำขอนี้แล้ว จึงแก้ไขไม่ได้"
    assert check(secretary, Permission.PLAN_EDIT, calling.answer().plan)


def test_closed_call_takes_no_units_and_reminds_nobody(calling: Calling) -> None:
    call = calling.open(units=("planning",))
    calls.close_call(by=calling.caller, call=call)

    with pytest.raises(MovedOnError, match="ปิดรับ"):
        calls.add_units(by=calling.caller, call=call, units=[Asked(calling.unit("institute"))], link=link)
    with pytest.raises(MovedOnError, match="ปิดรับ"):
        calls.remind(by=calling.caller, call=call, link=link)


def test_answer_cannot_be_binned(calling: Calling) -> None:
    calling.open()

    with pytest.raises(PermissionDenied, match="แผนนี้จัดทำตามคำขอของกรมตัวอย่าง ก จึงลบไม่ได้"):
        bin_plan(by=calling.people["secretary@planning"], plan=calling.answer().plan)

    assert calling.answer().plan.deleted_at is None


def test_plan_with_an_open_call_cannot_be_binned(calling: Calling) -> None:
    call = calling.open()

    with pytest.raises(PermissionDenied, match="ยังเปิดรับอยู่"):
        bin_plan(by=calling.caller, plan=calling.part.plan)
    calls.close_call(by=calling.caller, call=call)
    bin_plan(by=calling.caller, plan=ActionPlan.objects.get(pk=calling.part.plan_id))

    assert not ActionPlan.objects.filter(pk=calling.part.plan_id).exists()


def test_closed_account_is_no_coordinator(calling: Calling) -> None:
    person = UserFactory(is_active=False)
    person.memberships.create(organisation=calling.unit("planning"), role="activity_owner")

    with pytest.raises(ValidationError, match="ไม่ได้อยู่ใน"):
        calls.open_call(**values(calling, units=[Asked(calling.unit("planning"), person)]))


def called(calling: Calling) -> Call:
    return calling.answer().call


ACTS: dict[str, Callable[[Calling], Any]] = {
    "add_units": lambda calling: calls.add_units(
        by=calling.caller, call=called(calling), units=[Asked(calling.unit("institute"))], link=link
    ),
    "remind": lambda calling: calls.remind(by=calling.caller, call=called(calling), link=link),
    "close": lambda calling: calls.close_call(by=calling.caller, call=called(calling)),
    "send": lambda calling: send_answer(by=calling.people["secretary@planning"], answer=calling.answer()),
}


@pytest.mark.parametrize("act", ACTS)
def test_act_without_its_entry_does_not_happen(calling: Calling, act: str) -> None:
    calling.open(units=("planning",))
    before = everything()

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        ACTS[act](calling)

    assert everything() == before


@pytest.mark.parametrize("act", ACTS)
def test_act_leaves_an_entry(calling: Calling, act: str) -> None:
    calling.open(units=("planning",))
    before = AuditEntry.objects.count()

    ACTS[act](calling)

    assert AuditEntry.objects.count() == before + 1


def everything() -> list[list[dict[str, Any]]]:
    rooms: list[Any] = [Call.objects, CallAnswer.objects, ActionPlan.objects]
    return [list(rows.order_by("pk").values()) for rows in rooms]
