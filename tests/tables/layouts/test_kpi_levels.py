from dataclasses import replace
from decimal import Decimal

from ita_portal.tables.content import ColumnChoice, Options
from ita_portal.tables.rows import Row
from ita_portal.tables.table import LineKind
from tests.tables.tables import column, table, texts, totals

TARGETS = {"basic": "๘๐", "standard": "๙๐", "advanced": "๑๐๐"}
COLUMNS = (ColumnChoice("title", ("ตัวชี้วัด",)), ColumnChoice("points", ("คะแนน",)))
FIRST, SECOND = "ด้านผลงาน (ร้อยละ ๗๐)", "ด้านศักยภาพ (ร้อยละ ๓๐)"


def row(heading: str = FIRST, **values: str) -> Row:
    return Row("ก", headings=(heading,), values={**TARGETS, **values})


def test_targets_stand_under_one_head_and_blocks_are_rows_of_their_own() -> None:
    made = table("kpi_levels", row(result="๙๕"), row(SECOND, basic="๗๒.๔๕ (๑๑๕ แห่ง)"))
    assert [cell.text for cell in made.header[0]] == ["ตัวชี้วัด", "เกณฑ์การประเมิน", "ผลการดำเนินงาน", "แหล่งข้อมูล"]
    assert [line.kind for line in made.body][:2] == [LineKind.HEADING, LineKind.ROW]
    assert texts(made)[3] == ["ก", "๗๒.๔๕ (๑๑๕ แห่ง)", "๙๐", "๑๐๐", "", ""]


def test_result_says_what_it_is_made_of_and_of_which_day() -> None:
    made = row(numerator="866,914", denominator="920,467", as_of="๒๗ กันยายน ๒๕๖๔", accumulation="cumulative")
    assert column(table("kpi_levels", made), "result") == [
        "ร้อยละ 94.18\n(866,914 จาก 920,467)\n(ข้อมูล ณ วันที่ ๒๗ กันยายน ๒๕๖๔/ยอดสะสม)"
    ]


def test_points_are_those_of_the_target_reached() -> None:
    rows = [
        row(result="๙๕"),
        row(result="79"),
        row(numerator="90", denominator="90"),
        row(step="basic", result="ทำเป็นกระดาษ"),
        row(points="66"),
        row(),
    ]
    assert column(table("kpi_levels", *rows, columns=COLUMNS), "points") == ["75", "0", "100", "50", "66", ""]


def test_points_are_a_setting() -> None:
    options = Options(settings={"points_standard": "80"})
    made = table("kpi_levels", row(result="๙๕"), columns=COLUMNS, options=options)
    assert column(made, "points")[0] == "80"


def test_score_counts_blocks_by_the_weights_in_their_headings() -> None:
    made = table("kpi_levels", row(result="100"), row(SECOND, result="80"), columns=COLUMNS)
    assert totals(made) == [{"": "คะแนนรวม", "points": "85.0000"}]


def test_score_without_block_weights_counts_weights_of_indicators() -> None:
    heavy = replace(row("ตอนหนึ่ง", result="100"), weight=Decimal(3))
    light = replace(row("ตอนสอง", result="80"), weight=Decimal(1))
    assert totals(table("kpi_levels", heavy, light, columns=COLUMNS)) == [
        {"": "คะแนนรวม", "points": "87.5000"}
    ]


def test_row_that_only_heads_others_has_no_score_and_hides_none() -> None:
    made = table("kpi_levels", Row("๖. หมวด", headings=(FIRST,)), row(result="100"), columns=COLUMNS)
    assert totals(made) == [{"": "คะแนนรวม", "points": "100.0000"}]


def test_no_score_line_where_its_column_is_not_shown() -> None:
    assert totals(table("kpi_levels", row(result="100"))) == []
