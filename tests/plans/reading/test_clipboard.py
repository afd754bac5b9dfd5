import pytest

from plans.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from plans.reading.clipboard import MAX_CHARACTERS, read_clipboard
from plans.reading.errors import UnreadableError
from plans.reading.grid import Grid


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in grid.starting_in(row)] for row in range(grid.height)]


def of_text(text: str) -> list[list[str]]:
    return texts(read_clipboard(text=text).grid)


def of_html(html: str) -> list[list[str]]:
    return texts(read_clipboard(text="", html=html).grid)


EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Excel">
<style><!--table {mso-displayed-decimal-separator:"\\.";} td {color:black;}--></style></head><body>
<!--StartFragment--><table border=0 width=300><col width=64 span=3>
 <tr height=20><td colspan=3 class=xl65>แผน
  ทดลอง</td></tr>
 <tr><td rowspan=2>หมวดหนึ่ง</td><td>งาน&nbsp;ก<br>
    รอบแรก</td><td align=right x:num="1200.5">1,200.50</td></tr>
 <tr><td>งาน ข</td><td x:num="98765">###</td></tr>
<!--EndFragment--></table></body></html>"""

WORD = """<html><head><!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--></head><body lang=TH>
<p class=MsoNormal>ข้อความก่อนตาราง<o:p></o:p></p>
<table class=MsoTableGrid><tr style='mso-yfti-irow:0'><td><p class=MsoNormal>บรรทัดหนึ่ง</p><p>บรรทัดสอง</p></td>
<td><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt'>&nbsp;&nbsp;</span></span>
<![endif]>จุดหนึ่ง<o:p></o:p></p><p
class=MsoListParagraph><span style='mso-list:Ignore'>2)<span>&nbsp;</span></span>ข้อสอง</p>
<p>§&nbsp; จุดสาม</p></td></tr></table></body></html>"""


def test_excel_gives_cells_with_merges_and_breaks() -> None:
    grid = read_clipboard(text="", html=EXCEL).grid

    assert texts(grid) == [["แผน ทดลอง"], ["หมวดหนึ่ง", "งาน ก\nรอบแรก", "1,200.50"], ["งาน ข", "98765"]]
    assert (grid.at(0, 2).text, grid.at(2, 0).text) == ("แผน ทดลอง", "หมวดหนึ่ง")


def test_word_gives_paragraphs_as_lines_and_drawn_bullets_as_dashes() -> None:
    assert of_html(WORD) == [["ข้อความก่อนตาราง"], ["บรรทัดหนึ่ง\nบรรทัดสอง", "- จุดหนึ่ง\n2) ข้อสอง\n- จุดสาม"]]


def test_several_tables_stand_one_under_another() -> None:
    html = "<table><tr><td>ก</td><td>ข</td></tr></table><p>คั่น</p><table><tr><td>ค</td><td>ง</td></tr></table>"
    grid = read_clipboard(text="", html=html).grid

    assert texts(grid) == [["ก", "ข"], ["คั่น"], ["ค", "ง"]]
    assert [cell.is_outside for cell in grid.cells] == [False, False, True, False, False]


def test_table_inside_a_cell_is_the_text_of_that_cell() -> None:
    assert of_html("<table><tr><td>ก<table><tr><td>ใน<td>นอก</table></td><td>ข</td></tr></table>") == [
        ["ก\nใน\nนอก", "ข"]
    ]


def test_text_that_runs_over_empty_neighbours_is_no_merge() -> None:
    html = "<table><tr><td colspan=2 style='mso-ignore:colspan'>ยาว</td></tr><tr><td>ก<td>ข</table>"

    assert [cell.colspan for cell in read_clipboard(text="", html=html).grid.cells] == [1, 1, 1, 1]


def test_line_breaks_of_the_source_are_breaks_only_where_they_show() -> None:
    row = "<tr><td style='white-space: pre-wrap'>ก\nข</td><td>ค\nง</td></tr>"

    assert of_html(f"<table>{row}</table>") == [["ก\nข", "ค ง"]]
    assert of_html(f"<table data-style='white-space: pre-line'>{row}</table>") == [["ก\nข", "ค\nง"]]


def test_hidden_columns_and_rows_are_left_out_and_told_of() -> None:
    html = (
        "<table><tr><td>ก<td style='display:none'>ลับ<td>ข</tr>"
        "<tr style='mso-height-source:userset;display: none'><td>ซ่อน<td><td></tr><tr><td>ค<td><td>ง</table>"
    )
    pasted = read_clipboard(text="", html=html)

    assert [cell.text for cell in pasted.grid.cells if cell.text] == ["ก", "ข", "ค", "ง"]
    assert pasted.notices == ("ไม่ได้นำเข้าข้อมูล 2 ช่องในคอลัมน์หรือแถวที่ซ่อนไว้",)


def test_scripts_styles_comments_and_pictures_never_survive() -> None:
    html = (
        "<table><tr><td onclick=\"steal()\">ก<script>alert('x')</script><style>td{}</style>"
        "<!-- ลับ --><img src=x onerror=alert(1)>ข</td><td><svg><script>1</script>วาด</svg>"
        "<iframe src='javascript:1'>กรอบ</iframe>&lt;b&gt;ค</td></tr></table>"
    )
    pasted = read_clipboard(text="", html=html)

    assert texts(pasted.grid) == [["กข", "<b>ค"]]
    assert pasted.notices == ("ไม่ได้นำเข้ารูปภาพ 1 รูป",)


def test_tags_that_are_never_closed_make_cells_all_the_same() -> None:
    assert of_html("<table><tr><td>ก<td><p>ข<p>ค<tr><th>ง<td><b>จ") == [["ก", "ข\nค"], ["ง", "จ"]]


def test_cells_without_a_table_around_them_are_no_table() -> None:
    assert texts(read_clipboard(text="ก\tข", html="<td>ค</td>").grid) == [["ก", "ข"]]


def test_huge_spans_are_cut_to_the_table() -> None:
    rows = ("<td colspan=99999999999>ก</td>", "<td rowspan=4294967295>ข<td>ค", "<td>ง")
    html = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    grid = read_clipboard(text="", html=html).grid

    assert [(cell.rowspan, cell.colspan) for cell in grid.cells] == [(1, 2), (2, 1), (1, 1), (1, 1)]


def test_spans_that_leave_no_room_are_refused() -> None:
    row = "<tr>" + "<td colspan=1000 rowspan=65000>ก" * 50

    with pytest.raises(UnreadableError, match="ไม่เกิน 60 คอลัมน์"):
        read_clipboard(text="", html=f"<table>{row * 200}</table>")


def test_span_that_is_no_number_is_one() -> None:
    grid = read_clipboard(text="", html="<table><tr><td colspan=x rowspan=-3>ก<td>ข</table>").grid

    assert [(cell.rowspan, cell.colspan) for cell in grid.cells] == [(1, 1), (1, 1)]


@pytest.mark.parametrize(
    "html",
    [
        "<img src='data:image/png;base64,AAAA'>",
        "<html><body><!--StartFragment--><p><img src=a.png></p></body></html>",
        "<table><tr><td><img src=a.png></td></tr></table>",
    ],
)
def test_picture_alone_is_refused(html: str) -> None:
    with pytest.raises(UnreadableError, match="รูปภาพ"):
        read_clipboard(text="", html=html)


def test_html_without_a_table_leaves_the_text_to_be_read() -> None:
    assert texts(read_clipboard(text="ก\tข\nค\tง", html="<p>ก ข</p><p>ค ง</p>").grid) == [
        ["ก", "ข"],
        ["ค", "ง"],
    ]


def test_text_has_cells_by_tabs_and_rows_by_line_ends() -> None:
    assert of_text("ก\tข\r\nค\t\tง\r\n") == [["ก", "ข"], ["ค", "", "ง"]]


def test_quoted_cell_keeps_its_line_breaks_and_quotes() -> None:
    assert of_text('ก\t"หนึ่ง\nสอง ""สาม"""\tข\nค') == [["ก", 'หนึ่ง\nสอง "สาม"', "ข"], ["ค"]]


