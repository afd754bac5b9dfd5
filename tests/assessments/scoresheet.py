"""A small framework with all that a grid of scores has to cope with."""

from decimal import Decimal

from assessments.models import Framework, Item
from tests.factories import (
    AnswerScaleFactory,
    AssessmentIndicatorFactory,
    FrameworkFactory,
    InstrumentFactory,
    InstrumentPartFactory,
    ItemFactory,
    RatingRuleFactory,
)

ALL_OR_NOTHING = [{"label": "มี", "points": 100}, {"label": "ไม่มี", "points": 0}]
STEPS = [{"label": "มาก", "points": 100}, {"label": "น้อย", "points": 50}, {"label": "ไม่มี", "points": 0}]


def small_framework(*, items: int = 2, part_weight: str | None = None) -> Framework:
    """IIT (weight 0.6): indicators 1 and 2 with ``items`` items each, i1 …; EIT (0.4): indicator 3 with e1
    and e2, asked of two parts. Ratings: good from 85 with every instrument from 85, pass from 85, poor below.
    """
    framework = FrameworkFactory(family="sample-ita", code="sample-ita-2569", fiscal_year=2569)
    scale = AnswerScaleFactory(framework=framework, answers=STEPS)
    iit = InstrumentFactory(framework=framework, code="IIT", weight=Decimal("0.6"), position=1)
    eit = InstrumentFactory(framework=framework, code="EIT", weight=Decimal("0.4"), position=2)
    weight = None if part_weight is None else Decimal(part_weight)
    for code in ("EIT1", "EIT2"):
        InstrumentPartFactory(instrument=eit, code=code, weight=weight)
    place = 0
    for number in (1, 2):
        indicator = AssessmentIndicatorFactory(
            framework=framework, instrument=iit, number=str(number), position=number
        )
        for _ in range(items):
            place += 1
            ItemFactory(
                framework=framework, indicator=indicator, code=f"i{place}", position=place, scale=scale
            )
    third = AssessmentIndicatorFactory(framework=framework, instrument=eit, number="3", position=3)
    choice = AnswerScaleFactory(framework=framework, answers=ALL_OR_NOTHING)
    for code in ("e1", "e2"):
        place += 1
        ItemFactory(framework=framework, indicator=third, code=code, position=place, scale=choice)
    for position, (code, label, total, each) in enumerate(
        [("good", "ผ่านดี", 85, 85), ("pass", "ผ่าน", 85, None), ("poor", "ต้องปรับปรุง", None, None)]
    ):
        RatingRuleFactory(
            framework=framework,
            code=code,
            label=label,
            total_min=total,
            each_instrument_min=each,
            position=position,
        )
    return framework


def keys(framework: Framework, **scores: str | None) -> dict[str, Decimal | None]:
    """Scores by item code as the services take them: by key."""
    items = {item.code: item for item in Item.objects.filter(framework=framework)}
    return {
        f"item-{items[code].pk}": None if score is None else Decimal(score) for code, score in scores.items()
    }
