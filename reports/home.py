"""What the home page shows a person, by what the person does."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_long
from ita_portal.thai.fiscal import fiscal_year_of, quarter_of
from organisations.access import Permission, Role, has_anywhere, is_central
from organisations.meetings import is_overdue, owed_by
from organisations.models import Organisation, Resolution, User
from plans.models import (
    ActionPlan,
    Activity,
    Call,
    CallAnswer,
    Comment,
    CommentMention,
    Reopening,
    SignOffStep,
)
from plans.signing import waiting_for
from reports.home_reports import owed_reports, reports_to_accept
from reports.selection import GAPS, Only, in_quarter, narrowed_to
from reports.steps import Step

MOST_LINES = 30
_OVERSEEING = {Role.EXECUTIVE, Role.APPROVER, Role.AUDITOR}
_FIRST_QUARTER = 1
State = ActionPlan.State


@dataclass(frozen=True)
class GapCount:
    """How many activities of a plan lack something."""

    only: Only
    count: int


@dataclass(frozen=True)
class PlanLine:
    """A plan with what it holds and what it still lacks."""

    plan: ActionPlan
    activities: int
    gaps: tuple[GapCount, ...]

    @property
    def is_open(self) -> bool:
        """Whether its secretary can still change it; in the others nothing can be filled in."""
        return not self.plan.refusal(Permission.PLAN_EDIT)

    @property
    def missing(self) -> int:
        return sum(gap.count for gap in self.gaps)


@dataclass(frozen=True)
class Desk:
    """What a secretary works on: the plans of the open years, and what comes next."""

    lines: tuple[PlanLine, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class OwnWork:
    """The activities that name the person: those of a quarter, and how many there are in the year."""

    quarter: int
    activities: tuple[Activity, ...]
    in_year: int


@dataclass(frozen=True)
class StateCount:
    state: State
    count: int


@dataclass(frozen=True)
class Overview:
    """The year in numbers; ``budget`` is baht, ``waiting`` the plans that others are to consider."""

    plans: int
    activities: int
    budget: Decimal
    states: tuple[StateCount, ...]
    waiting: tuple[ActionPlan, ...]


@dataclass(frozen=True)
class Administration:
    organisations: int
    users: int


@dataclass(frozen=True)
class Home:
    """``signing`` is what waits for the person's decision: revisions, and requests to open a plan."""

    signing: tuple[Step, ...]
    tasks: tuple[Step, ...]
    desk: Desk | None
    own_work: OwnWork | None
    overview: Overview | None
    administration: Administration | None
    mentions: tuple[CommentMention, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the person has nothing to do anywhere."""
        return not (
            self.signing or self.tasks or self.desk or self.own_work or self.overview or self.administration
        )


@dataclass(frozen=True)
class Choice:
    """What the bar on top asks for; ``year_is_chosen`` when the person chose the year."""

    fiscal_year: int
    organisation: Organisation | None
    year_is_chosen: bool
    today: date


def home_of(user: User, choice: Choice) -> Home:
    """The home page of the person, in a fixed number of queries."""
    roles = {membership.role for membership in user.active_memberships}
    oversees = is_central(user) or roles & _OVERSEEING
    to_sign = tuple(waiting_for(user)[:MOST_LINES])
    return Home(
        signing=(*map(_signing_task, to_sign), *_reopening_tasks(user)),
        tasks=(*_tasks(user), *_reports(user, choice.today)),
        desk=_desk(user, choice) if has_anywhere(user, Permission.PLAN_EDIT) else None,
        own_work=_own_work(user, choice) if Role.ACTIVITY_OWNER in roles else None,
        overview=_overview(user, choice, to_sign) if oversees else None,
        administration=_administration(user) if has_anywhere(user, Permission.USER_MANAGE) else None,
        mentions=_mentions(user),
    )


def _signing_task(step: SignOffStep) -> Step:
    revision = step.revision
    plan = revision.plan
    text = (
        f"{revision} · {plan.organisation.name} · เสนอเมื่อ {format_long(timezone.localdate(revision.made_at))}"
    )
    address = reverse("reports:step-sign", args=[step.pk])
    return Step(f"{step.get_act_display()} {plan.title}", "current", text, address)


def _reopening_tasks(user: User) -> list[Step]:
    if not has_anywhere(user, Permission.PLAN_REOPEN):
        return []
    asked = Reopening.objects.visible_to(user, Permission.PLAN_REOPEN).filter(state=Reopening.State.WAITING)
    related = asked.select_related("plan__organisation").order_by("asked_at", "pk")[:MOST_LINES]
    return [
        Step(
            f"พิจารณาคำขอเปิดแผน {one.plan.title}",
            "current",
            f"{one.plan.organisation.name} · ขอเมื่อ {format_long(timezone.localdate(one.asked_at))}",
            reverse("plans:reopening-decide", args=[one.pk]),
        )
        for one in related
    ]


def _reports(user: User, today: date) -> tuple[Step, ...]:
    """What monitoring asks of the person, whatever year the bar on top shows."""
    return (*owed_reports(user, today, MOST_LINES), *reports_to_accept(user, today, MOST_LINES))


def _tasks(user: User) -> tuple[Step, ...]:
    """What waits for the person in the calls of any year, and what meetings gave the person to do."""
    answers = CallAnswer.objects.to_do(user).select_related("unit", "call__plan__organisation")
    steps = [_answer_task(answer) for answer in answers.order_by("call__due_on", "pk")[:MOST_LINES]]
    if has_anywhere(user, Permission.PLAN_EDIT):
        calls = Call.objects.written_by(user).filter(closed_at=None, answers__state=CallAnswer.State.SENT)
        counted = calls.annotate(waiting=Count("answers")).order_by("due_on", "pk")[:MOST_LINES]
        text = "ส่งแล้ว รอท่านตรวจและรับเข้าแผน"
        steps += [
            Step(call.title, "current", f"{call.waiting} ส่วนงาน{text}", call.get_absolute_url())
            for call in counted
        ]
    return (*steps, *map(_resolution_task, owed_by(user)[:MOST_LINES]))


def _resolution_task(resolution: Resolution) -> Step:
    meeting, due = resolution.meeting, resolution.due_on
    text = f"มติที่ประชุม{meeting.committee} {meeting}"
    if due:
        late = " (เกินกำหนดแล้ว)" if is_overdue(resolution) else ""
        text = f"{text} · กำหนดแล้วเสร็จ {format_long(due)}{late}"
    return Step(str(resolution), "current", text, resolution.get_absolute_url())


def _answer_task(answer: CallAnswer) -> Step:
    call, days = answer.call, answer.call.days_left
    due = "เลยกำหนดส่งแล้ว" if days < 0 else "ครบกำหนดวันนี้" if days == 0 else f"เหลือ {days} วัน"
    what = {
        CallAnswer.State.CONFIRMING: "รอท่านยืนยัน",
        CallAnswer.State.RETURNED: "ส่งคืนเพื่อแก้ไข",
    }.get(CallAnswer.State(answer.state), "รอกรอกและส่ง")
    text = f"{what} · {answer.unit.name} · ส่งภายในวันที่ {format_long(call.due_on)} ({due})"
    state = "returned" if answer.state == CallAnswer.State.RETURNED else "current"
    return Step(call.title, state, text, answer.get_absolute_url())


def open_years(choice: Choice) -> tuple[int, ...]:
    """The chosen year; by default this one, and in its first quarter the one that is being closed too."""
    in_closing = quarter_of(choice.today.month) == _FIRST_QUARTER
    if choice.year_is_chosen or not in_closing:
        return (choice.fiscal_year,)
    return (choice.fiscal_year, choice.fiscal_year - 1)


def _plans(user: User, choice: Choice, permission: Permission) -> QuerySet[ActionPlan]:
    plans = ActionPlan.objects.visible_to(user, permission).select_related(
        "organisation", "call_answer__call__plan__organisation"
    )
    return plans.below(choice.organisation).in_their_own_right()


def _desk(user: User, choice: Choice) -> Desk:
    plans = _plans(user, choice, Permission.PLAN_EDIT).filter(fiscal_year__in=open_years(choice))
    lines = _plan_lines(plans.order_by("-fiscal_year", "-updated_at", "pk")[:MOST_LINES], user)
    return Desk(lines, _steps([line for line in lines if line.plan.fiscal_year == choice.fiscal_year]))


def _plan_lines(plans: Iterable[ActionPlan], user: User) -> tuple[PlanLine, ...]:
    plans = list(plans)
    lacking: dict[str, Any] = {only.name: Count("pk", filter=narrowed_to(only, user)) for only in GAPS}
    rows = Activity.objects.of_activity_tables().filter(part__plan__in=plans, part__deleted_at=None)
    counted = rows.order_by().values("part__plan").annotate(activities=Count("pk"), **lacking)
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    counts |= {row["part__plan"]: row for row in counted}
    return tuple(_plan_line(plan, counts[plan.pk]) for plan in plans)


def _plan_line(plan: ActionPlan, counts: dict[str, int]) -> PlanLine:
    line = PlanLine(plan, counts["activities"], ())
    if not line.is_open:
        return line
    return replace(line, gaps=tuple(GapCount(only, counts[only.name]) for only in GAPS if counts[only.name]))


def _steps(lines: list[PlanLine]) -> tuple[Step, ...]:
    """Where the year stands: written, complete, approved."""
    written = any(line.activities for line in lines)
    missing = sum(line.missing for line in lines)
    approved = bool(lines) and all(line.plan.state == State.APPROVED for line in lines)
    submitting, submit_url = ("", "") if approved else _submitting(lines)
    done = (written, written and not missing, approved)
    texts = (
        "" if written else "เริ่มด้วยตารางที่เตรียมไว้ แล้วเพิ่มกิจกรรม",
        f"ยังขาดข้อมูล {missing:,} แห่ง" if missing else "",
        submitting,
    )
    titles = ("จัดทำแผน", "ตรวจความครบถ้วนของกิจกรรม", "เสนอแผนเพื่อพิจารณา")
    urls = ("", "", submit_url)
    now = next((at for at, is_done in enumerate(done) if not is_done), len(done))
    return tuple(
        Step(title, "done" if is_done else "current" if at == now else "todo", text, url)
        for at, (title, is_done, text, url) in enumerate(zip(titles, done, texts, urls, strict=True))
    )


def _submitting(lines: list[PlanLine]) -> tuple[str, str]:
    """What is to be said of submitting, and where the first plan that is not submitted yet can be."""
    to_submit = [line.plan for line in lines if line.is_open]
    if lines and not to_submit:
        return "อยู่ระหว่างการพิจารณา", ""
    address = reverse("reports:plan-submit", args=[to_submit[0].pk]) if to_submit else ""
    return "เสนอตามลำดับการพิจารณาของหน่วยงาน", address


def _own_work(user: User, choice: Choice) -> OwnWork:
    this_year = fiscal_year_of(choice.today)
    quarter = quarter_of(choice.today.month) if choice.fiscal_year == this_year else _FIRST_QUARTER
    own = (
        Activity.objects.visible_to(user)
        .of_activity_tables()
        .filter(narrowed_to(Only.MINE, user), part__plan__fiscal_year=choice.fiscal_year)
        .select_related("part__plan__organisation")
        .order_by("period_start", "part__plan", "position", "pk")
    )
    if choice.organisation:
        own = own.filter(part__plan__organisation__path__startswith=choice.organisation.path)
    return OwnWork(quarter, tuple(own.filter(in_quarter(quarter))[:MOST_LINES]), own.count())


def _overview(user: User, choice: Choice, to_sign: Iterable[SignOffStep]) -> Overview:
    own = [step.revision.plan_id for step in to_sign]
    plans = _plans(user, choice, Permission.PLAN_VIEW).filter(fiscal_year=choice.fiscal_year)
    counts = dict(plans.order_by().values_list("state").annotate(count=Count("pk")))
    activities = Activity.objects.visible_to(user).of_activity_tables()
    activities = activities.filter(part__plan__in=plans.order_by().values("pk"))
    sums = activities.order_by().aggregate(count=Count("pk"), budget=Sum("budget_amount"))
    return Overview(
        plans=sum(counts.values()),
        activities=sums["count"],
        budget=sums["budget"] or Decimal(0),
        states=tuple(StateCount(state, counts[state]) for state in State if state in counts),
        waiting=tuple(plans.filter(state=State.WAITING).exclude(pk__in=own)[:MOST_LINES]),
    )


def _administration(user: User) -> Administration:
    organisations = Organisation.objects.visible_to(user, Permission.ORGANISATION_EDIT).active()
    return Administration(organisations.count(), User.objects.visible_to(user).count())


def _mentions(user: User) -> tuple[CommentMention, ...]:
    """Comments in which the person is named and which were not opened yet, the latest first."""
    unseen = user.comment_mentions.filter(seen_at=None, comment__in=Comment.objects.visible_to(user).open())
    related = unseen.select_related("comment__author", "comment__activity", "comment__plan")
    return tuple(related.order_by("-comment__created_at", "-pk")[:MOST_LINES])
