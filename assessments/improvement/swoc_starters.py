"""Beginnings of a round's SWOC: strengths from high scores and from how the agency works, weaknesses."""

from assessments.improvement.low_scores import low_scores
from assessments.models import Round, SwocEntry
from assessments.narrative.starters import strength_of, weakness_of
from assessments.scoring.shown import as_shown
from assessments.statements import strengths_from_statements

HIGH = 95
MOST = 6


def starters_for(of_round: Round) -> dict[str, list[str]]:
    """Texts by the column that they are offered for: a few of each from scores, and all that is stated."""
    return {
        SwocEntry.Kind.STRENGTH: [
            *_high_indicators(of_round)[:MOST],
            *strengths_from_statements(of_round.organisation, of_round.framework),
        ],
        SwocEntry.Kind.WEAKNESS: [
            weakness_of(f"ข้อ {low.code}" if low.item else low.code, low.text) for low in low_scores(of_round)
        ][:MOST],
    }


def _high_indicators(of_round: Round) -> list[str]:
    lines = of_round.result_lines.filter(indicator__parent=None, value__isnull=False)
    named = lines.exclude(indicator=None).exclude(indicator__number="").select_related("indicator")
    high = [line for line in named if line.value is not None and as_shown(line.value) >= HIGH]
    high.sort(key=lambda line: line.value or 0, reverse=True)
    return [strength_of(line.indicator.reference, line.indicator.name) for line in high if line.indicator]
