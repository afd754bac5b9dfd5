"""Rounds of many organisations beside each other: of one year, one family of frameworks, one kind of round.

A round counts with its announced total where there is one, else with the computed one; what has neither is
counted as without a total and never as 0. All reads are summed up by the database: their number is the same
for one organisation and for eight thousand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db.models import CharField, Count, F, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from assessments.models import Instrument, ResultLine, Round, RoundInstrument
from assessments.querysets import RoundQuerySet
from assessments.small_numbers import is_small
from organisations.models import Organisation

CountedRounds = QuerySet[Any]  # rounds with the annotations of ``counted``


@dataclass(frozen=True, slots=True)
class Offer:
    """One year, family and kind of which there are rounds, and how many. ``name`` is a framework's of it."""

    fiscal_year: int
    family: str
    kind: str
    name: str
    rounds: int

    @property
    def key(self) -> str:
        """What an address says for it: "2569.nacc-ita.first5"."""
        return f"{self.fiscal_year}.{self.family}.{self.kind}"

    @property
    def label(self) -> str:
        return f"ปี {self.fiscal_year} {Round.Kind(self.kind).label}"


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation's round: total and rating as they count, its instruments by code.

    ``few`` are the codes of the instruments that too few people answered to conclude much from.
    """

    round: Round
    total: Decimal | None
    rating: str
    instruments: dict[str, Decimal | None]
    few: tuple[str, ...]

    @property
    def organisation(self) -> Organisation:
        return self.round.organisation

    def values_of(self, codes: Sequence[str]) -> list[tuple[str, Decimal | None, bool]]:
        """For each code its score, and whether few answered it."""
        return [(code, self.instruments.get(code), code in self.few) for code in codes]


def counted(rounds: RoundQuerySet) -> CountedRounds:
    """Each with ``counted_total`` and ``counted_rating``: as announced, else as computed."""
    announced = NullIf(F("official_rating"), Value(""))
    return rounds.annotate(
        counted_total=Coalesce("official_total", "result__total"),
        counted_rating=Coalesce(announced, "result__rating", Value(""), output_field=CharField()),
    )


def offers(rounds: RoundQuerySet) -> list[Offer]:
    """Of what there are rounds, the latest year first and in it what most have."""
    grouped = rounds.order_by().values("fiscal_year", "family", "kind")
    found = grouped.annotate(name=Max("framework__name"), rounds=Count("pk"))
    listed = [Offer(**row) for row in found]
    return sorted(listed, key=lambda offer: (-offer.fiscal_year, -offer.rounds, offer.family, offer.kind))


def chosen(listed: Sequence[Offer], key: str, fiscal_year: str = "") -> Offer | None:
    """The offer of that key, else the first of that year, else the first; None where there is none."""
    of_key = (offer for offer in listed if offer.key == key)
    of_year = (offer for offer in listed if str(offer.fiscal_year) == fiscal_year)
    return next(chain(of_key, of_year, listed), None)


def of_offer(rounds: RoundQuerySet, offer: Offer) -> CountedRounds:
    """The rounds of the offer, ``counted``."""
    return counted(rounds.filter(fiscal_year=offer.fiscal_year, family=offer.family, kind=offer.kind))


def of_organisations_named(rounds: CountedRounds, words: str) -> CountedRounds:
    """Those of organisations whose name, short name or code holds the words."""
    named = Organisation.objects.search(words).order_by()
    return rounds.filter(organisation__in=named.values("pk"))


def instrument_codes(rounds: CountedRounds) -> list[str]:
    """The codes of the instruments by which these rounds were assessed, in order."""
    used = Instrument.objects.filter(framework__in=rounds.order_by().values("framework"))
    return list(dict.fromkeys(used.order_by("position", "pk").values_list("code", flat=True)))


def in_order(rounds: CountedRounds, sort: str, codes: Sequence[str]) -> CountedRounds:
    """Sorted as asked: by "name" (the order of the tree), "total", or the code of an instrument.

    "-" before it turns the order; what has no score comes last either way.
    """
    key = sort.removeprefix("-")
    if key in codes:
        line = ResultLine.objects.filter(round=OuterRef("pk"), instrument__code=key, indicator=None)
        rounds = rounds.annotate(sorted_by=Subquery(line.values("value")[:1]))
    elif key == "total":
        rounds = rounds.annotate(sorted_by=F("counted_total"))
    else:
        return rounds.order_by("-organisation__path" if sort == "-name" else "organisation__path", "pk")
    by = F("sorted_by")
    order = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
    return rounds.order_by(order, "organisation__path", "pk")


def lines_of(rounds: Iterable[Any]) -> list[Line]:
    """The rounds, ``counted`` and with their organisations, with their instruments: two queries."""
    listed = list(rounds)
    values = _values(listed)
    few = _few(listed)
    return [
        Line(
            round=one,
            total=one.counted_total,
            rating=one.counted_rating,
            instruments=values.get(one.pk, {}),
            few=few.get(one.pk, ()),
        )
        for one in listed
    ]


def _values(rounds: Sequence[Round]) -> dict[int, dict[str, Decimal | None]]:
    found: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    lines = _of(ResultLine.objects.filter(indicator=None), rounds)
    for one, code, value in lines.values_list("round_id", "instrument__code", "value"):
        found[one][code] = value
    return found


def _few(rounds: Sequence[Round]) -> dict[int, tuple[str, ...]]:
    """An instrument asked of several groups has few where one of its groups has."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    rows = _of(RoundInstrument.objects.filter(respondents__isnull=False), rounds)
    counts = rows.order_by("instrument__position").values_list("round_id", "instrument__code", "respondents")
    for one, code, respondents in counts:
        if is_small(respondents):
            found[one][code] = None
    return {one: tuple(codes) for one, codes in found.items()}


def _of(rows: QuerySet[Any], rounds: Sequence[Round]) -> QuerySet[Any]:
    return rows.order_by().filter(round__in=[one.pk for one in rounds])
