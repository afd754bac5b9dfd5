from dataclasses import replace
from decimal import Decimal

import pytest

from ita_portal.tables.build import build
from ita_portal.tables.content import ColumnChoice, Digits, Numbering, Options, PartContent, Signature
from ita_portal.tables.layout import Align
from ita_portal.tables.layouts import UnknownLayoutError
from ita_portal.tables.rows import Aspect, CostLine, Indicator, PeriodCell, Row
from ita_portal.tables.table import LineKind, Table
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.period import Period


def part(layout: str, *rows: Row, **fields: object) -> PartContent:
    return replace(PartContent("ตาราง", layout, 2569, rows), **fields)  # type: ignore[arg-type]


def outline(table: Table) -> list[str | tuple[int, str]]:
    """Headings as (depth, words), activities as their title."""
    return [
        (line.depth, line.cells[0].text)
        if line.kind is LineKind.HEADING
        else next(cell.text for cell in line.cells if cell.field == "title")
        for line in table.body
    ]


def texts(table: Table, field: str) -> list[str]:
    return [cell.text for line in table.body for cell in line.cells if cell.field == field]


def header(table: Table) -> list[list[tuple[int, str, int, int]]]:
    return [[(cell.column, cell.text, cell.colspan, cell.rowspan) for cell in row] for row in table.header]


def baht(text: str, amount: str) -> Amount:
    return Amount(text, Decimal(amount), AmountKind.AMOUNT)


# Header


def test_header_groups_neighbours_and_short_headers_reach_down() -> None:
    table = build(part("strategy_quarters"))
    assert header(table) == [
        [
            (0, "ยุทธศาสตร์/โครงการ/กิจกรรม", 1, 2),
            (1, "วัตถุประสงค์ของโครงการ/กิจกรรม", 1, 2),
            (2, "กลุ่มงานที่รับผิดชอบ", 1, 2),
            (3, "ตัวชี้วัดและค่าเป้าหมาย", 2, 1),
            (5, "งบประมาณที่ใช้", 1, 2),
            (6, "ปีงบประมาณ พ.ศ. 2569", 4, 1),
        ],
        [
            (3, "ผลลัพธ์เชิงปริมาณ", 1, 1),
            (4, "ผลลัพธ์เชิงคุณภาพ", 1, 1),
            (6, "ไตรมาส 1 (ต.ค.-ธ.ค.68)", 1, 1),
            (7, "ไตรมาส 2 (ม.ค.-มี.ค.69)", 1, 1),
            (8, "ไตรมาส 3 (เม.ย.-มิ.ย.69)", 1, 1),
            (9, "ไตรมาส 4 (ก.ค.-ก.ย.69)", 1, 1),
        ],
    ]


def test_header_of_the_same_words_parted_by_another_column_stays_two_cells() -> None:
    columns = (
        ColumnChoice("title", ("กลุ่ม", "ก")),
        ColumnChoice("budget", ("งบ",)),
        ColumnChoice("owners", ("กลุ่ม", "ข")),
        ColumnChoice("target_group", ("กลุ่ม",)),
    )
    assert header(build(part("unit", columns=columns))) == [
        [(0, "กลุ่ม", 1, 1), (1, "งบ", 1, 2), (2, "กลุ่ม", 1, 1), (3, "กลุ่ม", 1, 2)],
        [(0, "ก", 1, 1), (2, "ข", 1, 1)],
    ]


def test_widths_of_the_columns_shown_add_up_to_one() -> None:
    columns = (ColumnChoice("title", ("กิจกรรม",), 30), ColumnChoice("owners", ("ผู้รับผิดชอบ",)))
    table = build(part("unit", columns=columns))
    assert [column.width for column in table.columns] == pytest.approx([30 / 43, 13 / 43])


def test_label_of_a_column_is_its_own_words_on_one_line() -> None:
    columns = (ColumnChoice("indicator", ("ตัวชี้วัด", "เชิง\n  ปริมาณ")),)
    assert [column.label for column in build(part("unit", columns=columns)).columns] == ["เชิง ปริมาณ"]


# Columns


def test_column_of_a_field_the_layout_lacks_shows_that_field() -> None:
    row = Row(
        title="งาน",
        reason="จำเป็น",
        weight=Decimal("20.50"),
        months={10: PeriodCell(amount=Decimal("17050"))},
        cost_lines=(CostLine("ค่าวิทยากร"), CostLine("ค่าเอกสาร")),
    )
    fields = ("reason", "weight", "month_10", "cost_lines")
    columns = tuple(ColumnChoice(field, (field,)) for field in fields)
    table = build(part("unit", row, columns=columns))
    assert [texts(table, field) for field in fields] == [
        ["จำเป็น"],
        ["20.5"],
        ["17,050"],
        ["ค่าวิทยากร\nค่าเอกสาร"],
    ]


