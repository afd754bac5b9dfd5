"""Files as anybody may send them are refused in Thai, whatever is wrong with them."""

import time

import pytest

from organisations.committee_reading.files import MAX_BYTES, MAX_ROWS, UnreadableError, read_rows
from organisations.committee_reading.reading import ReadCommittee, read_committee
from tests.organisations.committee_reading.files import excel, packed, word

WORD = word([], [("นายทดลอง หนึ่ง", "กรรมการ")])
EXCEL = excel([], [("นายทดลอง หนึ่ง", "กรรมการ")])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ไม่ใช่ Word"),
        (b"%PDF-1.7\n%%EOF", "ไม่ใช่ Word"),
        (b"x" * (MAX_BYTES + 1), "ไฟล์ใหญ่เกิน 5 MB"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "รูปแบบเก่าหรือมีรหัสผ่าน"),
        (WORD[: len(WORD) // 2], "ไม่ใช่ Word"),
        (packed(readme_txt=b"x"), "ไม่ใช่ Word"),
        (packed(word__document_xml=b"<broken"), "เสียหาย"),
        (packed(xl__workbook_xml=b"<broken"), "เสียหาย"),
        (packed(word__document_xml=b"x", word__vbaProject_bin=b"x"), "แมโคร"),
        (packed(xl__workbook_xml=b"0" * (31 * 1024 * 1024)), "ข้อมูลมากเกินไป"),
        (packed(**{f"word__part{number}": b"" for number in range(2_001)}), "ข้อมูลมากเกินไป"),
        (word([], []), "ไม่พบข้อความ"),
        (excel([], [("ก",)] * (MAX_ROWS + 1)), "มากกว่า 2,000 แถว"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_thai(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read_rows(content)


@pytest.mark.parametrize("content", [WORD, EXCEL], ids=["word", "excel"])
def test_file_with_any_byte_gone_wrong_is_read_or_refused(content: bytes) -> None:
    answers: set[type] = set()
    for at in range(0, len(content), max(1, len(content) // 60)):
        broken = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
        try:
            answers.add(type(read_committee(broken)))
        except UnreadableError as error:
            answers.add(type(error))

    assert answers <= {ReadCommittee, UnreadableError}


def test_entities_of_a_word_file_are_not_opened() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'

    with pytest.raises(UnreadableError):
        read_rows(packed(word__document_xml=bomb))


def test_endless_cells_are_left_unread_in_time() -> None:
    endless = [
        (" (นาย" * 20_000, "กรรมการ"),
        ("นายทดลอง หนึ่ง", "กรรมการและ" * 20_000),
        ("นายทดลอง สอง", "กรรมการ"),
    ]
    began = time.process_time()

    found = read_committee(excel(["คำสั่ง" * 20_000, "1" * 20_000], endless))

    assert [member.name for member in found.members] == ["ทดลอง สอง"]
    assert time.process_time() - began < 3
