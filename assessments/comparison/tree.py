"""Instruments, indicators and items of several frameworks as one tree, in the order of the latest."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.comparison.facts import Facts
from assessments.models import AssessmentIndicator, Instrument, Item


@dataclass
class Node:
    """An instrument, or an indicator, as it is in each framework that has it (``members`` by framework)."""

    key: str
    instrument: str
    members: dict[int, Instrument | AssessmentIndicator] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def is_alike(self, indicator: AssessmentIndicator) -> bool:
        """Whether one of its indicators is the same as this: by topic, else by number and name."""
        return any(
            isinstance(member, AssessmentIndicator) and _are_same(member, indicator)
            for member in self.members.values()
        )


def tree_of(facts: Facts) -> list[Node]:
    """A node for each instrument; an item hangs on the indicator that the latest framework puts it under.

    An item that is the past of a later one has no place of its own: it is told beside that one.
    """
    return _Tree(facts).instruments


class _Tree:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.instruments: list[Node] = []
        self.nodes: dict[int, Node] = {}  # by the id of an indicator
        latest_first = list(dict.fromkeys(one.framework_id for one in reversed(facts.rounds)))
        for framework in latest_first:
            for instrument in facts.instruments.get(framework, ()):
                self._instrument_node(instrument.code).members[framework] = instrument
            codes = {one.pk: one.code for one in facts.instruments.get(framework, ())}
            for indicator in facts.indicators.get(framework, ()):
                self._place(indicator, codes[indicator.instrument_id])
        self._hang_items(latest_first)

    def _instrument_node(self, code: str) -> Node:
        found = next((node for node in self.instruments if node.instrument == code), None)
        if found is None:
            found = Node(key=f"instrument-{code}", instrument=code)
            self.instruments.append(found)
        return found

    def _place(self, indicator: AssessmentIndicator, code: str) -> None:
        if indicator.pk in self.nodes:
            return
        if indicator.parent_id is None:
            siblings = self._instrument_node(code).children
        else:
            parents = {one.pk: one for one in self.facts.indicators[indicator.framework_id]}
            self._place(parents[indicator.parent_id], code)
            siblings = self.nodes[indicator.parent_id].children
        free = (node for node in siblings if indicator.framework_id not in node.members)
        node = next((node for node in free if node.is_alike(indicator)), None)
        if node is None:
            node = Node(key=f"indicator-{indicator.pk}", instrument=code)
            siblings.append(node)
        node.members[indicator.framework_id] = indicator
        self.nodes[indicator.pk] = node

    def _hang_items(self, latest_first: list[int]) -> None:
        told: set[int] = set()
        for framework in latest_first:
            for item in self.facts.items.get(framework, ()):
                if item.pk not in told:
                    self.nodes[item.indicator_id].items.append(item)
                    told.update(self._pasts(item, latest_first))

    def _pasts(self, item: Item, frameworks: list[int]) -> Iterator[int]:
        for framework in frameworks:
            if framework != item.framework_id:
                yield from self.facts.history.past(item.pk, item.framework_id, framework).items


def _are_same(one: AssessmentIndicator, other: AssessmentIndicator) -> bool:
    if one.topic and other.topic:
        return one.topic == other.topic
    return one.number == other.number and one.name.split() == other.name.split()
