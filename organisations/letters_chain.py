"""The chain of a letter: every letter that it refers to or that refers to it, and theirs in turn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ita_portal.thai.dates import format_days
from organisations.models import Letter, LetterReference

MOST_LETTERS = 100
MOST_STEPS = 12  # from the letter from which one looks


@dataclass(frozen=True, slots=True)
class Link:
    """A letter of the chain; ``since`` says how long after the one before it came, "" for the first."""

    letter: Letter
    on: date
    since: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The letters by date. ``took`` is from the first to the last; ``is_cut`` whether there would be more."""

    links: tuple[Link, ...]
    offices: int
    took: str
    is_cut: bool


def chain_of(letter: Letter, user: Any) -> Chain:
    """The chain in which the letter stands, of the letters that the user may see."""
    found, is_cut = _connected(letter, user)
    letters = Letter.objects.visible_to(user).filter(pk__in=found).select_related("organisation")
    dated = sorted(
        ((_day(one), one) for one in letters.prefetch_related("marks", "references")),
        key=lambda pair: (pair[0], pair[1].pk),
    )
    days = [day for day, _ in dated]
    links = tuple(
        Link(one, day, format_days((day - days[at - 1]).days) if at else "")
        for at, (day, one) in enumerate(dated)
    )
    offices = {" ".join((one.office or one.organisation.name).split()) for _, one in dated}
    return Chain(links, len(offices), format_days((days[-1] - days[0]).days), is_cut)


def _connected(letter: Letter, user: Any) -> tuple[set[int], bool]:
    """The keys of all that hang together with the letter, step by step; whether there would be more."""
    seen = {letter.pk}
    edge: set[int] = {letter.pk}
    for _ in range(MOST_STEPS):
        edge = _visible(user, _neighbours(edge) - seen)
        if not edge:
            return seen, False
        room = MOST_LETTERS - len(seen)
        if len(edge) > room:
            return seen | set(sorted(edge)[:room]), True
        seen |= edge
    return seen, bool(_visible(user, _neighbours(edge) - seen))


def _neighbours(edge: Iterable[int]) -> set[int]:
    pairs = LetterReference.objects.filter(Q(letter__in=edge) | Q(referred__in=edge), referred__isnull=False)
    return {key for pair in pairs.values_list("letter", "referred") for key in pair}


def _visible(user: Any, keys: set[int]) -> set[int]:
    if not keys:
        return set()
    return set(Letter.objects.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _day(letter: Letter) -> date:
    return letter.dated_on or timezone.localdate(letter.created_at)
