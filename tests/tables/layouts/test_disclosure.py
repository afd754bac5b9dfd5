from ita_portal.tables.rows import Row
from tests.tables.tables import spans, table, texts

ADDRESS = "https://www.example.go.th/" + "เปิดเผย/" * 30


def test_elements_are_ticked_or_led_by_a_dash_and_addresses_stand_whole() -> None:
    made = table(
        "disclosure",
        Row(
            "โครงสร้างหน่วยงาน",
            "O1",
            values={
                "elements": "✓ ผังโครงสร้าง\n/ ตำแหน่งผู้บริหาร\nชื่อส่วนงาน\n- วันที่เผยแพร่",
                "links": f"หน้าแรก\n{ADDRESS}",
            },
        ),
        Row("ข้อมูลผู้บริหาร", "O2"),
    )
    assert [cell.text for cell in made.header[0]] == ["ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "ลิงก์"]
    assert texts(made) == [
        [
            "O1",
            "โครงสร้างหน่วยงาน",
            "✓ ผังโครงสร้าง\n✓ ตำแหน่งผู้บริหาร\n- ชื่อส่วนงาน\n- วันที่เผยแพร่",
            f"หน้าแรก\n{ADDRESS}",
        ],
        ["O2", "ข้อมูลผู้บริหาร", "", "-"],
    ]


def test_counted_and_single_words_of_an_element_are_no_tick() -> None:
    elements = "2 รูปแบบ PDF และ Excel\nแผนผัง\n\n•  ที่อยู่"
    made = table("disclosure", Row("ก", "O3", headings=("ข้อมูลพื้นฐาน",), values={"elements": elements}))
    assert texts(made) == [
        ["ข้อมูลพื้นฐาน"],
        ["O3", "ก", "- 2 รูปแบบ PDF และ Excel\n- แผนผัง\n•  ที่อยู่", "-"],
    ]
    assert spans(made, "number") == [("O3", 1)]
