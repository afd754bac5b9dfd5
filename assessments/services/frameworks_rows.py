"""The rows of a framework's plan, written over those that are there: the same codes keep their rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError, Q

from assessments.loading.plan import FrameworkPlan, PlannedIndicator, indicator_key
from assessments.models import (
    AnswerScale,
    AssessmentIndicator,
    Framework,
    Instrument,
    InstrumentPart,
    Item,
    RatingRule,
    ResultLine,
    Score,
    SurveyRule,
)
from assessments.services.frameworks_links import topics_by_key

Rows = dict[Any, Any]


def write_rows(framework: Framework, plan: FrameworkPlan) -> list[Score]:
    """Everything of the plan; what it no longer has is removed, last and only if nothing closed needs it.

    The scores of open rounds that went with it.
    """
    scales = _kept(AnswerScale.objects.filter(framework=framework), "key", _scales(framework, plan))
    instruments = _kept(Instrument.objects.filter(framework=framework), "code", _instruments(framework, plan))
    parts = _write_parts(instruments, plan)
    indicators = _write_indicators(framework, instruments, plan)
    items = _kept(
        Item.objects.filter(framework=framework), "code", _items(framework, indicators, scales, plan)
    )
    _write_topics(items, plan)
    _kept(RatingRule.objects.filter(framework=framework), "code", _ratings(framework, plan), is_whole=True)
    SurveyRule.objects.filter(framework=framework).delete()
    SurveyRule.objects.bulk_create(_survey_rules(framework, instruments, parts, plan))
    return _removed(
        (Item.objects.filter(framework=framework), items),
        (AssessmentIndicator.objects.filter(framework=framework), indicators),
        (InstrumentPart.objects.filter(instrument__framework=framework), parts),
        (Instrument.objects.filter(framework=framework), instruments),
        (AnswerScale.objects.filter(framework=framework), scales),
    )


def _kept(
    there: models.QuerySet[Any], key: str, wanted: Iterable[models.Model], *, is_whole: bool = False
) -> Rows:
    """The rows wanted, by key: those that are there with their ids, saved where they differ.

    With ``is_whole`` all others are deleted at once; else they wait until nothing points to them.
    """
    stored = {getattr(row, key): row for row in there}
    kept: Rows = {getattr(row, key): row for row in wanted}
    there.model._default_manager.bulk_create([row for name, row in kept.items() if name not in stored])
    for name, row in kept.items():
        if (same := stored.get(name)) is not None:
            row.pk, row._state.adding = same.pk, False
            if _values(same) != _values(row):
                row.save()
    if is_whole:
        there.exclude(pk__in=[row.pk for row in kept.values()]).delete()
    return kept


def _values(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _scales(framework: Framework, plan: FrameworkPlan) -> Iterable[AnswerScale]:
    for one in plan.scales:
        yield AnswerScale(
            framework=framework,
            key=one.key,
            answers=[{"label": label, "points": points} for label, points in one.answers],
            polarity=one.polarity,
            note=one.note,
        )


def _instruments(framework: Framework, plan: FrameworkPlan) -> Iterable[Instrument]:
    for position, one in enumerate(plan.instruments):
        yield Instrument(
            framework=framework,
            code=one.code,
            name=one.name,
            weight=one.weight,
            item_count=one.item_count,
            note=one.note,
            position=position,
        )


def _write_parts(instruments: Rows, plan: FrameworkPlan) -> Rows:
    """By instrument and part code."""
    written: Rows = {}
    for one in plan.instruments:
        wanted = (
            InstrumentPart(
                instrument=instruments[one.code],
                code=part.code,
                name=part.name,
                collector=part.collector,
                weight=part.weight,
                position=position,
            )
            for position, part in enumerate(one.parts)
        )
        kept = _kept(InstrumentPart.objects.filter(instrument=instruments[one.code]), "code", wanted)
        written |= {(one.code, code): part for code, part in kept.items()}
    return written


def _write_indicators(framework: Framework, instruments: Rows, plan: FrameworkPlan) -> Rows:
    """By the plan's key; an indicator stands before those below it, so that they find it."""
    stored = {
        indicator_key(row.instrument.code, row.number): row
        for row in AssessmentIndicator.objects.filter(framework=framework).select_related("instrument")
    }
    written: Rows = {}
    for position, one in enumerate(plan.indicators):
        row = stored.get(one.key) or AssessmentIndicator(framework=framework)
        before = _values(row)
        _fill_indicator(row, one, instruments[one.instrument], written.get(one.parent), position)
        if row.pk is None or _values(row) != before:
            row.save()
        written[one.key] = row
    return written


