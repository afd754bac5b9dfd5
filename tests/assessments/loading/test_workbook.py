from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from assessments.loading import workbook_sheets as sheets
from assessments.loading.entries import FactsError
from assessments.loading.files import facts_in, read_file, shipped
from assessments.loading.reading import plan_of
from assessments.loading.workbook_writing import workbook_of
from tests.assessments.framework_facts import facts

PLAN = plan_of(facts()).with_topics({})


def changed(change: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(BytesIO(workbook_of(PLAN)))
    change(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def refusals(content: bytes) -> list[str]:
    with pytest.raises(FactsError) as refused:
        plan_of(facts_in(content))
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("path", list(shipped()), ids=lambda path: path.stem)
def test_shipped_framework_reads_back_from_its_workbook(path: object) -> None:
    plan = plan_of(read_file(path)).with_topics({})  # type: ignore[arg-type]
    assert plan_of(facts_in(workbook_of(plan))) == plan


def test_sample_reads_back_from_its_workbook() -> None:
    assert plan_of(facts_in(workbook_of(PLAN))) == PLAN


def test_text_that_looks_like_a_formula_stays_text() -> None:
    plan = plan_of(facts(name_th="=1+1")).with_topics({})
    assert plan_of(facts_in(workbook_of(plan))).name == "=1+1"


def test_template_has_every_sheet_and_no_framework_in_it() -> None:
    book = load_workbook(BytesIO(workbook_of(None)))
    assert book.sheetnames == [*(sheet.name for sheet in sheets.SHEETS), sheets.HELP_SHEET]
    assert "โปรดระบุรหัสกรอบ (framework_id)" in " ".join(refusals(workbook_of(None)))


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "refusal"),
    [
        ("เครื่องมือ", "D2", "สี่สิบ", "แผ่น เครื่องมือ แถว 2 ช่อง D2: น้ำหนักต้องเป็นตัวเลข แต่พบ “สี่สิบ”"),
        ("ข้อ", "C3", "i1", "แผ่น ข้อ แถว 3 ช่อง C3: รหัสข้อ i1 ซ้ำ"),
        ("ข้อ", "E2", "none", "แผ่น ข้อ แถว 2 ช่อง E2: ไม่มีมาตรวัด “none” ในกรอบนี้"),
        ("ข้อ", "B2", "7", "แผ่น ข้อ แถว 2: ไม่มีตัวชี้วัด IIT 7 ในแผ่น ตัวชี้วัด"),
        ("ข้อ", "D2", "#REF!", "แผ่น ข้อ ช่อง D2: มีค่าผิดพลาดของสูตร #REF!"),
        ("ตัวชี้วัด", "A2", "XIT", "แผ่น ตัวชี้วัด แถว 2: ไม่มีเครื่องมือ “XIT” ในแผ่น เครื่องมือ"),
        ("ระดับ", "C1", "คะแนน", "แผ่น ระดับ ช่อง C1: หัวคอลัมน์ “คะแนน” ซ้ำหรือไม่มีในแบบ"),
        ("กรอบ", "A5", "สี", "แผ่น กรอบ แถว 5: รายการ “สี” ซ้ำหรือไม่มีในแบบ"),
        ("กรอบ", "B4", 2026, "แผ่น กรอบ ช่อง B4: ปีงบประมาณ พ.ศ. ต้องอยู่ระหว่าง 2500 ถึง 2700 แต่พบ “2026”"),
    ],
)
def test_cell_is_refused_at_its_place(sheet: str, cell: str, value: str | int, refusal: str) -> None:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    assert refusal in refusals(changed(change))


def test_workbook_without_its_first_sheets_is_refused() -> None:
    assert refusals(changed(lambda book: book.remove(book["เครื่องมือ"]))) == [
        "ไฟล์ Excel: ไม่มีแผ่น “เครื่องมือ” โปรดใช้แบบที่ดาวน์โหลดจากหน้านี้",
        *refusals_of_rest(),
    ]


def refusals_of_rest() -> list[str]:
    return [
        f"แผ่น ตัวชี้วัด แถว {row}: ไม่มีเครื่องมือ “{code}” ในแผ่น เครื่องมือ"
        for row, code in ((2, "IIT"), (3, "OIT"), (4, "OIT"))
    ] + [
        f"แผ่น ข้อ แถว {row}: ไม่มีตัวชี้วัด {place} ในแผ่น ตัวชี้วัด"
        for row, place in ((2, "IIT 1"), (3, "IIT 1"), (4, "OIT 9.1"), (5, "OIT 9.1"))
    ]


def test_old_excel_is_refused() -> None:
    assert refusals(b"\xd0\xcf\x11\xe0" + b"\x00" * 600) == [
        "ไฟล์: เปิดไฟล์ Excel นี้ไม่ได้ โปรดบันทึกเป็นไฟล์ .xlsx แล้วลองอีกครั้ง"
    ]


def test_workbook_cut_off_in_the_middle_is_refused() -> None:
    content = workbook_of(PLAN)
    assert refusals(content[: len(content) // 2])
