"""A part to Rows and back: the only place where stored activities and the table model meet."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.from_json import columns_from_json, options_from_json, signatures_from_json
from ita_portal.tables.rows import Aspect, CostLine, PeriodCell, Row
from ita_portal.tables.rows import Indicator as RowIndicator
from ita_portal.thai.amounts import Amount, AmountKind
from ita_portal.thai.fiscal import QUARTERS
from ita_portal.thai.period import Period
from ita_portal.thai.year_month import YearMonth
from plans import facts
from plans.models import ActionPlan, Activity, ActivityOwner, Heading, Indicator, PlanCell, PlanPart
from plans.models import CostLine as StoredCostLine

# What belongs to an activity, by its reverse key: to be prefetched where the whole row is needed.
BELONGINGS: dict[str, type[Model]] = {
    "owners": ActivityOwner,
    "indicators": Indicator,
    "cells": PlanCell,
    "cost_lines": StoredCostLine,
}
_PLAIN_FIELDS = (
    "title",
    "number",
    "objective",
    "target_group",
    "weight",
    "level",
    "target",
    "reason",
    "knowledge",
    "source_of_funds",
    "values",
)


def contents(plan: ActionPlan) -> PlanContent:
    """The whole plan, in twelve queries whatever its size."""
    parts = list(plan.parts.all())
    places: dict[int | None, int] = {part.pk: place for place, part in enumerate(parts, start=1)}
    headings, activities = _by_part(parts)
    return PlanContent(
        id=plan.pk,
        title=plan.title,
        fiscal_year=plan.fiscal_year,
        organisation=plan.printed_organisation or plan.organisation.name,
        kind=plan.kind,
        **facts.of(plan, parts),
        parts=tuple(
            _content(
                part,
                plan,
                headings[part.rows_of_id or part.pk],
                activities[part.rows_of_id or part.pk],
                places.get(part.rows_of_id),
            )
            for part in parts
        ),
    )


def of(part: PlanPart, *, whole: Collection[int] | None = None) -> PartContent:
    """One part with its rows in the order in which they print, in six queries whatever its size.

    One more where it shows the rows of another. With ``whole``, only the activities of these ids have what
    belongs to them (owners, indicators, cells, cost lines): enough to know how one row prints in its table.
    """
    owner = part.row_owner
    headings, activities = _by_part([owner], whole)
    place = None
    if part.rows_of_id:
        place = [*part.plan.parts.values_list("pk", flat=True), part.rows_of_id].index(part.rows_of_id) + 1
    return _content(part, part.plan, headings[owner.pk], activities[owner.pk], place)


def frame_of(part: PlanPart) -> PartContent:
    """The part without its rows; asks the database for nothing."""
    return _content(part, part.plan, [], [], None)


def of_parts(parts: list[PlanPart]) -> list[PartContent]:
    """Parts of whatever plans, each with the rows that it owns, in six queries for any number."""
    headings, activities = _by_part(parts)
    return [_content(part, part.plan, headings[part.pk], activities[part.pk], None) for part in parts]


def row_of(activity: Activity) -> Row:
    """One activity as a Row, with its headings from the outermost."""
    owned = {name: getattr(activity, name).all() for name in BELONGINGS}
    return _row(_Whole(activity, owned), _path_of(activity))


def activities_with_headings(part: PlanPart, pks: Iterable[int]) -> list[Activity]:
    """Those of the part's activities that are in use, in the order of ``pks``.

    What belongs to them and the headings over them are read with them, in six queries for any number.
    """
    headings: dict[int | None, Heading] = {
        heading.pk: heading for heading in Heading.everything.filter(part=part)
    }
    for heading in headings.values():
        heading.parent = headings.get(heading.parent_id)
    found = Activity.objects.filter(part=part, pk__in=list(pks)).prefetch_related(*BELONGINGS)
    activities = {activity.pk: activity for activity in found}
    for activity in activities.values():
        activity.part = part
        activity.heading = headings.get(activity.heading_id)
    return [activities[pk] for pk in pks if pk in activities]


def headings_over(activity: Activity) -> tuple[str, ...]:
    """The texts of the headings under which the activity stands, from the outermost."""
    return tuple(heading.text for heading in _path_of(activity) if heading.text)


def _path_of(activity: Activity) -> list[Heading]:
    path: list[Heading] = []
    heading = activity.heading
    while heading is not None:
        path.insert(0, heading)
        heading = heading.parent
    return path


def ordered_headings(headings: Iterable[Heading]) -> Iterator[tuple[Heading, tuple[Heading, ...]]]:
    """Every heading with its path from the outermost to itself, in printed order."""
    children: Mapping[int | None, list[Heading]] = _grouped(headings, "parent_id")

    def walk(parent: int | None, above: tuple[Heading, ...]) -> Iterator[tuple[Heading, tuple[Heading, ...]]]:
        for heading in sorted(children.get(parent, []), key=_place):
            path = (*above, heading)
            yield heading, path
            yield from walk(heading.pk, path)

    return walk(None, ())


@dataclass(frozen=True, slots=True)
class _Whole:
    """An activity with what belongs to it, by the name of the activity's reverse key."""

    activity: Activity
    owned: Mapping[str, Iterable[Any]]


