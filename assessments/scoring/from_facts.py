"""The shape of a framework as its file says it, without a database."""

from collections import defaultdict
from typing import Any

from assessments.loading.plan import FrameworkPlan, PlannedIndicator, PlannedInstrument
from assessments.loading.reading import plan_of
from assessments.scoring.shape import IndicatorShape, InstrumentShape, PartShape, RatingBand, Shape
from assessments.scoring.shown import exact


def shape_from_facts(facts: Any) -> Shape:
    """The shape; raises FactsError where the facts are no framework that could be loaded."""
    return shape_of_plan(plan_of(facts))


def shape_of_plan(plan: FrameworkPlan) -> Shape:
    """The shape that ``assessments.shapes.shape_of`` reads once the plan is in the database."""
    return Shape(
        plan.code,
        tuple(_instrument(plan, one) for one in plan.instruments),
        tuple(
            RatingBand(one.code, one.label, exact(one.total_min), exact(one.each_instrument_min))
            for one in plan.ratings
        ),
    )


def _instrument(plan: FrameworkPlan, instrument: PlannedInstrument) -> InstrumentShape:
    items: dict[str, list[str]] = defaultdict(list)
    for item in plan.items:
        items[item.indicator].append(item.code)
    children: dict[str, list[PlannedIndicator]] = defaultdict(list)
    for indicator in plan.indicators:
        if indicator.instrument == instrument.code:
            children[indicator.parent].append(indicator)

    def shaped(indicator: PlannedIndicator) -> IndicatorShape:
        subs = tuple(shaped(sub) for sub in children[indicator.key])
        return IndicatorShape(indicator.key, tuple(items[indicator.key]), subs)

    shape = InstrumentShape(
        instrument.code,
        exact(instrument.weight),
        tuple(shaped(indicator) for indicator in children[""]),
        tuple(PartShape(part.code, exact(part.weight)) for part in instrument.parts),
    )
    return shape.known_in_part(instrument.item_count, any(one.is_inferred for one in children[""]))
