"""What all rounds of a year, a family and a kind say together: counted and averaged by the database."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, Max, Min, Q
from django.db.models.functions import Substr

from assessments.comparison.many import CountedRounds, Line, in_order, lines_of
from organisations.models import Organisation

EXTREMES = 5  # as many are told of the top and of the bottom
NO_TOTAL = "none"


@dataclass(frozen=True, slots=True)
class Band:
    """Totals from ``least`` up to, and without, ``below``; by the unrounded total. ``key`` is its name in
    an address.
    """

    key: str
    label: str
    condition: Q


def _band(least: int | None, below: int | None) -> Band:
    condition = Q(counted_total__isnull=False)
    if least is not None:
        condition &= Q(counted_total__gte=Decimal(least))
    if below is not None:
        condition &= Q(counted_total__lt=Decimal(below))
    label = (
        f"ต่ำกว่า {below}"
        if least is None
        else f"{least} ถึง 100"
        if below is None
        else f"{least} ถึงต่ำกว่า {below}"
    )
    return Band(f"{least or 0}-{below or 100}", label, condition)


BANDS = (
    _band(95, None),
    _band(90, 95),
    _band(85, 90),
    _band(75, 85),
    _band(65, 75),
    _band(50, 65),
    _band(None, 50),
    Band(NO_TOTAL, "ยังไม่มีคะแนนรวม", Q(counted_total=None)),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """How many rounds are of something: ``key`` asks for them in an address; ``share`` is 0 to 100."""

    key: str
    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Group:
    """The rounds of a kind of organisations, or of a ministry with all below it."""

    key: str
    label: str
    count: int
    scored: int
    mean: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None


@dataclass(frozen=True, slots=True)
class National:
    """``count`` rounds, ``scored`` of them with a total; mean, median and the rest are of those."""

    count: int
    scored: int
    mean: Decimal | None
    median: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    bands: tuple[Bar, ...]
    ratings: tuple[Bar, ...]
    kinds: tuple[Group, ...]
    ministries: tuple[Group, ...]
    top: list[Line]
    bottom: list[Line]


def national(rounds: CountedRounds) -> National:
    """Eleven queries over rounds that are ``counted`` already, whatever their number."""
    sums = rounds.order_by().aggregate(
        count=Count("pk"),
        scored=Count("counted_total"),
        mean=Avg("counted_total"),
        lowest=Min("counted_total"),
        highest=Max("counted_total"),
        **{f"band_{at}": Count("pk", filter=band.condition) for at, band in enumerate(BANDS)},
    )
    with_total = rounds.filter(counted_total__isnull=False).select_related("organisation")
    return National(
        count=sums["count"],
        scored=sums["scored"],
        mean=sums["mean"],
        median=_median(with_total, sums["scored"]),
        lowest=sums["lowest"],
        highest=sums["highest"],
        bands=_bands(sums),
        ratings=_ratings(rounds, sums["count"]),
        kinds=_kinds(rounds),
        ministries=_ministries(rounds),
        top=lines_of(in_order(with_total, "-total", ())[:EXTREMES]),
        bottom=lines_of(in_order(with_total, "total", ())[:EXTREMES]),
    )


def _median(with_total: CountedRounds, count: int) -> Decimal | None:
    middle = with_total.order_by("counted_total").values_list("counted_total", flat=True)
    values = list(middle[max(count - 1, 0) // 2 : count // 2 + 1])
    return sum(values, Decimal(0)) / len(values) if values else None


def _bands(sums: dict[str, Any]) -> tuple[Bar, ...]:
    return tuple(
        _bar(band.key, band.label, sums[f"band_{at}"], sums["count"]) for at, band in enumerate(BANDS)
    )


def ratings_of(rounds: CountedRounds) -> list[tuple[str, str]]:
    """The ratings that these rounds have, as choices."""
    return [(bar.key, bar.label) for bar in _ratings(rounds, 0)]


def _ratings(rounds: CountedRounds, count: int) -> tuple[Bar, ...]:
    """The best first: by the mean total of those that have it."""
    found = rounds.order_by().values("counted_rating").annotate(rounds=Count("pk"), mean=Avg("counted_total"))
    listed = sorted(found, key=lambda row: (not row["counted_rating"], -(row["mean"] or 0)))
    return tuple(_rating_bar(row["counted_rating"], row["rounds"], count) for row in listed)


def _rating_bar(rating: str, rounds: int, count: int) -> Bar:
    return _bar(rating or NO_TOTAL, rating or "ยังไม่มีระดับผลการประเมิน", rounds, count)


def _kinds(rounds: CountedRounds) -> tuple[Group, ...]:
    found = _grouped(rounds, key=F("organisation__kind"))
    return tuple(_group(row, Organisation.Kind(row["key"]).label) for row in found)


def _ministries(rounds: CountedRounds) -> tuple[Group, ...]:
    """By the organisation at the top of the tree, keyed by its code."""
    found = _grouped(rounds, key=Substr("organisation__path", 1, Organisation.steplen))
    tops = Organisation.objects.filter(path__in=[row["key"] for row in found])
    names = {top.path: top for top in tops}
    return tuple(_group(row | {"key": names[row["key"]].code}, names[row["key"]].name) for row in found)


def _grouped(rounds: CountedRounds, *, key: Any) -> list[dict[str, Any]]:
    grouped = rounds.order_by().annotate(key=key).values("key")
    sums = grouped.annotate(
        count=Count("pk"),
        scored=Count("counted_total"),
        mean=Avg("counted_total"),
        lowest=Min("counted_total"),
        highest=Max("counted_total"),
    )
    return list(sums.order_by("key"))


def _group(row: dict[str, Any], label: str) -> Group:
    return Group(row["key"], label, row["count"], row["scored"], row["mean"], row["lowest"], row["highest"])


def _bar(key: str, label: str, count: int, of: int) -> Bar:
    return Bar(key, label, count, round(100 * count / of, 1) if of else 0)
