"""What should add up: counts, weights, money, costs."""

from decimal import Decimal
from typing import Any

import pytest

from ita_portal.tables.rows import CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import read_amount
from plans.checks.registry import Severity
from tests.plans.checks.conftest import Found, part


def quarters(*numbers: int | None, unit: str = "") -> dict[int, PeriodCell]:
    cells = enumerate(numbers, start=1)
    return {n: PeriodCell(True, Decimal(count), unit) for n, count in cells if count is not None}


def months(**amounts: int) -> dict[int, PeriodCell]:
    return {int(name[1:]): PeriodCell(True, amount=Decimal(amount)) for name, amount in amounts.items()}


def row(target: str = "", *statements: str, **fields: Any) -> Row:
    return Row(target=target, indicators=tuple(map(Indicator, statements)), **fields)


# Counts


@pytest.mark.parametrize(
    ("target", "cells"),
    [
        ("9 ครั้ง", quarters(2, 3, 3, 1)),
        ("๙ ครั้ง", quarters(2, 3, 3, 1)),
        ("9 ครั้ง", quarters(2, 3, 3, 1, unit="ครั้ง")),
        ("ไม่น้อยกว่า 4 ครั้ง", quarters(2, 3)),
        ("ไม่เกิน 4 ครั้ง", quarters(1, 2)),
        ("เดือนละ 1 ครั้ง", quarters(3, 3, 3, 3)),
        ("9 ครั้ง", quarters(2, 5, 8, 9)),  # so many by then
        ("ร้อยละ 80", quarters(20, 40, 60, 80)),
        ("35 หน่วยงาน", quarters(1, 1, unit="ครั้ง")),  # something else is counted
        ("ตลอดปี", quarters(1, 1)),
        ("", quarters(1, 1)),
        ("9 ครั้ง", {1: PeriodCell(marked=True)}),
    ],
)
def test_counts_that_make_the_target_or_cannot_be_held_against_it_pass(
    found: Found, target: str, cells: dict[int, PeriodCell]
) -> None:
    assert found("counts", row(target, quarters=cells)) == []
    assert found("counts", row("", target, quarters=cells)) == []


@pytest.mark.parametrize("fields", [("9 ครั้ง",), ("", "9 ครั้ง"), ("", "ดำเนินการครบถ้วน", "จำนวน 9 ครั้ง")])
def test_counts_that_miss_the_target_are_found_at_the_first_of_them(
    found: Found, fields: tuple[str, ...]
) -> None:
    [finding] = found("counts", row(*fields, quarters=quarters(None, 3, 3, 1)))
    assert (finding.part_id, finding.row_id, finding.field) == (1, 1, "quarter_2")
    assert finding.message == "จำนวนรายไตรมาสรวม 3+3+1 = 7 แต่เป้าหมายคือ 9 ครั้ง"


def test_counts_with_a_unit_are_held_against_the_words_with_that_unit(found: Found) -> None:
    [finding] = found("counts", row("", "จัดประชุมไม่น้อยกว่า 4 ครั้ง", quarters=quarters(1, 2, unit="ครั้ง")))
    assert finding.message == "จำนวนรายไตรมาสรวม 1+2 = 3 ครั้ง แต่เป้าหมายคือ 4 ครั้ง"


def test_counts_of_months_are_added_in_the_order_of_the_year(found: Found) -> None:
    cells = {1: PeriodCell(True, Decimal(2)), 10: PeriodCell(True, Decimal(1))}
    [finding] = found("counts", row("4 ครั้ง", months=cells))
    assert finding.message == "จำนวนรายเดือนรวม 1+2 = 3 แต่เป้าหมายคือ 4 ครั้ง"


# Weights


def weighted(*levels_and_weights: tuple[int, int | None]) -> list[Row]:
    return [
        Row(title=f"{at}", level=level, weight=None if weight is None else Decimal(weight))
        for at, (level, weight) in enumerate(levels_and_weights)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        weighted((1, 100), (2, 70), (3, 40), (3, 30), (2, 30)),
        weighted((1, 100), (2, 70), (3, None), (2, 30)),
        weighted((1, 100), (1, 100)),
        weighted((1, 60), (1, 40)),
        weighted((1, None), (2, None)),
        [Row(weight=Decimal(100), headings=(heading,)) for heading in "กข"],
    ],
)
def test_weights_that_make_their_group_and_100_pass(found: Found, rows: list[Row]) -> None:
    assert found("weights", *rows) == []


def test_steps_that_weigh_more_than_their_group_are_found_there(found: Found) -> None:
    rows = weighted((1, 100), (2, 70), (2, 30), (3, 18), (3, 18))
    [finding] = found("weights", *rows)
    assert (finding.row_id, finding.field) == (3, "weight")
    assert finding.message == "ค่าน้ำหนักของขั้นตอนรวม 36 แต่ค่าน้ำหนักของกลุ่มคือ 30"


def test_a_table_that_does_not_make_100_is_found_at_its_first_weight(found: Found) -> None:
    [finding] = found("weights", *weighted((1, None), (1, 60), (1, 30)))
    assert (finding.row_id, finding.message) == (2, "ค่าน้ำหนักรวม 90 แต่ควรรวมเป็น 100")


