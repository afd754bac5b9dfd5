"""Rounds of several years beside each other: what is joined, what is broken, what is left empty."""

from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.comparison.reading import compare
from assessments.comparison.shape import Comparison, Link, RowKind
from assessments.models import ItemLink, Round
from tests.assessments.comparison.years import framework_with, item, link, round_with
from tests.factories import (
    InstrumentPartFactory,
    OrganisationFactory,
    RoundInstrumentFactory,
    ScoreFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
SPLIT, MERGED = ItemLink.Kind.SPLIT, ItemLink.Kind.MERGED


def items_of(comparison: Comparison) -> dict[str, list[str | None]]:
    """The items by their numbers, with what their cells say: "90.00", "q1 90.00 split" or None."""
    told: dict[str, list[str | None]] = {}
    for row in comparison.of_kind(RowKind.ITEM):
        told[row.number] = [
            f"{cell.value:.2f}"
            if cell.value is not None
            else " + ".join(f"{was.number} {was.value:.2f} {was.link}" for was in cell.earlier) or None
            for cell in row.cells
        ]
    return told


def test_columns_stand_in_the_order_of_time_and_mark_only_a_change_of_framework() -> None:
    office, old, new = OrganisationFactory(), framework_with(2568), framework_with(2569)
    late = round_with(office, new, year=2570)
    last = round_with(office, new, kind=Round.Kind.LAST5)
    reused = round_with(office, old, year=2569, kind=Round.Kind.FIRST5)
    first = round_with(office, old)
    columns = compare([late, last, reused, first]).columns
    assert [(column.round_id, column.framework_changed) for column in columns] == [
        (first.pk, False),
        (reused.pk, False),
        (last.pk, True),
        (late.pk, False),
    ]


def test_items_linked_as_same_share_a_row_although_their_codes_differ() -> None:
    office, old, new = OrganisationFactory(), framework_with(2568, "q7"), framework_with(2569, "q1")
    link(old, "q7", new, "q1")
    rounds = [round_with(office, old, {"q7": "80"}), round_with(office, new, {"q1": "92.5"})]
    (row,) = compare(rounds).of_kind(RowKind.ITEM)
    assert [(cell.value, cell.number) for cell in row.cells] == [(80, "q7"), (Decimal("92.5"), "q1")]
    assert (row.latest.change, row.latest.since) == (Decimal("12.50"), 0)


def test_a_split_item_stands_beside_each_of_those_it_became_and_gives_them_no_score() -> None:
    office, old = OrganisationFactory(), framework_with(2568, "q1")
    new = framework_with(2569, "q1", "q2")
    link(old, "q1", new, "q1", SPLIT)
    link(old, "q1", new, "q2", SPLIT)
    rounds = [round_with(office, old, {"q1": "80"}), round_with(office, new, {"q1": "90", "q2": "70"})]
    comparison = compare(rounds)
    assert items_of(comparison) == {
        "q1": ["q1 80.00 split", "90.00"],
        "q2": ["q1 80.00 split", "70.00"],
    }
    assert [row.latest.change for row in comparison.of_kind(RowKind.ITEM)] == [None, None]


def test_merged_items_stand_beside_what_they_became_each_with_its_own_score() -> None:
    office, old, new = OrganisationFactory(), framework_with(2568, "a", "b"), framework_with(2569, "q")
    link(old, "a", new, "q", MERGED)
    link(old, "b", new, "q", MERGED)
    rounds = [round_with(office, old, {"a": "60", "b": "70"}), round_with(office, new, {"q": "90"})]
    assert items_of(compare(rounds)) == {"q": ["a 60.00 merged + b 70.00 merged", "90.00"]}


def test_links_carry_through_a_year_that_is_not_compared() -> None:
    office = OrganisationFactory()
    oldest, between, new = (
        framework_with(2567, "x"),
        framework_with(2568, "y"),
        framework_with(2569, "a", "b"),
    )
    link(oldest, "x", between, "y")
    link(between, "y", new, "a", SPLIT)
    link(between, "y", new, "b", SPLIT)
    rounds = [round_with(office, oldest, {"x": "50"}), round_with(office, new, {"a": "60", "b": "70"})]
    assert items_of(compare(rounds)) == {
        "a": ["x 50.00 split", "60.00"],
        "b": ["x 50.00 split", "70.00"],
    }


def test_a_link_that_says_split_is_no_same_item_although_only_one_heir_is_known() -> None:
    office, old, new = OrganisationFactory(), framework_with(2568, "x"), framework_with(2569, "a")
    link(old, "x", new, "a", SPLIT)
    rounds = [round_with(office, old, {"x": "50"}), round_with(office, new, {"a": "60"})]
    (row,) = compare(rounds).of_kind(RowKind.ITEM)
    assert [was.link for was in row.cells[0].earlier] == [Link.SPLIT]


def test_items_without_links_are_joined_by_a_topic_and_otherwise_not_at_all() -> None:
    office, old, new = OrganisationFactory(), framework_with(2568, "x", "q"), framework_with(2569, "y", "q")
    topic = TopicFactory()
    topic.items.set([item(old, "x"), item(new, "y")])
    rounds = [
        round_with(office, old, {"x": "50", "q": "10"}),
        round_with(office, new, {"y": "60", "q": "20"}),
    ]
    told = [(row.number, [cell.value for cell in row.cells]) for row in compare(rounds).of_kind(RowKind.ITEM)]
    assert told == [("y", [50, 60]), ("q", [None, 20]), ("q", [10, None])]


def test_indicators_are_joined_by_topic_or_by_number_and_name() -> None:
    office = OrganisationFactory()
    moved, moved_to = (
        framework_with(2568, number="4", name="เดิม"),
        framework_with(2569, number="2", name="ใหม่"),
    )
    for framework in (moved, moved_to):
        framework.indicators.update(topic="property")
    other = framework_with(2570, number="2", name="เรื่องอื่น")
    rounds = [
        round_with(office, moved, of_indicator="80"),
        round_with(office, moved_to, of_indicator="85"),
        round_with(office, other, of_indicator="90"),
    ]
    told = [
        (row.title, [cell.value for cell in row.cells]) for row in compare(rounds).of_kind(RowKind.INDICATOR)
    ]
    assert told == [("2. เรื่องอื่น", [None, None, 90]), ("2. ใหม่", [80, 85, None])]


def test_what_is_missing_has_no_value_and_changes_reach_over_it() -> None:
    office, framework = OrganisationFactory(), framework_with(2569)
    rounds = [
        round_with(office, framework, total="80.004"),
        round_with(office, framework, year=2570),
        round_with(office, framework, total="80.006", year=2571),
    ]
    total = compare(rounds).row("total")
    assert total
    told = [(cell.value, cell.change, cell.since) for cell in total.cells]
    assert told == [
        (Decimal("80.004"), None, None),
        (None, None, None),
        (Decimal("80.006"), Decimal("0.01"), 0),
    ]


def test_an_item_of_a_scored_round_without_a_score_keeps_its_row() -> None:
    framework = framework_with(2569, "a", "b")
    rounds = [round_with(OrganisationFactory(), framework, {"a": "0"})]
    assert items_of(compare(rounds)) == {"a": ["0.00"], "b": [None]}


def test_scores_of_groups_have_rows_of_their_own() -> None:
    framework = framework_with(2569, "a")
    instrument = framework.instruments.get()
    one, two = (InstrumentPartFactory(instrument=instrument, code=code) for code in ("P1", "P2"))
    made = round_with(OrganisationFactory(), framework)
    ScoreFactory(round=made, item=item(framework, "a"), part=one, value=Decimal(60))
    ScoreFactory(round=made, item=item(framework, "a"), part=two, value=Decimal(70))
    RoundInstrumentFactory(round=made, instrument=instrument, part=one, respondents=6)
    RoundInstrumentFactory(round=made, instrument=instrument, part=two, respondents=30)
    comparison = compare([made])
    told = [(row.part, row.latest.value) for row in comparison.of_kind(RowKind.ITEM)]
    assert told == [("P1", Decimal(60)), ("P2", Decimal(70))]
    assert comparison.latest.respondents == {"SURV": 36, "P1": 6, "P2": 30}
    assert comparison.latest.few_respondents == ("P1",)


@pytest.mark.parametrize("count", [1, 6])
def test_reading_asks_nine_queries_whatever_the_number_of_rounds(count: int) -> None:
    office = OrganisationFactory()
    frameworks = [framework_with(2560 + number, "a") for number in range(count)]
    for earlier, later in pairwise(frameworks):
        link(earlier, "a", later, "a")
    rounds = [round_with(office, framework, {"a": "80"}) for framework in frameworks]
    with CaptureQueriesContext(connection) as asked:
        comparison = compare(rounds)
    assert len(asked) == 9
    assert items_of(comparison) == {"a": ["80.00"] * count}
