"""The calendar behind a secret address: what is due, of a person or of a plan, and the person's meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from icalendar import Calendar, Event

from ita_portal.thai.dates import format_time
from organisations.models import CommitteeMember, Meeting, User
from plans.models import ActionPlan, CalendarFeed, Progress
from plans.monitoring.standing import standing_of

DAYS_BACK = 400  # what was due longer ago is no more told
_NAME = "ita-portal"
_State = Progress.State


@dataclass(frozen=True)
class Told:
    """A calendar as a file, and when the newest of what it tells was written (None: nothing is told)."""

    content: bytes
    changed_at: datetime | None


@dataclass(frozen=True)
class Entry:
    """One event of a whole day. ``key`` stays the same whatever is told of it; ``sequence`` only grows."""

    key: str
    on: date
    title: str
    text: str
    page: str
    changed_at: datetime
    place: str = ""
    sequence: int = 0
    is_cancelled: bool = False


def may_have_feed(person: User, plan: ActionPlan | None) -> bool:
    """Whether the person may read it today: of a plan in sight, of the own dates as a member of anything."""
    if plan is None:
        return bool(person.is_active and person.active_memberships)
    return ActionPlan.objects.visible_to(person).filter(pk=plan.pk).exists()


def told_by(feed: CalendarFeed, today: date) -> Told:
    """What the feed tells on a day; the same bytes while nothing of it changes."""
    found = _of_plan(feed.plan, today) if feed.plan else _of_person(feed.user, today)
    entries = sorted(found, key=lambda entry: (entry.on, entry.key))
    calendar = Calendar()
    name = str(feed.plan) if feed.plan else "กำหนดส่งรายงานผลและการประชุม"
    # The last is what programs knew before RFC 7986.
    for key, value in {
        "prodid": f"-//{_NAME}//TH",
        "version": "2.0",
        "name": name,
        "x-wr-calname": name,
    }.items():
        calendar.add(key, value)
    for entry in entries:
        calendar.add_component(_event(entry))
    return Told(calendar.to_ical(), max((entry.changed_at for entry in entries), default=None))


# What it tells


def _of_person(person: User, today: date) -> Iterator[Entry]:
    since = today - timedelta(days=DAYS_BACK)
    reports = Progress.objects.of(person).filter(is_expected=True, period__due_on__gte=since)
    for report in reports.select_related("period", "activity__part__plan"):
        standing = standing_of(report, today)
        yield Entry(
            key=f"report-{report.pk}",
            on=report.period.due_on,
            title=f"ครบกำหนดรายงานผล: {report.activity}",
            text=f"{report.activity.part.plan} {report.period}\nสถานะ: {standing.word}",
            page=reverse("plans:progress-edit", args=[report.pk]),
            changed_at=report.updated_at,
        )
    for meeting in _meetings(person).filter(held_on__gte=since).select_related("committee"):
        yield _of_meeting(meeting)


def _of_plan(plan: ActionPlan, today: date) -> Iterator[Entry]:
    """One for each period, with how many of its reports have come."""
    there = Q(
        progress__is_expected=True,
        progress__activity__deleted_at=None,
        progress__activity__part__deleted_at=None,
    )
    come = there & Q(progress__state__in=(_State.SUBMITTED, _State.ACCEPTED))
    periods = plan.periods.filter(due_on__gte=today - timedelta(days=DAYS_BACK)).annotate(
        expected=Count("progress", filter=there),
        come=Count("progress", filter=come),
        changed_at=Max("progress__updated_at", filter=there),
    )
    for period in periods:
        if not period.expected:
            continue
        yield Entry(
            key=f"period-{period.pk}",
            on=period.due_on,
            title=f"ครบกำหนดรายงานผล {period}: {plan}",
            text=f"ได้รับแล้ว {period.come} จาก {period.expected} รายการ",
            page=reverse("plans:monitoring-grid", args=[plan.pk]),
            changed_at=period.changed_at,
        )


def _meetings(person: User) -> QuerySet[Meeting]:
    """Meetings of committees to which the person belongs on their day."""
    staying = Q(left_by=None) | Q(left_by__effective_on__gt=OuterRef("held_on"))
    places = CommitteeMember.objects.filter(
        staying,
        user=person,
        committee=OuterRef("committee"),
        joined_by__effective_on__lte=OuterRef("held_on"),
    )
    return Meeting.objects.filter(Exists(places))


def _of_meeting(meeting: Meeting) -> Entry:
    is_cancelled = meeting.state == Meeting.State.CANCELLED
    time = f" เวลา {format_time(meeting.starts_at)}" if meeting.starts_at else ""
    return Entry(
        key=f"meeting-{meeting.pk}",
        on=meeting.held_on,
        title=f"{'ยกเลิก ' if is_cancelled else ''}ประชุม{meeting.committee} {meeting}{time}",
        text=f"สถานะ: {meeting.get_state_display()}",
        page=meeting.get_absolute_url(),
        changed_at=meeting.created_at,
        place=meeting.place,
        sequence=meeting.version,
        is_cancelled=is_cancelled,
    )


# How it is written


def _event(entry: Entry) -> Event:
    event = Event()
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or _NAME
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a day on which something is due is not taken
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("url", f"{settings.PUBLIC_ADDRESS}{entry.page}")
    if entry.place:
        event.add("location", entry.place)
    if entry.is_cancelled:
        event.add("status", "CANCELLED")
    return event
