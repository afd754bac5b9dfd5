"""A call to the units: opening it, asking more of them, reminding, closing, opening again.

Who opens a call writes the plan it stands on. Every unit gets a small plan of its own, with the columns
and headings of the caller's table; the rights in it follow from the state of call and answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, Organisation, User
from organisations.querysets import OrganisationQuerySet
from organisations.services.audit import values_of
from plans.models import ActionPlan, Call, CallAnswer, Heading, PlanPart
from plans.services import calls_mail, opening
from plans.services.calls_mail import Link
from plans.services.errors import MovedOnError
from plans.services.row_writing import rules_said

Action = AuditEntry.Action
State = CallAnswer.State
PlanState = ActionPlan.State
_FIELDS = ("title", "purpose", "letter", "due_on", "needs_confirmation", "part")


@dataclass(frozen=True)
class Asked:
    """A unit that is asked, and the person named for it; None leaves it to the unit's secretaries."""

    unit: Organisation
    coordinator: User | None = None


@dataclass
class Reminder:
    """The answers about which was written; those in ``failed`` did not go out, ``unknown`` have no address.

    Filled once the transaction is through.
    """

    sent: list[CallAnswer] = field(default_factory=list)
    failed: list[CallAnswer] = field(default_factory=list)
    unknown: list[CallAnswer] = field(default_factory=list)


def units_to_ask(by: User, organisation: Organisation) -> OrganisationQuerySet:
    """Whom the organisation may ask: the units below it, those beside it, and others that the person sees."""
    near = Q(path__startswith=organisation.path)
    if not organisation.is_root():
        above = organisation.path[: -organisation.steplen]
        near |= Q(path__startswith=above, depth=organisation.depth)
    seen = Organisation.objects.visible_to(by).order_by().values("pk")
    near_or_seen = Organisation.objects.active().filter(near | Q(pk__in=seen))
    units: OrganisationQuerySet = near_or_seen.exclude(pk=organisation.pk)
    return units


@transaction.atomic
def open_call(
    *,
    by: User,
    part: PlanPart,
    purpose: str,
    title: str,
    letter: str,
    due_on: date,
    needs_confirmation: bool,
    units: Sequence[Asked],
    link: Link,
) -> Call:
    """A new call, with a letter to everybody who is to answer. ``link`` makes an address a whole one."""
    require(by, Permission.PLAN_EDIT, part.plan.organisation)
    if part.rows_of_id or part.deleted_at:
        raise ValidationError({"part": "โปรดเลือกตารางที่มีแถวของตนเองและยังไม่ถูกลบ"})
    if due_on < timezone.localdate():
        raise ValidationError({"due_on": "กำหนดส่งต้องไม่เป็นวันที่ผ่านมาแล้ว"})
    call = Call(
        plan=part.plan,
        part=part,
        purpose=purpose,
        title=title,
        letter=letter,
        due_on=due_on,
        needs_confirmation=needs_confirmation,
        created_by=by,
    )
    call.full_clean()
    call.save()
    opening.trail(
        by=by, action=Action.CREATE, target=call, plan=call.plan, after=_json(values_of(call, _FIELDS))
    )
    _ask(by, call, units, link)
    return call


@rules_said()
@transaction.atomic
def add_units(*, by: User, call: Call, units: Sequence[Asked], link: Link) -> None:
    """Ask more units; raises ValidationError for one that is asked already."""
    require(by, Permission.PLAN_EDIT, call.plan.organisation)
    refuse_closed(call)
    _ask(by, call, units, link)


@transaction.atomic
def close_call(*, by: User, call: Call) -> None:
    """Take nothing more: what was not sent is locked, and nobody outside a unit sees its answer any more."""
    require(by, Permission.PLAN_EDIT, call.plan.organisation)
    if Call.objects.filter(pk=call.pk, closed_at=None).update(closed_at=timezone.now()) != 1:
        raise MovedOnError("ปิดรับข้อมูลตามคำขอนี้ไปแล้ว")
    _plans(call, CallAnswer.WITH_UNIT).update(state=PlanState.WAITING, version=F("version") + 1)
    opening.trail(by=by, action=Action.STATE, target=call, plan=call.plan, after={"closed": True})


@transaction.atomic
def reopen_call(*, by: User, call: Call) -> None:
    """Everything as it was before the call was closed."""
    require(by, Permission.PLAN_EDIT, call.plan.organisation)
    if Call.objects.filter(pk=call.pk, closed_at__isnull=False).update(closed_at=None) != 1:
        raise MovedOnError("คำขอนี้เปิดรับข้อมูลอยู่แล้ว")
    for answered, state in ((State.WAITING, PlanState.DRAFT), (State.RETURNED, PlanState.RETURNED)):
        _plans(call, [answered]).update(state=state, version=F("version") + 1)
    opening.trail(by=by, action=Action.STATE, target=call, plan=call.plan, after={"closed": False})


