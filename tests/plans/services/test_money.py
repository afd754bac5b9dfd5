"""Entering, mending and cancelling money, and the lines it stands on."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from organisations.models import AuditEntry, User
from organisations.services.errors import StaleError
from plans.models import BudgetLine, MoneyEntry
from plans.monitoring.ledger import LineFacts, Movement
from plans.monitoring.money import Sums, sums_by_line
from plans.monitoring.money_warnings import warnings_of
from plans.services.budget_lines import add_line, change_line, remove_line
from plans.services.money import RefusedError, cancel_entry, carry_over, change_entry, enter_money
from tests.factories import (
    ActivityFactory,
    ActivityReporterFactory,
    BudgetLineFactory,
    MembershipFactory,
    MoneyEntryFactory,
    PlanPartFactory,
    RoundClosingFactory,
)

DAY = date(2025, 11, 3)
ALLOTMENT = Movement("allotment", DAY, Decimal("100.25"), installment=1, reference="บจ 1/2569")


@pytest.fixture
def line(db: None) -> BudgetLine:
    made: BudgetLine = BudgetLineFactory(planned=Decimal(100))
    return made


@pytest.fixture
def keeper(line: BudgetLine) -> User:
    user: User = MembershipFactory(role="secretary", organisation=line.organisation).user
    return user


def sums_of(line: BudgetLine) -> Sums:
    return sums_by_line(BudgetLine.objects.filter(pk=line.pk)).get(line.pk, Sums())


def test_enter_money_keeps_every_movement_with_its_entry(line: BudgetLine, keeper: User) -> None:
    made = enter_money(
        by=keeper,
        line=line,
        movements=[ALLOTMENT, Movement("disbursement", date(2026, 2, 3), Decimal(40), is_month=True)],
    )
    assert [(entry.act, entry.on, entry.amount) for entry in line.entries.all()] == [
        ("allotment", DAY, Decimal("100.25")),
        ("disbursement", date(2026, 2, 28), Decimal("40.00")),
    ]
    entries = AuditEntry.objects.filter(object_type="plans.moneyentry").order_by("pk")
    assert [(each.object_id, each.subject_id) for each in entries] == [
        (entry.pk, line.plan_id) for entry in made
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": Decimal(0)}, "__all__"),
        ({"amount": Decimal(-5)}, "__all__"),
        ({"amount": Decimal("9" * 14)}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"act": "release"}, "commitment"),
        ({"is_carried": True}, "__all__"),
        ({"installment": -1}, "installment"),
    ],
)
def test_enter_money_refuses_what_cannot_be_and_enters_none_of_them(
    line: BudgetLine, keeper: User, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        enter_money(by=keeper, line=line, movements=[ALLOTMENT, replace(ALLOTMENT, **changes)])  # type: ignore[arg-type]
    assert (refused.value.at, list(refused.value.error_dict)) == (1, [field])
    assert not line.entries.exists()


def test_enter_money_refuses_a_commitment_of_another_line_and_a_cancelled_one(
    line: BudgetLine, keeper: User
) -> None:
    elsewhere = MoneyEntryFactory(act="commitment", installment=None)
    cancelled = MoneyEntryFactory(line=line, act="commitment", installment=None)
    cancel_entry(by=keeper, entry=cancelled, base_version=1, reason="บันทึกซ้ำ")
    for commitment in (elsewhere, cancelled, MoneyEntryFactory(line=line)):
        with pytest.raises(RefusedError) as refused:
            enter_money(
                by=keeper,
                line=line,
                movements=[Movement("disbursement", DAY, Decimal(5), commitment=commitment)],
            )
        assert list(refused.value.error_dict) == ["commitment"]


def test_money_within_a_closed_round_is_refused_with_its_name_until_it_is_opened(
    line: BudgetLine, keeper: User
) -> None:
    entry = MoneyEntryFactory(line=line, on=date(2026, 1, 5))
    before = MoneyEntryFactory(line=line, on=DAY)
    RoundClosingFactory(round__plan=line.plan)
    acts = (
        lambda: enter_money(by=keeper, line=line, movements=[ALLOTMENT]),
        lambda: change_entry(by=keeper, entry=entry, base_version=1, movement=ALLOTMENT),
        lambda: change_entry(
            by=keeper, entry=before, base_version=1, movement=replace(ALLOTMENT, on=date(2026, 1, 6))
        ),
        lambda: cancel_entry(by=keeper, entry=before, base_version=1, reason="ผิด"),
    )
    for act in acts:
        entry.refresh_from_db()
        before.refresh_from_db()
        with pytest.raises(ValidationError) as refused:
            act()
        assert "ไตรมาสที่ 1ปิดแล้ว" in refused.value.messages[0]
    later = replace(ALLOTMENT, on=date(2026, 1, 6))
    assert enter_money(by=keeper, line=line, movements=[later])[0].pk


def test_change_entry_by_two_gives_the_second_what_is_there(line: BudgetLine, keeper: User) -> None:
    entry = MoneyEntryFactory(line=line)
    change_entry(
        by=keeper, entry=MoneyEntry.objects.get(), base_version=1, movement=replace(ALLOTMENT, note="แก้")
    )
    with pytest.raises(StaleError) as stale:
        change_entry(by=keeper, entry=entry, base_version=1, movement=ALLOTMENT)
    assert (stale.value.current.note, stale.value.current.version) == ("แก้", 2)


def test_cancel_entry_counts_no_more_and_stays_with_its_reason(line: BudgetLine, keeper: User) -> None:
    entry = enter_money(by=keeper, line=line, movements=[ALLOTMENT])[0]
    cancel_entry(by=keeper, entry=entry, base_version=1, reason=" บันทึกซ้ำ ")
    stored = MoneyEntry.objects.get()
    assert (stored.cancel_reason, stored.cancelled_by, sums_of(line)) == ("บันทึกซ้ำ", keeper, Sums())
    with pytest.raises(ValidationError, match="ยกเลิกแล้ว"):
        change_entry(by=keeper, entry=stored, base_version=2, movement=ALLOTMENT)


def test_cancel_entry_refuses_without_reason_and_a_commitment_that_is_drawn_on(
    line: BudgetLine, keeper: User
) -> None:
    commitment = enter_money(by=keeper, line=line, movements=[Movement("commitment", DAY, Decimal(9))])[0]
    draw = Movement("disbursement", DAY, Decimal(4), commitment=commitment)
    drawn = enter_money(by=keeper, line=line, movements=[draw])[0]
    with pytest.raises(ValidationError, match="โปรดระบุเหตุผล"):
        cancel_entry(by=keeper, entry=drawn, base_version=1, reason=" ")
    with pytest.raises(ValidationError, match="อ้างถึงรายการผูกพันนี้"):
        cancel_entry(by=keeper, entry=commitment, base_version=1, reason="ผิด")
    cancel_entry(by=keeper, entry=drawn, base_version=1, reason="ผิด")
    commitment.refresh_from_db()
    cancel_entry(by=keeper, entry=commitment, base_version=commitment.version, reason="ผิด")
    assert sums_of(line) == Sums()


def test_carry_over_keeps_what_is_left_and_its_later_payment_is_no_warning(
    line: BudgetLine, keeper: User
) -> None:
    allotted = Movement("allotment", DAY, Decimal(100))
    order = enter_money(by=keeper, line=line, movements=[allotted, Movement("commitment", DAY, Decimal(90))])[
        1
    ]
    carry_over(by=keeper, entry=order, base_version=1, is_carried=True)
    enter_money(
        by=keeper,
        line=line,
        movements=[Movement("disbursement", date(2026, 12, 1), Decimal(60), commitment=order)],
    )
    assert sums_of(line) == Sums(
        allotted=Decimal(100), committed=Decimal(30), disbursed=Decimal(60), carried=Decimal(30)
    )
    assert warnings_of(line) == []


def test_warnings_tell_what_is_kept_though_it_cannot_be_right(line: BudgetLine, keeper: User) -> None:
    movements = [
        Movement("allotment", date(2024, 1, 5), Decimal(50)),
        Movement("commitment", DAY, Decimal(20)),
    ]
    order = enter_money(by=keeper, line=line, movements=movements)[1]
    over = Movement("disbursement", DAY, Decimal("120.50"), commitment=order)
    enter_money(by=keeper, line=line, movements=[over])
    assert warnings_of(line) == [
        "ใช้จ่าย (ผูกพันและเบิกจ่าย) 120.50 บาท เกินงบประมาณที่ได้รับจัดสรร 50 บาท",
        "ใช้จ่าย (ผูกพันและเบิกจ่าย) 120.50 บาท เกินงบประมาณตามแผน 100 บาท",
        "เบิกจ่ายและยกเลิกผูกพันของรายการผูกพัน วันที่ 3 พฤศจิกายน 2568 รวม 120.50 บาท เกินจำนวนที่ผูกพัน 20 บาท",
        "มี 1 รายการลงวันที่นอกปีงบประมาณ พ.ศ. 2569 (5 มกราคม 2567)",
    ]


def test_whoever_reports_the_activity_keeps_its_money_and_no_other(line: BudgetLine) -> None:
    activity = ActivityFactory(part=PlanPartFactory(plan=line.plan))
    reporter: User = ActivityReporterFactory(activity=activity).user  # type: ignore[assignment]
    MembershipFactory(role="activity_owner", organisation=line.organisation, user=reporter)
    own = add_line(by=reporter, plan=line.plan, facts=LineFacts(title="ไม่ใช้"), activity=activity)
    assert (own.title, own.position) == ("", line.position + 1)
    enter_money(by=reporter, line=own, movements=[ALLOTMENT])
    with pytest.raises(PermissionDenied):
        enter_money(by=reporter, line=line, movements=[ALLOTMENT])
    with pytest.raises(PermissionDenied):
        add_line(by=reporter, plan=line.plan, facts=LineFacts(title="ค่าจ้าง"))


def test_add_line_refuses_another_plans_activity_and_the_same_source_twice(
    line: BudgetLine, keeper: User
) -> None:
    with pytest.raises(ValidationError, match="ไม่พบกิจกรรมนี้ในแผน"):
        add_line(by=keeper, plan=line.plan, facts=LineFacts(), activity=ActivityFactory())
    activity = ActivityFactory(part=PlanPartFactory(plan=line.plan))
    add_line(by=keeper, plan=line.plan, facts=LineFacts(), activity=activity)
    with pytest.raises(ValidationError, match="กิจกรรมมีรายการของแหล่งเงินและประเภทงบนี้แล้ว"):
        add_line(by=keeper, plan=line.plan, facts=LineFacts(), activity=activity)
    assert add_line(by=keeper, plan=line.plan, facts=LineFacts(source="own"), activity=activity).pk


def test_change_line_says_anew_and_refuses_the_second_writer(line: BudgetLine, keeper: User) -> None:
    facts = LineFacts(title="ค่าจ้างเหมาบุคลากร งวดที่ 2", group="นโยบาย", planned=Decimal("5.05"))
    change_line(by=keeper, line=line, base_version=1, facts=facts)
    stored = BudgetLine.objects.get()
    assert (stored.title, stored.group, stored.planned) == (facts.title, "นโยบาย", Decimal("5.05"))
    with pytest.raises(StaleError):
        change_line(by=keeper, line=line, base_version=1, facts=facts)


def test_remove_line_refuses_while_money_moved_on_it(line: BudgetLine, keeper: User) -> None:
    MoneyEntryFactory(line=line)
    with pytest.raises(ValidationError, match="มีการเคลื่อนไหวของเงินแล้ว"):
        remove_line(by=keeper, line=line)
    empty = BudgetLineFactory(plan=line.plan)
    remove_line(by=keeper, line=empty)
    assert list(BudgetLine.objects.all()) == [line]


@pytest.mark.django_db(transaction=True)
def test_two_who_mend_an_entry_at_once_one_is_told() -> None:
    entry = MoneyEntryFactory()
    keeper = MembershipFactory(role="secretary", organisation=entry.organisation).user
    seen = [MoneyEntry.objects.select_related("line__plan").get(pk=entry.pk) for _ in range(2)]

    def mend(own: MoneyEntry) -> str:
        try:
            change_entry(by=keeper, entry=own, base_version=1, movement=ALLOTMENT)
        except StaleError:
            return "stale"
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(mend, seen)) == ["saved", "stale"]
