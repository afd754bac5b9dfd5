"""Writing gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.models import AssessmentIndicator, Gap, Item, Round
from assessments.services.order import next_position
from assessments.services.rounds_keeping import opened, trail
from organisations.models import AuditEntry, User
from organisations.services.audit import Act, record_many, values_of
from plans.services.opening import claim, numbered, shifted

Action = AuditEntry.Action
_FIELDS = ("item", "indicator", "issue", "cause")
OF_ANOTHER = "ข้อหรือตัวชี้วัดนี้ไม่ได้อยู่ในกรอบการประเมินของรอบนี้"


@dataclass(frozen=True)
class Raised:
    """A gap to be: of an item, of an indicator, or in words alone."""

    issue: str
    cause: str = ""
    item: Item | None = None
    indicator: AssessmentIndicator | None = None


@transaction.atomic
def raise_gaps(*, by: User | None, of_round: Round, raised: Sequence[Raised]) -> list[Gap]:
    """The gaps at the end of the round's, in one act; an item that is a gap of the round already is left out.

    Raises PermissionDenied, or ValidationError for what is of another framework or says nothing.
    """
    opened(of_round, by)
    known = set(of_round.gaps.exclude(item=None).values_list("item", flat=True))
    position = next_position(of_round.gaps.all())
    made: list[Gap] = []
    for one in raised:
        if one.item is None or one.item.pk not in known:
            gap = Gap(round=of_round, position=position + len(made))
            _set(gap, issue=one.issue, cause=one.cause, item=one.item, indicator=one.indicator)
            gap.save()
            made.append(gap)
    record_many(
        by=by,
        action=Action.CREATE,
        acts=[Act(gap, after=values_of(gap, _FIELDS)) for gap in made],
        organisation_id=of_round.organisation_id,
        subject=of_round,
    )
    return made


@transaction.atomic
def update_gap(
    *,
    by: User | None,
    gap: Gap,
    issue: str,
    cause: str,
    item: Item | None,
    indicator: AssessmentIndicator | None,
    base_version: int | None,
) -> Gap:
    """Other words, or of another item; raises StaleError where somebody changed it since ``base_version``."""
    opened(gap.round, by)
    before = values_of(gap, _FIELDS)
    claim(gap, base_version)
    _set(gap, issue=issue, cause=cause, item=item, indicator=indicator)
    gap.save(update_fields=_FIELDS)
    trail(by, Action.UPDATE, gap.round, target=gap, before=before, after=values_of(gap, _FIELDS))
    return gap


@transaction.atomic
def move_gap(*, by: User | None, gap: Gap, step: int) -> None:
    """One place up (-1) or down (1)."""
    opened(gap.round, by)
    numbered(shifted(list(gap.round.gaps.all()), gap, step))
    trail(by, Action.MOVE, gap.round, target=gap)


@transaction.atomic
def delete_gap(*, by: User | None, gap: Gap) -> None:
    """Away; its measures stay, without this gap. The trail keeps what it said."""
    opened(gap.round, by)
    before = values_of(gap, _FIELDS) | {"measures": list(gap.measures.values_list("pk", flat=True))}
    trail(by, Action.DELETE, gap.round, target=gap, before=before)
    gap.delete()


def _set(gap: Gap, **values: Any) -> None:
    for name, value in values.items():
        setattr(gap, name, value)
    for name in ("item", "indicator"):
        of = values[name]
        if of is not None and of.framework_id != gap.round.framework_id:
            raise ValidationError({name: OF_ANOTHER})
    gap.full_clean(exclude=["round"])
