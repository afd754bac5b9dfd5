"""Means of sheets, and which groups are shown beside the total."""

from fractions import Fraction

from assessments.surveys.results import means, shown_apart

QUESTIONS = [
    {"item": 7, "answers": [{"points": "100"}, {"points": "75"}, {"points": "0"}]},
    {"item": 8, "answers": [{"points": "0"}, {"points": "100"}]},
]


def test_mean_of_a_question_is_exact() -> None:
    sheets = [{"7": 0, "8": 1}, {"7": 1, "8": 0}, {"7": 2, "8": 0}]

    assert means(QUESTIONS, sheets) == {7: Fraction(175, 3), 8: Fraction(100, 3)}


def test_question_that_nobody_answered_has_no_mean() -> None:
    assert means(QUESTIONS, [{"7": 0}]) == {7: 100}


def test_groups_of_enough_are_all_shown() -> None:
    assert shown_apart({1: 10, 2: 25, 3: 0}) == [1, 2]


def test_single_small_group_takes_the_smallest_of_the_others_with_it() -> None:
    assert shown_apart({1: 30, 2: 9, 3: 12}) == [1]


def test_small_groups_that_are_enough_together_hide_only_themselves() -> None:
    assert shown_apart({1: 6, 2: 30, 3: 4}) == [2]


def test_small_groups_that_are_few_together_take_another_with_them() -> None:
    assert shown_apart({1: 3, 2: 30, 3: 4}) == []
