"""What each person is to be told of on a day, person by person, so that nobody's is held beside another's.

The rule: a report is announced ``remind_before`` days before it is due and on the day itself; what is
overdue, returned or waits for a decision is news on the day after and then every seventh day. Where there
is any news, everything that waits is told, so that one message has the whole of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, Max, Prefetch, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_long
from organisations.access import Permission, scope
from organisations.models import Membership, NoticeKind, User
from organisations.notices import Notice, Notices, is_told_on
from organisations.services.notices import unwanted_by
from organisations.services.notices_digests import without_digest
from plans.models import Progress, Reopening, SignOffStep
from plans.signing import waiting_for, who_can_sign

PEOPLE_AT_ONCE = 100
_LONGEST_REMIND_BEFORE = timedelta(days=90)
_LONGEST_REASON = 200  # characters of why a report came back
_ROWS_AT_ONCE = 2_000
_State = Progress.State


def dues_of(day: date, now: datetime | None = None) -> Iterator[Notices]:
    """What there is to tell each person who can be told and has not been on this day, where any is new.

    People without an e-mail address, inactive ones and those who are no members of any organisation are
    told nothing. Reads some people at a time, so that what is written meanwhile is no matter. Who may sign
    is asked of the steps that wait, of which there are fewer than people.
    """
    turns = _turns()
    for person in _people(day, now or timezone.now()):
        notices = notices_of(person, day, turns.get(person.pk, []))
        if notices.has_news:
            yield notices


def notices_of(person: User, day: date, turns: Iterable[SignOffStep] | None = None) -> Notices:
    """All that waits for one person on a day, without the kinds that the person has switched off.

    ``turns`` are the steps that the person may sign, where that is known already.
    """
    wanted = set(NoticeKind) - unwanted_by(person)
    notices = Notices(person, day)
    steps = waiting_for(person) if turns is None else turns
    for notice in _all(person, day, wanted, steps):
        if notice.kind in wanted:
            notices.add(notice)
    return notices


def _people(day: date, now: datetime) -> Iterator[User]:
    members = Membership.objects.active(day)
    told = User.objects.filter(is_active=True, pk__in=members.order_by().values("user")).exclude(email="")
    told = without_digest(told, day, now).order_by("pk")
    # What a person's own property would ask for one by one.
    of_each = Prefetch("memberships", members.select_related("organisation"), to_attr="active_memberships")
    told = told.prefetch_related(of_each, "notice_opt_outs")  # type: ignore[no-redef]
    last = 0
    while people := list(told.filter(pk__gt=last)[:PEOPLE_AT_ONCE]):
        yield from people
        last = people[-1].pk


def _turns() -> dict[int, list[SignOffStep]]:
    """The steps at which revisions stand, by who may sign them today."""
    turns: dict[int, list[SignOffStep]] = defaultdict(list)
    for step in SignOffStep.objects.current().select_related("revision__plan__organisation").order_by("pk"):
        for person in who_can_sign(step):
            turns[person.pk].append(step)
    return turns


def _all(person: User, day: date, wanted: set[NoticeKind], steps: Iterable[SignOffStep]) -> Iterator[Notice]:
    if wanted - {NoticeKind.WAITING}:
        yield from _reports(person, day)
    if NoticeKind.WAITING in wanted:
        yield from _to_accept(person, day)
        yield from _to_sign(steps, day)
        yield from _to_reopen(person, day)


# What the person reports


def _reports(person: User, day: date) -> Iterator[Notice]:
    due = Q(is_expected=True, period__due_on__lte=day + _LONGEST_REMIND_BEFORE)
    waiting = Progress.objects.of(person).with_owner().filter(due | Q(state=_State.RETURNED))
    rows = waiting.filter(period__closed_at=None).order_by("period__due_on", "pk").values(*_OF_REPORTS)
    for row in rows.iterator(chunk_size=_ROWS_AT_ONCE):
        kind = _kind_of(row, day)
        if kind:
            yield _notice(row, kind, day)


_OF_REPORTS = (
    "pk",
    "state",
    "decided_at",
    "return_note",
    "activity__title",
    "period__name",
    "period__due_on",
    "period__plan__title",
    "period__plan__organisation",
    "period__plan__monitoring__remind_before",
)


def _kind_of(row: dict[str, Any], day: date) -> NoticeKind | None:
    left = (row["period__due_on"] - day).days
    if row["state"] == _State.RETURNED:
        return NoticeKind.RETURNED
    if left < 0:
        return NoticeKind.OVERDUE
    if left == 0:
        return NoticeKind.DUE
    return NoticeKind.BEFORE_DUE if left <= (row["period__plan__monitoring__remind_before"] or 0) else None


def _notice(row: dict[str, Any], kind: NoticeKind, day: date) -> Notice:
    due_on = row["period__due_on"]
    left = (due_on - day).days
    remark = ""
    is_new = True
    if kind == NoticeKind.RETURNED:
        remark = f"เหตุผลที่ส่งคืน: {' '.join(row['return_note'].split())[:_LONGEST_REASON]}"
        is_new = is_told_on(day, timezone.localdate(row["decided_at"]))
    elif kind == NoticeKind.OVERDUE:
        remark, is_new = f"เกินกำหนดแล้ว {-left} วัน", is_told_on(day, due_on)
    elif kind == NoticeKind.BEFORE_DUE:
        remark, is_new = f"เหลือเวลาอีก {left} วัน", left == row["period__plan__monitoring__remind_before"]
    return Notice(
        kind=kind,
        title=row["activity__title"],
        detail=f"{row['period__plan__title']} {row['period__name']} กำหนดส่งวันที่ {format_long(due_on)}",
        remark=remark,
        page=reverse("plans:progress-edit", args=[row["pk"]]),
        organisation_id=row["period__plan__organisation"],
        due_on=due_on,
        report_id=row["pk"],
        is_new=is_new,
    )


# What the person decides


def _to_accept(person: User, day: date) -> Iterator[Notice]:
    """One for each plan of which reports wait to be accepted."""
    submitted = Progress.objects.accepted_by(person).filter(state=_State.SUBMITTED, period__closed_at=None)
    plan = ("activity__part__plan", "activity__part__plan__title", "activity__part__plan__organisation")
    days = (
        submitted.order_by(*plan)
        .values_list(*plan)
        .annotate(day=TruncDate("submitted_at"), count=Count("pk"))
    )
    for (pk, title, organisation), of_plan in groupby(days, key=itemgetter(0, 1, 2)):
        counts = [(submitted_on, count) for *_, submitted_on, count in of_plan]
        yield Notice(
            kind=NoticeKind.WAITING,
            title=f"รายงานผลรอตรวจสอบ {sum(count for _, count in counts)} รายการ",
            detail=title,
            page=reverse("plans:monitoring-grid", args=[pk]),
            organisation_id=organisation,
            is_new=any(is_told_on(day, submitted_on) for submitted_on, _ in counts),
        )


def _to_sign(steps: Iterable[SignOffStep], day: date) -> Iterator[Notice]:
    for step in steps:
        last = step.revision.steps.aggregate(at=Max("acted_at"))["at"]
        since = last or step.revision.made_at
        yield Notice(
            kind=NoticeKind.WAITING,
            title=f"{step.label or step.get_act_display()}: {step.revision}",
            detail=str(step.revision.plan),
            page=step.revision.get_absolute_url(),
            organisation_id=step.organisation.pk,
            is_new=is_told_on(day, timezone.localdate(since)),
        )


def _to_reopen(person: User, day: date) -> Iterator[Notice]:
    """Requests to open an approved plan again, for its heads."""
    heads = scope(person, Permission.PLAN_REOPEN, "plan__organisation")
    asked = Reopening.objects.filter(heads, state=Reopening.State.WAITING, plan__deleted_at=None)
    for reopening in asked.select_related("plan"):
        yield Notice(
            kind=NoticeKind.WAITING,
            title="คำขอเปิดแผนเพื่อแก้ไข",
            detail=str(reopening.plan),
            page=reverse("plans:reopening-decide", args=[reopening.pk]),
            organisation_id=reopening.plan.organisation_id,
            is_new=is_told_on(day, timezone.localdate(reopening.asked_at)),
        )