def _fill_indicator(
    row: AssessmentIndicator,
    one: PlannedIndicator,
    instrument: Instrument,
    parent: AssessmentIndicator | None,
    position: int,
) -> None:
    row.instrument, row.parent, row.position = instrument, parent, position
    row.number, row.name, row.topic, row.is_inferred = one.number, one.name, one.topic, one.is_inferred


def _items(
    framework: Framework, indicators: Rows, scales: Mapping[str, AnswerScale], plan: FrameworkPlan
) -> Iterable[Item]:
    for position, one in enumerate(plan.items):
        yield Item(
            framework=framework,
            indicator=indicators[one.indicator],
            code=one.code,
            label=one.label,
            scale=scales.get(one.scale),
            polarity=one.polarity,
            details=dict(one.details),
            position=position,
        )


def _write_topics(items: Mapping[str, Item], plan: FrameworkPlan) -> None:
    topics = topics_by_key({key for one in plan.items for key in one.topics or ()})
    through = Item.topics.through
    wanted = {(items[one.code].pk, topics[key].pk) for one in plan.items for key in one.topics or ()}
    ids = [item.pk for item in items.values()]
    there = set(through.objects.filter(item_id__in=ids).values_list("item_id", "topic_id"))
    for item_id, topic_id in there - wanted:
        through.objects.filter(item_id=item_id, topic_id=topic_id).delete()
    through.objects.bulk_create(
        through(item_id=item_id, topic_id=topic_id) for item_id, topic_id in sorted(wanted - there)
    )


def _ratings(framework: Framework, plan: FrameworkPlan) -> Iterable[RatingRule]:
    for position, one in enumerate(plan.ratings):
        yield RatingRule(
            framework=framework,
            code=one.code,
            label=one.label,
            total_min=one.total_min,
            each_instrument_min=one.each_instrument_min,
            scheme=one.scheme,
            position=position,
        )


def _survey_rules(
    framework: Framework, instruments: Rows, parts: Rows, plan: FrameworkPlan
) -> Iterable[SurveyRule]:
    for position, one in enumerate(plan.survey_rules):
        yield SurveyRule(
            framework=framework,
            instrument=instruments[one.instrument],
            part=parts.get((one.instrument, one.part)),
            group=one.group,
            percent=one.percent,
            minimum=one.minimum,
            maximum=one.maximum,
            words=one.words,
            position=position,
        )


def _removed(*kinds: tuple[models.QuerySet[Any], Rows]) -> list[Score]:
    """Remove all rows of each kind that are not among those kept; the scores that open rounds had of them."""
    lost: list[Score] = []
    for there, kept in kinds:
        gone = there.exclude(pk__in=[row.pk for row in kept.values()])
        rows = list(gone)
        if not rows:
            continue
        lost += _forgotten_scores(rows)
        try:
            gone.delete()
        except ProtectedError as error:
            raise ValidationError(_still_needed(rows)) from error
    return lost


def _forgotten_scores(rows: list[models.Model]) -> list[Score]:
    """Scores and results of open rounds go with what they were of; a closed round's stay, and refuse."""
    of: dict[type[models.Model], Q] = {
        Item: Q(item__in=rows),
        AssessmentIndicator: Q(indicator__in=rows),
    }
    condition = of.get(type(rows[0]))
    if condition is None:
        return []
    scores = Score.objects.filter(condition, round__closed_at=None)
    lost = list(scores.select_related("round", "item", "indicator__instrument", "part"))
    scores.delete()
    if isinstance(rows[0], AssessmentIndicator):
        ResultLine.objects.filter(condition, round__closed_at=None).delete()
    return lost


def _still_needed(rows: list[models.Model]) -> str:
    names = ", ".join(str(getattr(row, "code", "") or row)[:40] for row in rows[:5])
    kind = rows[0]._meta.verbose_name
    return f"นำ{kind} {names} ออกไม่ได้ เพราะรอบการประเมินที่ปิดแล้วหรือข้อมูลอื่นยังอ้างถึง"
