"""A framework of the database as it counts (``assessments.scoring.shape``), in five queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.models import AssessmentIndicator, Framework, Instrument
from assessments.scoring.shape import IndicatorShape, InstrumentShape, PartShape, RatingBand, Shape


def shape_of(framework: Framework) -> Shape:
    """The framework's shape. An instrument whose announced items are not all there, and those that
    ``framework.facts["open_instruments"]`` names, are known in part: see ``IndicatorShape.items_known``.
    """
    items: dict[int, list[str]] = defaultdict(list)
    for indicator_id, code in framework.items.order_by("position", "pk").values_list("indicator_id", "code"):
        items[indicator_id].append(code)
    children: dict[int | None, list[AssessmentIndicator]] = defaultdict(list)
    for indicator in framework.indicators.select_related("instrument").order_by("position", "pk"):
        children[indicator.parent_id].append(indicator)
    instruments = framework.instruments.prefetch_related("parts").order_by("position", "pk")
    open_codes = set(framework.facts.get("open_instruments", []))
    return Shape(
        framework.code,
        tuple(_instrument(one, children, items, one.code in open_codes) for one in instruments),
        tuple(
            RatingBand(rule.code, rule.label, _fraction(rule.total_min), _fraction(rule.each_instrument_min))
            for rule in framework.rating_rules.order_by("position", "pk")
        ),
    )


def _instrument(
    instrument: Instrument,
    children: Mapping[int | None, Sequence[AssessmentIndicator]],
    items: Mapping[int, Sequence[str]],
    is_open: bool,
) -> InstrumentShape:
    shape = InstrumentShape(
        instrument.code,
        _fraction(instrument.weight),
        tuple(
            _indicator(indicator, children, items)
            for indicator in children[None]
            if indicator.instrument_id == instrument.pk
        ),
        tuple(PartShape(part.code, _fraction(part.weight)) for part in instrument.parts.all()),
    )
    return shape.known_in_part(instrument.item_count, is_open)


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


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
