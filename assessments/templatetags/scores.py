"""Scores on a page: two decimals, "–" where there is none, and changes with a word beside their number."""

from decimal import Decimal

from django import template

from assessments.scoring.shown import shown

register = template.Library()

NONE = "–"


@register.filter
def score(value: Decimal | None) -> str:
    """ "97.58"; "–" for None, which is no score and never 0."""
    return NONE if value is None else shown(value)


@register.filter
def change_words(change: Decimal | None) -> str:
    """ "สูงขึ้น 1.20", "ลดลง 0.35", "เท่าเดิม"; "" where nothing can be compared."""
    if change is None:
        return ""
    if not change:
        return "เท่าเดิม"
    return f"{'สูงขึ้น' if change > 0 else 'ลดลง'} {shown(abs(change))}"


@register.filter
def change_tone(change: Decimal | None) -> str:
    """The class of a change: "rise", "fall" or "same"."""
    return "same" if not change else "rise" if change > 0 else "fall"
