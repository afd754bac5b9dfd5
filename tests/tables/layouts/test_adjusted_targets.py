from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.rows import Row
from tests.tables.tables import table, texts


def test_each_row_has_both_its_targets_beside_it() -> None:
    made = table("adjusted_targets", Row("อบรม", values={"first": "เป้าหมาย: 50 คน", "adjusted": "ยกเลิกแล้ว"}))

    assert [cell.text for cell in made.header[0]] == ["รายการ", "ตามที่อนุมัติครั้งแรก", "ตามที่ปรับ"]
    assert texts(made) == [["อบรม", "เป้าหมาย: 50 คน", "ยกเลิกแล้ว"]]


def test_rows_are_counted_as_no_activities_of_their_own() -> None:
    layout = layout_for("adjusted_targets")

    assert (layout.lists, layout.offered) == (Lists.RESULTS, False)
