from assessments.narrative.tokens import Cell, Cells, resolved_text, typed_scores, unknown_tokens

CELLS = Cells(
    [
        Cell("คะแนน i1", "90.91", "คะแนนข้อ i1"),
        Cell("คะแนน i10", "75.00", "คะแนนข้อ i10"),
        Cell("คะแนน ตัวชี้วัดที่ 4", "96.97", "คะแนนตัวชี้วัดที่ 4"),
    ]
)


def test_token_reads_its_cell_whatever_its_case_spaces_and_digits() -> None:
    body = "ข้อ i10 [คะแนน i10] และ [ คะแนน  I๑๐ ] กับ[คะแนนตัวชี้วัดที่ ๔]"

    assert resolved_text(body, CELLS) == "ข้อ i10 75.00 และ 75.00 กับ96.97"


def test_token_of_no_cell_is_named_with_its_line_and_what_was_meant() -> None:
    found = unknown_tokens("[คะแนน i10]\nได้ [คะแนน i11] และ [อื่น ๆ]", CELLS)

    assert [(one.line, one.words) for one in found] == [(2, "[คะแนน i11]"), (2, "[อื่น ๆ]")]
    assert found[0].message == "บรรทัดที่ 2: ไม่มี [คะแนน i11] ในรอบนี้ หมายถึง [คะแนน i1] หรือไม่"
    assert found[1].message == "บรรทัดที่ 2: ไม่มี [อื่น ๆ] ในรอบนี้ โปรดเลือกจากรายการตัวเลขที่แทรกได้"


def test_bracket_left_open_is_named() -> None:
    assert [one.line for one in unknown_tokens("ดี\nได้ [คะแนน i10", CELLS)] == [2]


def test_number_typed_by_hand_is_named_with_the_token_that_says_the_same() -> None:
    found = typed_scores("ได้ร้อยละ ๙๐.๙๑ จาก 75.00 ข้อ 12 ปี 2569 [คะแนน i1]", CELLS)

    assert [one.words for one in found] == ["90.91", "75.00"]
    assert found[0].message.endswith("หากหมายถึงคะแนนข้อ i1 โปรดใช้ [คะแนน i1]")


def test_dates_money_and_counts_are_no_scores() -> None:
    assert typed_scores("จัด 2 ครั้ง ใช้ 1,250.50 บาท เมื่อ 1.5.2569 ผู้ตอบ 33 คน", CELLS) == []
