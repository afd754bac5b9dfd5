from decimal import Decimal

from ita_portal.tables.content import Options
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.months import MonthStyle
from tests.tables.tables import column, table, texts, totals

STAR = {10: PeriodCell(marked=True)}
PROJECT = Row("โครงการ", level=1, weight=Decimal(100))
GROUP = Row("กลุ่มหนึ่ง", level=2, weight=Decimal(60))
STEP = Row("ขั้นแรก", level=3, months=STAR)
LAST = Row("กลุ่มสอง", level=2, weight=Decimal(40), months=STAR)
BLANK = [""] * 11


def test_project_is_one_cell_up_to_its_weight_and_steps_have_stars() -> None:
    assert texts(table("gantt_months", PROJECT, GROUP, STEP, LAST)) == [
        ["ค่าน้ำหนักร้อยละความสำเร็จ", "100"],
        ["โครงการ", "100"],
        ["1", "กลุ่มหนึ่ง", "", *BLANK, "60"],
        ["", "1.1 ขั้นแรก", "*", *BLANK, ""],
        ["2", "กลุ่มสอง", "*", *BLANK, "40"],
    ]


def test_groups_are_one_cell_too_where_the_table_is_set_so() -> None:
    options = Options(settings={"wide_levels": "2"})
    made = table("gantt_months", PROJECT, GROUP, STEP, LAST, options=options)
    assert texts(made)[2] == ["1. กลุ่มหนึ่ง", "60"]
    assert [(line.is_wide, line.depth) for line in made.body] == [
        (False, 0), (True, 0), (True, 1), (False, 0), (False, 0),
    ]  # fmt: skip


def test_setting_that_is_no_number_is_the_layouts_own() -> None:
    made = table("gantt_months", PROJECT, GROUP, options=Options(settings={"wide_levels": "มาก"}))
    assert [line.is_wide for line in made.body] == [False, True, False]


def test_weights_of_the_groups_are_added_whatever_they_come_to() -> None:
    assert totals(table("gantt_months", PROJECT, GROUP)) == [{"": "ค่าน้ำหนักร้อยละความสำเร็จ", "weight": "60"}]
    assert totals(table("gantt_months", PROJECT, GROUP, PROJECT, LAST)) == []
    assert totals(table("gantt_months", PROJECT, GROUP, options=Options(totals=False))) == []


def test_money_of_a_step_is_a_star_and_that_of_its_project_none() -> None:
    paid = {10: PeriodCell(marked=True, amount=Decimal(500)), 11: PeriodCell(marked=True, count=Decimal(2))}
    made = table(
        "gantt_months", Row("โครงการ", level=1, months={10: paid[10]}), Row("ขั้น", level=2, months=paid)
    )
    assert [line.is_wide for line in made.body] == [True, False]
    assert (column(made, "month_10"), column(made, "month_11")) == (["*"], ["2"])


def test_rows_without_levels_are_numbered_activities() -> None:
    assert texts(table("gantt_months", Row("ก"), Row("ข")))[1][:2] == ["2", "ข"]


def test_headers_write_months_as_the_table_is_set() -> None:
    made = table("gantt_months", options=Options(months=MonthStyle.FULL, month_years=True))
    assert [c.label for c in made.columns][2:6] == ["ตุลาคม 68", "พฤศจิกายน 68", "ธันวาคม 68", "มกราคม 69"]
