"""A framework in the database as the plan that would write it, so that two of them can be compared."""

from collections.abc import Iterable

from assessments.loading.plan import (
    FrameworkPlan,
    PlannedIndicator,
    PlannedInstrument,
    PlannedItem,
    PlannedLink,
    PlannedPart,
    PlannedRating,
    PlannedScale,
    PlannedSurveyRule,
    indicator_key,
)
from assessments.models import AssessmentIndicator, Framework, Instrument


def stored_plan(framework: Framework) -> FrameworkPlan:
    """The plan in nine queries."""
    facts = dict(framework.facts)
    links = facts.pop("links", [])
    indicators = list(framework.indicators.select_related("instrument"))
    keys = {one.pk: indicator_key(one.instrument.code, one.number) for one in indicators}
    return FrameworkPlan(
        code=framework.code,
        family=framework.family,
        fiscal_year=framework.fiscal_year,
        name=framework.name,
        owner_name=framework.owner_name,
        instruments=tuple(_instruments(framework.instruments.prefetch_related("parts"))),
        indicators=tuple(_indicators(indicators, keys)),
        scales=tuple(_scales(framework)),
        items=tuple(_items(framework, keys)),
        ratings=tuple(
            PlannedRating(one.code, one.label, one.total_min, one.each_instrument_min, one.scheme)
            for one in framework.rating_rules.all()
        ),
        survey_rules=tuple(_survey_rules(framework)),
        links=tuple(PlannedLink(**link) for link in links),
        facts=facts,
    )


def _instruments(instruments: Iterable[Instrument]) -> Iterable[PlannedInstrument]:
    for one in instruments:
        parts = (PlannedPart(part.code, part.name, part.collector, part.weight) for part in one.parts.all())
        yield PlannedInstrument(one.code, one.name, one.weight, one.item_count, one.note, tuple(parts))


def _indicators(indicators: list[AssessmentIndicator], keys: dict[int, str]) -> Iterable[PlannedIndicator]:
    for one in indicators:
        yield PlannedIndicator(
            instrument=one.instrument.code,
            number=one.number,
            name=one.name,
            topic=one.topic,
            is_inferred=one.is_inferred,
            parent=keys[one.parent_id] if one.parent_id else "",
        )


def _scales(framework: Framework) -> Iterable[PlannedScale]:
    for one in framework.scales.all():
        answers = tuple((answer["label"], answer["points"]) for answer in one.answers)
        yield PlannedScale(one.key, answers, one.polarity, one.note)


def _items(framework: Framework, keys: dict[int, str]) -> Iterable[PlannedItem]:
    for one in framework.items.select_related("scale").prefetch_related("topics"):
        yield PlannedItem(
            code=one.code,
            indicator=keys[one.indicator_id],
            label=one.label,
            scale=one.scale.key if one.scale else "",
            polarity=one.polarity,
            topics=tuple(sorted(topic.key for topic in one.topics.all())),
            details=one.details,
        )


def _survey_rules(framework: Framework) -> Iterable[PlannedSurveyRule]:
    for one in framework.survey_rules.select_related("instrument", "part"):
        yield PlannedSurveyRule(
            instrument=one.instrument.code,
            part=one.part.code if one.part else "",
            group=one.group,
            percent=one.percent,
            minimum=one.minimum,
            maximum=one.maximum,
            words=one.words,
        )
