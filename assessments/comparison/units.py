"""Units side by side in the indicators and items of one instrument, with few respondents guarded."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.comparison.many import Line
from assessments.models import AssessmentIndicator, Item, ResultLine, Score


@dataclass(frozen=True, slots=True)
class DetailColumn:
    """An indicator or an item: how it is numbered, and its words."""

    number: str
    name: str
    is_item: bool


@dataclass(frozen=True, slots=True)
class Detailed:
    """A unit's scores by the columns, and the instrument's own.

    ``is_hidden``: so few answered that one could guess who said what.

    ``is_of_other_framework``: it was asked by other questions than most, so that nothing stands beside them.
    """

    line: Line
    instrument: Decimal | None
    values: tuple[Decimal | None, ...]
    is_hidden: bool
    is_of_other_framework: bool


@dataclass(frozen=True, slots=True)
class Details:
    columns: tuple[DetailColumn, ...]
    lines: tuple[Detailed, ...]

    @property
    def has_hidden(self) -> bool:
        return any(line.is_hidden for line in self.lines)


def details(lines: Sequence[Line], instrument: str) -> Details:
    """The instrument's indicators and items by the framework that most of these rounds use: four queries.

    What is hidden is not even read.
    """
    framework = _framework_of_most(lines)
    shown = [
        line.round.pk for line in lines if instrument not in line.few and line.round.framework_id == framework
    ]
    columns = _columns(framework, instrument)
    values = _values(shown, instrument)
    return Details(
        tuple(column for _, column in columns),
        tuple(
            Detailed(
                line,
                line.instruments.get(instrument),
                tuple(values[line.round.pk].get(key) for key, _ in columns),
                is_hidden=instrument in line.few,
                is_of_other_framework=line.round.framework_id != framework,
            )
            for line in lines
        ),
    )


def _framework_of_most(lines: Sequence[Line]) -> int | None:
    most = Counter(line.round.framework_id for line in lines).most_common(1)
    return most[0][0] if most else None


_Key = tuple[str, int]


def _columns(framework: int | None, instrument: str) -> list[tuple[_Key, DetailColumn]]:
    """Each indicator with its items after it."""
    indicators = AssessmentIndicator.objects.filter(framework=framework, instrument__code=instrument)
    items: dict[int, list[Item]] = defaultdict(list)
    for item in Item.objects.filter(indicator__framework=framework, indicator__instrument__code=instrument):
        items[item.indicator_id].append(item)
    found: list[tuple[_Key, DetailColumn]] = []
    for indicator in indicators:
        if indicator.number or indicator.name:
            column = DetailColumn(indicator.number, indicator.name, is_item=False)
            found.append((("indicator", indicator.pk), column))
        found += [
            (("item", item.pk), DetailColumn(item.code, item.label, is_item=True))
            for item in items[indicator.pk]
        ]
    return found


def _values(rounds: Sequence[int], instrument: str) -> dict[int, dict[_Key, Decimal | None]]:
    found: dict[int, dict[_Key, Decimal | None]] = defaultdict(dict)
    lines = ResultLine.objects.filter(round__in=rounds, instrument__code=instrument, indicator__isnull=False)
    for one, indicator, value in lines.order_by().values_list("round_id", "indicator_id", "value"):
        found[one]["indicator", indicator or 0] = value
    scores = Score.objects.filter(
        round__in=rounds, item__indicator__instrument__code=instrument, part__isnull=True
    )
    for one, item, value in scores.order_by().values_list("round_id", "item_id", "value"):
        found[one]["item", item or 0] = value
    return found
