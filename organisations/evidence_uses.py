"""Where evidence is used. Other rooms say so of their own tables; this one knows them by their keys alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from organisations.models import Evidence, User


@dataclass(frozen=True)
class Use:
    """One use of evidence: what kind of thing it is, its words, and the page where it stands."""

    kind: str
    words: str
    url: str


@dataclass(frozen=True)
class Uses:
    """The uses that a person may see, and how many more there are."""

    seen: tuple[Use, ...]
    hidden: int

    def __bool__(self) -> bool:
        return bool(self.seen or self.hidden)

    def __str__(self) -> str:
        words = [f"{use.kind} {use.words}" for use in self.seen]
        return ", ".join([*words, *([f"อีก {self.hidden} แห่งที่ท่านไม่มีสิทธิ์ดู"] if self.hidden else [])])


Finder = Callable[[User, Evidence], Iterable[Use]]
_FINDERS: list[Finder] = []


def tells_uses(finder: Finder) -> Finder:
    """Put over a function of a person and evidence: it yields the uses that the person may see."""
    _FINDERS.append(finder)
    return finder


def uses_of(evidence: Evidence, user: User) -> Uses:
    """Every use of the evidence, as the person may know it."""
    seen = tuple(use for finder in _FINDERS for use in finder(user, evidence))
    total = sum(
        one.related_model._base_manager.filter(**{one.field.name: evidence}).count() for one in _tables()
    )
    return Uses(seen, total - len(seen))


def is_used() -> Q:
    """The condition of evidence that is used anywhere."""
    found = Q(pk__in=[])
    for one in _tables():
        uses = one.related_model._base_manager.filter(**{one.field.name: OuterRef("pk")})
        found |= Q(Exists(uses))
    return found


def _tables() -> list[Any]:
    """The relations by which something uses evidence: they protect it, unlike its own versions."""
    relations: list[Any] = list(Evidence._meta.related_objects)
    return [one for one in relations if one.on_delete is models.PROTECT]
