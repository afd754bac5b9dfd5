from ita_portal.tables.content import ColumnChoice
from ita_portal.tables.layout import Align
from ita_portal.tables.layouts.progress import MISSING
from ita_portal.tables.rows import Row
from ita_portal.thai.period import Period
from tests.tables.tables import baht, fields, table, texts

_PUBLIC = ["title", "budget", "period", "outcome", "spent", "problems", "suggestions"]
_ROW = Row(
    "อบรมความโปร่งใส",
    budget=baht(12_000),
    period=Period("ม.ค. - มี.ค. 69", "2026-01", "2026-03", (2,), open=False),
    values={
        "outcome": "จัดแล้ว 1 ครั้ง",
        "spent": "11,500.50",
        "problems": "ไม่มี",
        "suggestions": "ควรจัดซ้ำ",
        "internal_note": "วิทยากรมาสาย",
    },
)


def test_results_stand_in_seven_columns_and_the_internal_note_in_none() -> None:
    made = table("progress", _ROW)
    assert fields(made) == _PUBLIC
    assert texts(made) == [
        ["1. อบรมความโปร่งใส", "12,000", "ม.ค. - มี.ค. 69", "จัดแล้ว 1 ครั้ง", "11,500.50", "ไม่มี", "ควรจัดซ้ำ"]
    ]
    assert [cell.align for cell in made.body[0].cells][1:5:3] == [Align.END, Align.END]
    assert not made.is_internal


def test_what_nobody_said_is_shown_as_missing() -> None:
    assert texts(table("progress", Row("ก", values={"problems": "ไม่มี"}))) == [
        ["1. ก", MISSING, MISSING, MISSING, MISSING, "ไม่มี", MISSING]
    ]


def test_table_with_the_internal_note_is_internal() -> None:
    headers = {"title": "กิจกรรม", "internal_note": "หมายเหตุภายใน"}
    made = table("progress", _ROW, columns=tuple(ColumnChoice(f, (words,)) for f, words in headers.items()))
    assert texts(made) == [["1. อบรมความโปร่งใส", "วิทยากรมาสาย"]]
    assert made.is_internal
