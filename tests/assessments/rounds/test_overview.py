"""What the page of a round says in short, where scores are known of groups of respondents alone."""

from decimal import Decimal

from assessments.models import Item, Round
from assessments.rounds.overview import Overview
from assessments.services.scores import save_scores
from tests.assessments.scoresheet import keys, small_framework
from tests.cast import Cast
from tests.factories import RoundFactory


def test_lowest_items_are_found_among_scores_of_groups_too(cast: Cast) -> None:
    of_round: Round = RoundFactory(
        organisation=cast.organisation("medicine"), framework=small_framework(), fiscal_year=2569
    )
    first, second = of_round.framework.instruments.get(code="EIT").parts.order_by("position", "pk")
    framework = of_round.framework
    save_scores(by=None, of_round=of_round, values=keys(framework, i1="90", i2="100"))
    save_scores(by=None, of_round=of_round, values=keys(framework, e1="70", e2="95"), part=first)
    save_scores(by=None, of_round=of_round, values=keys(framework, e1="80"), part=second)

    lowest: list[tuple[Item, Decimal]] = Overview(Round.objects.get(pk=of_round.pk)).lowest

    assert [(item.code, value) for item, value in lowest] == [
        ("e1", Decimal(70)),
        ("i1", Decimal(90)),
        ("e2", Decimal(95)),
    ]
