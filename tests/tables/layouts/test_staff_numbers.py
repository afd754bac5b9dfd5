from ita_portal.tables.rows import Row
from tests.tables.tables import spans, table, totals


def test_people_are_added_and_their_unit_is_merged() -> None:
    made = table(
        "staff_numbers",
        Row("ข้าราชการ", headings=("กลุ่มหนึ่ง",), values={"count": "๔"}),
        Row("พนักงานราชการ", headings=("กลุ่มหนึ่ง",), values={"count": "1,005"}),
        Row("จ้างเหมา", headings=("กลุ่มสอง",), values={"count": "รอข้อมูล"}),
    )
    assert spans(made, "heading") == [("กลุ่มหนึ่ง", 2), ("กลุ่มสอง", 1)]
    assert totals(made) == [{"": "รวม", "count": "1,009"}]
    assert totals(table("staff_numbers", Row("ก"))) == []
