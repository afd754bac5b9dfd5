"""Workbooks of whole documents: what is not a table, every layout, and what people may fill in."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.render.arrangement import (
    Entry,
    EntryKind,
    OrganisationFacts,
    Sources,
    arranged,
    plan_document,
)
from ita_portal.render.blocks import Cover, Divider, TableBlock
from ita_portal.render.document import Document
from ita_portal.render.look import Look, Margins, PageNumbers
from ita_portal.render.text import printable
from ita_portal.render.xlsx import document_xlsx
from ita_portal.render.xlsx_cells import date_of
from ita_portal.render.xlsx_choices import LONGEST_LIST
from ita_portal.render.xlsx_prose import ProseLine, prose_lines
from ita_portal.tables.build import build
from ita_portal.tables.content import ColumnChoice, PartContent, PlanContent, SectionContent, Signature
from ita_portal.tables.facts import Charter, PictureContent
from ita_portal.tables.layout import Kind
from ita_portal.tables.layouts import all_layouts
from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.amounts import Amount, AmountKind
from tests.render.office import converted
from tests.render.sample_plans import sample_part, sample_plan

PICTURE = PictureContent("ผังงาน", "image/png", 40, 30, lambda: b"")


def book(document: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(document_xlsx(document)))


def texts(sheet: Any) -> list[object]:
    return [cell for row in sheet.values for cell in row if cell is not None]


def part_of(layout: str) -> PartContent:
    """Rows that fill whatever the layout shows: marks, counts, choices, numbers, and a level for the tree."""
    values = {
        field.name: field.choices[0][0] if field.choices else "2" if field.kind is Kind.NUMBER else "ตัวอย่าง"
        for field in all_layouts()[layout].fields
    }
    rows = tuple(
        Row(
            title=f"- กิจกรรมที่ {at} ของตาราง",
            headings=("หัวข้อตัวอย่าง",),
            objective="=1+1 เป็นข้อความ",
            owners=("กองหนึ่ง", "กองสอง"),
            budget=Amount("12,000", Decimal(12000), AmountKind.AMOUNT),
            quarters={1: PeriodCell(marked=True), 2: PeriodCell(marked=True, count=Decimal(2), unit="ครั้ง")},
            months={10: PeriodCell(marked=True, amount=Decimal(5000))},
            weight=Decimal(50),
            level=at,
            target="ร้อยละ 80",
            values=values,
        )
        for at in (1, 2)
    )
    signatures = (Signature("ผู้เสนอ", "นายสมมติ ใจซื่อ", "ผู้อำนวยการ"),)
    return PartContent(
        f"ตาราง {layout}", layout, 2569, rows, notes=("หมายเหตุ : สมมติ",), signatures=signatures
    )


@pytest.fixture(scope="module")
def every_layout() -> bytes:
    parts = tuple(part_of(layout) for layout in all_layouts())
    section = SectionContent("หลักการ", "<p>ย่อหน้า</p>")
    return document_xlsx(plan_document(PlanContent("แผนรวม", 2569, sections=(section,), parts=parts)))


# What stands beside the tables


def test_what_is_no_table_stands_on_the_first_sheet_in_the_order_of_the_document() -> None:
    charter = Charter("โครงการหนึ่ง", code="ท-01", sections=(SectionContent("วัตถุประสงค์", "<p>เพื่อตัวอย่าง</p>"),))
    plan = PlanContent(
        "แผนตัวอย่าง",
        2569,
        "สถาบันตัวอย่าง",
        sections=(SectionContent("หลักการ", "<p>ย่อหน้าแรก</p><ul><li>ข้อหนึ่ง</li></ul>", (PICTURE,)),),
        parts=(sample_part("unit", 1),),
        charters=(charter,),
    )
    kinds = (EntryKind.SECTION, EntryKind.CHARTERS, EntryKind.TABLES, EntryKind.SIGNATURES)
    signatures = (Signature("ผู้อนุมัติ", "นายสมมติ"),)
    sources = Sources(plan, OrganisationFacts(), signatures)
    document = arranged(sources, tuple(map(Entry, kinds)))
    cover = Cover("แผนตัวอย่าง\nประจำปี 2569", ("สถาบันตัวอย่าง",), ("โทร. 0 0000 0000",))
    made = book(replace(document, blocks=(cover, *document.blocks, Divider("ภาคผนวก"))))
    assert made.sheetnames == ["เนื้อหา", "แผนปฏิบัติการตัวอย่าง ประจำปีงบ", "_rows"]
    assert texts(made["เนื้อหา"]) == [
        "แผนตัวอย่าง",
        "ประจำปี 2569",
        "สถาบันตัวอย่าง",
        "โทร. 0 0000 0000",
        "หลักการ",
        "ย่อหน้าแรก",
        "• ข้อหนึ่ง",
        "ภาพที่ 1 ผังงาน",
        "โครงการหนึ่ง",
        "รหัสโครงการ ท-01",
        "1. วัตถุประสงค์",
        "เพื่อตัวอย่าง",
        "ผู้อนุมัติ",
        "." * 50,
        "(นายสมมติ)",
        "ภาคผนวก",
    ]


def test_sheet_of_text_is_a_portrait_page_wide_and_its_lines_are_wrapped() -> None:
    section = SectionContent("หลักการ", f"<p>{'ข้อความยาว ' * 40}</p>")
    sheet = book(plan_document(PlanContent("แผน", 2569, sections=(section,))))["เนื้อหา"]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert sum(widths) * 5.25 == pytest.approx(595.3 - 5 * 72 / 2.54, abs=0.5)
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:D1", "A2:D2"}
    assert (sheet["A2"].alignment.wrap_text, sheet.page_setup.orientation) == (True, "portrait")
    assert sheet.row_dimensions[2].height > 3 * 16 * 1.3


def test_document_of_tables_alone_has_no_sheet_of_text() -> None:
    assert "เนื้อหา" not in book(plan_document(sample_plan("unit", 1))).sheetnames


def test_tables_of_a_charter_have_sheets_and_a_heading_stands_above_its_table() -> None:
    charter = Charter("โครงการ", parts=(1,))
    parts = (replace(sample_part("unit", 1), title="แผนย่อย"), replace(sample_part("unit", 1), title="แผนหลัก"))
    plan = PlanContent("แผน", 2569, parts=parts, charters=(charter,))
    entries = (Entry(EntryKind.CHARTERS), Entry(EntryKind.TABLES, title="6. ตารางแผน"))
    made = book(arranged(Sources(plan), entries))
    assert made.sheetnames == ["เนื้อหา", "แผนย่อย", "แผนหลัก", "_rows"]
    assert texts(made["แผนหลัก"])[:3] == ["6. ตารางแผน", "แผนหลัก", "สถาบันตัวอย่าง"]
    assert texts(made["แผนย่อย"])[:2] == ["แผนย่อย", "สถาบันตัวอย่าง"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>หนึ่ง &amp; <strong>สอง</strong><br>สาม</p>", ["หนึ่ง & สอง\nสาม"]),
        ("<h3>หัวข้อ</h3><p></p>", ["หัวข้อ"]),
        ("<ol><li><p>ก</p></li><li><p>ข</p><ul><li><p>ค</p></li></ul></li></ol>", ["1. ก", "2. ข", "• ค"]),
        ('<ol data-type="thai" start="9"><li>ก</li><li>ข</li></ol>', ["๙. ก", "๑๐. ข"]),
        ('<ol data-type="thai-letters"><li>ก</li><li>ข</li></ol>', ["ก. ก", "ข. ข"]),
        ('<ol data-type="lower-roman" start="4"><li>ก</li></ol>', ["iv. ก"]),
        ('<ol type="A"><li>ก</li></ol>', ["A. ก"]),
        (
            "<table><tr><th>ก</th><th>ข</th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></table>",
            ["ก | ข", "1 | 2"],
        ),
    ],
)
def test_rich_text_is_written_line_by_line(html: str, expected: list[str]) -> None:
    assert [line.text for line in prose_lines(html)] == expected


def test_headings_of_rich_text_are_bold_and_lists_are_set_in() -> None:
    assert prose_lines("<h4>ก</h4><ul><li>ข</li></ul><p>ค</p>") == [
        ProseLine("ก", is_bold=True),
        ProseLine("• ข", indent=1),
        ProseLine("ค"),
    ]


# The look


def test_look_is_followed() -> None:
    look = Look(
        text_points=18,
        table_points=12,
        office_font="TH Sarabun New",
        landscape=Margins(2.54, 1.27, 2.54, 1.27),
        header="ใช้ภายใน & ร่าง",
        page_numbers=PageNumbers.DASHED,
    )
    sheet = book(replace(plan_document(sample_plan("unit", 1)), look=look)).worksheets[0]
    assert (sheet["A1"].font.name, sheet["A1"].font.sz, sheet["A4"].font.sz) == ("TH Sarabun New", 18, 12)
    assert (sheet.page_margins.top, sheet.page_margins.left) == (1, 0.5)
    assert (sheet.oddHeader.left.text, sheet.oddHeader.center.text) == ("ใช้ภายใน && ร่าง", "- &P -")
    assert (sheet.firstHeader.left.text, sheet.firstHeader.center.text) == ("ใช้ภายใน && ร่าง", None)
    assert sheet.HeaderFooter.differentFirst
    assert sheet.oddFooter.right.text is None


# What people fill in


def rules(part: PartContent) -> dict[str, Any]:
    """The rule of each column by its field."""
    document = Document("ก", (TableBlock(build(part)),))
    sheet = book(document).worksheets[0]
    by_column = {
        str(rule.sqref).rstrip("0123456789").split(":")[0][0]: rule
        for rule in sheet.data_validations.dataValidation
    }
    return {
        column.field: by_column[letter]
        for letter, column in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", document.tables[0].columns, strict=False)
        if letter in by_column
    }


def test_quarters_offer_a_mark_or_a_dash_and_take_counts() -> None:
    found = rules(sample_part("strategy_quarters", 2))
    rule = found["quarter_1"]
    assert (rule.type, rule.formula1, rule.showErrorMessage, str(rule.sqref)) == (
        "list",
        '"/,-"',
        False,
        "G5:G8",
    )
    assert set(found) == {"budget", *(f"quarter_{n}" for n in range(1, 5))}


def test_budget_takes_words_and_says_what_was_meant() -> None:
    rule = rules(sample_part("unit", 1))["budget"]
    assert (rule.type, rule.formula1) == ("custom", 'OR(ISNUMBER(D4),D4="ไม่ใช้งบประมาณ",D4="-")')
    assert (rule.errorStyle, rule.showErrorMessage) == ("information", True)


def test_choices_and_numbers_of_a_layout_are_offered() -> None:
    found = rules(part_of("risk_matrix"))
    assert found["risk_type"].type == "list"
    assert (found["likelihood"].type, found["likelihood"].formula1, found["likelihood"].formula2) == (
        "decimal",
        "1",
        "5",
    )


def test_months_of_money_are_amounts_and_other_months_are_marks() -> None:
    assert rules(part_of("budget_months"))["month_10"].type == "custom"
    assert rules(part_of("gantt_months"))["month_10"].type == "list"


@pytest.mark.parametrize("layout", sorted(all_layouts()))
def test_every_list_of_choices_fits_into_a_rule(layout: str) -> None:
    for field in all_layouts()[layout].fields:
        labels = [label for _, label in field.choices]
        assert len(",".join(labels)) <= LONGEST_LIST
        assert not any(mark in label for label in labels for mark in ',"')


def test_table_without_rows_has_no_rules() -> None:
    assert rules(replace(sample_part("strategy_quarters", 1), rows=())) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 มี.ค. 69", "[$-107041E]d mmm yy"),
        ("31 มีนาคม 2569", "[$-107041E]d mmmm yyyy"),
        ("31/3/69", None),
        ("มี.ค. 69", None),
        ("31 กุมภาพันธ์ 2569", None),
    ],
)
def test_day_is_a_date_where_a_format_shows_it_as_typed(text: str, expected: str | None) -> None:
    dated = date_of(text)
    assert (dated and (dated[0].isoformat(), dated[1])) == (expected and ("2026-03-31", expected))


def test_days_are_dates_in_columns_of_days() -> None:
    columns = (ColumnChoice("title", ("ตัวชี้วัด",)), ColumnChoice("as_of", ("ณ วันที่",)))
    row = Row("31 มี.ค. 69", values={"as_of": "31 มี.ค. 69"})
    part = PartContent("ตาราง", "unit_agreement", 2569, (row,), columns)
    sheet = book(Document("ก", (TableBlock(build(part)),))).worksheets[0]
    assert (sheet["A3"].value, sheet["B3"].is_date) == ("31 มี.ค. 69", True)


# What holds for every workbook


def test_every_layout_is_well_formed_and_its_merged_cells_do_not_overlap(every_layout: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(every_layout)) as parts:
        for name in parts.namelist():
            ET.fromstring(parts.read(name))
    for sheet in openpyxl.load_workbook(io.BytesIO(every_layout)):
        covered = [cell for merged in sheet.merged_cells.ranges for cell in merged.cells]
        assert len(covered) == len(set(covered)), sheet.title


def test_every_layout_says_the_same_in_an_office_suite(every_layout: bytes) -> None:
    saved = converted({"plan.xlsx": every_layout}, "xlsx:Calc MS Excel 2007 XML")["plan.xlsx"]
    ours, theirs = (openpyxl.load_workbook(io.BytesIO(content)) for content in (every_layout, saved))
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        said = [(cell.coordinate, cell.value) for row in sheet for cell in row if cell.value is not None]
        kept = [(at, theirs[sheet.title][at].value) for at, _ in said]
        assert kept == said, sheet.title
        assert {str(merged) for merged in theirs[sheet.title].merged_cells.ranges} == {
            str(merged) for merged in sheet.merged_cells.ranges
        }
    assert "เนื้อหา" in ours.sheetnames


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters() | st.sampled_from("=+-@＝＋－＠\t\r\n'\x00\x1f"), min_size=1, max_size=8))
def test_no_text_becomes_a_formula_or_breaks_the_file(text: str) -> None:
    plan = sample_plan("unit")
    row = Row(title="ก", objective=text, target_group=f"={text}")
    made = book(
        plan_document(replace(plan, parts=(replace(plan.parts[0], title="ก", rows=(row,)),)))
    ).worksheets[0]
    cells = [made["B4"], made["C4"]]
    assert [cell.value or "" for cell in cells] == [printable(text), printable(f"={text}")]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert made["C4"].quotePrefix


def test_characters_written_as_codes_stay_as_they_were_typed() -> None:
    plan = sample_plan("unit")
    row = Row(title="ก", objective="_x0041_")
    content = document_xlsx(plan_document(replace(plan, parts=(replace(plan.parts[0], rows=(row,)),))))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"_x005F_x0041_" in parts.read("xl/worksheets/sheet1.xml")


def test_no_sheet_holds_a_formula_whatever_a_table_or_a_document_is_called() -> None:
    part = replace(part_of("component"), title="=1+1")
    rows = tuple(replace(row, id=at) for at, row in enumerate(part.rows or (Row(title="ก"),), start=1))
    plan = PlanContent("=1+1", 2569, parts=(replace(part, rows=rows),))

    for made in (plan_document(plan), Document("=1+1")):
        sheets = openpyxl.load_workbook(io.BytesIO(document_xlsx(made))).worksheets
        cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        assert "=1+1" in [cell.value for cell in cells]
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
