"""Meetings as they are read: quorum, attendance of a year, offers of a new meeting."""

from datetime import date
from decimal import Decimal

import pytest

from organisations.meetings import (
    Rate,
    agenda_of,
    is_overdue,
    next_number,
    offers_for,
    open_resolutions,
    places_of,
    quorum_of,
    year_attendance,
)
from organisations.models import Committee, CommitteeMember, Meeting
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    MeetingFactory,
    ResolutionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    return CommitteeFactory()


def members(committee: Committee, count: int, **values: object) -> list[CommitteeMember]:
    order = CommitteeOrderFactory(committee=committee) if not committee.orders.exists() else None
    order = order or committee.orders.get()
    return [CommitteeMemberFactory(joined_by=order, **values) for _ in range(count)]


def meeting_with(committee: Committee, marks: dict[CommitteeMember, str], **values: object) -> Meeting:
    meeting = MeetingFactory(committee=committee, **{"state": "held", **values})
    for member, state in marks.items():
        AttendanceFactory(meeting=meeting, member=member, state=state)
    return meeting


@pytest.mark.parametrize(
    ("counting", "own", "needed"), [(4, None, 2), (5, None, 3), (1, None, 1), (5, 4, 4), (0, None, 0)]
)
def test_quorum_is_at_least_half_or_the_committees_own(
    committee: Committee, counting: int, own: int | None, needed: int
) -> None:
    committee.quorum = own
    committee.save()
    members(committee, counting)
    members(committee, 3, duty="adviser", counts_for_quorum=False)

    meeting = MeetingFactory(committee=committee)
    quorum = quorum_of(meeting, places_of(meeting))

    assert (quorum.needed, quorum.counting, quorum.is_reached) == (needed, counting, False)


def test_quorum_counts_substitutes_and_leaves_out_those_who_do_not_count(committee: Committee) -> None:
    came, sent, away = members(committee, 3)
    [adviser] = members(committee, 1, duty="adviser", counts_for_quorum=False)
    meeting = meeting_with(
        committee, {came: "present", sent: "substitute", away: "leave", adviser: "present"}
    )

    quorum = quorum_of(meeting, places_of(meeting))

    assert quorum.is_reached
    assert quorum.words == (
        "องค์ประชุมไม่น้อยกว่ากึ่งหนึ่ง คือ 2 คน จากกรรมการที่นับเป็นองค์ประชุม 3 คน มาประชุม 2 คน (รวมผู้แทน 1 คน) ครบองค์ประชุม"
    )


def test_quorum_is_not_reached_by_one_too_few(committee: Committee) -> None:
    came, *others = members(committee, 3)
    meeting = meeting_with(committee, {came: "present", others[0]: "absent"})

    quorum = quorum_of(meeting, places_of(meeting))

    assert not quorum.is_reached
    assert quorum.words.endswith("มาประชุม 1 คน ไม่ครบองค์ประชุม")


def test_places_are_of_members_on_the_day_and_of_whoever_is_recorded(committee: Committee) -> None:
    stays, leaves = members(committee, 2)
    later = CommitteeOrderFactory(committee=committee, kind="amend", dated_on=date(2026, 1, 15))
    leaves.left_by = later
    leaves.save()
    joins = CommitteeMemberFactory(joined_by=later)

    before = MeetingFactory(committee=committee, held_on=date(2026, 1, 14))
    after = meeting_with(committee, {stays: "present"}, held_on=date(2026, 1, 15))
    recorded = meeting_with(committee, {leaves: "present"}, held_on=date(2026, 1, 16))

    assert [place.member for place in places_of(before)] == [stays, leaves]
    assert [(place.member, place.state) for place in places_of(after)] == [(stays, "present"), (joins, "")]
    assert [place.member for place in places_of(recorded)] == [stays, leaves, joins]


def test_rates_of_a_year_leave_out_planned_cancelled_and_other_years(committee: Committee) -> None:
    always, sometimes = members(committee, 2)
    [adviser] = members(committee, 1, counts_for_quorum=False)
    everybody = {always: "present", sometimes: "present", adviser: "present"}
    meeting_with(committee, everybody, held_on=date(2025, 10, 20), state="adopted")
    meeting_with(committee, {always: "substitute", sometimes: "leave", adviser: "absent"})
    meeting_with(committee, {always: "present", sometimes: "absent", adviser: "absent"})
    meeting_with(committee, {sometimes: "absent"}, state="planned")
    meeting_with(committee, {sometimes: "absent"}, state="cancelled")
    meeting_with(committee, {sometimes: "absent"}, held_on=date(2026, 10, 1))
    meeting_with(MeetingFactory().committee, {CommitteeMemberFactory(): "absent"})

    year = year_attendance(committee, 2569)

    assert len(year.meetings) == 3
    assert [(one.member, one.rate, one.reached) for one in year.members] == [
        (always, Rate(2, 1, 0, 0), True),
        (sometimes, Rate(1, 0, 1, 1), False),
        (adviser, Rate(1, 0, 0, 2), False),
    ]
    assert (year.whole, year.whole.percent, year.reached) == (Rate(3, 1, 1, 1), Decimal("66.67"), False)
    assert year.unrecorded == ()


