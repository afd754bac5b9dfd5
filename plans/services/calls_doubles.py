"""Which rows look alike: by the characters of their titles, and more readily with an owner in common."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ita_portal.thai.plain_text import closed_up

# Shares of letter pairs in common; Thai has no spaces between words by which to compare.
ALIKE = 0.8
ALIKE_WITH_OWNER = 0.6


@dataclass(frozen=True)
class Titled:
    """What of a row is compared; ``key`` is its id."""

    key: int
    title: str
    owners: tuple[str, ...] = ()


def alike(rows: Iterable[Titled], others: Iterable[Titled]) -> Iterator[tuple[int, int]]:
    """The keys of each row and of every other that looks like it, the likest first."""
    known = [(other, _pairs(other.title)) for other in others]
    for row in rows:
        pairs = _pairs(row.title)
        found = [(_share(pairs, other_pairs), other) for other, other_pairs in known if other.key != row.key]
        for share, other in sorted(found, key=lambda item: -item[0]):
            if share >= _enough(row, other):
                yield row.key, other.key


def _enough(row: Titled, other: Titled) -> float:
    return ALIKE_WITH_OWNER if {*map(closed_up, row.owners)} & {*map(closed_up, other.owners)} else ALIKE


def _share(pairs: frozenset[str], others: frozenset[str]) -> float:
    total = len(pairs) + len(others)
    return 2 * len(pairs & others) / total if pairs and others else 0.0


def _pairs(title: str) -> frozenset[str]:
    text = closed_up(title)
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
