"""Reading meetings: number, agenda, who came, quorum, attendance of a year, and what is to be followed up."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from ita_portal.thai.dates import format_long
from ita_portal.thai.fiscal import buddhist_year, first_day, last_day
from organisations.committees import counted, members_on
from organisations.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeMember,
    Meeting,
    Organisation,
    Resolution,
    User,
)

State = Attendance.State
CAME = (State.PRESENT, State.SUBSTITUTE)  # who is represented counts as having come
TOOK_PLACE = (Meeting.State.HELD, Meeting.State.ADOPTED)
_DUE_FIRST = (F("due_on").asc(nulls_last=True), "meeting__held_on", "pk")
_AS_RATED = (State.PRESENT, State.SUBSTITUTE, State.LEAVE, State.ABSENT)  # in the order of Rate's fields
_MARK = ("meeting", "member", "state")
_CENT = Decimal("0.01")
_LONGEST_TITLE = AgendaItem._meta.get_field("title").max_length


def full_name(meeting: Meeting) -> str:
    """ "ครั้งที่ 1/2569 เมื่อวันที่ 15 มกราคม 2569", as minutes and resolutions cite it."""
    return f"{meeting} เมื่อวันที่ {format_long(meeting.held_on)}"


def next_number(committee: Committee, year: int) -> int:
    """The number that a meeting of the calendar year (Buddhist era) would get; cancelled ones keep theirs."""
    last = committee.meetings.filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def is_later(meeting: Meeting) -> Q:
    """The condition of meetings after this one: on a later day, or on its day by a higher number."""
    return Q(held_on__gt=meeting.held_on) | Q(held_on=meeting.held_on, number__gt=meeting.number)


# The agenda


@dataclass(frozen=True, slots=True)
class AgendaSection:
    """One of the five usual headings, with its matters; each has ``resolved``, its resolutions in order."""

    number: int
    title: str
    items: tuple[AgendaItem, ...]


def agenda_of(meeting: Meeting) -> list[AgendaSection]:
    """All five headings in order, also the empty ones, in two queries."""
    items = list(meeting.agenda.all())
    resolutions = list(meeting.resolutions.select_related("unit", "user"))
    for item in items:
        item.resolved = [one for one in resolutions if one.agenda_item_id == item.pk]  # type: ignore[attr-defined]
    return [
        AgendaSection(section.value, section.label, tuple(one for one in items if one.section == section))
        for section in AgendaItem.Section
    ]


# Who came


@dataclass(frozen=True, slots=True)
class Mark:
    """How a member's attendance is recorded; without a state it is not."""

    state: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A member and how the member's attendance is recorded; ``attendance`` is None while it is not."""

    member: CommitteeMember
    attendance: Attendance | None

    @property
    def mark(self) -> Mark:
        return Mark(self.attendance.state, self.attendance.substitute) if self.attendance else Mark()

    @property
    def state(self) -> str:
        return self.mark.state

    @property
    def substitute(self) -> str:
        return self.mark.substitute

    @property
    def came(self) -> bool:
        return self.state in CAME


def places_of(meeting: Meeting) -> list[Place]:
    """The members of that day in order of precedence, and whoever else is recorded, in two queries."""
    members = list(members_on(meeting.committee, meeting.held_on))
    recorded = {one.member_id: one for one in meeting.attendance.select_related("member__committee")}
    known = {member.pk for member in members}
    members += [one.member for pk, one in recorded.items() if pk not in known]
    members.sort(key=lambda member: (member.position, member.pk))
    return [Place(member, recorded.get(member.pk)) for member in members]


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many members who count are there, of how many, and how many are needed."""

    needed: int
    counting: int
    present: int
    substitutes: int
    is_set: bool

    @property
    def is_reached(self) -> bool:
        return self.present >= self.needed > 0

    @property
    def rule(self) -> str:
        """Which number is needed, and by which rule."""
        if not self.counting:
            return "ยังไม่มีกรรมการที่นับเป็นองค์ประชุมในวันประชุม"
        if self.is_set:
            return f"องค์ประชุมตามที่กำหนด {self.needed} คน จากกรรมการที่นับเป็นองค์ประชุม {self.counting} คน"
        return f"องค์ประชุมไม่น้อยกว่ากึ่งหนึ่ง คือ {self.needed} คน จากกรรมการที่นับเป็นองค์ประชุม {self.counting} คน"

    @property
    def words(self) -> str:
        """The rule, how many came, and what follows."""
        delegates = f" (รวมผู้แทน {self.substitutes} คน)" if self.substitutes else ""
        outcome = "ครบองค์ประชุม" if self.is_reached else "ไม่ครบองค์ประชุม"
        return f"{self.rule} มาประชุม {self.present} คน{delegates} {outcome}"


def quorum_of(meeting: Meeting, places: Sequence[Place]) -> Quorum:
    """The committee's own number, else at least half of those who count; a substitute is counted."""
    counting = {member.pk for member in counted(place.member for place in places)}
    came = [place for place in places if place.came and place.member.pk in counting]
    own = meeting.committee.quorum
    return Quorum(
        needed=(len(counting) + 1) // 2 if own is None else own,
        counting=len(counting),
        present=len(came),
        substitutes=sum(place.state == State.SUBSTITUTE for place in came),
        is_set=own is not None,
    )


