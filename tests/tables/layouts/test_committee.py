from ita_portal.tables.build import build
from ita_portal.tables.content import Digits, Options, PartContent
from ita_portal.tables.layout import Lists, Orientation
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from tests.tables.tables import fields, table, texts

_ROWS = (
    Row("ผู้อำนวยการสถาบันสมมติ", values={"duty": "ที่ปรึกษา"}),
    Row("นายตัวอย่าง ใจซื่อ", values={"duty": "ประธานกรรมการ"}),
    Row("นางสาวสมมติ มือสะอาด", values={"duty": "กรรมการและเลขานุการ"}),
)


def test_people_and_their_duties_are_printed_without_a_header() -> None:
    made = table("committee", *_ROWS, lines=("คำสั่งที่ ๑/๒๕๖๙",), notes=("๑. พิจารณาแผน", "๒. ติดตามผล"))
    assert made.header == ()
    assert made.orientation is Orientation.PORTRAIT
    assert (made.lines, made.notes) == (("คำสั่งที่ ๑/๒๕๖๙",), ("๑. พิจารณาแผน", "๒. ติดตามผล"))
    assert texts(made) == [
        ["ผู้อำนวยการสถาบันสมมติ", "ที่ปรึกษา"],
        ["นายตัวอย่าง ใจซื่อ", "ประธานกรรมการ"],
        ["นางสาวสมมติ มือสะอาด", "กรรมการและเลขานุการ"],
    ]


def test_columns_are_headed_where_the_table_is_edited() -> None:
    made = build(PartContent("ตาราง", "committee", 2569, _ROWS), merged=False)
    assert [[cell.text for cell in row] for row in made.header] == [["ชื่อ-สกุล / ตำแหน่ง", "หน้าที่ในคณะกรรมการ"]]
    assert fields(made) == ["title", "duty"]


def test_typed_numbers_stand_before_the_names_in_the_digits_of_the_table() -> None:
    made = table("committee", Row("นายตัวอย่าง", "1"), options=Options(digits=Digits.THAI))
    assert texts(made) == [["๑. นายตัวอย่าง", ""]]


def test_members_are_people() -> None:
    assert layout_for("committee").lists is Lists.PEOPLE
