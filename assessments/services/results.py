"""What a round's scores come to, written with them: by the engine, never typed.

``recompute`` asks for no right and writes no entry: every service that writes scores calls it inside its own
transaction.
"""

from decimal import Decimal
from fractions import Fraction

from assessments.models import ResultLine, Round, RoundResult
from assessments.scoring.engine import Given, Scored, scored
from assessments.scoring.shown import decimal_12, undecimal_12
from assessments.shapes import shape_of


def recompute(of_round: Round) -> RoundResult:
    """The round's result and its lines, by the framework as it is now."""
    result = scored_round(of_round)
    framework = of_round.framework
    instruments = {one.code: one.pk for one in framework.instruments.all()}
    lines = [
        ResultLine(
            round=of_round, instrument_id=instruments[code], value=_stored(one.value), missing=one.missing
        )
        for code, one in result.instruments.items()
    ]
    for indicator in framework.indicators.select_related("instrument"):
        one = result.indicators[indicator.key]
        lines.append(
            ResultLine(
                round=of_round,
                instrument_id=indicator.instrument_id,
                indicator=indicator,
                value=_stored(one.value),
                missing=one.missing,
            )
        )
    of_round.result_lines.all().delete()
    ResultLine.objects.bulk_create(lines)
    return _written(of_round, result)


def scored_round(of_round: Round) -> Scored:
    """The round's scores through the engine, with the names of what is missing. Reads, writes nothing."""
    return scored(shape_of(of_round.framework), given_of(of_round))


def given_of(of_round: Round) -> Given:
    """The round's scores as the engine takes them.

    An instrument's announced score stands in for scores where none of it was typed: some rounds are
    published no finer than that.
    """
    given: dict[str, _Scores] = {"": _Scores()}
    begun: set[int] = set()
    scores = of_round.scores.select_related("item__indicator", "indicator__instrument", "part")
    for score in scores:
        indicator = score.indicator or score.item.indicator  # type: ignore[union-attr]
        begun.add(indicator.instrument_id)
        of_part = given.setdefault(score.part.code if score.part else "", _Scores())
        if score.item:
            of_part.items[score.item.code] = undecimal_12(score.value)
        else:
            of_part.indicators[indicator.key] = undecimal_12(score.value)
    announced = of_round.instruments.filter(part=None).exclude(official_score=None)
    whole = given.pop("")
    return Given(
        items=whole.items,
        indicators=whole.indicators,
        instruments={
            one.instrument.code: one.official_score
            for one in announced.select_related("instrument")
            if one.instrument_id not in begun and one.official_score is not None
        },
        parts={code: Given(items=one.items, indicators=one.indicators) for code, one in given.items()},
    )


class _Scores:
    """Scores by item code and by indicator key."""

    def __init__(self) -> None:
        self.items: dict[str, Fraction] = {}
        self.indicators: dict[str, Fraction] = {}


def _written(of_round: Round, result: Scored) -> RoundResult:
    written, _ = RoundResult.objects.update_or_create(
        round=of_round,
        defaults={
            "total": _stored(result.total.value),
            "rating_code": result.rating.code if result.rating else "",
            "rating": result.rating.label if result.rating else "",
            "failed_conditions": list(result.failed_conditions),
            "missing": len(result.missing),
            "framework_version": of_round.framework.version,
        },
    )
    return written


def _stored(value: Fraction | None) -> Decimal | None:
    return None if value is None else decimal_12(value)
