"""Rows of answers into the caller's table: once, under the right heading, or merged with nothing lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from ita_portal.tables.rows import CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import AmountKind, read_amount
from ita_portal.thai.period import read_period
from organisations.services.errors import StaleError
from plans import rows
from plans.models import ActionPlan, Activity, CallAnswer, ProposedRow
from plans.services import calls
from plans.services.activities import bin_activity, save_activity
from plans.services.calls_answers import return_answer, return_rows, send_answer
from plans.services.calls_doubles import Titled, alike
from plans.services.calls_merge import merged
from plans.services.calls_rows import merge_row, take_rows
from plans.services.errors import MovedOnError
from tests.factories import ActivityFactory, ActivityOwnerFactory, HeadingFactory
from tests.guards.trail import REFUSAL, refusing_entries
from tests.plans.calling import Calling, link


def order(calling: Calling) -> list[str]:
    return [f"{'/'.join(row.headings)}:{row.title}" for row in rows.of(calling.part).rows]


def take(calling: Calling, *taken: Activity, **values: object) -> list[Activity]:
    return take_rows(by=calling.caller, answer=calling.answer(), activities=taken, **values)  # type: ignore[arg-type]


def test_take_rows_copies_them_under_the_same_named_heading(calling: Calling) -> None:
    ActivityFactory(part=calling.part, heading=calling.heading, title="เดิม", position=1)
    calling.open()
    row = calling.sent(heading="ยุทธศาสตร์ที่ 1", title="ใหม่", owner="กองตัวอย่าง ก", number="7")

    (taken,) = take(calling, row)

    assert order(calling) == ["ยุทธศาสตร์ที่ 1:เดิม", "ยุทธศาสตร์ที่ 1:ใหม่"]
    copy = rows.row_of(taken)
    assert (copy.owners, copy.number, copy.budget) == (
        ("กองตัวอย่าง ก",),
        "",
        read_amount("10,000"),
    )
    assert Activity.objects.get(pk=taken.pk).proposing_organisation == calling.unit("planning")
    proposal = ProposedRow.objects.get()
    assert (proposal.state, proposal.activity, proposal.taken_as) == ("taken", row, taken)
    assert calling.answer().state == "taken"


def test_take_rows_makes_a_heading_that_the_caller_has_not(calling: Calling) -> None:
    calling.open()
    part = calling.answer().plan.parts.get()
    under = HeadingFactory(part=part, parent=part.headings.get(), text="กลยุทธ์ของส่วนงาน")
    row = ActivityFactory(part=part, heading=under, title="ใหม่")
    calling.sent(title="ไม่มีหัวข้อ")

    take(calling, row)

    assert order(calling) == ["ยุทธศาสตร์ที่ 1/กลยุทธ์ของส่วนงาน:ใหม่"]
    assert calling.answer().state == "sent"  # one row is left


def test_take_rows_under_a_chosen_heading(calling: Calling) -> None:
    chosen = HeadingFactory(part=calling.part, text="อื่น ๆ", position=9_999)
    calling.open()
    row = calling.sent(heading="ยุทธศาสตร์ที่ 1", title="ใหม่")

    take(calling, row, heading=chosen)

    assert order(calling) == ["ยุทธศาสตร์ที่ 1:", "อื่น ๆ:ใหม่"]


def test_take_rows_under_a_heading_of_another_table_is_refused(calling: Calling) -> None:
    calling.open()
    row = calling.sent()

    with pytest.raises(ValidationError, match="ไม่พบหัวข้อนี้"):
        take(calling, row, heading=HeadingFactory())

    assert order(calling) == ["ยุทธศาสตร์ที่ 1:"]


def test_take_rows_twice_is_impossible(calling: Calling) -> None:
    calling.open()
    row = calling.sent(title="ใหม่")
    first, second = calling.answer(), calling.answer()  # as two requests have read it

    take_rows(by=calling.caller, answer=first, activities=[row])
    with pytest.raises(MovedOnError, match="รับเข้าแผนแล้วไปก่อนแล้ว"):
        take_rows(by=calling.caller, answer=second, activities=[row])

    assert order(calling) == [":ใหม่", "ยุทธศาสตร์ที่ 1:"]


def test_take_rows_all_or_none(calling: Calling) -> None:
    calling.open()
    taken, other = calling.row(title="หนึ่ง"), calling.sent(title="สอง")
    take(calling, taken)

    with pytest.raises(MovedOnError):
        take(calling, other, taken)

    assert order(calling) == [":หนึ่ง", "ยุทธศาสตร์ที่ 1:"]


def test_take_rows_again_after_they_were_deleted_from_the_plan(calling: Calling) -> None:
    calling.open()
    row = calling.sent(title="ใหม่")
    (taken,) = take(calling, row)
    bin_activity(by=calling.caller, activity=taken)

    (again,) = take(calling, row)

    assert (order(calling), ProposedRow.objects.get().taken_as) == ([":ใหม่", "ยุทธศาสตร์ที่ 1:"], again)


def test_take_rows_of_another_units_answer_is_refused(calling: Calling) -> None:
    calling.open()
    calling.sent()
    foreign = calling.sent("institute")

    with pytest.raises(ValidationError, match="ไม่พบรายการที่เลือก"):
        take(calling, foreign)


@pytest.mark.parametrize("who", ["secretary@planning", "executive@medicine", "secretary@revenue", "outsider"])
def test_take_rows_is_refused_to_others(calling: Calling, who: str) -> None:
    calling.open()
    row = calling.sent()
    person = calling.people.get(who) or calling.cast[who]

    with pytest.raises(PermissionDenied):
        take_rows(by=person, answer=calling.answer(), activities=[row])

    assert not ProposedRow.objects.exists()


def test_take_rows_of_an_answer_not_sent_is_refused(calling: Calling) -> None:
    calling.open()
    row = calling.row()

    with pytest.raises(MovedOnError, match="ไม่ได้อยู่ในสถานะที่ส่งแล้ว"):
        take(calling, row)


def test_take_rows_of_a_returned_answer_is_refused(calling: Calling) -> None:
    calling.open()
    row = calling.sent()
    answer = calling.answer()
    return_answer(by=calling.caller, answer=calling.answer(), reason="แก้", link=link)

    with pytest.raises(MovedOnError):
        take_rows(by=calling.caller, answer=answer, activities=[row])


def test_take_rows_after_closing_is_refused(calling: Calling) -> None:
    call = calling.open()
    row = calling.sent()
    calls.close_call(by=calling.caller, call=call)

    with pytest.raises(MovedOnError, match="ปิดรับ"):
        take(calling, row)


def test_take_rows_into_an_approved_plan_is_refused(calling: Calling) -> None:
    calling.open()
    row = calling.sent()
    ActionPlan.objects.filter(pk=calling.part.plan_id).update(state="approved")

    with pytest.raises(PermissionDenied, match="ได้รับอนุมัติแล้ว"):
        take(calling, row)


def test_take_rows_into_a_deleted_table_is_refused(calling: Calling) -> None:
    calling.open()
    row = calling.sent()
    calling.part.deleted_at, calling.part.deleted_by = calling.part.plan.created_at, calling.caller
    calling.part.save()

    with pytest.raises(PermissionDenied, match="ตารางของคำขอนี้ถูกลบแล้ว"):
        take(calling, row)


def test_take_rows_without_its_entry_does_not_happen(calling: Calling) -> None:
    calling.open()
    row = calling.sent()
    answer = calling.answer()

    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        take_rows(by=calling.caller, answer=answer, activities=[row])

    assert (order(calling), ProposedRow.objects.count()) == (["ยุทธศาสตร์ที่ 1:"], 0)


def test_row_taken_stays_taken_when_the_answer_comes_back(calling: Calling) -> None:
    calling.open()
    taken, returned = calling.row(title="รับ"), calling.sent(title="แก้")
    take(calling, taken)
    return_rows(by=calling.caller, answer=calling.answer(), reasons={returned.pk: "ขาดงบ"}, link=link)
    send_answer(by=calling.people["secretary@planning"], answer=calling.answer())

    with pytest.raises(MovedOnError):
        take(calling, taken)
    take(calling, returned)

    assert order(calling) == [":รับ", ":แก้", "ยุทธศาสตร์ที่ 1:"]
    assert CallAnswer.objects.get(unit=calling.unit("planning")).state == "taken"


# Merging


def test_merge_row_adds_to_the_row_that_is_there(calling: Calling) -> None:
    there = ActivityFactory(part=calling.part, heading=calling.heading, title="อบรม", objective="ให้รู้")
    ActivityOwnerFactory(activity=there, text="กลุ่ม ก")
    calling.open()
    row = calling.sent(title="อบรม", objective="ให้ทำเป็น", owner="กลุ่ม ข")

    merge_row(by=calling.caller, answer=calling.answer(), activity=row, into=there)

    found = rows.row_of(Activity.objects.get(pk=there.pk))
    assert (found.title, found.objective, found.owners) == ("อบรม", "ให้รู้\nให้ทำเป็น", ("กลุ่ม ก", "กลุ่ม ข"))
    assert found.budget
    assert found.budget.amount == Decimal(20_000)
    proposal = ProposedRow.objects.get()
    assert (proposal.state, proposal.taken_as, calling.answer().state) == ("merged", there, "taken")


def test_merge_row_twice_is_impossible(calling: Calling) -> None:
    there = ActivityFactory(part=calling.part)
    calling.open()
    row = calling.sent()
    merge_row(by=calling.caller, answer=calling.answer(), activity=row, into=there)

    with pytest.raises(MovedOnError, match="รวมกับรายการอื่นไปก่อนแล้ว"):
        merge_row(by=calling.caller, answer=calling.answer(), activity=row, into=there)

    assert Activity.objects.get(pk=there.pk).budget_amount == 20_000


def test_merge_row_into_a_row_changed_meanwhile_is_refused(calling: Calling) -> None:
    there = ActivityFactory(part=calling.part)
    calling.open()
    row = calling.sent()
    save_activity(by=calling.caller, activity=there, row=Row(title="ใหม่กว่า"), heading=None, base_version=None)

    with pytest.raises(StaleError):
        merge_row(by=calling.caller, answer=calling.answer(), activity=row, into=there, base_version=1)

    assert not ProposedRow.objects.exists()


def test_merge_row_into_a_row_of_another_plan_is_refused(calling: Calling) -> None:
    calling.open()
    row = calling.sent()

    with pytest.raises(ValidationError, match="ไม่พบรายการนี้ในตาราง"):
        merge_row(by=calling.caller, answer=calling.answer(), activity=row, into=ActivityFactory())


def test_merged_loses_nothing_of_either() -> None:
    ours = Row(
        title="อบรมบุคลากร",
        owners=("ก",),
        indicators=(Indicator("จำนวนคน"),),
        period=read_period("ต.ค. 68", 2569),
        quarters={1: PeriodCell(count=Decimal(2), unit="ครั้ง")},
        months={10: PeriodCell(amount=Decimal(100))},
        cost_lines=(CostLine("ค่าวิทยากร", Decimal(600)),),
        values={"criteria": "ก"},
        other={"หมายเหตุ": "เดิม"},
    )
    theirs = Row(
        title="อบรมเจ้าหน้าที่",
        owners=("ก", "ข"),
        indicators=(Indicator("จำนวนคน"), Indicator("ความพึงพอใจ")),
        period=read_period("พ.ย. 68", 2569),
        quarters={1: PeriodCell(count=Decimal(3), unit="ครั้ง"), 2: PeriodCell(marked=True)},
        months={10: PeriodCell(amount=Decimal(50))},
        cost_lines=(CostLine("ค่าวิทยากร", Decimal(600)),),
        values={"criteria": "ข"},
        other={"แหล่ง": "ใหม่"},
    )

    row = merged(ours, theirs, 2569)

    assert row.title == "อบรมบุคลากร\nอบรมเจ้าหน้าที่"
    assert row.owners == ("ก", "ข")
    assert row.indicators == (Indicator("จำนวนคน"), Indicator("ความพึงพอใจ"))
    assert row.period
    assert (row.period.text, row.period.start, row.period.end) == (
        "ต.ค. 68\nพ.ย. 68",
        "2025-10",
        "2025-11",
    )
    assert row.quarters == {1: PeriodCell(count=Decimal(5), unit="ครั้ง"), 2: PeriodCell(marked=True)}
    assert row.months == {10: PeriodCell(amount=Decimal(150))}
    assert row.cost_lines == (CostLine("ค่าวิทยากร", Decimal(600)),) * 2
    assert (row.values, row.other) == ({"criteria": "ก\nข"}, {"หมายเหตุ": "เดิม", "แหล่ง": "ใหม่"})


def test_merged_counts_of_two_units_stand_side_by_side() -> None:
    ours = Row(quarters={1: PeriodCell(count=Decimal(2), unit="ครั้ง")})
    theirs = Row(quarters={1: PeriodCell(count=Decimal(30), unit="คน")})

    cell = merged(ours, theirs, 2569).quarters[1]

    assert (cell.count, cell.unit, cell.text) == (Decimal(2), "ครั้ง", "30 คน")


@pytest.mark.parametrize(
    ("ours", "theirs", "text", "kind", "amount"),
    [
        ("10,000", "5,000", "15,000", AmountKind.AMOUNT, 15_000),
        ("", "5,000", "5,000", AmountKind.AMOUNT, 5_000),
        ("10,000", "-", "10,000", AmountKind.AMOUNT, 10_000),
        ("ไม่ใช้งบประมาณ", "5,000", "ไม่ใช้งบประมาณ\n5,000", AmountKind.AMOUNT, 5_000),
        ("5,000", "ใช้งบประมาณกรม", "5,000\nใช้งบประมาณกรม", AmountKind.AMOUNT, 5_000),
    ],
)
def test_merged_budget_adds_amounts_and_keeps_words(
    ours: str, theirs: str, text: str, kind: AmountKind, amount: int
) -> None:
    budget = merged(Row(budget=read_amount(ours)), Row(budget=read_amount(theirs)), 2569).budget

    assert budget
    assert (budget.text, budget.kind, budget.amount) == (text, kind, Decimal(amount))


def test_alike_finds_titles_that_say_the_same() -> None:
    ours = [Titled(1, "อบรมส่งเสริมคุณธรรม ปี ๒๕๖๙"), Titled(2, "จัดซื้อครุภัณฑ์")]
    theirs = [Titled(3, "อบรมส่งเสริมคุณธรรมปี 2569"), Titled(4, "ประชุมคณะทำงาน")]

    assert list(alike(ours, theirs)) == [(1, 3)]


def test_alike_is_found_more_readily_with_an_owner_in_common() -> None:
    ours = Titled(1, "อบรมส่งเสริมคุณธรรมบุคลากร", ("กอง ก",))
    near = "อบรมคุณธรรมของบุคลากรใหม่"

    assert list(alike([ours], [Titled(2, near, ("กอง ข",))])) == []
    assert list(alike([ours], [Titled(2, near, ("กอง ก",))])) == [(1, 2)]


def test_alike_says_nothing_of_rows_without_a_title() -> None:
    assert list(alike([Titled(1, "")], [Titled(2, "")])) == []
