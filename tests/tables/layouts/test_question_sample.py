from decimal import Decimal

from ita_portal.tables.build import build
from ita_portal.tables.content import Options, PartContent
from ita_portal.tables.from_json import plan_from_json
from ita_portal.tables.layouts import question_sample
from ita_portal.tables.layouts.question_sample import Question
from ita_portal.tables.rows import Row
from ita_portal.tables.table import LineKind, Table
from ita_portal.tables.to_json import part_to_json
from tests.tables.tables import fields, table

_YES_NO = (("มี", Decimal(100)), ("ไม่มี", Decimal(0)))
_FIVE = tuple((f"ระดับ {n}", Decimal(25 * n)) for n in range(5))


def spread(of: Table) -> list[list[tuple[str, int, int]]]:
    """Each line's cells: words, place and number of columns."""
    return [[(cell.text, cell.column, cell.colspan) for cell in line.cells] for line in of.body]


def sample(*questions: Question) -> PartContent:
    return question_sample.part("ตัวอย่างข้อคำถาม", 2569, questions)


def test_answers_stand_before_each_question_whose_scale_differs() -> None:
    made = build(
        sample(
            Question("i1", "มีคู่มือหรือไม่", _YES_NO),
            Question("i2", "แจ้งให้ทราบหรือไม่", _YES_NO),
            Question("i3", "ถูกต้องเพียงใด", _FIVE),
        )
    )
    assert [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in made.header] == [
        [("ข้อ", 1, 1), ("คำถาม", 1, 1), ("ระดับ", 5, 1)]
    ]
    two = [("", 2, 3), ("", 5, 2)]
    assert spread(made) == [
        [("", 0, 2), ("มี\n(100 คะแนน)", 2, 3), ("ไม่มี\n(0 คะแนน)", 5, 2)],
        [("i1", 0, 1), ("มีคู่มือหรือไม่", 1, 1), *two],
        [("i2", 0, 1), ("แจ้งให้ทราบหรือไม่", 1, 1), *two],
        [("", 0, 2), *((f"ระดับ {n}\n({25 * n} คะแนน)", 2 + n, 1) for n in range(5))],
        [("i3", 0, 1), ("ถูกต้องเพียงใด", 1, 1), *(("", 2 + n, 1) for n in range(5))],
    ]
    assert [line.kind is LineKind.HEADING for line in made.body] == [True, False, False, True, False]
    assert [column.label for column in made.columns] == ["ข้อ", "คำถาม", *["ระดับ"] * 5]


def test_there_are_as_many_columns_as_the_longest_scale_has_answers() -> None:
    part = sample(Question("e1", "ก", _FIVE[:4]), Question("e2", "ข", (*_YES_NO, ("ไม่ทราบ", None))))
    made = build(part)
    assert fields(made) == ["number", "title", "level_1", "level_2", "level_3", "level_4"]
    assert spread(made)[2] == [
        ("", 0, 2),
        ("มี\n(100 คะแนน)", 2, 2),
        ("ไม่มี\n(0 คะแนน)", 4, 1),
        ("ไม่ทราบ", 5, 1),
    ]
    read = plan_from_json({"plan": {"fiscal_year": 2569}, "parts": [part_to_json(part)]})
    assert read.parts == (part,)
    assert build(read.parts[0]).header == made.header


def test_more_answers_than_columns_stand_together_in_the_last() -> None:
    made = table("question_sample", Row("ก", "i1", values={"answers": "1\n2\n3\n4\n5\n6"}))
    assert [cell.text for cell in made.body[0].cells] == ["", "1", "2", "3", "4", "5\n6"]


def test_what_stands_under_the_answers_is_not_lost() -> None:
    answers = "มี\nไม่มี"
    made = table(
        "question_sample",
        Row("ก", "i1", values={"answers": answers, "level_1": "80", "level_2": "20"}),
        Row("ข", "i2", values={"answers": answers, "level_1": "80", "level_5": "20"}),
    )
    assert spread(made)[1][2:] == [("80", 2, 3), ("20", 5, 2)]
    assert spread(made)[2][2:] == [("80", 2, 1), ("", 3, 1), ("", 4, 1), ("", 5, 1), ("20", 6, 1)]


def test_question_without_answers_has_the_scale_above_and_none_has_all_columns() -> None:
    row = Row("ก", "i1", values={"answers": "มี\nไม่มี"})
    assert [len(line.cells) for line in table("question_sample", row, Row("ข", "i2")).body] == [3, 4, 4]
    assert [len(line.cells) for line in table("question_sample", Row("ข", "i2")).body] == [7]
    without = table("question_sample", row, options=Options(totals=False))
    assert [line.kind for line in without.body] == [LineKind.ROW]
