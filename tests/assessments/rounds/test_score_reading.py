"""Scores from elsewhere against a round's framework: pasted, and from files."""

from decimal import Decimal

import pytest

from assessments.models import Round
from assessments.reading.files import Table
from assessments.rounds.score_grid import ScoreGrid
from assessments.rounds.score_reading import PastedScores, read_file, read_pasted
from tests.assessments.scoresheet import small_framework
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_round() -> Round:
    return RoundFactory(framework=small_framework(), fiscal_year=2569)


def pasted(of_round: Round, text: str) -> tuple[dict[str, str], PastedScores]:
    grid = ScoreGrid(of_round)
    read = read_pasted(text, grid.sheet, grid.shown)
    return {grid.sheet.by_key[key].code: score for key, score in read.cells.items()}, read


def test_column_of_scores_is_taken_in_the_order_of_the_grid(of_round: Round) -> None:
    cells, read = pasted(of_round, "90\n๙๑.๕\n\n93\n")

    assert (cells, read.problems) == ({"i1": "90", "i2": "๙๑.๕", "i3": "", "i4": "93"}, [])


def test_codes_beside_scores_are_taken_in_any_order(of_round: Round) -> None:
    cells, read = pasted(of_round, "e2\t100\nข้อ i3\tข้อความของข้อ\t88\nI1 77")

    assert (cells, read.problems) == ({"e2": "100", "i3": "88", "i1": "77"}, [])


def test_lines_that_are_not_understood_are_refused_one_by_one(of_round: Round) -> None:
    cells, read = pasted(of_round, "i1\t90\ni1\t91\nO40\t100\ni2\t95,5\ni3\t101\ni4\t80")

    assert cells == {"i1": "90", "i4": "80"}
    assert list(map(str, read.problems)) == [
        "บรรทัดที่ 2: “i1 91” มีข้อนี้มากกว่าหนึ่งบรรทัด",
        "บรรทัดที่ 3: “O40 100” ไม่มีข้อนี้ในกรอบการประเมินของรอบ",
        "บรรทัดที่ 4: “i2 95,5” โปรดใช้จุดทศนิยมแทนจุลภาค เช่น 95.5",
        "บรรทัดที่ 5: “i3 101” คะแนนต้องไม่เกิน 100",
    ]
    assert read.refused == ["i1\t91", "O40\t100", "i2\t95,5", "i3\t101"]


def test_more_scores_than_items_are_refused(of_round: Round) -> None:
    cells, read = pasted(of_round, "\n".join(["50"] * 7))

    assert len(cells) == 6
    assert [str(one) for one in read.problems] == ["บรรทัดที่ 7: “50” มีคะแนนมากกว่าจำนวนข้อในตาราง"]


def read_rows(
    of_round: Round, *rows: tuple[str, ...]
) -> tuple[dict[str, Decimal], dict[str, Decimal], list[str]]:
    grid = ScoreGrid(of_round)
    read = read_file(of_round, grid.sheet, [Table("", rows)])
    scores = {grid.sheet.by_key[key].code: score for key, score in read.scores.items()}
    return scores, read.official, [str(one) for one in read.problems]


def test_totals_of_a_file_are_announced_scores_of_their_instruments(of_round: Round) -> None:
    scores, official, problems = read_rows(
        of_round,
        ("ตัวชี้วัด", "คะแนน"),
        ("1. เรื่องหนึ่ง", "95"),
        ("2. เรื่องสอง", "85"),
        ("คะแนนรวม", "90.01"),
        ("ตัวชี้วัด", "คะแนน"),
        ("3. เรื่องสาม", "80"),
        ("คะแนนรวม EIT", "80"),
        ("ตัวชี้วัด", "คะแนน"),
        ("คะแนนรวม", "86.5"),
    )

    assert problems == []
    assert scores == {"1": 95, "2": 85, "3": 80}
    assert official == {"IIT": Decimal("90.01"), "EIT": 80, "": Decimal("86.5")}


def test_bad_cells_of_a_file_are_named_by_their_places(of_round: Round) -> None:
    _, _, problems = read_rows(
        of_round, ("ข้อ", "คะแนน"), ("i1", "ร้อยละ 95"), ("i2", "90"), ("i2", "91"), ("O9", "100"), ("i3", "")
    )

    assert problems == [
        "แถวที่ 2 คอลัมน์ที่ 2: “ร้อยละ 95” ข้อ i1: โปรดกรอกเฉพาะตัวเลข ไม่ต้องมีคำว่า ร้อยละ หรือเครื่องหมาย %",
        "แถวที่ 4 คอลัมน์ที่ 2: “i2” ข้อ i2 มีมากกว่าหนึ่งแถว",
        "แถวที่ 5 คอลัมน์ที่ 2: “O9” ไม่มีข้อนี้ในกรอบการประเมินของรอบ",
    ]


def test_file_without_any_score_says_so(of_round: Round) -> None:
    _, _, problems = read_rows(of_round, ("รายงานตัวอย่าง", ""), ("เรียน ผู้อำนวยการ", ""))

    assert problems == ["ไฟล์นี้: ไม่พบคะแนน โปรดตรวจสอบว่ามีคอลัมน์ข้อและคอลัมน์คะแนน"]
