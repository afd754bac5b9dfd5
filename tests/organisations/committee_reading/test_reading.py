"""Committees read from Word and Excel: every cell in a field or listed as unread."""

from datetime import date

import pytest

from organisations.committee_reading.reading import NAME_OR_POST, UNKNOWN_DUTY, ReadCommittee, read_committee
from tests.organisations.committee_reading.files import Rows, excel, word

ABOVE = [
    "3. โครงสร้าง",
    "ตามแผนทดลองระบบ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐",
    "แต่งตั้งตามคำสั่งที่ ๕๕/๒๕๖๙ ลงวันที่ ๗ ตุลาคม ๒๕๖๙",
]
HEADER = ("ชื่อ-สกุล / ตำแหน่ง", "หน้าที่ในคณะกรรมการ")
PEOPLE = [
    ("ผู้อำนวยการสำนักทดลอง", "ที่ปรึกษา"),
    ("รองผู้อำนวยการที่กำกับดูแลงานทดลอง", "ประธานคณะกรรมการ"),
    ("นางสาวทดลอง หนึ่ง", "คณะกรรมการ"),
    ("เรืออากาศเอก ทดลอง สอง", "คณะกรรมการและเลขานุการ"),
    ("นายทดลอง สาม", "คณะกรรมการและผ.เลขานุการ"),
]
READ = [
    ("", "", "ผู้อำนวยการสำนักทดลอง", "adviser", "ที่ปรึกษา", False),
    ("", "", "รองผู้อำนวยการที่กำกับดูแลงานทดลอง", "chair", "ประธานคณะกรรมการ", True),
    ("นางสาว", "ทดลอง หนึ่ง", "", "member", "คณะกรรมการ", True),
    ("เรืออากาศเอก", "ทดลอง สอง", "", "secretary", "คณะกรรมการและเลขานุการ", True),
    ("นาย", "ทดลอง สาม", "", "assistant_secretary", "คณะกรรมการและผ.เลขานุการ", True),
]


def people(found: ReadCommittee) -> list[tuple[str, str, str, str, str, bool]]:
    return [
        (one.prefix, one.name, one.post, one.duty, one.duty_text, one.counts_for_quorum)
        for one in found.members
    ]


@pytest.mark.parametrize(
    "content",
    [
        word(ABOVE, PEOPLE),
        word(ABOVE, [HEADER, *PEOPLE]),
        excel(ABOVE, PEOPLE),
        excel(ABOVE, [HEADER, *PEOPLE]),
    ],
    ids=["word", "word with header", "excel", "excel with header"],
)
def test_roster_is_read_with_and_without_header(content: bytes) -> None:
    found = read_committee(content)

    assert people(found) == READ
    assert (found.order_number, found.order_date) == ("55/2569", date(2026, 10, 7))
    assert (found.name, found.fiscal_year, found.kind) == (ABOVE[1], 2570, "committee")
    assert [unread.text for unread in found.unread] == ["3. โครงสร้าง"]
    assert [member.remarks for member in found.members] == [()] * 5


def test_whole_order_is_read_with_basis_and_powers() -> None:
    above = [
        "คำสั่งกรมตัวอย่าง",
        "ที่ ๔๕ / ๒๕๖๙",
        "เรื่อง แต่งตั้งคณะทำงานทดลองระบบ",
        "อาศัยอำนาจตามความในมาตรา ๕",
    ]
    below = ["ให้คณะทำงานมีหน้าที่และอำนาจ ดังนี้", "๑. จัดทำแผน", "๒) ติดตามผล", "สั่ง ณ วันที่ ๕ มกราคม พ.ศ. ๒๕๖๙"]
    rows = [
        ("ลำดับ", "คำนำหน้า", "ชื่อ", "นามสกุล", "ตำแหน่ง", "สังกัด", "บทบาท", "โทรศัพท์"),
        ("๑", "นาย", "ทดลอง", "หนึ่ง", "หัวหน้ากลุ่ม", "กองตัวอย่าง", "หัวหน้าคณะทำงาน", "1234"),
        ("๒", "", "นางทดลอง", "สอง", "", "", "ผู้จดบันทึก", ""),
        ("๓", "", "ทดลอง", "", "", "", "คณะทำงาน", ""),
    ]

    found = read_committee(word(above, rows, below))

    assert people(found) == [
        ("นาย", "ทดลอง หนึ่ง", "หัวหน้ากลุ่ม กองตัวอย่าง", "chair", "หัวหน้าคณะทำงาน", True),
        ("นาง", "ทดลอง สอง", "", "", "ผู้จดบันทึก", True),
        ("", "ทดลอง", "", "member", "คณะทำงาน", True),
    ]
    assert [member.remarks for member in found.members] == [(), (UNKNOWN_DUTY,), (NAME_OR_POST,)]
    assert (found.name, found.kind, found.basis) == ("คณะทำงานทดลองระบบ", "working_group", "มาตรา ๕")
    assert (found.order_number, found.order_date, found.fiscal_year) == ("45/2569", date(2026, 1, 5), 2569)
    assert found.powers == ["จัดทำแผน", "ติดตามผล"]
    assert [unread.text for unread in found.unread] == ["1234", "คำสั่งกรมตัวอย่าง"]


def test_column_of_posts_may_hold_duties() -> None:
    rows: Rows = [("ที่", "ชื่อ", "ตำแหน่ง"), ("1", "นายทดลอง หนึ่ง", "ประธาน"), ("2", "นายทดลอง สอง", "กรรมการ")]

    found = read_committee(excel([], rows))

    assert [(one.name, one.post, one.duty) for one in found.members] == [
        ("ทดลอง หนึ่ง", "", "chair"),
        ("ทดลอง สอง", "", "member"),
    ]


def test_roster_of_lines_without_table_is_read() -> None:
    lines = ["คณะกรรมการทดลอง", "๑. นายทดลอง หนึ่ง\tประธานกรรมการ", "๒.\tหัวหน้าฝ่าย\tกรรมการและเลขานุการ", "ลงชื่อ"]

    found = read_committee(word(lines, []))

    assert [(one.name, one.post, one.duty) for one in found.members] == [
        ("ทดลอง หนึ่ง", "", "chair"),
        ("", "หัวหน้าฝ่าย", "secretary"),
    ]
    assert (found.name, [one.text for one in found.unread]) == ("คณะกรรมการทดลอง", ["ลงชื่อ"])


def test_every_cell_ends_in_a_field_or_among_the_unread() -> None:
    rows = [("ก1", "ข2"), ("นายทดลอง หนึ่ง", "กรรมการ"), ("หัวข้อคั่น", ""), ("ค3", "ง4"), ("", "กรรมการ")]
    above = ["บรรทัดแรก", "บรรทัดสอง"]

    found = read_committee(excel(above, rows, ["บรรทัดท้าย"]))

    kept = [found.name, *(one.text for one in found.unread)]
    for member in found.members:
        kept += member.cells
    assert sorted(kept) == sorted([*above, *(cell for row in rows for cell in row if cell), "บรรทัดท้าย"])