def test_column_of_somebodys_own_shows_what_the_rows_keep_under_its_header() -> None:
    row = Row(title="งาน", other={"หมายเหตุ": "ทำต่อปีหน้า", "ที่มา": "มติที่ประชุม"})
    columns = (ColumnChoice("title", ("กิจกรรม",)), ColumnChoice("note", ("อื่น ๆ", "หมายเหตุ")))
    assert texts(build(part("unit", row, columns=columns)), "note") == ["ทำต่อปีหน้า"]


def test_unknown_layout_is_refused() -> None:
    with pytest.raises(UnknownLayoutError):
        build(part("nothing"))


# Body


def test_headings_print_as_bands_once_from_the_level_that_changes() -> None:
    rows = [
        Row("ก", headings=("ยุทธ 1", "กล 1")),
        Row("ข", headings=("ยุทธ 1", "กล 1")),
        Row("ค", headings=("ยุทธ 1", "กล 2")),
        Row("ง", headings=("ยุทธ 2", "กล 1")),
    ]
    assert outline(build(part("strategy_quarters", *rows))) == [
        (0, "ยุทธ 1"),
        (1, "กล 1"),
        "1. ก",
        "2. ข",
        (1, "กล 2"),
        "3. ค",
        (0, "ยุทธ 2"),
        (1, "กล 1"),
        "4. ง",
    ]


def test_heading_above_is_printed_again_for_rows_that_return_to_it() -> None:
    rows = [Row("ก", headings=("ยุทธ", "กล")), Row("ข", headings=("ยุทธ",))]
    assert outline(build(part("strategy_quarters", *rows))) == [
        (0, "ยุทธ"),
        (1, "กล"),
        "1. ก",
        (0, "ยุทธ"),
        "2. ข",
    ]


def test_headings_of_the_same_words_stay_two_when_they_are_two() -> None:
    rows = [Row("ก", headings=("อบรม",), heading_ids=(1,)), Row("ข", headings=("อบรม",), heading_ids=(2,))]
    table = build(part("strategy_quarters", *rows))
    assert outline(table) == [(0, "อบรม"), "1. ก", (0, "อบรม"), "2. ข"]
    assert [line.heading_id for line in table.body] == [1, None, 2, None]


def test_innermost_heading_is_merged_over_its_rows_where_the_layout_has_a_column_for_it() -> None:
    rows = [
        Row("ก", headings=("กลุ่ม", "องค์ 1"), heading_ids=(1, 2), id=11),
        Row("ข", headings=("กลุ่ม", "องค์ 1"), heading_ids=(1, 2), id=12),
        Row("ค", headings=("กลุ่ม", "องค์ 2"), heading_ids=(1, 3), id=13),
    ]
    table = build(part("component", *rows))
    assert outline(table) == [(0, "กลุ่ม"), "ก", "ข", "ค"]
    merged = [(cell.text, cell.rowspan) for line in table.body[1:] for cell in line.cells if cell.column == 0]
    assert merged == [("องค์ 1", 2), ("องค์ 2", 1)]
    assert [(line.row_id, line.heading_id) for line in table.body] == [
        (None, 1),
        (11, 2),
        (12, None),
        (13, 3),
    ]


def test_heading_column_switched_off_gives_bands_for_every_level() -> None:
    columns = (ColumnChoice("title", ("กิจกรรม",)),)
    rows = [Row("ก", headings=("กลุ่ม", "องค์ 1"))]
    assert outline(build(part("component", *rows, columns=columns))) == [(0, "กลุ่ม"), (1, "องค์ 1"), "ก"]


def test_placeholder_prints_its_headings_and_no_activity() -> None:
    empty = Row(headings=("ยุทธ 1",), placeholder=True)
    table = build(part("strategy_quarters", empty, Row("ก", headings=("ยุทธ 2",))))
    assert outline(table) == [(0, "ยุทธ 1"), (0, "ยุทธ 2"), "1. ก"]


def test_placeholder_under_a_merged_heading_is_a_row_of_blank_cells() -> None:
    table = build(part("component", Row(headings=("องค์ 1",), placeholder=True)))
    assert [cell.text for cell in table.body[0].cells] == ["องค์ 1", *[""] * 7]


def test_every_grid_place_of_a_body_is_covered_once() -> None:
    rows = [Row(str(at), headings=("กลุ่ม", f"องค์ {at // 3}")) for at in range(8)]
    table = build(part("component", *rows))
    taken = [
        (at + down, cell.column + right)
        for at, line in enumerate(table.body)
        for cell in line.cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    ]
    assert sorted(taken) == [(at, column) for at in range(len(table.body)) for column in range(8)]


# Cells


