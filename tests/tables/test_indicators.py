from decimal import Decimal

import pytest

from ita_portal.tables.indicators import (
    PERCENT,
    Measured,
    Operator,
    Scored,
    Step,
    block_weight,
    overall_score,
    percentage,
    points_of,
    read_measured,
    score_of_blocks,
    standing_score,
    step_reached,
    weighted_score,
)


@pytest.mark.parametrize(
    ("text", "value", "unit", "operator"),
    [
        ("≥ 95", "95", "", Operator.AT_LEAST),
        ("> 80%", "80", PERCENT, Operator.MORE_THAN),
        ("ร้อยละ ๙๔.๑๘", "94.18", PERCENT, None),
        ("ไม่น้อยกว่าร้อยละ 80", "80", PERCENT, Operator.AT_LEAST),
        ("ร้อยละไม่น้อยกว่า 80", "80", PERCENT, Operator.AT_LEAST),
        ("ไม่เกิน 3 เรื่อง", "3", "เรื่อง", Operator.AT_MOST),
        ("ระดับ ๕", "5", "ระดับ", None),
        ("ระดับ 3 ขึ้นไป", "3", "ระดับ", Operator.AT_LEAST),
        ("35 หน่วยงาน", "35", "หน่วยงาน", None),
        ("จำนวน 1,250 คน", "1250", "คน", None),
        ("๕.๐๐๐๐", "5.0000", "", None),
    ],
)
def test_read_measured_of_one_figure_gives_operator_value_and_unit(
    text: str, value: str, unit: str, operator: Operator | None
) -> None:
    assert read_measured(text) == Measured(text, Decimal(value), unit, operator)


def test_read_measured_with_a_count_in_brackets_is_the_value_before_it() -> None:
    assert read_measured("๗๒.๔๕ (๑๑๕ แห่ง)") == Measured("๗๒.๔๕ (๑๑๕ แห่ง)", Decimal("72.45"))


@pytest.mark.parametrize("text", ["866,914 of 920,467 = 94.18", "866,914 จาก 920,467", "๘๖๖,๙๑๔/๙๒๐,๔๖๗"])
def test_read_measured_of_a_fraction_gives_its_percentage(text: str) -> None:
    assert read_measured(text) == Measured(
        text, Decimal("94.18"), PERCENT, numerator=Decimal(866914), denominator=Decimal(920467)
    )


def test_read_measured_finds_numerator_and_denominator_in_brackets() -> None:
    said = read_measured("ร้อยละ 60 (ผ่านเกณฑ์ 30 แห่ง จากทั้งหมด 50 แห่ง)")
    assert (said.value, said.numerator, said.denominator) == (Decimal(60), Decimal(30), Decimal(50))


@pytest.mark.parametrize(
    "text", ["", "-", "รอประเมินผล", "ผ่าน 3 จาก 5 ด้าน และ 2 เรื่อง", "12 " * 400, "9" * 40, f"1 จาก {'9' * 30}"]
)
def test_read_measured_without_one_figure_keeps_the_text_and_guesses_nothing(text: str) -> None:
    assert read_measured(text) == Measured(text)


def test_percentage_is_rounded_half_up_to_two_decimals() -> None:
    assert percentage(Decimal(897), Decimal(985)) == Decimal("91.07")
    assert percentage(Decimal(1), Decimal(0)) is None


def test_a_value_that_its_own_numbers_do_not_make_contradicts_itself() -> None:
    assert read_measured("897 of 985 = 91.06").contradicts_itself
    assert not read_measured("897 of 985 = 91.07").contradicts_itself
    assert not read_measured("897 of 985 = 91.1").contradicts_itself
    assert not read_measured("ร้อยละ 91.06").contradicts_itself


TARGETS = {Step.BASIC: Decimal(80), Step.STANDARD: Decimal(90), Step.ADVANCED: Decimal(100)}


@pytest.mark.parametrize(
    ("result", "step", "points"),
    [("79.99", None, 0), ("80", Step.BASIC, 50), ("99.99", Step.STANDARD, 75), ("100", Step.ADVANCED, 100)],
)
def test_a_result_has_the_points_of_the_highest_target_it_reaches(
    result: str, step: Step | None, points: int
) -> None:
    assert step_reached(Decimal(result), TARGETS) == step
    assert points_of(step) == points


def test_a_missing_target_is_passed_over_and_less_can_be_better() -> None:
    assert step_reached(Decimal(300), {Step.BASIC: Decimal(240), Step.ADVANCED: Decimal(350)}) == Step.BASIC
    assert (
        step_reached(
            Decimal(4), {Step.BASIC: Decimal(10), Step.STANDARD: Decimal(5), Step.ADVANCED: Decimal(2)}
        )
        == Step.STANDARD
    )
    assert step_reached(Decimal(4), {}) is None


def test_points_are_data() -> None:
    assert points_of(Step.BASIC, {Step.BASIC: Decimal(60)}) == 60


def test_the_confirmed_score_stands_before_the_own() -> None:
    assert standing_score(Decimal(5), Decimal(4)) == 4
    assert standing_score(Decimal(5), None) == 5
    assert standing_score(Decimal(5), Decimal(0)) == 0


def test_scores_have_four_decimals_half_up() -> None:
    assert str(weighted_score(Decimal(100), Decimal(5))) == "5.0000"
    assert str(weighted_score(Decimal("33.33"), Decimal("4.5"))) == "1.4999"
    assert str(overall_score([Scored(None, Decimal(5))] * 3)) == "5.0000"
    assert str(overall_score([Scored(Decimal(40), Decimal(5)), Scored(Decimal(20), Decimal(4))])) == "4.6667"


@pytest.mark.parametrize(
    "scored",
    [
        [],
        [Scored(Decimal(50), Decimal(5)), Scored(Decimal(50), None)],
        [Scored(Decimal(50), Decimal(5)), Scored(None, Decimal(5))],
        [Scored(Decimal(0), Decimal(5))],
    ],
)
def test_a_score_with_something_missing_is_not_there(scored: list[Scored]) -> None:
    assert overall_score(scored) is None


def test_a_weight_with_which_nobody_can_reckon_is_none() -> None:
    assert block_weight(f"Performance Base (ร้อยละ {'7' * 40})") is None


def test_blocks_count_by_their_weights() -> None:
    performance, potential = [Scored(None, Decimal(5)), Scored(None, Decimal(4))], [Scored(None, Decimal(3))]
    assert str(score_of_blocks([(Decimal(70), performance), (Decimal(30), potential)])) == "4.0500"
    assert score_of_blocks([(Decimal(70), performance), (Decimal(30), [Scored(None, None)])]) is None
