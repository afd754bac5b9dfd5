"""Tables in Word: real ones, which an office can go on editing."""

import re
from dataclasses import replace
from typing import Any

import pytest
from docx.oxml.ns import qn

from ita_portal.render.arrangement import plan_document
from ita_portal.render.blocks import SignaturePage, TableBlock
from ita_portal.render.document import Document
from ita_portal.render.look import Look, Margins
from ita_portal.tables.build import build
from ita_portal.tables.content import LabelAt, PartContent, PlanContent, Signature
from ita_portal.tables.rows import Row
from ita_portal.tables.table import LineKind
from tests.render.docx_reading import cells, lines, opened, value
from tests.render.sample_plans import sample_part, sample_plan

TITLE = "แผนปฏิบัติการตัวอย่าง ประจำปีงบประมาณ พ.ศ. 2569"
HEADER = (
    "องค์ประกอบ",
    "กิจกรรม",
    "วัตถุประสงค์",
    "กลุ่มเป้าหมาย",
    "งบประมาณ",
    "ระยะเวลาดำเนินการ",
    "ผู้รับผิดชอบ",
    "ตัวชี้วัด",
)


def document(*rows: Row, layout: str = "component", **changes: Any) -> Document:
    part = replace(PartContent("ตาราง", layout, 2569, rows), **changes)
    return plan_document(PlanContent("แผน", 2569, parts=(part,)))


def sample(layout: str = "component", rows: int = 3, **changes: Any) -> Document:
    part = replace(sample_part(layout, rows), **changes)
    return plan_document(replace(sample_plan(), parts=(part,)))


def table(made: Document) -> Any:
    return opened(made).tables[0]._tbl


def marked(rows: Any, name: str) -> list[int]:
    """1 for each row that has the mark."""
    return [len(row.xpath(f"./w:trPr/w:{name}")) for row in rows]


def test_cells_are_merged_across_and_down_as_on_paper() -> None:
    rows = cells(table(sample()))
    header = [(words, 1, None) for words in HEADER]
    assert rows[:3] == [[(TITLE, 8, None)], header, [("กลุ่มงานตัวอย่าง", 8, None)]]
    assert [row[0] for row in rows[3:]] == [("องค์ประกอบที่ 1", 1, "restart"), ("", 1, "on"), ("", 1, "on")]
    assert [[span for _, span, _ in row] for row in rows[3:]] == [[1] * 8] * 3


def test_headers_over_groups_of_columns_are_merged_both_ways() -> None:
    over, under = cells(table(sample("strategy_quarters", 1)))[:2]
    assert [(span, merge) for _, span, merge in over] == [
        *[(1, "restart")] * 3,
        (2, None),
        (1, "restart"),
        (4, None),
    ]
    assert [merge for _, _, merge in under] == ["on", "on", "on", None, None, "on", None, None, None, None]
    assert under[6][0] == "ไตรมาส 1\n(ต.ค.-ธ.ค.68)"


def test_header_rows_repeat_and_no_row_is_split_but_one_taller_than_a_page() -> None:
    made = table(document(Row("ยาว " * 3_000, headings=("ก", "ข")), Row("สั้น", headings=("ก", "ข"))))
    assert marked(made.tr_lst, "tblHeader") == [1, 1, 0, 0, 0]
    assert marked(made.tr_lst, "cantSplit") == [1, 1, 1, 0, 1]


def test_columns_are_fixed_and_together_as_wide_as_the_page() -> None:
    made = table(sample())
    widths = [int(column.get(qn("w:w"))) for column in made.xpath("./w:tblGrid/w:gridCol")]
    assert made.xpath("./w:tblPr/w:tblLayout")[0].get(qn("w:type")) == "fixed"
    assert sum(widths) == int(made.xpath("./w:tblPr/w:tblW")[0].get(qn("w:w")))
    assert abs(sum(widths) - (29.7 - 3) / 2.54 * 1440) < 50
    shares = [column.width for column in sample().tables[0].columns]
    assert [width / sum(widths) for width in widths] == pytest.approx(shares, abs=0.001)
    cell_widths = [int(w.get(qn("w:w"))) for w in made.tr_lst[1].xpath("./w:tc/w:tcPr/w:tcW")]
    assert cell_widths == widths


def test_a_narrower_page_has_narrower_columns() -> None:
    usual = sample()
    narrow = replace(usual, look=Look(landscape=Margins(1.5, 3, 1.5, 3)))
    wide = int(table(usual).xpath("./w:tblPr/w:tblW")[0].get(qn("w:w")))
    assert wide - int(table(narrow).xpath("./w:tblPr/w:tblW")[0].get(qn("w:w"))) == pytest.approx(1701, abs=5)


