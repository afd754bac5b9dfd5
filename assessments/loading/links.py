"""What became of the items of one year in the next, told by their topics.

A link joins two items of one family that have a topic in common, from one year to the next in which that
topic has an item. A year between them that is known whole and has no such item ends the line: what comes
after it is new. A year of which not all items are known is passed over.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass(frozen=True)
class KnownItem:
    """An item in the database: its id and topics."""

    pk: int
    topics: frozenset[str]


@dataclass(frozen=True)
class KnownYear:
    """The items of a family in a year, of those instruments that have topics; ``is_whole``: all are known."""

    fiscal_year: int
    items: tuple[KnownItem, ...]
    is_whole: bool


def links_of(years: Iterable[KnownYear]) -> dict[Pair, str]:
    """Ids of the earlier and the later item, to "same", "split" or "merged"."""
    in_order = sorted(years, key=lambda year: year.fiscal_year)
    pairs: dict[Pair, Pair] = {}
    for topic in sorted({topic for year in in_order for item in year.items for topic in item.topics}):
        pairs |= _pairs_of(topic, in_order)
    return kinds_of(pairs)


def _pairs_of(topic: str, years: list[KnownYear]) -> dict[Pair, Pair]:
    """Linked ids, with the two years between which they are linked."""
    pairs: dict[Pair, Pair] = {}
    before: tuple[int, list[int]] | None = None
    for year in years:
        having = [item.pk for item in year.items if topic in item.topics]
        if having:
            if before is not None:
                for earlier in before[1]:
                    pairs |= {(earlier, later): (before[0], year.fiscal_year) for later in having}
            before = (year.fiscal_year, having)
        elif year.is_whole:
            before = None
    return pairs


def kinds_of(pairs: dict[Pair, Pair]) -> dict[Pair, str]:
    """Several into one are merged, one into several is split; all else is the same item."""
    earlier_of: dict[tuple[int, Pair], int] = defaultdict(int)
    later_of: dict[tuple[int, Pair], int] = defaultdict(int)
    for (earlier, later), between in pairs.items():
        later_of[earlier, between] += 1
        earlier_of[later, between] += 1
    kinds = {}
    for (earlier, later), between in pairs.items():
        if earlier_of[later, between] > 1:
            kinds[earlier, later] = "merged"
        else:
            kinds[earlier, later] = "split" if later_of[earlier, between] > 1 else "same"
    return kinds
