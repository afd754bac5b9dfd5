from ita_portal.tables.content import ColumnChoice
from plans.reading.grid import Grid
from plans.reading.headers import OTHER
from tests.plans.reading.tables import UNIT_HEADER, cell, of_texts, read

UNIT_FIELDS = ["title", "objective", "target_group", "budget", "period", "owners", "indicator"]
QUARTERS = ("ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4")


def test_header_in_the_layouts_words_is_known() -> None:
    found = read(of_texts(UNIT_HEADER, ("งาน ก", "", "", "", "", "", "")))

    assert (found.headers.rows, found.fields) == ((0,), UNIT_FIELDS)


def test_header_that_everybody_words_otherwise_is_known_in_any_order() -> None:
    header = ("ที่", "หน่วยงานที่รับผิดชอบ", "ชื่อโครงการ", "วงเงินงบประมาณ (บาท)", "ช่วงเวลาดำเนินงาน", "หมายเหตุ")

    assert read(of_texts(header, ("1", "กอง ก", "งาน ก", "5,000", "ต.ค. 68", "-"))).fields == [
        "number",
        "owners",
        "title",
        "budget",
        "period",
        OTHER,
    ]


def test_header_as_the_part_words_it_is_known() -> None:
    columns = (
        ColumnChoice("title", ("ภารกิจหลัก",)),
        ColumnChoice("owners", ("ทีมงาน",)),
        ColumnChoice("custom", ("ช่องของเรา",)),
    )
    found = read(of_texts(("ทีมงาน", "ช่องของเรา", "ภารกิจหลัก"), ("กอง ก", "ค", "งาน ก")), columns=columns)

    assert found.fields == ["owners", "custom", "title"]


def test_two_rows_of_merged_groups_give_each_column_its_path() -> None:
    grid = Grid.of_rows(
        [
            [cell("โครงการ/กิจกรรม", rowspan=2), cell("ตัวชี้วัด", colspan=2), cell("ปี 2569", colspan=4)],
            [cell("เชิงปริมาณ"), cell("เชิงคุณภาพ"), *map(cell, QUARTERS)],
            [cell("งาน ก"), cell("2 ครั้ง"), cell("ดี"), *map(cell, "/-/-")],
        ]
    )
    found = read(grid, "strategy_quarters")

    assert found.headers.rows == (0, 1)
    assert found.fields == [
        "title",
        "indicator_quantitative",
        "indicator_qualitative",
        *(f"quarter_{n}" for n in range(1, 5)),
    ]
    assert found.headers.columns[2].header == ("ตัวชี้วัด", "เชิงคุณภาพ")


def test_groups_without_merges_reach_to_the_next_words() -> None:
    found = read(
        of_texts(
            ("โครงการ/กิจกรรม", "ตัวชี้วัด", "", "งบประมาณ", "ปี 2569", "", "", ""),
            ("", "เชิงปริมาณ", "เชิงคุณภาพ", "", *QUARTERS),
            ("งาน ก", "2 ครั้ง", "ดี", "-", "/", "-", "-", "/"),
        ),
        "strategy_quarters",
    )

    assert [column.header for column in found.headers.columns][1:5] == [
        ("ตัวชี้วัด", "เชิงปริมาณ"),
        ("ตัวชี้วัด", "เชิงคุณภาพ"),
        ("งบประมาณ",),
        ("ปี 2569", "ไตรมาส 1"),
    ]


def test_three_rows_with_quarters_over_months_give_months() -> None:
    months = ("ต.ค. 68", "พย", "ธันวาคม 2568")
    grid = Grid.of_rows(
        [
            [cell("โครงการ", rowspan=3), cell("งบประมาณ", rowspan=3), cell("แผนรายเดือน", colspan=3)],
            [cell("ไตรมาสที่ ๑", colspan=3)],
            [*map(cell, months)],
            [cell("งาน ก"), cell("10"), cell("5"), cell(""), cell("5")],
        ]
    )
    found = read(grid, "budget_months")

    assert found.headers.rows == (0, 1, 2)
    assert found.fields == ["title", "budget", "month_10", "month_11", "month_12"]


def test_row_that_numbers_the_columns_belongs_to_the_header() -> None:
    found = read(
        of_texts(("กิจกรรม", "งบประมาณ", "ระยะเวลา"), ("(1)", "(2)", "(3)"), ("งาน ก", "1", "ต.ค. 68"))
    )

    assert (found.headers.rows, found.titles) == ((0, 1), ["งาน ก"])


def test_two_columns_of_titles_are_a_heading_and_a_title() -> None:
    found = read(of_texts(("โครงการ", "กิจกรรม", "งบประมาณ"), ("ใหญ่", "งาน ก", "5"), ("", "งาน ข", "6")))

    assert found.fields == ["heading", "title", "budget"]
    assert [row.headings for row in found.rows] == [("ใหญ่",), ("ใหญ่",)]


def test_second_column_of_a_field_is_kept_under_its_header() -> None:
    found = read(of_texts(("กิจกรรม", "งบประมาณ", "งบประมาณที่ใช้จริง"), ("งาน ก", "5", "4")))

    assert found.fields == ["title", "budget", OTHER]
    assert found.rows[0].other == {"งบประมาณที่ใช้จริง": "4"}


def test_table_without_a_header_has_the_columns_of_the_part() -> None:
    found = read(of_texts(("งาน ก", "เพื่อ ก", "ทุกคน", "500"), ("งาน ข", "เพื่อ ข", "ทุกคน", "-")))

    assert (found.headers.rows, found.fields) == ((), UNIT_FIELDS[:4])
    assert found.titles == ["งาน ก", "งาน ข"]


def test_table_without_a_header_may_begin_with_numbers_that_run_on() -> None:
    found = read(of_texts(("1", "งาน ก", "เพื่อ ก"), ("2.", "งาน ข", "เพื่อ ข"), ("๓", "งาน ค", "")))

    assert found.fields == ["number", "title", "objective"]
    assert [(row.number, row.title) for row in found.rows] == [("1", "งาน ก"), ("2", "งาน ข"), ("๓", "งาน ค")]


def test_single_column_without_a_header_has_titles_whatever_stands_first_in_the_part() -> None:
    found = read(of_texts(("งาน ก",), ("งาน ข",)), "gantt_months")

    assert (found.fields, found.titles) == (["title"], ["งาน ก", "งาน ข"])


def test_columns_beyond_those_of_the_part_are_kept_by_their_place() -> None:
    row = ("งาน ก", "ข", "ค", "500", "ต.ค. 68", "กอง ก", "ดี", "เกิน")

    assert read(of_texts(row)).rows[0].other == {"คอลัมน์ที่ 8": "เกิน"}


def test_chosen_fields_stand_before_those_found() -> None:
    grid = of_texts(("กิจกรรม", "วัตถุประสงค์"), ("งาน ก", "กอง ข"))

    assert read(grid, fields={1: "owners"}).rows[0].owners == ("กอง ข",)
