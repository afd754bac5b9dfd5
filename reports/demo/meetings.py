"""The demonstration's meetings: minutes adopted, minutes that wait, and the next one called."""

from datetime import date, time, timedelta

from django.utils import timezone

from organisations.meetings import Mark, offers_for, places_of
from organisations.models import AgendaItem, Attendance, Committee, Meeting, Resolution, User
from organisations.services.meetings import adopt_minutes, call_meeting, hold_meeting
from organisations.services.meetings_agenda import add_item
from organisations.services.meetings_attendance import record_attendance
from organisations.services.resolutions import add_resolution

Section = AgendaItem.Section
Kind = Resolution.Kind
_PLACE = "ห้องประชุมตัวอย่าง ชั้น 2 สถาบันมาตรฐานบริการตัวอย่าง"


def meet(committee: Committee, secretary: User) -> None:
    """Two meetings that took place and the next one, in the weeks around today."""
    today = timezone.localdate()
    first = _meeting(committee, secretary, today - timedelta(days=40))
    _discuss(first, secretary)
    _count(first, secretary, absent={4: Attendance.State.LEAVE})
    hold_meeting(by=secretary, meeting=first)
    second = _meeting(committee, secretary, today - timedelta(days=12))
    _follow_up(second, secretary)
    _count(second, secretary, absent={2: Attendance.State.ABSENT, 5: Attendance.State.LEAVE})
    hold_meeting(by=secretary, meeting=second)
    adopt_minutes(by=secretary, meeting=first, at=second)
    _meeting(committee, secretary, today + timedelta(days=16))


def _meeting(committee: Committee, by: User, day: date) -> Meeting:
    values = {
        "held_on": day,
        "starts_at": time(9, 30),
        "ends_at": time(12),
        "place": _PLACE,
        "recorded_by": str(by),
        "checked_by": "นายลองดู แปดทิศ",
    }
    return call_meeting(by=by, committee=committee, values=values, offers=offers_for(committee))


def _discuss(meeting: Meeting, by: User) -> None:
    _matter(meeting, by, Section.ANNOUNCED, "ปฏิทินการประเมินของปีงบประมาณ", "ประธานแจ้งกำหนดการให้ที่ประชุมทราบ")
    plan = _matter(
        meeting,
        by,
        Section.CONSIDERING,
        "ร่างแผนปฏิบัติการส่งเสริมคุณธรรม จริยธรรม และความโปร่งใส",
        "เลขานุการเสนอร่างแผนซึ่งรวบรวมจากทุกส่วนงาน ที่ประชุมพิจารณากิจกรรม งบประมาณ และผู้รับผิดชอบแล้ว",
    )
    add_resolution(by=by, item=plan, values={"kind": Kind.ENDORSE, "text": "เห็นชอบร่างแผนปฏิบัติการตามที่เสนอ"})
    add_resolution(
        by=by,
        item=plan,
        values={
            "kind": Kind.ASSIGN,
            "text": "ให้ส่วนงานทรัพยากรบุคคลจัดกิจกรรมทบทวนประมวลจริยธรรมสำหรับบุคลากรใหม่",
            "owner": "ส่วนงานทรัพยากรบุคคล",
            "user": User.objects.get(username="unit-head"),
            "due_on": timezone.localdate() + timedelta(days=60),
        },
    )


def _follow_up(meeting: Meeting, by: User) -> None:
    item = _matter(
        meeting,
        by,
        Section.CONSIDERING,
        "การเตรียมข้อมูลเผยแพร่บนเว็บไซต์",
        "ที่ประชุมพิจารณารายการข้อมูลที่ยังไม่ครบและผู้รับผิดชอบแต่ละรายการ",
    )
    add_resolution(
        by=by,
        item=item,
        values={
            "kind": Kind.ASSIGN,
            "text": "ให้ส่วนงานสื่อสารและเครือข่ายปรับปรุงหน้าเว็บไซต์ให้เป็นปัจจุบัน",
            "owner": "ส่วนงานสื่อสารและเครือข่าย",
            "due_on": timezone.localdate() - timedelta(days=2),
        },
    )


def _matter(meeting: Meeting, by: User, section: Section, title: str, discussion: str) -> AgendaItem:
    return add_item(
        by=by, meeting=meeting, values={"section": section, "title": title, "discussion": discussion}
    )


def _count(meeting: Meeting, by: User, absent: dict[int, Attendance.State]) -> None:
    """Everybody came but those at the given places of the roster (from 0)."""
    marks = {
        place.member.pk: Mark(absent.get(at, Attendance.State.PRESENT).value)
        for at, place in enumerate(places_of(meeting))
    }
    record_attendance(by=by, meeting=meeting, marks=marks, known={})
