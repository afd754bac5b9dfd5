"""The daily numbers of answers as a small line chart, in units of its own drawing (640 × 200)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assessments.models import DailyCount
from ita_portal.thai.dates import format_short

WIDTH, HEIGHT = 640, 200
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 14, 26


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Level:
    """A horizontal line with its word: the minimum, the target."""

    y: float
    label: str
    key: str


@dataclass(frozen=True)
class CountChart:
    """Points by day, and the levels that are to be reached; ``path`` is an SVG polyline's points."""

    points: tuple[Point, ...]
    levels: tuple[Level, ...]
    top: int
    first_day: str
    last_day: str

    @property
    def path(self) -> str:
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)

    @property
    def words(self) -> str:
        """What a screen reader says of it."""
        return f"จำนวนผู้ตอบสะสมรายวัน ตั้งแต่ {self.first_day} ถึง {self.last_day} ล่าสุด {self.points[-1].label} คน"


def totals_by_day(counts: Iterable[DailyCount]) -> list[tuple[date, int]]:
    """Everybody's number by day: the organisation's own, else its units' together, each as last counted."""
    by_day: dict[date, dict[str, int]] = {}
    for one in counts:
        by_day.setdefault(one.counted_on, {})[one.unit_name] = one.count
    last: dict[str, int] = {}
    found = []
    for day in sorted(by_day):
        last |= by_day[day]
        units = sum(count for unit, count in last.items() if unit)
        found.append((day, by_day[day].get("", units or last.get("", 0))))
    return found


def count_chart(
    days: Sequence[tuple[date, int]], *, minimum: int | None, target: int | None
) -> CountChart | None:
    """The chart of at least two days; None for fewer, of which a table says all."""
    if len(days) < 2:
        return None
    top = max(1, *(count for _, count in days), minimum or 0, target or 0)
    first, last = days[0][0], days[-1][0]
    span = (last - first).days or 1

    def height(count: int) -> float:
        return HEIGHT - BOTTOM - count / top * (HEIGHT - TOP - BOTTOM)

    levels = [(minimum, "ขั้นต่ำ", "minimum"), (target, "เป้าหมาย", "target")]
    return CountChart(
        tuple(
            Point(LEFT + (day - first).days / span * (WIDTH - LEFT - RIGHT), height(count), f"{count:,}")
            for day, count in days
        ),
        tuple(Level(height(count), f"{words} {count:,}", key) for count, words, key in levels if count),
        top,
        format_short(first),
        format_short(last),
    )
