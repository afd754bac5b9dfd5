"""What proves the items of a round: those that look at what is published, each with its evidence."""

from collections import defaultdict
from dataclasses import dataclass, field

from assessments.models import Item, ItemEvidence, Round
from organisations.models import Evidence, User


@dataclass
class Proof:
    """An item with the evidence that the reader may see, and how much more there is."""

    item: Item
    uses: list[ItemEvidence] = field(default_factory=list)
    hidden: int = 0

    @property
    def evidence_items(self) -> list[Evidence]:
        """As the list of the library's own pages takes it."""
        return [use.evidence for use in self.uses]


def disclosure_items(of_round: Round) -> list[Item]:
    """The items of the instruments that ask nobody: OIT and MOIT."""
    items = of_round.framework.items.select_related("indicator__instrument")
    return [item for item in items if not item.indicator.instrument.asks_people]


def proofs_of(of_round: Round, user: User) -> list[Proof]:
    """Every such item of the round in order, in four queries."""
    return _proofs(of_round, disclosure_items(of_round), user)


def proof_of(of_round: Round, item: Item, user: User) -> Proof:
    """One item of the round, whatever it looks at."""
    return _proofs(of_round, [item], user)[0]


def _proofs(of_round: Round, items: list[Item], user: User) -> list[Proof]:
    uses: dict[int, list[ItemEvidence]] = defaultdict(list)
    everything = of_round.evidence_uses.select_related("evidence").prefetch_related("evidence__versions")
    for use in everything:
        uses[use.item_id].append(use)
    seen = set(
        Evidence.objects.visible_to(user).filter(item_uses__round=of_round).values_list("pk", flat=True)
    )
    return [_proof(item, uses[item.pk], seen) for item in items]


def _proof(item: Item, uses: list[ItemEvidence], seen: set[int]) -> Proof:
    shown = [use for use in uses if use.evidence_id in seen]
    return Proof(item, shown, len(uses) - len(shown))
