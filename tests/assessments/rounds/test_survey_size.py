from dataclasses import dataclass
from decimal import Decimal

import pytest

from assessments.rounds.survey_size import minimum_for


@dataclass(frozen=True)
class Rule:
    group: str = ""
    percent: Decimal | None = None
    minimum: int | None = None
    maximum: int | None = None


OF_2564 = Rule(percent=Decimal(10), minimum=30, maximum=400)


@pytest.mark.parametrize(
    ("population", "least"),
    [(0, 0), (29, 29), (30, 30), (300, 30), (301, 31), (4000, 400), (4001, 400), (90_000, 400)],
)
def test_minimum_for_a_share_is_rounded_up_between_its_bounds(population: int, least: int) -> None:
    assert minimum_for([OF_2564], population, "") == least


def test_minimum_for_a_share_of_nobody_knows_how_many_is_unknown() -> None:
    assert minimum_for([OF_2564], None, "") is None


def test_minimum_for_a_group_stands_before_the_rule_for_all() -> None:
    rules = [Rule(minimum=100), Rule(group="ขนาดเล็ก", minimum=30), Rule(group="ขนาดกลาง", minimum=40)]
    assert [minimum_for(rules, None, group) for group in ("ขนาดเล็ก", "ขนาดกลาง", "ขนาดใหญ่")] == [30, 40, 100]


def test_minimum_for_a_rule_in_words_alone_is_unknown() -> None:
    assert minimum_for([Rule()], 500, "") is None
    assert minimum_for([Rule(group="ขนาดเล็ก", minimum=30)], 500, "ขนาดใหญ่") is None


def test_minimum_for_few_people_is_all_of_them() -> None:
    assert minimum_for([Rule(minimum=100)], 12, "") == 12
