from ita_portal.tables.layout import Orientation
from ita_portal.tables.rows import Row
from tests.tables.tables import table, texts


def test_entries_are_numbered_in_four_columns_side_by_side() -> None:
    made = table(
        "swoc",
        Row(
            values={
                "strengths": "ผู้บริหารสนับสนุน\n\nบุคลากรตั้งใจ",
                "weaknesses": "ระเบียบซับซ้อน",
                "challenges": "๑. สร้างความมั่นใจ\n๒) สื่อสารให้ทั่วถึง",
            }
        ),
    )
    assert [cell.text for cell in made.header[0]] == ["จุดแข็ง", "จุดอ่อน", "โอกาส", "ท้าทาย"]
    assert texts(made) == [
        ["1. ผู้บริหารสนับสนุน\n2. บุคลากรตั้งใจ", "1. ระเบียบซับซ้อน", "-", "๑. สร้างความมั่นใจ\n๒) สื่อสารให้ทั่วถึง"]
    ]
    assert made.orientation is Orientation.LANDSCAPE