# Money


def test_months_that_do_not_make_the_budget_are_an_error(found: Found) -> None:
    budget = read_amount("9,300")
    [finding] = found("spread", Row(budget=budget, months=months(m10=3100, m11=6000)))
    assert (finding.field, finding.severity) == ("budget", Severity.ERROR)
    assert finding.message == "งบประมาณรายเดือนรวม 9,100 บาท แต่งบประมาณคือ 9,300 บาท"
    assert found("spread", Row(budget=budget, months=months(m10=3100, m11=6200))) == []


def test_quarters_in_baht_are_money_too(found: Found) -> None:
    cells = quarters(100, 200, unit="บาท")
    assert found("spread", Row(budget=read_amount("300"), quarters=cells)) == []
    assert len(found("spread", Row(budget=read_amount("400"), quarters=cells))) == 1


def test_months_without_a_budget_are_found(found: Found) -> None:
    [finding] = found("spread", Row(months=months(m10=3100)))
    assert finding.message == "มีงบประมาณรายเดือนรวม 3,100 บาท แต่ยังไม่ระบุงบประมาณของรายการ"


def costing(*levels_and_amounts: tuple[int, str]) -> list[Row]:
    return [Row(title="ก", level=level, budget=read_amount(text)) for level, text in levels_and_amounts]


@pytest.mark.parametrize(
    "rows",
    [
        costing((1, "900"), (2, "500"), (3, "500"), (2, "400")),
        costing((1, "900"), (2, ""), (3, "500"), (2, "400")),
        costing((1, "900"), (2, "ไม่ใช้งบประมาณ")),
        [Row(level=1, budget=read_amount("900"), title="100 บาท x 5 คน = 500 บาท"), *costing((2, "400"))],
    ],
)
def test_steps_that_make_their_groups_budget_pass(found: Found, rows: list[Row]) -> None:
    assert found("steps_money", *rows) == []


def test_steps_that_cost_more_than_their_group_are_found_there(found: Found) -> None:
    [finding] = found("steps_money", *costing((1, "900"), (2, "500"), (2, "500")))
    assert (finding.row_id, finding.field, finding.severity) == (1, "budget", Severity.ERROR)


# Costs


def test_a_cost_line_with_a_wrong_total_is_found_with_the_right_one(found: Found) -> None:
    lines = (CostLine("100 บาท x 30 คน = 3,500 บาท", Decimal(3500)),)
    [finding] = found("cost_lines", Row(cost_lines=lines))
    assert (finding.field, finding.severity) == ("cost_lines", Severity.ERROR)
    assert finding.message == "“100 บาท x 30 คน = 3,500 บาท” คำนวณได้ 3,000 บาท แต่ระบุ 3,500 บาท"


def test_an_amount_beside_a_cost_line_that_differs_from_it_is_found(found: Found) -> None:
    [finding] = found("cost_lines", Row(cost_lines=(CostLine("100 บาท x 30 คน", Decimal(3500)),)))
    assert finding.message == "“100 บาท x 30 คน” คำนวณได้ 3,000 บาท แต่ระบุ 3,500 บาท"
    assert found("cost_lines", Row(cost_lines=(CostLine("100 บาท x 30 คน", Decimal(3000)),))) == []
    assert found("cost_lines", Row(cost_lines=(CostLine("ค่าวัสดุ", Decimal(3000)),))) == []


def test_a_calculation_left_in_the_title_is_found_there(found: Found) -> None:
    [finding] = found("cost_lines", Row(title="ประชุม\n(100 บาท x 30 คน = 3,500 บาท)"))
    assert finding.field == "title"


@pytest.mark.parametrize(
    ("row", "times"),
    [
        (Row(title="ประชุม (100 x 30 = 3,000) (25 x 30 = 750)", budget=read_amount("3,750")), 0),
        (Row(title="ประชุม (100 x 30 = 3,000) (25 x 30 = 750)", budget=read_amount("7,500")), 1),
        (
            Row(
                cost_lines=(CostLine("ก", Decimal(300)), CostLine("ข", Decimal(200))),
                budget=read_amount("500"),
            ),
            0,
        ),
        (
            Row(
                cost_lines=(CostLine("ก", Decimal(300)), CostLine("ข", Decimal(200))),
                budget=read_amount("600"),
            ),
            1,
        ),
        (Row(cost_lines=(CostLine("ก", Decimal(300)), CostLine("ข")), budget=read_amount("600")), 0),
        (Row(cost_lines=(CostLine("ก", Decimal(300)),), budget=read_amount("ไม่ใช้งบประมาณ")), 0),
    ],
)
def test_costs_are_held_against_the_budget_where_all_are_known(found: Found, row: Row, times: int) -> None:
    assert len(found("cost_sum", row)) == times


def test_rows_that_another_part_shows_are_checked_once(found: Found) -> None:
    rows = [Row(cost_lines=(CostLine("100 x 30 = 3,500"),))]
    shown = part(*rows, id=2, layout="unit", rows_of=1)
    assert [finding.part_id for finding in found("cost_lines", part(*rows), shown)] == [1]
