"""Tables of scores as offices keep them, in Excel and in CSV."""

import io
from typing import Any

import openpyxl
import pytest

from assessments.reading.files import MAX_ROWS, UnreadableError, read_tables
from assessments.reading.score_tables import read_lines

HEADER = ["ตัวชี้วัด", "ปี 2568\nรอบ 5 เดือนแรก\n(ร้อยละ)", "ปี 2568\nรอบ 5 เดือนหลัง", "ปี 2569\nรอบ 5 เดือนแรก"]


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def found(
    content: bytes, name: str = "f.xlsx", *, year: int = 2569, kind: str = "first5"
) -> list[tuple[str, str]]:
    lines = read_lines(read_tables(name, content), fiscal_year=year, kind=kind)
    assert lines.problems == []
    return [(line.code, line.score) for line in lines.lines]


def test_column_of_the_round_is_chosen_among_years_and_rounds() -> None:
    content = workbook(["ตารางตัวอย่าง"], HEADER, ["1. เรื่องหนึ่ง", 91.5, 92, 93.25], ["คะแนนรวม", 90, 91, 99.27])

    assert found(content) == [("1", "93.25"), ("คะแนนรวม", "99.27")]
    assert found(content, year=2568) == [("1", "91.5"), ("คะแนนรวม", "90")]
    assert found(content, year=2568, kind="last5") == [("1", "92"), ("คะแนนรวม", "91")]


def test_table_without_a_column_of_the_round_says_which_it_has() -> None:
    lines = read_lines(
        read_tables("f.xlsx", workbook(HEADER, ["1. ก", 1, 2, 3])), fiscal_year=2566, kind="annual"
    )

    [(place, words)] = lines.problems
    assert str(place) == "แผ่นงาน “Sheet” แถวที่ 1 คอลัมน์ที่ 2"
    assert words.startswith("ไม่พบคอลัมน์คะแนนของรอบนี้ พบคอลัมน์ ปี 2568 รอบ 5 เดือนแรก (ร้อยละ) / ")


@pytest.mark.parametrize("header", ["ข้อ,คะแนน", "รหัสข้อ;ข้อความ;ผลคะแนน", "code\tscore"])
def test_codes_beside_scores_are_found_under_several_spellings(header: str) -> None:
    comma = next(sign for sign in ",;\t" if sign in header)
    texts = [""] if header.count(comma) == 2 else []
    rows = [header, comma.join(["ข้อ i7", *texts, "95.5"]), comma.join(["O 6.", *texts, "๑๐๐"])]

    assert found("\n".join(rows).encode("cp874"), "f.csv") == [("i7", "95.5"), ("O6", "๑๐๐")]


def test_years_over_rounds_in_a_second_header_row_are_one_header() -> None:
    content = workbook(
        ["ตัวชี้วัด", "ปี 2568", None, "ปี 2569", None],
        [None, "รอบ 5 เดือนแรก", "รอบ 5 เดือนหลัง", "รอบ 5 เดือนแรก", "รอบ 5 เดือนหลัง"],
        ["1. เรื่องหนึ่ง", 1, 2, 3, 4],
    )

    assert found(content, kind="last5") == [("1", "4")]


def test_noise_of_excel_behind_twelve_decimals_is_left_out_and_percent_is_of_a_hundred() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["ข้อ", "คะแนน"])
    sheet.append(["i1", 97.57575757575758])
    sheet.append(["i2", 0.955])
    sheet["B3"].number_format = "0.00%"
    content = io.BytesIO()
    book.save(content)

    assert found(content.getvalue()) == [("i1", "97.575757575758"), ("i2", "95.5")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"PK\x03\x04broken"),
        ("a.xls", b"\xd0\xcf\x11\xe0"),
        ("a.csv", b""),
        ("a.csv", b"\x81\x8d\xff" * 9),
        ("a.csv", b"a,1\n" * (MAX_ROWS + 1)),
        ("a.csv", b"x" * (5 * 1024 * 1024 + 1)),
    ],
)
def test_what_is_no_file_of_scores_is_refused_in_thai(name: str, content: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"[ก-๙]"):
        read_tables(name, content)
