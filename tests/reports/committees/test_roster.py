from datetime import date

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ita_portal.render.arrangement import Entry, EntryKind
from organisations.models import CommitteeMember
from plans.models import ActionPlan
from reports.committees.files import RosterFile
from reports.committees.roster import roster_document, roster_part
from reports.formats import Format
from reports.sources import sources_of, state_of
from tests.factories import ActionPlanFactory, CommitteeMemberFactory, PlanPartFactory
from tests.render.reading import poppler, without_space
from tests.reports.committees.sample_committees import AMENDED, APPOINTED, Sample

ENTRIES = [Entry(EntryKind.COMMITTEE)]


def people(made: Sample, day: date) -> list[tuple[str, ...]]:
    (table,) = roster_document(made.committee, day).tables
    return [tuple(cell.text for cell in line.cells) for line in table.body]


def test_roster_is_of_its_day(made: Sample) -> None:
    stayed = [("ผู้อำนวยการตัวอย่าง", "ที่ปรึกษา"), ("นายหนึ่ง นำดี\nรองผู้อำนวยการ", "ประธานกรรมการ")]
    secretary = ("นางสาวสาม จดเก่ง", "กรรมการและเลขานุการ")

    assert people(made, APPOINTED) == [*stayed, ("นางสอง ลาออก", "กรรมการ"), secretary]
    assert people(made, AMENDED) == [*stayed, secretary, ("นายสี่ มาใหม่\nนิติกร", "กรรมการ")]


def test_roster_names_its_orders_its_day_and_what_the_committee_has_to_do(made: Sample) -> None:
    (table,) = roster_document(made.committee, AMENDED).tables

    assert table.title == "คณะกรรมการตัวอย่าง"
    assert table.lines == (
        "ตามคำสั่งที่ 102/2568 ลงวันที่ 19 ตุลาคม 2568 แก้ไขเพิ่มเติมโดยคำสั่งที่ 15/2569 ลงวันที่ 1 กุมภาพันธ์ 2569",
        "รายชื่อ ณ วันที่ 15 กุมภาพันธ์ 2569",
    )
    assert table.notes == ("หน้าที่และอำนาจ", "1. จัดทำแผน", "2. ติดตามผล")


def test_roster_before_the_committee_began_says_that_nobody_is_in(made: Sample) -> None:
    (table,) = roster_document(made.committee, date(2025, 10, 18)).tables

    assert (table.body, table.notes[0]) == ((), "ไม่มีรายชื่อที่มีผล ณ วันที่ดังกล่าว")


def test_printed_roster_says_all_that_the_table_says(made: Sample) -> None:
    text = without_space(poppler(RosterFile(made.committee, AMENDED, Format.PDF).make().content))

    for line in people(made, AMENDED):
        assert all(without_space(words) in text for words in line)
    assert without_space("นางสอง ลาออก") not in text


@pytest.mark.parametrize(
    ("today", "named"),
    [
        (date(2025, 9, 1), "นางสอง ลาออก"),  # not begun: the first roster
        (date(2025, 12, 1), "นางสอง ลาออก"),
        (date(2026, 8, 1), "นายสี่ มาใหม่\nนิติกร"),
        (date(2027, 8, 1), "นายสี่ มาใหม่\nนิติกร"),  # over: the last of the year
    ],
)
def test_plan_prints_the_roster_of_today_within_its_year(made: Sample, today: date, named: str) -> None:
    part = roster_part(made.committee, 2569, today)

    assert part is not None
    changing = [row.title for row in part.rows if row.title in ("นางสอง ลาออก", "นายสี่ มาใหม่\nนิติกร")]
    assert changing == [named]


def plan_of(made: Sample) -> ActionPlan:
    return ActionPlanFactory(organisation=made.committee.organisation, committee=made.committee)


def test_plan_document_has_its_committee_in_the_entry_of_committees(made: Sample) -> None:
    (roster,) = sources_of(plan_of(made), ENTRIES).brought[EntryKind.COMMITTEE]

    assert (roster.title, roster.layout) == ("คณะกรรมการตัวอย่าง", "committee")


def test_own_table_of_people_goes_before_the_committee(made: Sample) -> None:
    plan = plan_of(made)
    PlanPartFactory(plan=plan, layout="committee")

    assert sources_of(plan, ENTRIES).brought == {}


def test_kept_document_is_made_anew_when_somebody_comes_into_the_committee(made: Sample) -> None:
    plan = plan_of(made)
    before = state_of(plan, ENTRIES)
    assert state_of(plan, ENTRIES) == before

    CommitteeMemberFactory(joined_by=made.appoint, position=9)

    assert state_of(ActionPlan.objects.get(), ENTRIES) != before


def test_kept_roster_is_another_file_when_a_duty_changes(made: Sample) -> None:
    today = timezone.localdate()
    before = RosterFile(made.committee, today, Format.PDF).place

    CommitteeMember.objects.filter(position=2).update(duty_text="ประธาน")

    assert RosterFile(made.committee, today, Format.PDF).place != before


@pytest.mark.parametrize("more", [0, 30])
def test_queries_of_a_roster_do_not_grow(
    made: Sample, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(more):
        CommitteeMemberFactory(joined_by=made.appoint, position=10 + at)

    with django_assert_num_queries(3):
        roster_document(made.committee, AMENDED)
