import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal.render.arrangement import plan_document
from ita_portal.render.document import Document
from ita_portal.render.xlsx import document_xlsx
from ita_portal.render.xlsx_cells import LONGEST_CELL, number_format_of
from ita_portal.tables.content import Digits, Options, PlanContent, Signature
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Cell
from ita_portal.thai.amounts import Amount, AmountKind
from tests.render.sample_plans import sample_plan


def book(plan: PlanContent, **texts: str) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(document_xlsx(plan_document(plan, **texts))))


def sheet(plan: PlanContent, **texts: str) -> Any:
    return book(plan, **texts).worksheets[0]


def with_part(plan: PlanContent, **changes: object) -> PlanContent:
    return replace(plan, parts=(replace(plan.parts[0], **changes),))  # type: ignore[arg-type]


def values(sheet: Worksheet) -> list[list[object]]:
    """The rows with what stands in them, from the left, without empty cells."""
    rows: list[list[object]] = [[cell for cell in row if cell is not None] for row in sheet.values]
    return [row for row in rows if row]


def column_of(sheet: Worksheet, header: str) -> Iterator[Any]:
    """The body cells under a header, from the top down."""
    (at,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == header]
    return (sheet.cell(row, at.column) for row in range(at.row + 1, sheet.max_row + 1))


def test_sheet_says_what_the_table_says_from_the_top_down() -> None:
    rows = values(sheet(sample_plan("unit", 1)))
    assert rows == [
        ["แผนปฏิบัติการตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569"],
        ["สถาบันตัวอย่าง"],
        ["กิจกรรม", "วัตถุประสงค์", "กลุ่มเป้าหมาย", "งบประมาณ", "ระยะเวลา", "ผู้รับผิดชอบ", "ตัวชี้วัด"],
        [
            "1. ประชุมเชิงปฏิบัติการเรื่องน้ำใจและความซื่อตรงในงานบริการ\n- ผู้เข้าร่วมทุกกลุ่มงาน\n- สรุปบทเรียนร่วมกัน",
            "- ให้ผู้ปฏิบัติงานรู้ขั้นตอนของตน\n- ให้ผู้มาติดต่อได้รับคำตอบภายในกำหนดเวลา",
            "บุคลากรทุกคน",
            12000,
            "ต.ค.68 - มี.ค.69",
            "กลุ่มงานตัวอย่าง",
            "- จัดครบ 1 ครั้ง\n- ผู้เข้าร่วมพึงพอใจในระดับดีขึ้นไป",
        ],
        ["หมายเหตุ : ข้อมูลสมมติทั้งหมด"],
        ["ผู้อนุมัติแผน"],
        ["." * 50],
        ["(นายสมมติ ใจซื่อ)"],
        ["ผู้อำนวยการสถาบันตัวอย่าง"],
    ]


def test_header_groups_heading_rows_and_merged_headings_are_merged_cells() -> None:
    quarters = sheet(sample_plan("strategy_quarters", 2))
    assert {str(merge) for merge in quarters.merged_cells.ranges} >= {
        "A3:A4",
        "D3:E3",
        "G3:J3",
        "A5:J5",
        "A6:J6",
    }
    component = sheet(sample_plan("component", 2))
    assert {str(merge) for merge in component.merged_cells.ranges} >= {"A2:H2", "A4:H4", "A5:A6"}


def test_cells_have_the_office_font_borders_and_wrapped_text() -> None:
    made = sheet(sample_plan("unit", 1))
    header, title, budget = made["A3"], made["A4"], made["D4"]
    assert (made["A1"].font.name, made["A1"].font.sz, made["A1"].font.b) == ("TH SarabunPSK", 16, True)
    assert (header.font.name, header.font.sz, header.font.b) == ("TH SarabunPSK", 14, True)
    assert (header.fill.fgColor.rgb, header.alignment.horizontal) == ("00E7E6E6", "center")
    assert (title.font.sz, title.font.b) == (14, False)
    assert (title.alignment.wrap_text, title.alignment.vertical, title.alignment.horizontal) == (
        True,
        "top",
        "left",
    )
    assert budget.alignment.horizontal == "right"
    assert {getattr(title.border, side).style for side in ("left", "right", "top", "bottom")} == {"thin"}


