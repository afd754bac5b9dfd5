"""Rich text of sections in Word: paragraphs, lists that count, tables, and nothing else."""

from typing import Any

import pytest
from docx.oxml.ns import qn

from ita_portal.render.blocks import CharterProse, Figure, Prose
from ita_portal.render.document import Document
from ita_portal.tables.facts import PictureContent
from tests.render.docx_reading import cells, lines, opened, value
from tests.render.test_narrative import png


def word(html: str, *figures: Figure) -> Any:
    return opened(Document("แผน", (Prose("หลักการ", html, figures),)))


def below(html: str) -> list[Any]:
    """The paragraphs below the section's heading that hold words."""
    return [p._p for p in word(html).paragraphs if p.text][2:]


def numbers(made: Any) -> list[tuple[str, str, int, int]]:
    """Of every paragraph in a list: its words, how its list counts, from where, and its level."""
    part = made.part.numbering_part.element
    found = []
    for paragraph in made.element.body.xpath(".//w:p[w:pPr/w:numPr]"):
        number, level = (value(paragraph, f"./w:pPr/w:numPr/w:{name}") for name in ("numId", "ilvl"))
        (num,) = part.xpath(f"./w:num[@w:numId='{number}']")
        shape = value(num, "./w:abstractNumId")
        kind = value(part, f"./w:abstractNum[@w:abstractNumId='{shape}']/w:lvl[@w:ilvl='{level}']/w:numFmt")
        start = value(num, f"./w:lvlOverride[@w:ilvl='{level}']/w:startOverride")
        found.append((paragraph.text, str(kind), int(start or 0), int(level or 0)))
    return found


def test_marks_are_kept_for_thai_letters_too_and_spaces_stay() -> None:
    (paragraph,) = below("<p>ก  ข <strong>ค<em>ง</em></strong><u>จ</u></p>")
    runs = [
        (run.text, [mark.tag.removeprefix(qn("w:b")[:-1]) for mark in run.xpath("./w:rPr/*")])
        for run in paragraph.xpath("./w:r")
    ]
    assert runs == [("ก  ข ", []), ("ค", ["b", "bCs"]), ("ง", ["b", "bCs", "i", "iCs"]), ("จ", ["u"])]


def test_line_breaks_are_breaks_and_empty_paragraphs_leave_nothing() -> None:
    assert [paragraph.text for paragraph in below("<p>ก<br>ข</p><p></p>\n<p> ค </p>")] == ["ก\nข", "ค "]


def test_text_that_looks_like_markup_field_or_formula_is_text() -> None:
    (paragraph,) = below("<p>&lt;w:t&gt; &amp;amp; =1+1 { PAGE } \x07</p>")
    assert paragraph.text == "<w:t> &amp; =1+1 { PAGE } "
    assert not paragraph.xpath(".//w:instrText | .//w:fldSimple")


def test_links_pictures_and_scripts_leave_their_words_and_fetch_nothing() -> None:
    made = word(
        '<p><a href="https://example.go.th">ลิงก์</a><img src="file:///etc/hosts"></p><script>x</script>'
    )
    assert [p.text for p in made.paragraphs if p.text][2:] == ["ลิงก์"]
    assert [rel.reltype for rel in made.part.rels.values() if rel.is_external] == []
    assert not made.element.body.xpath(".//w:drawing")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("<ul>", "bullet"),
        ("<ol>", "decimal"),
        ('<ol data-type="thai">', "thaiNumbers"),
        ('<ol data-type="thai-letters">', "thaiLetters"),
        ('<ol data-type="lower-roman">', "lowerRoman"),
        ('<ol type="A">', "upperLetter"),
        ('<ol data-type="other">', "decimal"),
    ],
)
def test_lists_count_as_they_say(tag: str, kind: str) -> None:
    made = word(f"{tag}<li><p>ก</p></li><li>ข</li></{tag[1:3]}>")
    assert numbers(made) == [("ก", kind, 1, 0), ("ข", kind, 1, 0)]


def test_each_list_counts_for_itself_and_lists_stand_in_lists() -> None:
    made = word(
        '<ol start="3"><li><p>ก</p><p>ต่อ</p><ul><li>ข</li></ul></li><li>ค</li></ol><ol><li>ง</li></ol>'
        '<ol start="99999999"><li></li></ol>'
    )
    assert numbers(made) == [
        ("ก", "decimal", 3, 0),
        ("ข", "bullet", 1, 1),
        ("ค", "decimal", 3, 0),
        ("ง", "decimal", 1, 0),
        ("", "decimal", 1, 0),
    ]
    (more,) = (p for p in made.paragraphs if p.text == "ต่อ")
    assert more._p.xpath("./w:pPr/w:ind")[0].get(qn("w:left")) == "480"


