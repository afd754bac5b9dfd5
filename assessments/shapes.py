"""A framework of the database as it counts (``assessments.scoring.shape``), in five queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assessments.models import AssessmentIndicator, Framework, Instrument
from assessments.scoring.shape import IndicatorShape, InstrumentShape, PartShape, RatingBand, Shape
from assessments.scoring.shown import exact


def shape_of(framework: Framework) -> Shape:
    """The framework's shape; ``InstrumentShape.known_in_part`` says of which instruments it is not whole."""
    items: dict[int, list[str]] = defaultdict(list)
    for indicator_id, code in framework.items.order_by("position", "pk").values_list("indicator_id", "code"):
        items[indicator_id].append(code)
    children: dict[int | None, list[AssessmentIndicator]] = defaultdict(list)
    for indicator in framework.indicators.select_related("instrument").order_by("position", "pk"):
        children[indicator.parent_id].append(indicator)
    instruments = framework.instruments.prefetch_related("parts").order_by("position", "pk")
    return Shape(
        framework.code,
        tuple(_instrument(one, children, items) for one in instruments),
        tuple(
            RatingBand(rule.code, rule.label, exact(rule.total_min), exact(rule.each_instrument_min))
            for rule in framework.rating_rules.order_by("position", "pk")
        ),
    )


def _instrument(
    instrument: Instrument,
    children: Mapping[int | None, Sequence[AssessmentIndicator]],
    items: Mapping[int, Sequence[str]],
) -> InstrumentShape:
    own = [one for one in children[None] if one.instrument_id == instrument.pk]
    shape = InstrumentShape(
        instrument.code,
        exact(instrument.weight),
        tuple(_indicator(indicator, children, items) for indicator in own),
        tuple(PartShape(part.code, exact(part.weight)) for part in instrument.parts.all()),
    )
    return shape.known_in_part(instrument.item_count, any(one.is_inferred for one in own))


def _indicator(
    indicator: AssessmentIndicator,
    children: Mapping[int | None, Sequence[AssessmentIndicator]],
    items: Mapping[int, Sequence[str]],
) -> IndicatorShape:
    return IndicatorShape(
        indicator.key,
        tuple(items.get(indicator.pk, ())),
        tuple(_indicator(sub, children, items) for sub in children[indicator.pk]),
    )
