"""Committees, their orders, members and meetings."""

from datetime import date

from factory.declarations import LazyAttribute, SelfAttribute, Sequence, SubFactory

from organisations.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeMember,
    CommitteeOrder,
    Meeting,
    Resolution,
)
from tests.factories.base import FISCAL_YEAR, ModelFactory
from tests.factories.organisations import OrganisationFactory


class CommitteeFactory(ModelFactory[Committee]):
    class Meta:
        model = Committee

    organisation = SubFactory(OrganisationFactory)
    name = Sequence(lambda number: f"คณะกรรมการตัวอย่างที่ {number:04d}")
    first_fiscal_year = FISCAL_YEAR


class CommitteeOrderFactory(ModelFactory[CommitteeOrder]):
    """The order that appoints a committee."""

    class Meta:
        model = CommitteeOrder

    committee = SubFactory(CommitteeFactory)
    number = Sequence(lambda number: f"{number + 1}/2568")
    dated_on = date(2025, 10, 19)
    effective_on = LazyAttribute(lambda order: order.dated_on)


class CommitteeMemberFactory(ModelFactory[CommitteeMember]):
    class Meta:
        model = CommitteeMember

    joined_by = SubFactory(CommitteeOrderFactory)
    committee = SelfAttribute("joined_by.committee")
    position = Sequence(lambda number: number + 1)
    prefix = "นาย"
    name = Sequence(lambda number: f"ตัวอย่างที่ {number} สมมติ")


class MeetingFactory(ModelFactory[Meeting]):
    class Meta:
        model = Meeting

    committee = SubFactory(CommitteeFactory)
    number = Sequence(lambda number: number + 1)
    year = 2569
    held_on = date(2026, 1, 15)
    place = "ห้องประชุมตัวอย่าง"


class AgendaItemFactory(ModelFactory[AgendaItem]):
    class Meta:
        model = AgendaItem

    meeting = SubFactory(MeetingFactory)
    position = Sequence(lambda number: number + 1)
    title = Sequence(lambda number: f"เรื่องพิจารณาที่ {number}")


class AttendanceFactory(ModelFactory[Attendance]):
    class Meta:
        model = Attendance

    meeting = SubFactory(MeetingFactory)
    member = SubFactory(CommitteeMemberFactory, joined_by__committee=SelfAttribute("...meeting.committee"))
    state = Attendance.State.PRESENT


class ResolutionFactory(ModelFactory[Resolution]):
    class Meta:
        model = Resolution

    agenda_item = SubFactory(AgendaItemFactory)
    meeting = SelfAttribute("agenda_item.meeting")
    position = Sequence(lambda number: number + 1)
    kind = Resolution.Kind.ASSIGN
    text = Sequence(lambda number: f"มอบหมายเรื่องที่ {number}")