def test_lists_deeper_than_word_has_stay_at_its_deepest() -> None:
    made = word("<ul><li>ก" * 12 + "</li></ul>" * 12)
    assert [level for _, _, _, level in numbers(made)] == [*range(9), 8, 8, 8]


def test_tables_are_real_with_merged_cells_and_repeated_headers() -> None:
    made = word(
        '<table><thead><tr><th colspan="2">ก</th><th rowspan="2">ข</th></tr>'
        "<tr><th>ค</th><th>ง</th></tr></thead><tbody>"
        '<tr><td rowspan="9"><p>จ</p><p>ฉ</p></td><td>ช</td><td></td></tr>'
        '<tr><td colspan="50">ซ</td></tr></tbody></table>'
    )
    table = made.tables[0]._tbl
    assert cells(table) == [
        [("ก", 2, None), ("ข", 1, "restart")],
        [("ค", 1, None), ("ง", 1, None), ("", 1, "on")],
        [("จ\nฉ", 1, "restart"), ("ช", 1, None), ("", 1, None)],
        [("", 1, "on"), ("ซ", 2, None)],
    ]
    assert [len(row.xpath("./w:trPr/w:tblHeader")) for row in table.tr_lst] == [1, 1, 0, 0]
    assert [shade.get(qn("w:fill")) for shade in table.xpath(".//w:shd")] == ["E7E6E6"] * 5


def test_tables_that_follow_each_other_stay_two_and_one_in_a_cell_stays_in_it() -> None:
    made = word(
        "<table><tr><td>ก<table><tr><td>ข</td></tr></table></td></tr></table><table><tr><td>ค</td></tr></table>"
    )
    assert [lines(table._tbl) for table in made.tables] == [["ก", "ข"], ["ค"]]
    assert [lines(table._tbl) for table in made.tables[0].cell(0, 0).tables] == [["ข"]]


def test_table_with_more_columns_than_word_opens_leaves_its_words() -> None:
    made = word(f"<table><tr>{'<td>ก</td>' * 64}</tr></table>")
    assert made.tables == []
    assert [p.text for p in made.paragraphs].count("ก") == 64


def test_tags_that_nobody_closed_lose_no_words() -> None:
    made = word("<ol><li>ก<table><tr><td>ข<ul><li>ค")
    assert lines(made.element.body)[2:] == ["ก", "ข", "ค"]


def test_headings_stand_below_that_of_the_section_in_sections_and_charters() -> None:
    html = "<h3>ก</h3><h4>ข</h4>"
    charter = CharterProse("โครงการ", (("รหัส", "P-1"),), (Prose("1. เหตุผล", html),))
    made = opened(Document("แผน", (Prose("หลักการ", html), charter)))
    assert [(p.text, p.style.style_id) for p in made.paragraphs if p.text] == [
        ("แผน", "Title"),
        ("หลักการ", "Heading2"),
        ("ก", "Heading3"),
        ("ข", "Heading4"),
        ("โครงการ", "Heading2"),
        ("รหัส P-1", "Normal"),
        ("1. เหตุผล", "Heading3"),
        ("ก", "Heading4"),
        ("ข", "Heading5"),
    ]


def test_pictures_stand_over_their_captions_and_a_broken_one_leaves_its_caption() -> None:
    def figure(caption: str, data: bytes) -> Figure:
        return Figure(PictureContent(caption, "image/png", 40, 30, lambda: data), caption)

    def missing() -> bytes:
        raise FileNotFoundError

    made = word(
        "<p>ก</p>",
        figure("ภาพที่ 1 <ดี>", png()),
        figure("ภาพที่ 2", png()[:60]),
        figure("ภาพที่ 3", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'),
        Figure(PictureContent("", "image/png", 1, 1, missing), "ภาพที่ 4"),
    )
    assert [p.text for p in made.paragraphs if p.style.style_id == "Caption"] == [
        "ภาพที่ 1 <ดี>",
        "ภาพที่ 2",
        "ภาพที่ 3",
        "ภาพที่ 4",
    ]
    (shown,) = made.inline_shapes
    assert (shown.width.pt, shown.height.pt) == (30, 22.5)
    assert shown._inline.docPr.get("descr") == "ภาพที่ 1 <ดี>"
