"""Writing the SWOC of a round."""

from collections.abc import Iterable

from django.db import transaction

from assessments.models import Round, SwocEntry
from assessments.services.order import next_position
from assessments.services.rounds_keeping import opened, trail
from organisations.models import AuditEntry, User
from organisations.services.audit import Act, record_many, values_of
from plans.services.opening import numbered, shifted

Action = AuditEntry.Action
_FIELDS = ("kind", "text")


@transaction.atomic
def add_swoc(*, by: User | None, of_round: Round, kind: str, texts: Iterable[str]) -> list[SwocEntry]:
    """Entries at the end of their column, in one act; what stands there already is left out."""
    opened(of_round, by)
    column = of_round.swoc_entries.filter(kind=kind)
    known, position = set(column.values_list("text", flat=True)), next_position(column)
    made: list[SwocEntry] = []
    for text in texts:
        if text not in known:
            entry = SwocEntry(round=of_round, kind=kind, text=text, position=position + len(made))
            entry.full_clean(exclude=["round"])
            entry.save()
            made.append(entry)
            known.add(text)
    record_many(
        by=by,
        action=Action.CREATE,
        acts=[Act(entry, after=values_of(entry, _FIELDS)) for entry in made],
        organisation_id=of_round.organisation_id,
        subject=of_round,
    )
    return made


@transaction.atomic
def update_swoc(*, by: User | None, entry: SwocEntry, kind: str, text: str) -> SwocEntry:
    """Other words, or at the end of another column."""
    opened(entry.round, by)
    before = values_of(entry, _FIELDS)
    if kind != entry.kind:
        entry.position = next_position(entry.round.swoc_entries.filter(kind=kind))
    entry.kind, entry.text = kind, text
    entry.full_clean(exclude=["round"])
    entry.save()
    trail(by, Action.UPDATE, entry.round, target=entry, before=before, after=values_of(entry, _FIELDS))
    return entry


@transaction.atomic
def move_swoc(*, by: User | None, entry: SwocEntry, step: int) -> None:
    """One place up (-1) or down (1) in its column."""
    opened(entry.round, by)
    numbered(shifted(list(entry.round.swoc_entries.filter(kind=entry.kind)), entry, step))
    trail(by, Action.MOVE, entry.round, target=entry)


@transaction.atomic
def delete_swoc(*, by: User | None, entry: SwocEntry) -> None:
    """Away; the trail keeps what it said."""
    opened(entry.round, by)
    trail(by, Action.DELETE, entry.round, target=entry, before=values_of(entry, _FIELDS))
    entry.delete()