@transaction.atomic
def remind(*, by: User, call: Call, link: Link) -> Reminder:
    """Write to all who have not sent, once a day at most; a letter that did not go out does not count."""
    require(by, Permission.PLAN_EDIT, call.plan.organisation)
    refuse_closed(call)
    now, reminder = timezone.now(), Reminder()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    to_remind = Q(reminded_at=None) | Q(reminded_at__lt=today)
    for answer in call.answers.exclude(state__in=CallAnswer.WITH_CALLER).select_related(
        "unit", "coordinator", "call__plan__organisation"
    ):
        people = calls_mail.people_of(answer)
        if not any(person.email for person in people):
            reminder.unknown.append(answer)
        elif CallAnswer.objects.filter(to_remind, pk=answer.pk).update(reminded_at=now) == 1:
            _remind_on_commit(answer, people, link, reminder, now)
    opening.trail(by=by, action=Action.UPDATE, target=call, plan=call.plan, after={"reminded": True})
    return reminder


def refuse_closed(call: Call) -> None:
    """Raise MovedOnError where the call, by what is stored now, takes nothing more."""
    if not Call.objects.filter(pk=call.pk, closed_at=None, plan__deleted_at=None).exists():
        raise MovedOnError("ปิดรับข้อมูลตามคำขอนี้แล้ว")


def _remind_on_commit(
    answer: CallAnswer, people: Sequence[User], link: Link, reminder: Reminder, now: datetime
) -> None:
    before = answer.reminded_at

    def send() -> None:
        if calls_mail.send(answer, people, calls_mail.REMINDER, link):
            reminder.sent.append(answer)
            return
        reminder.failed.append(answer)
        CallAnswer.objects.filter(pk=answer.pk, reminded_at=now).update(reminded_at=before)

    transaction.on_commit(send, robust=True)


def _ask(by: User, call: Call, units: Sequence[Asked], link: Link) -> None:
    """Give each unit its plan. The caller makes it, in the unit's name, so no right in the unit is asked."""
    allowed = set(units_to_ask(by, call.plan.organisation).values_list("pk", flat=True))
    columns = [*call.part.headings.all()]
    for asked in units:
        _refuse(call, asked, allowed)
        answer = CallAnswer(call=call, unit=asked.unit, coordinator=asked.coordinator)
        answer.plan = _plan_of(call, asked.unit, columns)
        answer.full_clean()
        answer.save()
        after = {"unit": asked.unit.pk, "coordinator": asked.coordinator.pk if asked.coordinator else None}
        opening.trail(by=by, action=Action.CREATE, target=answer, plan=call.plan, after=after)
        calls_mail.send_on_commit(answer, calls_mail.OPENED, link)


def _refuse(call: Call, asked: Asked, allowed: set[int]) -> None:
    unit, person = asked.unit, asked.coordinator
    if unit.pk not in allowed:
        raise ValidationError(f"ขอข้อมูลจาก{unit.name}ไม่ได้ โปรดเลือกส่วนงานจากรายการ")
    if call.answers.filter(unit=unit).exists():
        raise ValidationError(f"ขอข้อมูลจาก{unit.name}แล้ว")
    if person and not unit.memberships.active().filter(user=person, user__is_active=True).exists():
        raise ValidationError(f"{person} ไม่ได้อยู่ใน{unit.name} โปรดเลือกผู้ประสานงานของส่วนงานนั้น")


def _plan_of(call: Call, unit: Organisation, headings: Iterable[Heading]) -> ActionPlan:
    """An empty plan with the caller's table: its layout, columns, options and headings, no signatures."""
    plan = ActionPlan(
        organisation=unit,
        fiscal_year=call.plan.fiscal_year,
        kind=ActionPlan.Kind.UNIT,
        title=f"{call.title} – {unit.name}",
    )
    plan.clean_fields()
    plan.save()
    source = call.part
    part = PlanPart.objects.create(
        plan=plan,
        position=1,
        title=source.title,
        layout=source.layout,
        columns=source.columns,
        options=source.options,
    )
    _copy_headings(part, headings)
    return plan


def _copy_headings(part: PlanPart, headings: Iterable[Heading]) -> None:
    below: dict[int | None, list[Heading]] = {}
    for heading in headings:
        below.setdefault(heading.parent_id, []).append(heading)

    def copy(source: int | None, parent: Heading | None) -> None:
        for heading in below.get(source, []):
            made = Heading.objects.create(
                part=part, parent=parent, position=heading.position, text=heading.text
            )
            copy(heading.pk, made)

    copy(None, None)


def _plans(call: Call, states: Sequence[str]) -> QuerySet[ActionPlan]:
    answers = call.answers.filter(state__in=states)
    plans: QuerySet[ActionPlan] = ActionPlan.objects.filter(
        pk__in=list(answers.values_list("plan", flat=True))
    )
    return plans


def _json(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None)}
