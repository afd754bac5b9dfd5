"""The rounds in which plans are usually closed, ready to be chosen.

Source: quarters and six months are those of the fiscal year; certifications of performance are followed in
two rounds of five months, October to February and March to July.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ita_portal.thai.dates import format_short
from ita_portal.thai.fiscal import first_day, last_day, month_in_year
from plans.models import Monitoring, MonitoringRound
from plans.monitoring.periods import periods_of

Kind = MonitoringRound.Kind
Basis = Monitoring.Basis
_MOST_SUGGESTED = 3
_KINDS = {
    Basis.QUARTER: (Kind.QUARTER, Kind.HALF, Kind.YEAR),
    Basis.MONTH: tuple(Kind),
    Basis.HALF: (Kind.HALF, Kind.YEAR),
    Basis.ROUND: (Kind.FIVE_MONTHS, Kind.YEAR),
}


@dataclass(frozen=True, slots=True)
class Preset:
    """A round that may be made with one press."""

    kind: Kind
    name: str
    starts_on: date
    ends_on: date

    @property
    def words(self) -> str:
        """ "ไตรมาสที่ 1 (1 ต.ค. 68 – 31 ธ.ค. 68)"."""
        return f"{self.name} ({format_short(self.starts_on)} – {format_short(self.ends_on)})"

    @property
    def key(self) -> str:
        """What the address or a form calls it."""
        return f"{self.kind.value}-{self.starts_on:%m}"


def presets_of(fiscal_year: int) -> list[Preset]:
    """Four quarters, two halves, two rounds of five months, the year."""
    quarters = _named(Kind.QUARTER, Basis.QUARTER, fiscal_year)
    halves = _named(Kind.HALF, Basis.HALF, fiscal_year)
    second = date(*month_in_year(fiscal_year, 3), 1)
    five_months = [
        Preset(
            Kind.FIVE_MONTHS,
            "รอบ 5 เดือนแรก",
            first_day(fiscal_year),
            date.fromordinal(second.toordinal() - 1),
        ),
        Preset(Kind.FIVE_MONTHS, "รอบ 5 เดือนหลัง", second, date(second.year, 7, 31)),
    ]
    year = Preset(Kind.YEAR, "รอบ 12 เดือน", first_day(fiscal_year), last_day(fiscal_year))
    return [*quarters, *halves, *five_months, year]


def not_made(presets: Iterable[Preset], rounds: Iterable[MonitoringRound]) -> list[Preset]:
    """The presets of whose days there is no round yet."""
    made = {(one.starts_on, one.ends_on) for one in rounds}
    return [preset for preset in presets if (preset.starts_on, preset.ends_on) not in made]


def suggested(presets: Iterable[Preset], basis: str, today: date) -> list[Preset]:
    """Those that have begun and suit how the plan is reported: the first to end, then the shortest, first."""
    suiting = [one for one in presets if one.kind in _KINDS[Basis(basis)] and one.starts_on <= today]
    return sorted(suiting, key=lambda one: (one.ends_on, one.ends_on - one.starts_on))[:_MOST_SUGGESTED]


def _named(kind: Kind, basis: str, fiscal_year: int) -> list[Preset]:
    periods = periods_of(basis, fiscal_year, 0)
    return [Preset(kind, period.name, period.starts_on, period.ends_on) for period in periods]