def test_rate_reaches_its_target_exactly_and_never_by_rounding() -> None:
    assert Rate(4, 0, 1, 0).reaches(Decimal(80)) is True
    assert Rate(79_999, 0, 20_001, 0).percent == Decimal("80.00")
    assert Rate(79_999, 0, 20_001, 0).reaches(Decimal(80)) is False
    assert (Rate().percent, Rate().reaches(Decimal(80))) == (None, None)


def test_year_names_meetings_of_which_attendance_is_not_recorded(committee: Committee) -> None:
    first, second = members(committee, 2)
    meeting_with(committee, {first: "present", second: "present"})
    half = meeting_with(committee, {first: "present"})

    year = year_attendance(committee, 2569)

    assert year.unrecorded == (half,)
    assert [one.rate.recorded for one in year.members] == [2, 1]


def test_next_number_goes_on_within_the_calendar_year(committee: Committee) -> None:
    MeetingFactory(committee=committee, number=3, year=2569, state="cancelled")
    MeetingFactory(number=9, year=2569)

    assert (next_number(committee, 2569), next_number(committee, 2570)) == (4, 1)


def test_agenda_has_all_headings_with_their_matters_and_resolutions() -> None:
    resolution = ResolutionFactory()
    ResolutionFactory()
    item = resolution.agenda_item
    AgendaItemFactory(meeting=item.meeting, section=5)

    agenda = agenda_of(item.meeting)

    assert [len(section.items) for section in agenda] == [0, 0, 0, 1, 1]
    assert agenda[3].items[0].resolved == [resolution]  # type: ignore[attr-defined]
    assert agenda[4].items[0].resolved == []  # type: ignore[attr-defined]


def test_open_resolutions_are_tasks_of_meetings_that_took_place(committee: Committee) -> None:
    held = MeetingFactory(committee=committee, state="held")
    matter = {"agenda_item": AgendaItemFactory(meeting=held)}
    late = ResolutionFactory(**matter, kind="note", due_on=date(2026, 1, 31))
    open_end = ResolutionFactory(**matter)
    sooner = ResolutionFactory(**matter, due_on=date(2026, 1, 20), kind="approve", owner="กลุ่มแผนงาน")
    ResolutionFactory(**matter, kind="approve")
    ResolutionFactory(**matter, state="done", done_on=date(2026, 1, 16))
    ResolutionFactory(**matter, state="dropped")
    ResolutionFactory(agenda_item__meeting=MeetingFactory(committee=committee))
    ResolutionFactory(agenda_item__meeting__state="held")

    assert list(open_resolutions(committee)) == [sooner, late, open_end]
    assert is_overdue(late, date(2026, 2, 1))
    assert not is_overdue(late, date(2026, 1, 31))
    assert not is_overdue(open_end, date(2026, 2, 1))


def test_new_meeting_is_offered_minutes_to_adopt_and_what_is_open(committee: Committee) -> None:
    adopted = MeetingFactory(committee=committee, state="adopted", number=1, held_on=date(2025, 12, 1))
    held = MeetingFactory(committee=committee, state="held", number=2)
    MeetingFactory(committee=committee, state="planned", number=3)
    matter = AgendaItemFactory(meeting=adopted)
    task = ResolutionFactory(agenda_item=matter, text="จัดทำ\nร่างแผน", owner="กลุ่มแผนงาน")

    minutes, follow_up = offers_for(committee)

    assert (minutes.key, minutes.section) == (f"minutes-{held.pk}", 2)
    assert minutes.title == "รับรองรายงานการประชุม ครั้งที่ 2/2569 เมื่อวันที่ 15 มกราคม 2569"
    assert (follow_up.key, follow_up.section) == (f"resolution-{task.pk}", 3)
    assert follow_up.title == "ติดตามมติที่ประชุม ครั้งที่ 1/2569 จัดทำ ร่างแผน"
    assert follow_up.discussion == "มติมอบหมาย: จัดทำ\nร่างแผน\nผู้รับผิดชอบ: กลุ่มแผนงาน"
