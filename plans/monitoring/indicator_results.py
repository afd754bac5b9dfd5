"""Which indicators a report is asked for, and whether a result reaches its target."""

from dataclasses import dataclass
from decimal import Decimal

from ita_portal.tables import indicator_fields
from ita_portal.tables.indicators import Measured, read_measured
from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.targets import Target, read_target
from plans import rows
from plans.models import Activity, Indicator

_BOUND = Decimal(10) ** 11  # what the column of a value holds before its point
_FOUR_DECIMALS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator as the plan has it; ``indicator`` is None for a row that is an indicator itself."""

    position: int
    indicator: Indicator | None
    statement: str
    target: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What was understood of a result, and whether it reaches the target; None where nobody can say."""

    value: Decimal | None
    is_met: bool | None


def is_indicator(activity: Activity) -> bool:
    """Whether the row is one of a table of indicators."""
    return layout_for(activity.part.layout).lists is Lists.INDICATORS


def asked_of(activity: Activity) -> list[Asked]:
    """The indicators on which the activity reports, in order."""
    if is_indicator(activity):
        row = rows.row_of(activity)
        return [Asked(0, None, row.title or "ตัวชี้วัด", indicator_fields.target(row).text)]
    return [
        Asked(position, one, one.statement, _words_of(read_target(one.statement), one.statement))
        for position, one in enumerate(activity.indicators.all())
        if one.statement.strip()
    ]


def judged(target: str, result: str, said: bool | None = None) -> Judged:
    """The result held against its target; ``said`` is what the reporter says, for what cannot be read.

    Numbers of different units are not held against each other.
    """
    measured, aim = read_measured(result), read_target(target)
    value = _stored(measured.value)
    if value is None or aim is None or not _same_unit(measured, aim):
        return Judged(value, said)
    return Judged(value, aim.is_met_by(value))


def _words_of(target: Target | None, statement: str) -> str:
    """The part of a statement that is its target: "ร้อยละ 80" of "… มีความรู้ ร้อยละ 80"."""
    if target is None:
        return ""
    said = statement.rfind(target.words) if target.words else -1
    return statement[said + len(target.words) :].strip() if said >= 0 else statement


def _same_unit(measured: Measured, target: Target) -> bool:
    return not (measured.unit and target.unit) or measured.unit == target.unit


def _stored(value: Decimal | None) -> Decimal | None:
    return value.quantize(_FOUR_DECIMALS) if value is not None and abs(value) < _BOUND else None
