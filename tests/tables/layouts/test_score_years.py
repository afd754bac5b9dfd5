import pytest

from ita_portal.tables.build import build
from ita_portal.tables.content import PartContent
from ita_portal.tables.from_json import plan_from_json
from ita_portal.tables.layout import Align
from ita_portal.tables.layouts import score_years
from ita_portal.tables.layouts.score_years import MOST_ROUNDS, ScoreLine, ScoreRound
from ita_portal.tables.rows import Row
from ita_portal.tables.table import LineKind, Table
from ita_portal.tables.to_json import part_to_json
from tests.tables.tables import table, texts

_LINES = (
    ScoreLine("การปฏิบัติหน้าที่", ("98.79", "100"), "1"),
    ScoreLine("การใช้งบประมาณ", ("", "99.5"), "2"),
    ScoreLine("คะแนนรวม", ("98.79", "99.75"), is_total=True),
)


def header(of: Table) -> list[list[tuple[str, int, int]]]:
    """Each header row's words with the columns and the rows that they cover."""
    return [[(cell.text, cell.colspan, cell.rowspan) for cell in row] for row in of.header]


def scores(*rounds: ScoreRound, unit: str = "ร้อยละ") -> PartContent:
    return score_years.part("คะแนน IIT", rounds, _LINES, unit=unit)


def test_each_year_is_a_column_and_the_total_a_line_of_its_own() -> None:
    made = build(scores(ScoreRound(2568, "รอบ 5 เดือน"), ScoreRound(2569, "รอบ 5 เดือน")))
    assert header(made) == [
        [("ตัวชี้วัด", 1, 1), ("ปี 2568\nรอบ 5 เดือน\n(ร้อยละ)", 1, 1), ("ปี 2569\nรอบ 5 เดือน\n(ร้อยละ)", 1, 1)]
    ]
    assert texts(made) == [
        ["1. การปฏิบัติหน้าที่", "98.79", "100"],
        ["2. การใช้งบประมาณ", "-", "99.5"],
        ["คะแนนรวม", "98.79", "99.75"],
    ]
    assert [line.kind for line in made.body] == [LineKind.ROW, LineKind.ROW, LineKind.TOTAL]
    assert [cell.align for cell in made.body[0].cells] == [Align.START, Align.CENTER, Align.CENTER]
    assert made.notes == ()


def test_rounds_of_one_year_stand_under_it() -> None:
    rounds = (ScoreRound(2568), ScoreRound(2569, "รอบ 5 เดือน"), ScoreRound(2569, "รอบ 12 เดือน"))
    assert header(build(scores(*rounds))) == [
        [("ตัวชี้วัด", 1, 2), ("ปี 2568", 1, 1), ("ปี 2569", 2, 1)],
        [("ปี 2568\n(ร้อยละ)", 1, 1), ("รอบ 5 เดือน\n(ร้อยละ)", 1, 1), ("รอบ 12 เดือน\n(ร้อยละ)", 1, 1)],
    ]


def test_year_of_a_new_framework_has_a_mark_and_the_mark_a_note() -> None:
    made = build(scores(ScoreRound(2568), ScoreRound(2569, framework_changed=True), unit=""))
    assert header(made) == [[("ตัวชี้วัด", 1, 1), ("ปี 2568", 1, 1), ("ปี 2569*", 1, 1)]]
    (note,) = made.notes
    assert note.startswith("* ")
    rounds = (ScoreRound(2569, "รอบ 1"), ScoreRound(2569, "รอบ 2", framework_changed=True))
    assert header(build(scores(*rounds, unit="")))[1] == [("รอบ 1", 1, 1), ("รอบ 2*", 1, 1)]


def test_scores_of_many_rounds_have_a_column_each_and_more_are_refused() -> None:
    rounds = [ScoreRound(2500 + year) for year in range(MOST_ROUNDS + 1)]
    line = ScoreLine("ก", tuple(map(str, range(MOST_ROUNDS))))
    made = build(score_years.part("คะแนน", rounds[:MOST_ROUNDS], [line]))
    assert texts(made) == [["ก", *map(str, range(MOST_ROUNDS))]]
    for wrong in ([], rounds):
        with pytest.raises(ValueError, match="rounds"):
            score_years.part("คะแนน", wrong, [line])


def test_scores_come_back_from_their_json() -> None:
    part = scores(ScoreRound(2568), ScoreRound(2569, "รอบ 1"), ScoreRound(2569, "รอบ 2"))
    read = plan_from_json({"plan": {"fiscal_year": 2569}, "parts": [part_to_json(part)]})
    assert read.parts == (part,)


def test_table_of_no_rounds_in_particular_has_the_year_of_its_plan() -> None:
    made = table("score_years", Row("ก", values={"score_1": "๙๙.๕"}))
    assert header(made) == [[("ตัวชี้วัด", 1, 1), ("ปี 2569\n(ร้อยละ)", 1, 1)]]
    assert texts(made) == [["ก", "๙๙.๕"]]
