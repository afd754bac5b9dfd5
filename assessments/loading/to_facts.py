"""A FrameworkPlan to the facts from which it could be read: the JSON that is exported."""

from decimal import Decimal
from typing import Any

from assessments.loading.plan import (
    FrameworkPlan,
    PlannedIndicator,
    PlannedInstrument,
    PlannedItem,
    PlannedRating,
    PlannedScale,
    PlannedSurveyRule,
)

Json = dict[str, Any]
_DETAILS = {"requirements": "requirements_th", "group": "group_th"}


def facts_of(plan: FrameworkPlan) -> Json:
    """The facts in the order in which files have them; what is not established is null."""
    beside = dict(plan.facts)
    owner = {"code": beside.pop("owner_code", None), "name_th": plan.owner_name or None}
    return {
        "schema_version": 1,
        "framework_id": plan.code,
        "family": plan.family,
        "fiscal_year_be": plan.fiscal_year,
        "name_th": plan.name,
        "owner": {key: value for key, value in owner.items() if value},
        "instruments": [_instrument(plan, one) for one in plan.instruments],
        "scales": {one.key: _scale(one) for one in plan.scales},
        "rating_bands": [_rating(one) for one in plan.ratings],
        "sample_rules": [_survey_rule(one) for one in plan.survey_rules],
        "links": [vars(one).copy() for one in plan.links],
        **beside,
    }


def _instrument(plan: FrameworkPlan, one: PlannedInstrument) -> Json:
    indicators = [
        indicator
        for indicator in plan.indicators
        if indicator.instrument == one.code and not indicator.parent
    ]
    return {
        "code": one.code,
        "name_th": one.name,
        "weight": number(one.weight),
        "item_count": one.item_count,
        "note": one.note or None,
        "parts": [
            {
                "code": part.code,
                "name_th": part.name,
                "collector": part.collector or None,
                "weight": number(part.weight),
            }
            for part in one.parts
        ],
        "indicators": [_indicator(plan, indicator) for indicator in indicators],
    }


def _indicator(plan: FrameworkPlan, one: PlannedIndicator) -> Json:
    subs = [indicator for indicator in plan.indicators if indicator.parent == one.key]
    places = {one.key: "", **{sub.key: sub.number for sub in subs}}
    return {
        **_head(one),
        "sub_indicators": [_head(sub) for sub in subs],
        "items": [
            item_facts(item, places[item.indicator]) for item in plan.items if item.indicator in places
        ],
    }


def _head(one: PlannedIndicator) -> Json:
    return {
        "number": one.number or None,
        "name_th": one.name or None,
        "topic": one.topic or None,
        "inferred": one.is_inferred,
    }


def item_facts(item: PlannedItem, sub_indicator: str) -> Json:
    return {
        "code": item.code,
        "label_th": item.label or None,
        "scale": item.scale or None,
        "polarity": item.polarity or None,
        "sub_indicator": sub_indicator or None,
        "topics": list(item.topics or ()),
        **{_DETAILS.get(key, key): value for key, value in item.details.items()},
    }


def _scale(one: PlannedScale) -> Json:
    return {
        "polarity": one.polarity,
        "options": [
            {"label_th": label or None, "points": None if points is None else number(Decimal(points))}
            for label, points in one.answers
        ],
        "note": one.note or None,
    }


def _rating(one: PlannedRating) -> Json:
    return {
        "code": one.code,
        "label_th": one.label,
        "total_min": number(one.total_min),
        "each_instrument_min": number(one.each_instrument_min),
        "scheme": one.scheme or None,
    }


def _survey_rule(one: PlannedSurveyRule) -> Json:
    return {
        "instrument": one.instrument,
        "part": one.part or None,
        "group": one.group or None,
        "percent": number(one.percent),
        "minimum": one.minimum,
        "maximum": one.maximum,
        "rule": one.words or None,
    }


def number(value: Decimal | None) -> int | float | None:
    """A JSON number that reads back as the same decimal."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