def test_budget_is_a_number_only_where_the_whole_cell_is_one() -> None:
    budgets = (baht("5,000", "5000.00"), baht("20,000 บาท", "20000.00"), Amount("-", None, AmountKind.DASH))
    table = build(part("unit", *(Row(budget=budget) for budget in budgets)))
    cells = [cell for line in table.body for cell in line.cells if cell.field == "budget"]
    assert [(cell.text, cell.number, cell.align) for cell in cells] == [
        ("5,000", Decimal("5000.00"), Align.END),
        ("20,000 บาท", None, Align.CENTER),
        ("-", None, Align.CENTER),
    ]


def test_budget_with_an_amount_and_no_text_prints_the_amount() -> None:
    table = build(part("unit", Row(budget=baht("", "20000.50")), Row(budget=baht("", "7200.00"))))
    assert texts(table, "budget") == ["20,000.50", "7,200"]


def test_quarter_prints_text_count_amount_or_tick() -> None:
    row = Row(
        quarters={
            1: PeriodCell(marked=True),
            2: PeriodCell(marked=True, count=Decimal("2.0"), unit="ครั้ง"),
            3: PeriodCell(text="ตามแผน", marked=True),
        }
    )
    table = build(part("strategy_quarters", row))
    assert [texts(table, f"quarter_{n}")[0] for n in range(1, 5)] == ["/", "2 ครั้ง", "ตามแผน", "-"]


def test_several_indicators_are_a_list_and_one_is_not() -> None:
    listed = (Indicator("ครบ 2 ครั้ง"), Indicator("• พอใจ"), Indicator("ผ่านร้อยละ 80"))
    table = build(part("unit", Row(indicators=listed), Row(indicators=listed[:1])))
    assert texts(table, "indicator") == ["- ครบ 2 ครั้ง\n• พอใจ\n- ผ่านร้อยละ 80", "ครบ 2 ครั้ง"]


def test_indicators_go_to_the_column_of_their_aspect() -> None:
    indicators = (
        Indicator("ดี", Aspect.QUALITATIVE),
        Indicator("2 ครั้ง", Aspect.QUANTITATIVE),
        Indicator("ไม่ระบุ", Aspect.UNSPECIFIED),
    )
    table = build(part("strategy_quarters", Row(indicators=indicators)))
    assert texts(table, "indicator_quantitative") == ["- 2 ครั้ง\n- ไม่ระบุ"]
    assert texts(table, "indicator_qualitative") == ["ดี"]


def test_white_space_of_what_was_typed_is_kept() -> None:
    row = Row(objective="- ข้อ  หนึ่ง\n\n  ข้อสอง ", period=Period("พย..68 ", None, None, (), open=True))
    table = build(part("unit", row))
    assert texts(table, "objective") == ["- ข้อ  หนึ่ง\n\n  ข้อสอง "]
    assert texts(table, "period") == ["พย..68 "]


# Options


def test_digits_of_the_part_are_printed_everywhere() -> None:
    row = Row("อบรม 2 รุ่น", headings=("ยุทธ 1",), budget=baht("5,000", "5000"))
    table = build(
        part(
            "strategy_quarters",
            row,
            title="แผน 2569",
            lines=("รอบ 1",),
            notes=("ข้อ 1",),
            signatures=(Signature("ลงชื่อ 1", "ก", "กลุ่ม 2", "แทน 3"),),
            options=Options(digits=Digits.THAI),
        )
    )
    assert (table.title, table.lines, table.notes) == ("แผน ๒๕๖๙", ("รอบ ๑",), ("ข้อ ๑",))
    assert table.signatures == (Signature("ลงชื่อ ๑", "ก", "กลุ่ม ๒", "แทน ๓"),)
    assert outline(table) == [(0, "ยุทธ ๑"), "๑. อบรม ๒ รุ่น"]
    assert texts(table, "budget") == ["๕,๐๐๐"]
    assert table.header[0][-1].text == "ปีงบประมาณ พ.ศ. ๒๕๖๙"


def test_arabic_digits_replace_thai_ones_that_were_typed() -> None:
    table = build(part("unit", Row("รุ่นที่ ๑"), options=Options(digits=Digits.ARABIC)))
    assert texts(table, "title") == ["1. รุ่นที่ 1"]


def test_words_of_empty_cells_are_set_by_field_before_family() -> None:
    options = Options(empty={"quarter": "", "quarter_2": "ไม่มี", "objective": "-", "target": "ผิด"})
    table = build(part("strategy_quarters", Row("ก"), options=options))
    assert [texts(table, f"quarter_{n}")[0] for n in range(1, 5)] == ["", "ไม่มี", "", ""]
    assert texts(table, "objective") == ["-"]
    assert texts(build(part("unit", Row("ก"), options=options)), "target_group") == [""]


def test_numbering_of_the_part_comes_before_that_of_the_layout() -> None:
    rows = (Row("ก"), Row("ข"))
    assert outline(build(part("unit", *rows))) == ["1. ก", "2. ข"]
    assert outline(build(part("unit", *rows, options=Options(numbering=Numbering.NONE)))) == ["ก", "ข"]