@pytest.mark.parametrize("words", ['"ดี" ที่หนึ่ง', '"คำในเครื่องหมาย"', '"ไม่ปิด', 'นิ้ว 5"'])
def test_quotes_that_somebody_typed_stay(words: str) -> None:
    assert of_text(f"{words}\tก\nข\tค") == [[words, "ก"], ["ข", "ค"]]


def test_control_characters_are_taken_out() -> None:
    assert of_text("ก\x00ข\x07\tค\u0085\ufffe") == [["กข", "ค"]]
    assert of_html("<table><tr><td>ก&#1;\x0bข</td></tr></table>") == [["กข"]]


@pytest.mark.parametrize("text", ["", " \n\t \n", "\t\t\t"])
def test_nothing_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="ไม่พบข้อมูล"):
        read_clipboard(text=text)


def test_as_many_rows_as_the_limit_are_read_and_one_more_is_refused() -> None:
    assert read_clipboard(text="ก\tข\n" * MAX_ROWS).grid.height == MAX_ROWS
    assert read_clipboard(text="", html=f"<table>{'<tr><td>ก' * MAX_ROWS}</table>").grid.height == MAX_ROWS

    for too_many in (
        {"text": "ก\tข\n" * (MAX_ROWS + 1)},
        {"text": "", "html": "<table>" + "<tr><td>ก" * 5001},
    ):
        with pytest.raises(UnreadableError, match="ไม่เกิน 5,000 แถว"):
            read_clipboard(**too_many)


def test_too_wide_a_table_is_refused() -> None:
    assert read_clipboard(text="ก\t" * (MAX_COLUMNS - 1) + "ข").grid.width == MAX_COLUMNS
    with pytest.raises(UnreadableError, match="ไม่เกิน 60 คอลัมน์"):
        read_clipboard(text="ก\t" * MAX_COLUMNS + "ข")


def test_too_long_a_cell_is_refused_with_its_place() -> None:
    with pytest.raises(UnreadableError, match="แถวที่ 2 คอลัมน์ที่ 1"):
        read_clipboard(text=f"ก\tข\n{'ค' * (MAX_CELL + 1)}\tง")


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(UnreadableError, match="ยาวเกินไป"):
        read_clipboard(text="", html="<" * (MAX_CHARACTERS + 1))
