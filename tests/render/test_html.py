import re
from dataclasses import replace

from ita_portal.render.arrangement import plan_document
from ita_portal.render.html import line_html, part_html, table_html
from ita_portal.render.html_document import document_html
from ita_portal.tables.build import build
from ita_portal.tables.content import ColumnChoice, PartContent, SectionContent, Signature
from ita_portal.tables.rows import Row
from ita_portal.tables.table import Line
from tests.render.sample_plans import sample_part, sample_plan


def one_row(row: Row, **fields: object) -> PartContent:
    columns = (ColumnChoice("title", ("กิจกรรม",)), ColumnChoice("budget", ("งบประมาณ (บาท)",)))
    part = PartContent("ตาราง", "unit", 2569, (row,), columns)
    return replace(part, **fields)  # type: ignore[arg-type]


def test_table_is_these_tags() -> None:
    row = Row("อบรม", headings=("ยุทธ",), heading_ids=(3,), id=12)
    assert table_html(build(one_row(row))) == (
        '<table class="document-table" lang="th">'
        '<colgroup><col width="68.75%"><col width="31.25%"></colgroup>'
        '<thead><tr><th class="field-title" scope="col">กิจกรรม</th>'
        '<th class="field-budget" scope="col"><span class="whole">งบประมาณ</span>\n(บาท)</th></tr></thead>'
        '<tbody><tr class="heading heading-0" data-heading="3"><th scope="colgroup" colspan="2">ยุทธ</th></tr>'
        '<tr id="row-12" data-row="12">'
        '<th scope="row" class="field-title" data-label="กิจกรรม">1. อบรม</th>'
        '<td class="field-budget align-center" data-label="งบประมาณ (บาท)"></td></tr></tbody></table>'
    )


def test_table_has_no_style_attribute_and_no_script() -> None:
    html = part_html(build(sample_part("strategy_quarters", 9)))
    assert re.findall(r"<(?:script|style)|\s(?:style|on\w+)=", html) == []


def test_typed_text_is_escaped_wherever_it_stands() -> None:
    evil = '<b onload="x">&\'"'
    part = one_row(
        Row(evil, headings=(evil,), other={evil: evil}),
        title=evil,
        columns=(ColumnChoice("title", (evil, evil)), ColumnChoice(evil, (evil,))),
        lines=(evil,),
        notes=(evil,),
        signatures=(Signature(evil, evil, evil, evil),),
    )
    html = part_html(build(part), row_tools=lambda _line: "", tools_label=evil)
    assert "<b" not in html
    assert html.count("&lt;b onload=&quot;x&quot;&gt;&amp;&#x27;&quot;") == 16
    assert 'class="field-other"' in html


def test_control_characters_are_left_out_and_line_breaks_kept() -> None:
    html = table_html(build(one_row(Row("ก\x07ข\r\nค\x00"))))
    assert ">1. กข\nค</th>" in html


def test_merged_heading_spans_its_rows() -> None:
    html = table_html(build(sample_part("component", 3)))
    assert html.count('<th scope="rowgroup" class="field-heading align-center"') == 1
    assert 'rowspan="3"><span class="whole">องค์ประกอบ</span>ที่ 1</th>' in html
    assert "(ต่อ)" not in html


def test_title_in_the_table_is_its_first_header_row() -> None:
    html = part_html(build(sample_part("component", 1)))
    assert '<thead><tr><th class="table-title" scope="colgroup" colspan="8">แผนปฏิบัติการตัวอย่าง' in html
    assert "<h2>" not in html


def test_row_tools_stand_last_in_every_line_and_keep_the_grid() -> None:
    def tools(line: Line) -> str:
        return f"<button>{line.row_id or 'หัวข้อ'}</button>"

    table = build(sample_part("strategy_quarters", 2))
    html = table_html(table, row_tools=tools, tools_label="จัดการ")
    cells = re.findall(r'<td class="field-tools"><button>(.*?)</button></td></tr>', html)
    assert cells == ["หัวข้อ", "หัวข้อ", "1", "2"]
    assert '<th class="field-tools" scope="col" rowspan="2">จัดการ</th></tr>' in html
    widths = [float(width) for width in re.findall(r'<col width="([\d.]+)%">', html)]
    assert len(widths) == 11
    assert abs(sum(widths) - 100) < 0.1


def test_one_line_alone_is_the_same_as_in_its_table() -> None:
    table = build(sample_part("component", 5))

    def tools(line: Line) -> str:
        return str(line.row_id)

    lines = "".join(line_html(line, table, row_tools=tools) for line in table.body)
    assert f"<tbody>{lines}</tbody>" in table_html(table, row_tools=tools)


def test_signature_block_has_duty_place_name_position_and_acting_for() -> None:
    signature = Signature("ผู้เห็นชอบ", "นางสมมติ", "รองผู้อำนวยการ", "แทนผู้อำนวยการ")
    html = part_html(build(one_row(Row("ก"), signatures=(signature, Signature("ผู้อนุมัติ")))))
    block = re.findall(r'<div class="document-signature">(.*?)</div>', html)
    dots = "." * 50
    assert [re.findall("<p[^>]*>(.*?)</p>", each) for each in block] == [
        ["ผู้เห็นชอบ", dots, "(นางสมมติ)", "รองผู้อำนวยการ", "แทนผู้อำนวยการ"],
        ["ผู้อนุมัติ", dots, f"({dots})"],
    ]


def test_document_has_language_title_narrative_and_every_table() -> None:
    plan = sample_plan("unit", 1)
    sections = (SectionContent("หลักการ <1>", "<p>ข้อความ<strong>เน้น</strong></p>"),)
    html = document_html(plan_document(replace(plan, sections=sections, parts=plan.parts * 2)))
    assert html.startswith(
        '<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>แผนปฏิบัติการตัวอย่าง'
    )
    assert "<h2>หลักการ &lt;1&gt;</h2><p>ข้อความ<strong>เน้น</strong></p>" in html
    assert html.count('<table class="document-table"') == 2
