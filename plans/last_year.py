"""What became of last year's rows in the plan that was copied from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ita_portal.tables.content import PartContent
from ita_portal.tables.differences import Difference, differences
from ita_portal.tables.layout import Layout
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.next_year import YearShift
from ita_portal.tables.row_json import row_to_json
from ita_portal.tables.rows import Row
from organisations.access import Permission
from plans import rows
from plans.models import ActionPlan, Activity, PlanPart


class Since(StrEnum):
    """A row of this year against last year's."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of this year, and the fields in which it is other than last year's row, shifted."""

    part: PartContent
    row: Row
    since: Since
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A row of last year that this year's plan has no more."""

    part: PartContent
    row: Row


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows of this year in their order, and those of last year that were dropped."""

    rows: tuple[Compared, ...]
    dropped: tuple[Dropped, ...]

    def since(self, since: Since) -> list[Compared]:
        return [compared for compared in self.rows if compared.since is since]


def compared(
    this: Sequence[PartContent], last: Sequence[PartContent], origins: Mapping[int, int], shift: YearShift
) -> Comparison:
    """The parts of both years; ``origins`` has, by the id of a row of this year, that of last year's."""
    known = {row.id: (part, row) for part, row in _rows(last)}
    found = []
    for part, row in _rows(this):
        before = known.get(origins.get(row.id or 0))
        if before is None:
            found.append(Compared(part, row, Since.NEW))
        else:
            found.append(_compared(part, row, shift.row(before[1], layout_for(before[0].layout))))
    kept = {origins.get(each.row.id or 0) for each in found}
    dropped = tuple(Dropped(part, row) for pk, (part, row) in known.items() if pk not in kept)
    return Comparison(tuple(found), dropped)


def _rows(parts: Sequence[PartContent]) -> Iterator[tuple[PartContent, Row]]:
    return ((part, row) for part in parts for row in part.own_rows if not row.placeholder)


def _compared(part: PartContent, row: Row, before: Row) -> Compared:
    found = differences(row_to_json(before), row_to_json(row))
    layout = layout_for(part.layout)
    changed = tuple(difference for difference in found if not _is_result(layout, difference.field))
    return Compared(part, row, Since.CHANGED if changed else Since.UNCHANGED, changed)


def _is_result(layout: Layout, name: str) -> bool:
    field = layout.own_field(name)
    return field is not None and field.is_result


# From the database

SHOWN_EARLIER = 8


def earlier_plans(user: Any, fiscal_year: int) -> QuerySet[ActionPlan]:
    """The latest plans up to the year that the person sees, those that it may write first."""
    own = Exists(ActionPlan.objects.visible_to(user, Permission.PLAN_EDIT).filter(pk=OuterRef("pk")))
    found = ActionPlan.objects.visible_to(user).filter(fiscal_year__lte=fiscal_year, call_answer=None)
    ordered = found.annotate(is_own=own).order_by("-is_own", "-fiscal_year", "-updated_at", "pk")
    return ordered.select_related("organisation")[:SHOWN_EARLIER]


def source_of(plan: ActionPlan, user: Any) -> ActionPlan | None:
    """The plan that this one was copied from, if there is one that the person may see."""
    if not plan.copied_from_id:
        return None
    return ActionPlan.objects.visible_to(user).filter(pk=plan.copied_from_id).first()


def comparison(plan: ActionPlan, source: ActionPlan) -> Comparison:
    """The plan against the one it was copied from, in eight queries whatever their size."""
    parts = list(PlanPart.objects.filter(plan__in=[plan, source]).select_related("plan__organisation"))
    by_plan: dict[int | None, list[PartContent]] = {plan.pk: [], source.pk: []}
    for part, content in zip(parts, rows.of_parts(parts), strict=True):
        by_plan[part.plan_id].append(content)
    copied = Activity.objects.filter(part__plan=plan, copied_from__part__plan=source)
    origins = dict(copied.values_list("pk", "copied_from"))
    shift = YearShift(source.fiscal_year, plan.fiscal_year - source.fiscal_year)
    return compared(by_plan[plan.pk], by_plan[source.pk], origins, shift)


def since_copied(part: PlanPart) -> dict[int, Since]:
    """For each row of a copied plan's part what it is since; one query, and none for other plans.

    A row that was written or moved since counts as changed; ``comparison`` says in what.
    """
    if not part.plan.copied_from_id:
        return {}
    found = part.row_owner.activities.values_list("pk", "copied_from", "version")
    return {pk: _since(origin, version) for pk, origin, version in found}


def _since(origin: int | None, version: int) -> Since:
    if origin is None:
        return Since.NEW
    return Since.UNCHANGED if version == 1 else Since.CHANGED