def _by_part(
    parts: list[PlanPart], whole: Collection[int] | None = None
) -> tuple[dict[int, list[Heading]], dict[int, list[_Whole]]]:
    """Headings and activities by the part that owns them.

    What belongs to the activities is read kind by kind; ``prefetch_related`` takes twice the time.
    """
    headings = Heading.objects.filter(part__in=parts)
    activities = Activity.objects.filter(part__in=parts)
    of_whom = {"activity__in": activities.values("pk") if whole is None else list(whole)}
    owned: dict[str, dict[int, list[Any]]] = {
        name: _grouped(model._default_manager.filter(**of_whom), "activity_id")
        for name, model in BELONGINGS.items()
    }
    by_part: dict[int, list[_Whole]] = defaultdict(list)
    for activity in activities:
        own = {name: found.get(activity.pk, ()) for name, found in owned.items()}
        by_part[activity.part_id].append(_Whole(activity, own))
    return _grouped(headings, "part_id"), by_part


def _grouped(items: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for item in items:
        groups[getattr(item, key)].append(item)
    return groups


def _place(item: Heading | Activity) -> tuple[int, int]:
    return item.position, item.pk


def _content(
    part: PlanPart,
    plan: ActionPlan,
    headings: list[Heading],
    activities: list[_Whole],
    rows_of: int | None,
) -> PartContent:
    return PartContent(
        id=part.pk,
        title=part.title,
        layout=part.layout,
        fiscal_year=plan.fiscal_year,
        rows=tuple(_rows(headings, activities)),
        columns=columns_from_json(part.columns),
        options=options_from_json(part.options),
        lines=tuple(part.lines),
        notes=tuple(part.notes),
        signatures=signatures_from_json(part.signatures),
        rows_of=rows_of,
    )


def _rows(headings: list[Heading], activities: list[_Whole]) -> Iterator[Row]:
    """Rows under no heading first, then heading by heading; an empty innermost heading keeps its place."""
    under: dict[int | None, list[_Whole]] = defaultdict(list)
    for item in sorted(activities, key=lambda item: _place(item.activity)):
        under[item.activity.heading_id].append(item)
    parents = {heading.parent_id for heading in headings}
    yield from (_row(item, ()) for item in under.get(None, []))
    for heading, path in ordered_headings(headings):
        members = under.get(heading.pk, [])
        yield from (_row(item, path) for item in members)
        if not members and heading.text and heading.pk not in parents:
            yield Row(placeholder=True, **_headed(path))


def _headed(path: Iterable[Heading]) -> dict[str, Any]:
    """A heading without words only keeps the place of rows under none; it does not print."""
    path = tuple(heading for heading in path if heading.text)
    return {
        "headings": tuple(heading.text for heading in path),
        "heading_ids": tuple(heading.pk for heading in path),
    }


def _row(item: _Whole, path: Iterable[Heading]) -> Row:
    activity, owned = item.activity, item.owned
    cells = _grouped(owned["cells"], "span")
    return Row(
        **{name: getattr(activity, name) for name in _PLAIN_FIELDS},
        **_headed(path),
        id=activity.pk,
        owners=tuple(owner.text for owner in owned["owners"]),
        indicators=tuple(RowIndicator(i.statement, Aspect(i.aspect)) for i in owned["indicators"]),
        budget=_budget(activity),
        period=_period(activity),
        quarters={cell.number: _cell(cell) for cell in cells.get(PlanCell.Span.QUARTER, [])},
        months={cell.number: _cell(cell) for cell in cells.get(PlanCell.Span.MONTH, [])},
        cost_lines=tuple(CostLine(line.text, line.amount) for line in owned["cost_lines"]),
        other=activity.other,
    )


def _budget(activity: Activity) -> Amount | None:
    if not activity.budget_kind:
        return None
    return Amount(activity.budget_text, activity.budget_amount, AmountKind(activity.budget_kind))


def _period(activity: Activity) -> Period | None:
    start, end = activity.period_start, activity.period_end
    if not (activity.period_text or start or end):
        return None
    return Period(
        text=activity.period_text,
        start=str(YearMonth(start.year, start.month)) if start else None,
        end=str(YearMonth(end.year, end.month)) if end else None,
        quarters=tuple(n for n in QUARTERS if activity.period_quarters & _bit(n)),
        open=activity.period_open,
    )


def _bit(quarter: int) -> int:
    return 1 << (quarter - 1)


def _cell(cell: PlanCell) -> PeriodCell:
    return PeriodCell(cell.marked, cell.count, cell.unit, cell.amount, cell.text)


# And back


def set_fields(activity: Activity, row: Row) -> None:
    """Put a Row's own values into the activity's columns; what belongs to it comes from ``belongings``."""
    for name in _PLAIN_FIELDS:
        setattr(activity, name, getattr(row, name))
    activity.values, activity.other = dict(row.values), dict(row.other)
    budget, period = row.budget, row.period
    activity.budget_text = budget.text if budget else ""
    activity.budget_amount = budget.amount if budget else None
    activity.budget_kind = budget.kind.value if budget else ""
    activity.period_text = period.text if period else ""
    activity.period_start = _first_day(period.start) if period else None
    activity.period_end = _last_day(period.end) if period else None
    activity.period_quarters = sum(_bit(n) for n in period.quarters) if period else 0
    activity.period_open = period.open if period else False


def _first_day(month: str | None) -> date | None:
    return date(*YearMonth.from_text(month), 1) if month else None


def _last_day(month: str | None) -> date | None:
    if not month:
        return None
    year, number = YearMonth.from_text(month)
    return date(year, number, monthrange(year, number)[1])


def belongings(activity: Activity, row: Row) -> dict[str, list[Any]]:
    """What belongs to the activity as new, unsaved objects, by the name of the activity's reverse key."""
    return {
        "owners": [ActivityOwner(activity=activity, position=n, text=t) for n, t in enumerate(row.owners)],
        "indicators": [
            Indicator(activity=activity, position=n, aspect=i.aspect.value, statement=i.statement)
            for n, i in enumerate(row.indicators)
        ],
        "cells": [
            *_stored_cells(activity, PlanCell.Span.QUARTER, row.quarters),
            *_stored_cells(activity, PlanCell.Span.MONTH, row.months),
        ],
        "cost_lines": [
            StoredCostLine(activity=activity, position=n, text=line.text, amount=line.amount)
            for n, line in enumerate(row.cost_lines)
        ],
    }


def _stored_cells(activity: Activity, span: PlanCell.Span, cells: Mapping[int, PeriodCell]) -> list[PlanCell]:
    return [
        PlanCell(
            activity=activity,
            span=span,
            number=number,
            marked=cell.marked,
            count=cell.count,
            unit=cell.unit,
            amount=cell.amount,
            text=cell.text,
        )
        for number, cell in cells.items()
    ]