def test_page_is_a4_landscape_one_page_wide_and_repeats_its_header() -> None:
    made = sheet(sample_plan("strategy_quarters", 2), revision="ฉบับที่ 1 & 2")
    setup = made.page_setup
    assert (int(setup.paperSize), setup.orientation, setup.fitToWidth, setup.fitToHeight) == (
        9,
        "landscape",
        1,
        0,
    )
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert made.print_title_rows == "$3:$4"
    assert made.print_area == f"'{made.title}'!$A$1:$J${made.max_row}"
    assert made.freeze_panes == "A5"
    assert made.oddFooter.left.text == "แผนปฏิบัติการตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569 · ฉบับที่ 1 && 2"
    assert made.oddFooter.right.text == "หน้า &P / &N"


def test_title_in_the_table_repeats_with_its_header() -> None:
    assert sheet(sample_plan("component", 1)).print_title_rows == "$2:$3"


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("5,000", "5000.00", "#,##0"),
        ("0", "0", "#,##0"),
        ("5000", "5000", "0"),
        ("1,234.50", "1234.5", "#,##0.00"),
        (" 20,000 ", "20000", "#,##0"),
        ("๕,๐๐๐", "5000", "[$-D00041E]#,##0"),
        ("๕,000", "5000", ""),
        ("005", "5", ""),
        ("5,00", "500", ""),
        ("5,000", "6000", ""),
        ("5.", "5", ""),
        ("5,000 บาท", None, ""),
    ],
)
def test_number_is_a_number_only_where_a_format_shows_it_as_typed(
    text: str, number: str | None, expected: str
) -> None:
    assert number_format_of(Cell(0, text, number=Decimal(number) if number else None)) == expected