# Attendance of a year


@dataclass(frozen=True, slots=True)
class Rate:
    """How often somebody came of those meetings of which that is recorded."""

    present: int = 0
    substitutes: int = 0
    leaves: int = 0
    absences: int = 0

    @property
    def came(self) -> int:
        return self.present + self.substitutes

    @property
    def recorded(self) -> int:
        return self.came + self.leaves + self.absences

    @property
    def percent(self) -> Decimal | None:
        """For people, rounded to two places; None before anything is recorded."""
        if not self.recorded:
            return None
        return (Decimal(100 * self.came) / self.recorded).quantize(_CENT, ROUND_HALF_UP)

    def reaches(self, target: Decimal) -> bool | None:
        """Whether the exact rate reaches the target in percent; None before anything is recorded."""
        return 100 * self.came >= target * self.recorded if self.recorded else None


@dataclass(frozen=True, slots=True)
class MemberRate:
    """``reached`` says whether the committee's target is."""

    member: CommitteeMember
    rate: Rate
    reached: bool | None


@dataclass(frozen=True, slots=True)
class YearAttendance:
    """A committee's fiscal year (Buddhist era): meetings that took place, each member, and all who count.

    ``unrecorded`` are meetings that took place and of which some member's attendance is not recorded.
    """

    fiscal_year: int
    meetings: tuple[Meeting, ...]
    members: tuple[MemberRate, ...]
    whole: Rate
    reached: bool | None
    unrecorded: tuple[Meeting, ...]


def year_attendance(committee: Committee, fiscal_year: int) -> YearAttendance:
    """The year's attendance; planned and cancelled meetings are not counted. Three queries."""
    first, last = first_day(fiscal_year), last_day(fiscal_year)
    held = committee.meetings.filter(state__in=TOOK_PLACE, held_on__range=(first, last))
    meetings = tuple(held.order_by("held_on", "number"))
    recorded = Attendance.objects.filter(meeting__in=held)
    marks = {(meeting, member): state for meeting, member, state in recorded.values_list(*_MARK)}
    rates = _rates(marks)
    members = _members_in(committee, first, last)
    whole = _summed(rates[one.pk] for one in counted(members) if one.pk in rates)
    target = committee.attendance_target
    return YearAttendance(
        fiscal_year=fiscal_year,
        meetings=meetings,
        members=tuple(
            MemberRate(one, rate := rates.get(one.pk, Rate()), rate.reaches(target)) for one in members
        ),
        whole=whole,
        reached=whole.reaches(target),
        unrecorded=tuple(one for one in meetings if _lacks_marks(one, members, marks)),
    )


def _rates(marks: Mapping[tuple[int, int], str]) -> dict[int, Rate]:
    """By member, from the states of attendance by meeting and member."""
    counts = Counter((member, state) for (_, member), state in marks.items())
    return {member: Rate(*(counts[member, state] for state in _AS_RATED)) for _, member in marks}


def _members_in(committee: Committee, first: date, last: date) -> list[CommitteeMember]:
    """Whoever was a member on some day of the time, or is recorded at a meeting of it."""
    stayed = Q(left_by=None) | Q(left_by__effective_on__gt=first)
    in_force = Q(joined_by__effective_on__lte=last) & stayed
    marked = Attendance.objects.filter(meeting__committee=committee, meeting__held_on__range=(first, last))
    members = CommitteeMember.objects.filter(
        in_force | Q(pk__in=marked.values("member")), committee=committee
    )
    return list(members.select_related("committee", "joined_by", "left_by").order_by("position", "pk"))


