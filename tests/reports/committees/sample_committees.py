"""A committee with an appointing and an amending order, and a meeting of it that took place."""

from dataclasses import dataclass
from datetime import date, time

import pytest

from organisations.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeMember,
    CommitteeOrder,
    Meeting,
    Resolution,
)
from tests.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    CommitteeOrderFactory,
    MeetingFactory,
    ResolutionFactory,
)

Duty = CommitteeMember.Duty
APPOINTED, AMENDED = date(2025, 10, 19), date(2026, 2, 15)


@dataclass(frozen=True)
class Sample:
    committee: Committee
    appoint: CommitteeOrder
    amend: CommitteeOrder


def sample() -> Sample:
    """Five members; the third goes out and the last comes in by the amending order."""
    committee = CommitteeFactory(
        name="คณะกรรมการตัวอย่าง",
        organisation__name="กรมสาธิต",
        basis="มาตรา 12 แห่งกฎหมายตัวอย่าง",
        powers=["จัดทำแผน", "ติดตามผล"],
    )
    appoint = CommitteeOrderFactory(
        committee=committee, number="102/2568", dated_on=APPOINTED, effective_on=APPOINTED
    )
    amend = CommitteeOrderFactory(
        committee=committee,
        kind=CommitteeOrder.Kind.AMEND,
        number="15/2569",
        dated_on=date(2026, 2, 1),
        effective_on=AMENDED,
    )
    people = [
        ("", "", "ผู้อำนวยการตัวอย่าง", Duty.ADVISER),
        ("นาย", "หนึ่ง นำดี", "รองผู้อำนวยการ", Duty.CHAIR),
        ("นาง", "สอง ลาออก", "", Duty.MEMBER),
        ("นางสาว", "สาม จดเก่ง", "", Duty.SECRETARY),
    ]
    for position, (prefix, name, post, duty) in enumerate(people, start=1):
        CommitteeMemberFactory(
            joined_by=appoint,
            left_by=amend if position == 3 else None,
            position=position,
            prefix=prefix,
            name=name,
            post=post,
            duty=duty,
        )
    CommitteeMemberFactory(joined_by=amend, position=5, prefix="นาย", name="สี่ มาใหม่", post="นิติกร")
    return Sample(committee, appoint, amend)


def held_meeting(committee: Committee, **values: object) -> Meeting:
    """With a substitute, somebody on leave, a guest, one matter and two resolutions on it."""
    made = {
        "number": 1,
        "year": 2569,
        "held_on": date(2026, 1, 15),
        "starts_at": time(9, 30),
        "ends_at": time(12, 0),
        "place": "ห้องประชุมตัวอย่าง",
        "state": Meeting.State.HELD,
        "guests": ["นายแขก มาร่วม"],
        "recorded_by": "นางสาวสาม จดเก่ง",
        "checked_by": "นายหนึ่ง นำดี",
    }
    meeting: Meeting = MeetingFactory(committee=committee, **(made | values))
    states = {2: Attendance.State.PRESENT, 3: Attendance.State.LEAVE, 4: Attendance.State.SUBSTITUTE}
    for member in committee.members.filter(position__in=states):
        state = states[member.position]
        substitute = "นางแทน มาประชุม" if state == Attendance.State.SUBSTITUTE else ""
        AttendanceFactory(meeting=meeting, member=member, state=state, substitute=substitute)
    item = AgendaItemFactory(
        meeting=meeting,
        section=AgendaItem.Section.CONSIDERING,
        title="พิจารณาแผนปฏิบัติการ",
        discussion="ฝ่ายเลขานุการเสนอแผน\n\nที่ประชุมอภิปรายแล้ว",
    )
    ResolutionFactory(agenda_item=item, position=1, kind=Resolution.Kind.ENDORSE, text="เห็นชอบตามที่เสนอ")
    ResolutionFactory(
        agenda_item=item,
        position=2,
        kind=Resolution.Kind.ASSIGN,
        text="กลุ่มแผนงานเสนอผู้บริหาร",
        owner="กลุ่มแผนงาน",
        due_on=date(2026, 2, 15),
    )
    return meeting


@pytest.fixture
def made(db: None) -> Sample:
    return sample()


@pytest.fixture
def meeting(made: Sample) -> Meeting:
    return held_meeting(made.committee)
