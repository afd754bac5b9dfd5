"""What an item of one framework was in another, by links over any number of years, else by common topics."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from assessments.comparison.shape import Link
from assessments.models import ItemLink

_KINDS = {ItemLink.Kind.SPLIT.value: Link.SPLIT, ItemLink.Kind.MERGED.value: Link.MERGED}


@dataclass(frozen=True, slots=True)
class LinkFact:
    """One ItemLink: ids of its items, and the framework of the earlier one."""

    earlier: int
    later: int
    kind: str


@dataclass(frozen=True, slots=True)
class Past:
    """The items of another framework that one item was; ``link`` None where it is one and the same."""

    items: tuple[int, ...] = ()
    link: Link | None = None

    @property
    def is_same(self) -> bool:
        return len(self.items) == 1 and self.link is None


class History:
    """The links between items, and the topics they share.

    ``frameworks`` says for each framework which items it has, ``topics`` which topics an item has. Links may
    pass through frameworks that are not among these.
    """

    def __init__(
        self,
        links: Iterable[LinkFact],
        frameworks: Mapping[int, Collection[int]],
        topics: Mapping[int, Collection[int]],
    ) -> None:
        self._frameworks = frameworks
        self._topics = topics
        self._earlier: dict[int, list[LinkFact]] = defaultdict(list)
        for link in links:
            self._earlier[link.later].append(link)
        self._pasts: dict[tuple[int, int], dict[int, Past]] = {}

    def past(self, item: int, framework: int, in_framework: int) -> Past:
        """What an item of ``framework`` was in another framework, whichever of the two is the later.

        From the later to the earlier, splits and merges are told; the other way only what is the same.
        """
        backwards = self._between(framework, in_framework).get(item)
        if backwards:
            return backwards
        for other, past in self._between(in_framework, framework).items():
            if past.is_same and past.items[0] == item:
                return Past((other,))
        return Past()

    def _between(self, later: int, earlier: int) -> dict[int, Past]:
        """For each item of the later framework that has a past in the earlier one, that past."""
        key = (later, earlier)
        if key not in self._pasts:
            self._pasts[key] = self._pasts_between(later, earlier)
        return self._pasts[key]

    def _pasts_between(self, later: int, earlier: int) -> dict[int, Past]:
        wanted = self._frameworks[earlier]
        found = {item: self._ancestors(item, wanted) for item in self._frameworks[later]}
        linked = {one for ancestors in found.values() for one in ancestors}
        for item, ancestors in found.items():
            if not ancestors:
                alike = [one for one in wanted if one not in linked and self._share_topic(item, one)]
                ancestors.update(dict.fromkeys(alike))
        heirs: dict[int, int] = defaultdict(int)
        for ancestors in found.values():
            for one in ancestors:
                heirs[one] += 1
        return {item: _past(ancestors, heirs) for item, ancestors in found.items() if ancestors}

    def _ancestors(self, item: int, wanted: Collection[int]) -> dict[int, Link | None]:
        """The wanted items that lead to this one, each with the split or the merge on its way."""
        found: dict[int, Link | None] = {}
        seen = {item}
        ahead: list[tuple[int, Link | None]] = [(item, None)]
        while ahead:
            here, kind = ahead.pop()
            for link in self._earlier[here]:
                if link.earlier in seen:
                    continue
                seen.add(link.earlier)
                on_the_way = kind or _KINDS.get(link.kind)
                ahead.append((link.earlier, on_the_way))
                if link.earlier in wanted:
                    found[link.earlier] = on_the_way
        return found

    def _share_topic(self, one: int, other: int) -> bool:
        return not set(self._topics.get(one, ())).isdisjoint(self._topics.get(other, ()))


def _past(ancestors: Mapping[int, Link | None], heirs: Mapping[int, int]) -> Past:
    items = tuple(ancestors)
    if len(items) > 1:
        return Past(items, Link.MERGED)
    if heirs[items[0]] > 1:
        return Past(items, Link.SPLIT)
    return Past(items, ancestors[items[0]])
