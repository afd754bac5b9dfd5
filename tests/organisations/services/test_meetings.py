"""Meetings are called, held, adopted and cancelled in order, and nobody's change is lost."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from organisations.meetings import Mark, Offer, offers_for
from organisations.models import AgendaItem, AuditEntry, Committee, Meeting, Resolution, User
from organisations.services.errors import StaleError
from organisations.services.meetings import (
    adopt_minutes,
    call_meeting,
    cancel_meeting,
    hold_meeting,
    update_meeting,
)
from organisations.services.meetings_agenda import add_item, move_item, remove_item, update_item
from organisations.services.meetings_attendance import record_attendance
from organisations.services.resolutions import add_resolution, record_result, update_resolution
from organisations.trail_words import field_changes
from tests.cast import Cast
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    MeetingFactory,
    OrganisationFactory,
    ResolutionFactory,
    UserFactory,
)


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast["secretary@medicine"]


@pytest.fixture
def committee(cast: Cast) -> Committee:
    return CommitteeFactory(organisation=cast.organisation("medicine"))


@pytest.fixture
def meeting(committee: Committee) -> Meeting:
    return MeetingFactory(committee=committee, number=1)


def test_meeting_gets_the_next_number_of_its_calendar_year(secretary: User, committee: Committee) -> None:
    MeetingFactory(committee=committee, number=4, year=2569)

    made = [
        call_meeting(by=secretary, committee=committee, values={"held_on": day})
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]

    assert [str(one) for one in made] == ["ครั้งที่ 5/2569", "ครั้งที่ 1/2570"]


def test_meeting_takes_up_what_is_offered(secretary: User, committee: Committee) -> None:
    held = MeetingFactory(committee=committee, number=1, state="held")
    ResolutionFactory(agenda_item__meeting=held, text="จัดทำแผน")
    offers: list[Offer] = offers_for(committee)

    made = call_meeting(
        by=secretary, committee=committee, values={"held_on": date(2026, 3, 1)}, offers=offers
    )

    assert [(one.section, one.title) for one in made.agenda.all()] == [
        (2, "รับรองรายงานการประชุม ครั้งที่ 1/2569 เมื่อวันที่ 15 มกราคม 2569"),
        (3, "ติดตามมติที่ประชุม ครั้งที่ 1/2569 จัดทำแผน"),
    ]


def test_number_of_a_year_is_given_once(secretary: User, meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="มีการประชุมครั้งที่นี้ในปีนี้แล้ว"):
        call_meeting(
            by=secretary,
            committee=meeting.committee,
            values={"number": 1, "held_on": date(2026, 5, 1)},
        )


def test_change_of_a_meeting_that_somebody_changed_is_refused(secretary: User, meeting: Meeting) -> None:
    update_meeting(by=secretary, meeting=meeting, values={"place": "ห้อง ก"}, base_version=1)

    with pytest.raises(StaleError):
        update_meeting(by=secretary, meeting=meeting, values={"place": "ห้อง ข"}, base_version=1)

    meeting.refresh_from_db()
    assert meeting.place == "ห้อง ก"


def test_times_in_disorder_are_refused(secretary: User, meeting: Meeting) -> None:
    values = {"starts_at": time(12, 0), "ends_at": time(9, 0)}

    with pytest.raises(ValidationError, match="เวลาเลิกประชุมต้องไม่ก่อนเวลาเริ่ม"):
        update_meeting(by=secretary, meeting=meeting, values=values, base_version=1)


def test_meeting_is_held_with_its_quorum_and_without_only_knowingly(
    secretary: User, meeting: Meeting
) -> None:
    CommitteeMemberFactory(joined_by__committee=meeting.committee)

    with pytest.raises(ValidationError, match="ไม่ครบองค์ประชุม"):
        hold_meeting(by=secretary, meeting=meeting)
    hold_meeting(by=secretary, meeting=meeting, without_quorum=True)

    assert meeting.state == "held"
    with pytest.raises(ValidationError, match="ประชุมแล้ว"):
        hold_meeting(by=secretary, meeting=meeting, without_quorum=True)


def test_meeting_with_its_quorum_needs_no_more_words(secretary: User, meeting: Meeting) -> None:
    member = CommitteeMemberFactory(joined_by__committee=meeting.committee)
    AttendanceFactory(meeting=meeting, member=member)

    assert hold_meeting(by=secretary, meeting=meeting).state == "held"


def test_meeting_is_not_held_before_its_day(secretary: User, committee: Committee) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    meeting = MeetingFactory(committee=committee, held_on=tomorrow, year=tomorrow.year + 543)

    with pytest.raises(ValidationError, match="ยังไม่ถึงวันประชุม"):
        hold_meeting(by=secretary, meeting=meeting, without_quorum=True)


def test_adopted_minutes_are_locked_but_for_what_came_of_resolutions(
    secretary: User, meeting: Meeting
) -> None:
    hold_meeting(by=secretary, meeting=meeting, without_quorum=True)
    item = AgendaItemFactory(meeting=meeting)
    resolution = ResolutionFactory(agenda_item=item)
    later = MeetingFactory(committee=meeting.committee, held_on=date(2026, 2, 15), state="held")
    seen_before = Meeting.objects.get(pk=meeting.pk)

    adopt_minutes(by=secretary, meeting=meeting, at=later)

    assert (meeting.state, meeting.adopted_at) == ("adopted", later)
    item.meeting = seen_before  # as another writer has it still
    with pytest.raises(PermissionDenied, match="ได้รับการรับรองแล้ว"):
        update_item(by=secretary, item=item, values={"discussion": "แก้"}, base_version=1)
    with pytest.raises(PermissionDenied, match="ได้รับการรับรองแล้ว"):
        record_attendance(by=secretary, meeting=meeting, marks={}, known={})
    with pytest.raises(PermissionDenied, match="ได้รับการรับรองแล้ว"):
        update_resolution(by=secretary, resolution=resolution, values={"text": "แก้"}, base_version=1)
    record_result(
        by=secretary, resolution=resolution, state="done", result="เสร็จ", done_on=None, base_version=1
    )
    assert (resolution.state, resolution.done_on) == ("done", timezone.localdate())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "planned"}, "ที่ประชุมแล้ว"),
        ({"state": "held", "held_on": date(2026, 1, 14)}, "ครั้งหลังจากนั้น"),
    ],
)
def test_minutes_are_adopted_at_a_later_meeting_that_took_place(
    secretary: User, meeting: Meeting, values: dict[str, object], words: str
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    other = MeetingFactory(committee=meeting.committee, **{"held_on": date(2026, 2, 1), **values})

    with pytest.raises(ValidationError, match=words):
        adopt_minutes(by=secretary, meeting=meeting, at=other)


def test_minutes_are_not_adopted_by_another_committee(secretary: User, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    other = MeetingFactory(
        committee__organisation=meeting.organisation, state="held", held_on=date(2026, 2, 1)
    )

    with pytest.raises(ValidationError, match="ของคณะนี้"):
        adopt_minutes(by=secretary, meeting=meeting, at=other)


def test_cancelled_meeting_keeps_its_number(secretary: User, meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="โปรดระบุเหตุผล"):
        cancel_meeting(by=secretary, meeting=meeting, reason="  ")

    cancel_meeting(by=secretary, meeting=meeting, reason="ประธานติดราชการ")
    following = call_meeting(by=secretary, committee=meeting.committee, values={"held_on": date(2026, 4, 1)})

    assert (meeting.state, following.number) == ("cancelled", 2)


# Attendance


def test_two_who_count_at_two_doors_keep_each_others_marks(secretary: User, meeting: Meeting) -> None:
    order = CommitteeOrderFactory(committee=meeting.committee)
    one, two = (CommitteeMemberFactory(joined_by=order) for _ in range(2))
    blank = {one.pk: Mark(), two.pk: Mark()}

    for marks in ({**blank, one.pk: Mark("present")}, {**blank, two.pk: Mark("substitute", "ผู้แทน")}):
        assert record_attendance(by=secretary, meeting=meeting, marks=marks, known=blank) == 1

    assert set(meeting.attendance.values_list("member", "state", "substitute")) == {
        (one.pk, "present", ""),
        (two.pk, "substitute", "ผู้แทน"),
    }


def test_trail_says_in_words_who_came(secretary: User, meeting: Meeting) -> None:
    member = CommitteeMemberFactory(joined_by__committee=meeting.committee, name="ตัวอย่าง สมมติ", prefix="นาย")
    marks = {member.pk: Mark("substitute", "นางผู้แทน")}

    record_attendance(by=secretary, meeting=meeting, marks=marks, known={})

    entry = AuditEntry.objects.get(object_type="organisations.meeting")
    assert [(one.label, one.before, one.after) for one in field_changes(entry)] == [
        ("การเข้าประชุม", "นายตัวอย่าง สมมติ: ยังไม่บันทึก", "นายตัวอย่าง สมมติ: ผู้แทนมาประชุม (นางผู้แทน)")
    ]


def test_mark_that_somebody_else_set_otherwise_is_refused(secretary: User, meeting: Meeting) -> None:
    member = CommitteeMemberFactory(joined_by__committee=meeting.committee)
    known = {member.pk: Mark()}
    record_attendance(by=secretary, meeting=meeting, marks={member.pk: Mark("leave")}, known=known)

    with pytest.raises(StaleError):
        record_attendance(by=secretary, meeting=meeting, marks={member.pk: Mark("present")}, known=known)
    same = record_attendance(by=secretary, meeting=meeting, marks={member.pk: Mark("leave")}, known=known)

    assert (same, meeting.attendance.get().state) == (0, "leave")


def test_mark_is_taken_back_and_no_stranger_gets_one(secretary: User, meeting: Meeting) -> None:
    mark = AttendanceFactory(meeting=meeting)
    stranger = CommitteeMemberFactory()

    record_attendance(
        by=secretary,
        meeting=meeting,
        marks={mark.member_id: Mark()},
        known={mark.member_id: Mark("present")},
    )
    with pytest.raises(ValidationError, match="รายชื่อในวันประชุมเปลี่ยนไป"):
        record_attendance(by=secretary, meeting=meeting, marks={stranger.pk: Mark("present")}, known={})

    assert not meeting.attendance.exists()


# Agenda and resolutions


def test_matter_moves_within_its_heading_and_goes_to_the_end_of_another(
    secretary: User, meeting: Meeting
) -> None:
    values = {"section": 4, "discussion": ""}
    first, second, third = (
        add_item(by=secretary, meeting=meeting, values=values | {"title": title}) for title in "กขค"
    )

    move_item(by=secretary, item=third, step=-1)
    move_item(by=secretary, item=first, step=-1)
    update_item(
        by=secretary, item=second, values={"section": 5, "title": "ข", "discussion": "สาระ"}, base_version=1
    )

    assert [(one.section, one.title) for one in AgendaItem.objects.all()] == [(4, "ก"), (4, "ค"), (5, "ข")]


def test_matter_with_a_resolution_stays(secretary: User, meeting: Meeting) -> None:
    item = AgendaItemFactory(meeting=meeting)
    add_resolution(by=secretary, item=item, values={"kind": "approve", "text": "อนุมัติ"})

    with pytest.raises(ValidationError, match="มีมติที่ประชุมแล้ว"):
        remove_item(by=secretary, item=item)


def test_resolution_is_given_to_units_and_people_of_the_organisation_alone(
    secretary: User, meeting: Meeting, cast: Cast
) -> None:
    item = AgendaItemFactory(meeting=meeting)
    own_unit = OrganisationFactory(parent=meeting.organisation)

    given = {"unit": own_unit, "user": secretary}
    add_resolution(by=secretary, item=item, values={"text": "มอบ", "kind": "assign"} | given)
    with pytest.raises(ValidationError, match="ส่วนงานของหน่วยงานนี้"):
        add_resolution(by=secretary, item=item, values={"text": "มอบ", "unit": cast.organisation("revenue")})
    with pytest.raises(ValidationError, match="บุคคลในหน่วยงานนี้"):
        add_resolution(by=secretary, item=item, values={"text": "มอบ", "user": UserFactory()})

    assert Resolution.objects.get().unit == own_unit


def test_result_is_of_today_unless_said_and_never_of_tomorrow(secretary: User, meeting: Meeting) -> None:
    resolution = ResolutionFactory(agenda_item__meeting=meeting)
    result: dict[str, Any] = {"by": secretary, "resolution": resolution, "result": ""}

    with pytest.raises(ValidationError, match="วันในอนาคต"):
        record_result(
            **result, state="done", done_on=timezone.localdate() + timedelta(days=1), base_version=1
        )
    record_result(**result, state="done", done_on=date(2026, 2, 1), base_version=1)
    assert resolution.done_on == date(2026, 2, 1)
    record_result(**result, state="open", done_on=None, base_version=2)
    assert resolution.state == "open"
    assert resolution.done_on is None