def test_header_is_grey_headings_are_light_and_numbers_stand_at_the_right() -> None:
    made = table(sample())
    fills = [[shade.get(qn("w:fill")) for shade in row.xpath("./w:tc/w:tcPr/w:shd")] for row in made.tr_lst]
    assert fills == [[], ["E7E6E6"] * 8, ["F2F2F2"], [], [], []]
    aligned = [value(cell, "./w:p[1]/w:pPr/w:jc") for cell in made.tr_lst[3].tc_lst]
    assert aligned == ["center", None, None, None, "right", "center", None, None]
    assert value(made, "./w:tblPr/w:tblBorders/w:insideV") == "single"


def test_sizes_are_those_of_paper_for_thai_letters_too() -> None:
    word = opened(replace(sample(), look=Look(table_points=15)))
    (style,) = word.styles.element.xpath("./w:style[@w:styleId='TableText15']/w:rPr")
    assert (value(style, "./w:sz"), value(style, "./w:szCs")) == ("30", "30")
    used = {p.get(qn("w:val")) for p in word.tables[0]._tbl.tr_lst[3].xpath(".//w:pStyle")}
    assert used == {"TableText15"}


def test_headings_titles_and_the_last_row_are_kept_with_what_follows() -> None:
    word = opened(sample(rows=2))
    rows = word.tables[0]._tbl.tr_lst
    kept = [all(len(p.xpath("./w:pPr/w:keepNext")) for p in row.xpath("./w:tc[last()]/w:p")) for row in rows]
    assert kept == [True, True, True, False, True]
    note = next(p for p in word.paragraphs if p.text.startswith("หมายเหตุ"))
    assert note.paragraph_format.keep_with_next
    assert marked(word.tables[1]._tbl.tr_lst, "cantSplit") == [1]


def test_a_short_table_of_a_charter_is_kept_whole_and_a_long_one_is_not() -> None:
    def kept(rows: int) -> int:
        block = TableBlock(build(sample_part(rows=rows)), new_page=False)
        made = table(Document("แผน", (block,)))
        return sum(bool(row.xpath("./w:tc[2]//w:keepNext")) for row in made.tr_lst[3:])

    # 24 rows and the headings over them: all but none; of 60 the last, which has a note below it.
    assert (kept(20), kept(60)) == (20, 1)


def test_heading_of_a_section_stands_over_the_title_and_is_the_one_in_the_contents() -> None:
    block = TableBlock(build(sample_part("unit", 1)), "6. ตัวชี้วัด")
    word = opened(Document("แผน", (block,)))
    assert [(p.text, p.style.style_id) for p in word.paragraphs[:3]] == [
        ("6. ตัวชี้วัด", "Heading2"),
        (TITLE, "PartTitle"),
        ("สถาบันตัวอย่าง", "Normal"),
    ]


def test_total_lines_are_bold_for_thai_letters_too() -> None:
    built = build(sample_part("unit", 2))
    body = (built.body[0], replace(built.body[1], kind=LineKind.TOTAL))
    rows = table(Document("แผน", (TableBlock(replace(built, body=body)),))).tr_lst[-2:]
    bold = [
        {(len(r.xpath("./w:rPr/w:b")), len(r.xpath("./w:rPr/w:bCs"))) for r in row.xpath(".//w:r")}
        for row in rows
    ]
    assert bold == [{(0, 0)}, {(1, 1)}]


@pytest.mark.parametrize(
    ("label_at", "expected"),
    [
        (LabelAt.ABOVE, ["ผู้อนุมัติ", "…", "(นายสมมติ)", "ผู้อำนวยการ", "แทนอธิบดี"]),
        (LabelAt.BESIDE, ["ผู้อนุมัติ…", "(นายสมมติ)", "ผู้อำนวยการ", "แทนอธิบดี"]),
        (LabelAt.BELOW, ["…", "(นายสมมติ)", "ผู้อำนวยการ", "แทนอธิบดี", "ผู้อนุมัติ"]),
    ],
)
def test_signatures_stand_at_the_right_three_beside_each_other(
    label_at: LabelAt, expected: list[str]
) -> None:
    signature = Signature("ผู้อนุมัติ", "นายสมมติ", "ผู้อำนวยการ", "แทนอธิบดี", label_at)
    word = opened(Document("แผน", (SignaturePage("ลงนาม", (signature,) * 4),)))
    first, second = (cells(made._tbl)[0] for made in word.tables)
    assert [bool(words) for words, _, _ in first] == [True, True, True]
    assert [bool(words) for words, _, _ in second] == [False, False, True]
    assert [re.sub(r"\.{20,}", "…", line) for line in first[0][0].split("\n")] == expected


def test_dots_to_sign_on_stand_on_one_line_with_the_duty_beside_them() -> None:
    signature = Signature("ผู้ตรวจสอบและรับรองโครงการ", label_at=LabelAt.BESIDE)
    words = lines(opened(Document("แผน", (SignaturePage("", (signature,)),))).tables[0]._tbl)
    above = Signature("ผู้อนุมัติ")
    usual = lines(opened(Document("แผน", (SignaturePage("", (above,)),))).tables[0]._tbl)
    assert words[0].startswith("ผู้ตรวจสอบและรับรองโครงการ....................")
    assert words[0].count(".") < usual[1].count(".") <= 50