def test_budget_cells_are_numbers_that_add_up_and_words_stay_words() -> None:
    cells = [cell for cell in column_of(sheet(sample_plan("unit", 4)), "งบประมาณ") if cell.value is not None]
    assert [(cell.value, cell.number_format) for cell in cells[:4]] == [
        (12000, "#,##0"),
        ("ไม่ใช้งบประมาณ", "General"),
        ("-", "General"),
        (0, "#,##0"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+66 2", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_is_never_a_formula(text: str) -> None:
    row = Row(title="ก", objective=text)
    (cell,) = [
        c for c in column_of(sheet(with_part(sample_plan("unit"), rows=(row,))), "วัตถุประสงค์") if c.value
    ]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_text_that_looks_like_a_number_stays_text() -> None:
    row = Row(title="ก", objective="2569")
    (cell,) = [
        c for c in column_of(sheet(with_part(sample_plan("unit"), rows=(row,))), "วัตถุประสงค์") if c.value
    ]
    assert (cell.value, cell.data_type) == ("2569", "s")


def test_control_characters_are_left_out_and_long_text_is_cut_where_excel_ends() -> None:
    row = Row(title="ก\x07ข\x00", objective="ย" * 50_000)
    made = sheet(with_part(sample_plan("unit"), rows=(row,)))
    assert made["A4"].value == "1. กข"
    assert made["B4"].value == "ย" * LONGEST_CELL


def test_sheet_is_named_without_the_characters_that_no_workbook_holds() -> None:
    made = sheet(with_part(sample_plan("unit"), title="ตาราง\ufffe\x7fหนึ่ง"))
    assert made.title == "ตารางหนึ่ง"


def test_rows_are_as_high_as_their_text_and_no_higher_than_excel_allows() -> None:
    rows = (Row(title="ก"), Row(title="ก", objective="บรรทัด\n" * 5), Row(title="ก", objective="ยาว " * 3000))
    made = sheet(with_part(sample_plan("unit"), rows=rows))
    low, middle, high = (made.row_dimensions[row].height for row in (4, 5, 6))
    assert 14 * 1.3 <= low <= 14 * 2
    assert 6 * 14 * 1.3 <= middle <= 6 * 14 * 2
    assert high == 409


def test_heading_with_more_lines_than_its_rows_gets_room() -> None:
    heading = "ชื่อองค์ประกอบ\n" * 10
    made = sheet(
        with_part(
            sample_plan("component"), rows=(Row("ก", headings=(heading,)), Row("ข", headings=(heading,)))
        )
    )
    assert sum(made.row_dimensions[row].height for row in (4, 5)) >= 11 * 14 * 1.3


def test_columns_share_the_width_of_the_page() -> None:
    made = sheet(sample_plan("component", 1))
    widths = [made.column_dimensions[letter].width for letter in "ABCDEFGH"]
    assert sum(widths) == pytest.approx(757 / 5.25, abs=0.1)
    assert widths[2] == max(widths)


def test_signers_stand_side_by_side() -> None:
    signatures = tuple(Signature(f"ผู้ลงนาม {n}", f"นาย {n}") for n in range(1, 5))
    rows = values(sheet(with_part(sample_plan("unit", 1), signatures=signatures)))
    assert rows[-6:] == [
        ["ผู้ลงนาม 1", "ผู้ลงนาม 2", "ผู้ลงนาม 3"],
        ["." * 50] * 3,
        ["(นาย 1)", "(นาย 2)", "(นาย 3)"],
        ["ผู้ลงนาม 4"],
        ["." * 50],
        ["(นาย 4)"],
    ]


def test_hidden_sheet_ties_rows_to_activities() -> None:
    made = book(sample_plan("component", 2))
    assert [(each.title, each.sheet_state) for each in made.worksheets][1:] == [("_rows", "hidden")]
    name = made.worksheets[0].title
    assert list(made["_rows"].values) == [("sheet", "part", "row", "activities"), (name, 1, 4, "- 1 2")]
    assert str(made.worksheets[0]["B5"].value).startswith("ประชุมเชิงปฏิบัติการ")


def test_every_part_has_a_sheet_with_a_name_of_its_own() -> None:
    plan = sample_plan("unit", 1)
    titles = ("แผน/งาน: [1]?*", "แผน งาน 1", "", "History", "_rows", "ก" * 40, "ก" * 40)
    plan = replace(plan, parts=tuple(replace(plan.parts[0], title=title) for title in titles))
    names = book(plan).sheetnames
    assert names == [
        "แผน งาน 1",
        "แผน งาน 1 (2)",
        "ตาราง 3",
        "History (2)",
        "_rows (2)",
        "ก" * 31,
        "ก" * 27 + " (2)",
        "_rows",
    ]


def test_sheet_name_is_not_cut_between_a_letter_and_its_marks() -> None:
    plan = with_part(sample_plan("unit", 1), title="ก" * 30 + "ที่ประชุม")
    assert book(plan).sheetnames[0] == "ก" * 30


def test_document_without_tables_is_a_workbook_all_the_same() -> None:
    made = openpyxl.load_workbook(io.BytesIO(document_xlsx(Document("แผนเปล่า", ()))))
    assert made["แผนเปล่า"]["A1"].value == "แผนเปล่า"


def test_thai_digits_are_shown_by_the_format_of_a_number() -> None:
    budget = Amount("5,000", Decimal(5000), AmountKind.AMOUNT)
    plan = with_part(
        sample_plan("unit"), rows=(Row("ก", budget=budget),), options=Options(digits=Digits.THAI)
    )
    cell = sheet(plan)["D4"]
    assert (cell.value, cell.number_format) == (5000, "[$-D00041E]#,##0")


def test_short_headers_stay_on_one_line_and_long_ones_are_wrapped() -> None:
    made = sheet(sample_plan("strategy_quarters", 1))
    shown = {made[at].value: made[at].alignment for at in ("C3", "F3", "G4")}
    assert [(a.wrap_text, a.shrink_to_fit) for a in shown.values()] == [
        (None, True),
        (None, True),
        (True, None),
    ]


def test_line_to_sign_on_is_not_broken() -> None:
    made = sheet(sample_plan("unit", 1))
    (dots,) = [cell for row in made.iter_rows() for cell in row if cell.value == "." * 50]
    assert dots.alignment.shrink_to_fit
    assert made.row_dimensions[dots.row].height == pytest.approx(16 * 1.3 + 3, abs=0.1)


def test_merged_cell_shares_among_its_rows_what_it_needs_more() -> None:
    rows = (Row("ก", headings=("บรรทัด\n" * 9,)), Row("ข", headings=("บรรทัด\n" * 9,)))
    made = sheet(with_part(sample_plan("component"), rows=rows))
    assert made.row_dimensions[4].height == made.row_dimensions[5].height > 4 * 14 * 1.3


def test_height_is_not_fixed_so_that_rows_follow_what_people_type() -> None:
    content = document_xlsx(plan_document(sample_plan("unit", 1)))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert 'row r="4" ht="' in xml
    assert "customHeight" not in xml
