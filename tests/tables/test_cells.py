from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal.tables.cells import read_cell
from ita_portal.tables.columns import cell_value
from ita_portal.tables.rows import PeriodCell

READINGS = [
    ("", PeriodCell()),
    (" - ", PeriodCell()),
    ("/", PeriodCell(marked=True)),
    ("✓", PeriodCell(marked=True)),
    ("2", PeriodCell(marked=True, count=Decimal(2))),
    ("๒ ครั้ง", PeriodCell(marked=True, count=Decimal(2), unit="ครั้ง")),
    ("1,200.50 บาท", PeriodCell(marked=True, count=Decimal("1200.50"), unit="บาท")),
    ("2 รูปแบบ (แผ่นพับ 1)", PeriodCell(marked=True, text="2 รูปแบบ (แผ่นพับ 1)")),
    ("ตามแผน", PeriodCell(marked=True, text="ตามแผน")),
]


@pytest.mark.parametrize(("typed", "cell"), READINGS)
def test_read_cell_understands_ticks_counts_and_words(typed: str, cell: PeriodCell) -> None:
    assert read_cell(typed) == cell


@given(st.text(max_size=80))
def test_read_cell_of_what_it_writes_is_the_same(typed: str) -> None:
    cell = read_cell(typed)

    assert read_cell(cell_value(cell).text) == cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("17,050", PeriodCell(marked=True, amount=Decimal(17050))),
        ("๔,๖๕๐.๕๐", PeriodCell(marked=True, amount=Decimal("4650.50"))),
        ("2 ครั้ง", PeriodCell(marked=True, count=Decimal(2), unit="ครั้ง")),
        ("/", PeriodCell(marked=True)),
    ],
)
def test_number_without_a_unit_is_an_amount_where_cells_hold_money(text: str, cell: PeriodCell) -> None:
    assert read_cell(text, as_amount=True) == cell
