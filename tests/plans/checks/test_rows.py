"""What a row says, leaves out, or says differently elsewhere."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ita_portal.tables.content import ColumnChoice
from ita_portal.tables.facts import Instrument, Statement, StatementKind
from ita_portal.tables.rows import Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.period import read_period
from plans.checks.registry import Severity
from tests.plans.checks.conftest import FISCAL_YEAR, Found, part

TICKED = {1: PeriodCell(marked=True)}


# Missing


@pytest.mark.parametrize(
    ("code", "field", "says"),
    [
        ("no_owner", "owners", Row(owners=("กองแผนงาน",))),
        ("no_indicator", "indicator_quantitative", Row(indicators=(Indicator("9 ครั้ง"),))),
        ("no_period", "quarter_1", Row(quarters=TICKED)),
        ("no_period", "quarter_1", Row(months={10: PeriodCell(marked=True)})),
        ("no_period", "quarter_1", Row(period=read_period("ปีละ 2 ครั้ง", FISCAL_YEAR))),
    ],
)
def test_a_row_that_does_not_say_it_is_found_at_the_column(
    found: Found, code: str, field: str, says: Row
) -> None:
    assert [(finding.row_id, finding.field) for finding in found(code, says, Row(title="ว่าง"))] == [
        (2, field)
    ]


@pytest.mark.parametrize("code", ["no_owner", "no_indicator", "no_period"])
def test_only_what_the_table_has_a_column_for_is_missed(found: Found, code: str) -> None:
    titles = (ColumnChoice("title", ("กิจกรรม",)),)
    assert found(code, part(Row(), columns=titles)) == []
    assert found(code, part(Row(), layout="risk_matrix")) == []


@pytest.mark.parametrize("code", ["no_owner", "no_indicator"])
def test_a_step_says_what_its_activity_says_and_a_group_what_all_its_steps_say(
    found: Found, code: str
) -> None:
    said: dict[str, Any] = {"owners": ("กอง",), "indicators": (Indicator("9 ครั้ง"),)}
    steps = [Row(level=1, **said), Row(level=2), Row(level=1), Row(level=2, **said), Row(level=2, **said)]
    assert found(code, *steps) == []
    assert [finding.row_id for finding in found(code, *steps, Row(level=2))] == [3, 6]


def test_a_group_needs_no_time_of_its_own(found: Found) -> None:
    assert [finding.row_id for finding in found("no_period", Row(level=1), Row(level=2))] == [2]


def test_what_costs_nothing_stands_in_no_month_of_a_table_of_money(found: Found) -> None:
    rows = Row(), Row(budget=read_amount("ไม่ใช้งบประมาณ")), Row(budget=read_amount("900"))
    findings = found("no_period", part(*rows, layout="budget_months"))
    assert [(finding.row_id, finding.field) for finding in findings] == [(3, "month_10")]


def test_places_of_headings_are_no_rows(found: Found) -> None:
    assert found("no_owner", Row(placeholder=True, headings=("ก",))) == []


# Budgets


@pytest.mark.parametrize("text", ["0", "-", ""])
def test_a_zero_without_words_is_a_note(found: Found, text: str) -> None:
    [finding] = found("no_budget_words", Row(budget=read_amount(text)))
    assert (finding.field, finding.severity) == ("budget", Severity.NOTE)


@pytest.mark.parametrize("text", ["ไม่ใช้งบประมาณ", "900", "เงินบำรุง", "ตามจริง"])
def test_what_says_something_of_the_budget_is_no_zero(found: Found, text: str) -> None:
    assert found("no_budget_words", Row(budget=read_amount(text))) == []


def test_a_blank_step_of_a_group_with_a_budget_is_no_zero(found: Found) -> None:
    rows = (
        Row(level=1, budget=read_amount("900")),
        Row(level=2),
        Row(level=1),
        Row(level=2, budget=read_amount("900")),
    )
    assert found("no_budget_words", *rows) == []
    assert [finding.row_id for finding in found("no_budget_words", *rows, Row(level=1))] == [5]


@pytest.mark.parametrize(
    ("text", "times"), [("ตามจริง", 1), ("900 บาท (แปดร้อยบาทถ้วน)", 1), ("900 บาท (เก้าร้อยบาทถ้วน)", 0)]
)
def test_a_budget_as_it_is_stored_is_read_again_for_its_doubts(found: Found, text: str, times: int) -> None:
    stored = replace(read_amount(text), notices=())
    assert len(found("budget_unread", Row(budget=stored))) == times


# Periods


def test_a_period_that_cannot_be_read_is_found(found: Found) -> None:
    findings = found(
        "period_unread",
        Row(period=read_period("เร็ว ๆ นี้", FISCAL_YEAR)),
        Row(period=read_period("ปีละ 2 ครั้ง", FISCAL_YEAR)),
    )
    assert [(finding.row_id, finding.field) for finding in findings] == [(1, "period")]


def test_work_outside_the_fiscal_year_is_a_note(found: Found) -> None:
    inside, outside = (read_period(text, FISCAL_YEAR) for text in ("ก.ย. 69", "ก.ย.-พ.ย. 69"))
    [finding] = found("outside_year", Row(period=inside), Row(period=outside))
    assert (finding.row_id, finding.severity) == (2, Severity.NOTE)
    assert finding.message == "ระยะเวลา ก.ย. 2569 – พ.ย. 2569 อยู่นอกปีงบประมาณ พ.ศ. 2569 ระบบเก็บไว้ตามที่พิมพ์"


def test_the_plans_own_period_stands_before_the_fiscal_year(found: Found) -> None:
    rows = [Row(period=read_period(text, FISCAL_YEAR)) for text in ("พ.ย. 69", "ธ.ค. 69", "ต.ค. 68")]
    own = {"starts_on": date(2025, 11, 1), "ends_on": date(2026, 11, 30)}
    findings = found("outside_year", *rows, **own)
    assert [(finding.row_id, finding.severity) for finding in findings] == [
        (2, Severity.WARNING),
        (3, Severity.WARNING),
    ]


# Numbers


@pytest.mark.parametrize(
    "numbers",
    [
        ["4.1", "4.2", "4.3"],
        ["1", "2", "3"],
        ["๑", "๒"],
        ["1)", "2)"],
        ["", "5", "", "6"],
        ["ก.", "ค."],
        ["3.1", "4.1"],
    ],
)
def test_numbers_that_follow_pass(found: Found, numbers: list[str]) -> None:
    assert found("numbers", *(Row(number=number) for number in numbers)) == []


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (["4.3", "4.5"], "เลขลำดับข้ามจาก 4.3 ไป 4.5"),
        (["1", "2", "2"], "เลขลำดับ 2 ซ้ำ"),
        (["1", "3"], "เลขลำดับข้ามจาก 1 ไป 3"),
        (["5", "4"], "เลขลำดับ 4 อยู่หลัง 5"),
    ],
)
def test_a_number_that_skips_doubles_or_runs_backwards_is_found(
    found: Found, numbers: list[str], message: str
) -> None:
    [finding] = found("numbers", *(Row(number=number) for number in numbers))
    assert (finding.row_id, finding.field, finding.message) == (len(numbers), "number", message)


def test_every_heading_and_every_activity_may_count_anew(found: Found) -> None:
    under = [Row(number=n, headings=(heading,)) for heading, n in ("ก1", "ก2", "ข1", "ข2", "ค3", "ค4")]
    assert found("numbers", *under) == []
    steps = [Row(number=n, level=level) for n, level in (("1", 1), ("1", 2), ("2", 2), ("2", 1), ("1", 2))]
    assert found("numbers", *steps) == []


@pytest.mark.parametrize(
    ("levels", "wrong"), [([1, 2, 3, 1], []), ([1, 3], [2]), ([2, 3], []), ([None, 2], []), ([2, 1, 2], [1])]
)
def test_a_step_without_the_row_above_it_is_found(
    found: Found, levels: list[int | None], wrong: list[int]
) -> None:
    findings = found("levels", *(Row(level=level) for level in levels))
    assert [finding.row_id for finding in findings] == wrong


# Contradictions


def aiming(statement: str, id: int) -> Row:
    return Row(indicators=(Indicator(statement),), id=id)


def test_the_same_words_with_another_target_in_another_table_are_found(found: Found) -> None:
    first, second = (
        part(aiming("อัตราการตอบ ≥ 95%", 1)),
        part(aiming("- อัตราการตอบ  ≥ ร้อยละ 90", 2), id=2, layout="unit"),
    )
    [finding] = found("contradictions", first, second)
    assert (finding.part_id, finding.row_id, finding.field) == (2, 2, "indicator")
    assert finding.message == "ค่าเป้าหมาย 90 ร้อยละ ไม่ตรงกับ 95 ร้อยละ ในตาราง “ตาราง”"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("อัตราการตอบ ≥ 95%", "อัตราการตอบ ≥ 95%"),
        ("อัตราการตอบ ≥ 95%", "อัตราการเข้าร่วม ≥ 90%"),
        ("ประชุม 2 ครั้ง", "ประชุม 4 ครั้ง"),  # each activity counts its own
        ("≥ 95%", "≥ 90%"),
    ],
)
def test_targets_of_different_things_do_not_contradict(found: Found, one: str, other: str) -> None:
    assert found("contradictions", part(aiming(one, 1)), part(aiming(other, 2), id=2)) == []


def test_two_rows_of_one_table_do_not_contradict(found: Found) -> None:
    assert found("contradictions", aiming("อัตราการตอบ ≥ 95%", 1), aiming("อัตราการตอบ ≥ 90%", 2)) == []


def test_a_row_is_held_against_the_goal_of_its_instrument(found: Found) -> None:
    goal = Statement(
        StatementKind.GOAL, "ผ่านทุกเครื่องมือ", number="3.1", instrument=Instrument.TOTAL, target=Decimal(95)
    )
    [finding] = found("contradictions", aiming("คะแนน ITA ≥ 94", 1), statements=(goal,))
    assert (finding.row_id, finding.message) == (1, "ค่าเป้าหมาย 94 ไม่ตรงกับ 95 คะแนน ในเป้าหมายข้อ 3.1")


def test_an_indicator_of_the_plan_is_held_against_those_of_activities(found: Found) -> None:
    indicators = part(Row(title="อัตราการตอบ", target="ไม่น้อยกว่าร้อยละ 90", id=1), layout="plan_indicators")
    [finding] = found("contradictions", indicators, part(aiming("อัตราการตอบ ≥ 95%", 2), id=2))
    assert (finding.part_id, finding.row_id) == (2, 2)
