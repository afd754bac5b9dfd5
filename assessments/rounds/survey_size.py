"""How many have to answer a survey, by the rules of the framework. Pure."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Protocol


class SizeRule(Protocol):
    """A rule as the framework has it: for a ``group`` of agencies, or "" for all."""

    @property
    def group(self) -> str: ...
    @property
    def percent(self) -> Decimal | None: ...
    @property
    def minimum(self) -> int | None: ...
    @property
    def maximum(self) -> int | None: ...


def minimum_for(rules: Sequence[SizeRule], population: int | None, group: str) -> int | None:
    """The least number of people; None where no rule with a number fits what is known.

    The group's own rule stands before the one for all. ``percent`` of the ``population`` (people asked),
    rounded up, is never under ``minimum`` nor over ``maximum``; a smaller population is asked whole.
    """
    fitting = sorted((rule for rule in rules if rule.group in ("", group)), key=lambda rule: not rule.group)
    return next((size for rule in fitting if (size := _size(rule, population)) is not None), None)


def _size(rule: SizeRule, population: int | None) -> int | None:
    if rule.percent is None:
        wanted = rule.minimum
    elif population is None:
        return None
    else:
        share = (rule.percent * population / 100).to_integral_value(ROUND_CEILING)
        wanted = max(int(share), rule.minimum or 0)
    if wanted is None:
        return None
    if rule.maximum is not None:
        wanted = min(wanted, rule.maximum)
    return wanted if population is None else min(wanted, population)
