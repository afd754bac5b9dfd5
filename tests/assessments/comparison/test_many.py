"""Rounds of many organisations: counted, grouped, sorted and narrowed by the database."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from assessments.comparison.many import Offer, chosen, counted, in_order, lines_of, of_offer, offers
from assessments.comparison.national import BANDS, national
from assessments.comparison.units import details
from assessments.models import Round
from tests.assessments.comparison.years import framework_with, instrument, round_with
from tests.cast import Cast
from tests.factories import OrganisationFactory, RoundInstrumentFactory

pytestmark = pytest.mark.django_db


def everything() -> QuerySet[Any]:
    return counted(Round.objects.all())


def test_offers_are_the_latest_year_first_and_the_address_chooses_among_them() -> None:
    old, new = framework_with(2568), framework_with(2569)
    round_with(OrganisationFactory(), old)
    for kind in (Round.Kind.FIRST5, Round.Kind.LAST5, Round.Kind.LAST5):
        round_with(OrganisationFactory(), new, kind=kind)
    listed = offers(Round.objects.all())
    assert [(offer.key, offer.rounds) for offer in listed] == [
        ("2569.invented.last5", 2),
        ("2569.invented.first5", 1),
        ("2568.invented.annual", 1),
    ]
    assert chosen(listed, "2569.invented.first5") == listed[1]
    assert chosen(listed, "no such", "2568") == listed[2]
    assert chosen(listed, "") == listed[0]
    assert chosen([], "") is None


def test_an_announced_total_counts_before_a_computed_one_and_none_is_not_zero() -> None:
    framework = framework_with(2569)
    announced = round_with(OrganisationFactory(), framework, total="80")
    Round.objects.filter(pk=announced.pk).update(official_total=90, official_rating="ที่ประกาศ")
    round_with(OrganisationFactory(), framework, total="70")
    round_with(OrganisationFactory(), framework)
    picture = national(everything())
    assert (picture.count, picture.scored) == (3, 2)
    assert (picture.mean, picture.median, picture.lowest, picture.highest) == tuple(
        map(Decimal, (80, 80, 70, 90))
    )
    assert [(bar.key, bar.count) for bar in picture.ratings] == [("ที่ประกาศ", 1), ("none", 2)]
    assert [line.total for line in picture.bottom] == [70, 90]


def test_bands_are_half_open_and_hold_every_round_once() -> None:
    framework = framework_with(2569)
    for total in ("100", "95", "94.999", "85", "0", None):
        round_with(OrganisationFactory(), framework, total=total)
    counts = {bar.key: bar.count for bar in national(everything()).bands}
    expected = {"95-100": 2, "90-95": 1, "85-90": 1, "0-50": 1, "none": 1}
    assert counts == {band.key: expected.get(band.key, 0) for band in BANDS}


@pytest.mark.parametrize(("totals", "median"), [((10, 20, 90), 20), ((10, 20, 40, 90), 30), ((), None)])
def test_median_is_the_middle_or_between_the_two_in_the_middle(
    totals: tuple[int, ...], median: int | None
) -> None:
    framework = framework_with(2569)
    for total in totals:
        round_with(OrganisationFactory(), framework, total=str(total))
    assert national(everything()).median == median


def test_groups_are_kinds_of_organisations_and_whole_ministries(cast: Cast) -> None:
    framework = framework_with(2569)
    for key, total in (("medicine", "80"), ("laboratory", "90"), ("revenue", "60")):
        round_with(cast.organisation(key), framework, total=total)
    picture = national(everything())
    assert {(group.key, group.count, group.mean) for group in picture.ministries} == {
        (cast.organisation("health").code, 2, Decimal(85)),
        (cast.organisation("finance").code, 1, Decimal(60)),
    }
    assert {(group.key, group.count) for group in picture.kinds} == {("department", 2), ("division", 1)}


def test_order_is_by_total_or_by_an_instrument_with_what_has_no_score_last() -> None:
    framework = framework_with(2569)
    low = round_with(OrganisationFactory(), framework, total="60", of_indicator="99")
    high = round_with(OrganisationFactory(), framework, total="90", of_indicator="70")
    none = round_with(OrganisationFactory(), framework)
    for sort, expected in {
        "total": [low, high, none],
        "-total": [high, low, none],
        "SURV": [high, low, none],
        "-SURV": [low, high, none],
        "name; drop": [low, high, none],
    }.items():
        assert list(in_order(everything(), sort, ["SURV"])) == expected, sort


def test_details_hide_indicators_and_items_of_few_respondents() -> None:
    framework = framework_with(2569, "q1")
    many = round_with(OrganisationFactory(), framework, {"q1": "81.25"}, of_indicator="81.25")
    few = round_with(OrganisationFactory(), framework, {"q1": "37.5"}, of_indicator="37.5")
    for made, respondents in ((many, 10), (few, 9)):
        RoundInstrumentFactory(round=made, instrument=instrument(framework), respondents=respondents)
    other = round_with(OrganisationFactory(), framework_with(2568, "q1"), {"q1": "55"}, of_indicator="55")
    shown = details(lines_of(everything().order_by("pk")), "SURV")
    assert [column.number for column in shown.columns] == ["1", "q1"]
    told = [
        (line.line.round.pk, line.values, line.is_hidden, line.is_of_other_framework) for line in shown.lines
    ]
    value = Decimal("81.25")
    assert told == [
        (many.pk, (value, value), False, False),
        (few.pk, (None, None), True, False),
        (other.pk, (None, None), False, True),
    ]


def test_national_asks_the_database_as_often_for_thirty_rounds_as_for_one() -> None:
    framework = framework_with(2569)
    offer = Offer(2569, "invented", "annual", framework.name, 1)
    asked = []
    for count in (1, 29):
        for _ in range(count):
            round_with(OrganisationFactory(), framework, total="80", of_indicator="80")
        with CaptureQueriesContext(connection) as queries:
            national(of_offer(Round.objects.all(), offer))
        asked.append(len(queries))
    assert asked == [12, 12]