def _lacks_marks(
    meeting: Meeting, members: Iterable[CommitteeMember], marks: Container[tuple[int, int]]
) -> bool:
    return any(
        (meeting.pk, member.pk) not in marks
        for member in members
        if member.joined_by.effective_on <= meeting.held_on
        and (member.left_by is None or member.left_by.effective_on > meeting.held_on)
    )


def _summed(rates: Iterable[Rate]) -> Rate:
    known = list(rates)
    return Rate(
        present=sum(rate.present for rate in known),
        substitutes=sum(rate.substitutes for rate in known),
        leaves=sum(rate.leaves for rate in known),
        absences=sum(rate.absences for rate in known),
    )


# What is to be followed up


def open_resolutions(committee: Committee) -> QuerySet[Resolution]:
    """What the committee's meetings resolved and is not done yet; what is due first comes first.

    Only what is somebody's task: an assignment, or whatever names an owner or a day.
    """
    asks = Q(kind=Resolution.Kind.ASSIGN) | ~Q(owner="") | Q(due_on__isnull=False)
    return _open(Resolution.objects.filter(asks, meeting__committee=committee))


def owed_by(user: User) -> QuerySet[Resolution]:
    """What meetings, of whatever committee, gave the person to do and is not done; what is due first."""
    return _open(Resolution.objects.visible_to(user).filter(user=user))


def _open(resolutions: QuerySet[Resolution]) -> QuerySet[Resolution]:
    found = resolutions.filter(state=Resolution.State.OPEN, meeting__state__in=TOOK_PLACE)
    return found.select_related("meeting__committee", "agenda_item", "unit", "user").order_by(*_DUE_FIRST)


def units_of(organisation: Organisation) -> QuerySet[Organisation]:
    """To whom its meetings may give a task: itself and all below, whoever of them the secretary sees."""
    return Organisation.objects.filter(path__startswith=organisation.path).active()


def people_of(organisation: Organisation) -> QuerySet[User]:
    """Whose task a resolution may be: people with a role in the organisation or below."""
    people = User.objects.filter(is_active=True, memberships__organisation__in=units_of(organisation))
    return people.distinct().order_by("sort_key", "pk")


def is_overdue(resolution: Resolution, today: date | None = None) -> bool:
    """Whether its day is over (today in Thailand) and it is not done."""
    is_open = resolution.state == Resolution.State.OPEN
    return is_open and resolution.due_on is not None and resolution.due_on < (today or timezone.localdate())


@dataclass(frozen=True, slots=True)
class Offer:
    """A matter that a new meeting may take up: ``key`` names it in a form."""

    key: str
    section: AgendaItem.Section
    title: str
    discussion: str = ""


def offers_for(committee: Committee) -> list[Offer]:
    """Minutes that wait to be adopted, under heading 2; open resolutions, under heading 3."""
    waiting = committee.meetings.filter(state=Meeting.State.HELD).order_by("held_on", "number")
    minutes = [
        Offer(f"minutes-{one.pk}", AgendaItem.Section.ADOPTING, f"รับรองรายงานการประชุม {full_name(one)}")
        for one in waiting
    ]
    return minutes + [_follow_up(one) for one in open_resolutions(committee)]


def _follow_up(resolution: Resolution) -> Offer:
    words = " ".join(resolution.text.split())
    facts = [f"มติ{resolution.get_kind_display()}: {resolution.text}"]
    if resolution.owner:
        facts.append(f"ผู้รับผิดชอบ: {resolution.owner}")
    if resolution.due_on:
        facts.append(f"กำหนดแล้วเสร็จ: {format_long(resolution.due_on)}")
    return Offer(
        key=f"resolution-{resolution.pk}",
        section=AgendaItem.Section.FOLLOWING_UP,
        title=f"ติดตามมติที่ประชุม {resolution.meeting} {words}"[:_LONGEST_TITLE],
        discussion="\n".join(facts),
    )


def year_of(day: date) -> int:
    """The calendar year (Buddhist era) in which a meeting of the day is numbered."""
    return buddhist_year(day.year)
