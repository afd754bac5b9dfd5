"""A Row as texts and back: what is not touched stays exactly as it was."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind, read_amount
from ita_portal.thai.period import Period, read_period
from plans.forms.row_texts import items, key_of_other, row_with, texts_of
from tests.plans.services.test_activities import FULL

YEAR = 2569


def changed(row: Row, **texts: str) -> Row:
    return row_with(row, texts_of(row) | texts, fiscal_year=YEAR, headers=["หมายเหตุ"])


def test_row_with_its_own_texts_is_the_same_row() -> None:
    odd = replace(
        FULL,
        owners=("สองบรรทัด\nในรายเดียว", " เว้นวรรคหน้า"),
        budget=Amount("ตามจริง", None, AmountKind.ELSEWHERE),
        period=Period("พย..68", "2025-11", "2025-11", (1,), False),
        quarters={1: PeriodCell(marked=True, text="✓"), 2: PeriodCell()},
        other={"หมายเหตุ": "เดิม"},
    )

    assert changed(odd) == odd


def test_budget_and_period_are_read_anew_where_their_text_changed() -> None:
    row = changed(FULL, budget="๑๒,๐๐๐", period="ไตรมาส 2")

    assert (row.budget, row.period) == (read_amount("๑๒,๐๐๐"), read_period("ไตรมาส 2", YEAR))


def test_emptied_budget_and_period_are_not_said() -> None:
    row = changed(FULL, budget=" ", period="")

    assert (row.budget, row.period) == (None, None)


def test_owners_are_one_on_each_line_without_blank_ones() -> None:
    assert changed(FULL, owners="ก\n\n ข \n").owners == ("ก", "ข")


def test_item_of_several_lines_stays_one_while_its_lines_stand() -> None:
    known = ("หนึ่ง\nต่อ", "สอง")

    assert items("ศูนย์\nหนึ่ง\nต่อ\nสาม", known) == ("ศูนย์", "หนึ่ง\nต่อ", "สาม")
    assert items("หนึ่ง\nแทรก\nต่อ", known) == ("หนึ่ง", "แทรก", "ต่อ")


def test_indicators_of_an_aspect_that_was_not_touched_keep_their_place() -> None:
    row = replace(
        FULL,
        indicators=(
            Indicator("ป1", Aspect.QUANTITATIVE),
            Indicator("ค", Aspect.QUALITATIVE),
            Indicator("ป2", Aspect.QUANTITATIVE),
            Indicator("อ"),
        ),
    )

    assert changed(row, indicator_quantitative="ใหม่1\nใหม่2").indicators == (
        Indicator("ใหม่1", Aspect.QUANTITATIVE),
        Indicator("ใหม่2", Aspect.QUANTITATIVE),
        Indicator("ค", Aspect.QUALITATIVE),
        Indicator("อ"),
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("/", PeriodCell(marked=True)),
        ("2 ครั้ง", PeriodCell(marked=True, count=Decimal(2), unit="ครั้ง")),
        ("ตามแผน", PeriodCell(marked=True, text="ตามแผน")),
    ],
)
def test_cell_of_a_quarter_is_read(text: str, cell: PeriodCell) -> None:
    assert changed(FULL, quarter_2=text).quarters[2] == cell


def test_emptied_quarter_is_gone() -> None:
    assert set(changed(FULL, quarter_1="").quarters) == set(FULL.quarters) - {1}


def test_cost_lines_keep_the_amounts_of_lines_that_stand() -> None:
    row = replace(FULL, cost_lines=(CostLine("ค่าอาหาร 60 คน", Decimal("7200")),))

    assert changed(row, cost_lines="ค่าอาหาร 60 คน\n500 บาท").cost_lines == (
        CostLine("ค่าอาหาร 60 คน", Decimal("7200")),
        CostLine("500 บาท", Decimal("500.00")),
    )


def test_own_column_is_kept_by_its_header_and_others_are_not_lost() -> None:
    row = replace(FULL, other={"หมายเหตุ": "เดิม", "อีกคอลัมน์": "อยู่"})

    assert changed(row, **{key_of_other("หมายเหตุ"): "ใหม่"}).other == {"หมายเหตุ": "ใหม่", "อีกคอลัมน์": "อยู่"}
    assert changed(row, **{key_of_other("หมายเหตุ"): ""}).other == {"อีกคอลัมน์": "อยู่"}
