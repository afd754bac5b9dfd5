"""What a letter says of a plan in numbers: its projects, its activities, its budget."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.facts import Charter
from ita_portal.tables.layout import Lists
from ita_portal.tables.layouts import layout_for
from ita_portal.tables.tree import ACTIVITY, PROJECT, Branch, branches, is_project, level_of
from ita_portal.thai.amounts import AmountKind


@dataclass(frozen=True, slots=True)
class Project:
    """A project and its budget in baht, None where none is stated."""

    title: str
    budget: Decimal | None


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """``budget`` is in baht; None where no row states an amount. ``uses_no_budget`` is what the plan states
    itself of every activity."""

    projects: tuple[Project, ...]
    activities: int
    budget: Decimal | None
    uses_no_budget: bool


def figures_of(plan: PlanContent) -> PlanFigures:
    """Counted once: a charter's tables show its activities several times, and its own budget goes first."""
    of_charters = {place for charter in plan.charters for place in charter.parts}
    alone = [part for at, part in enumerate(plan.parts, start=1) if at not in of_charters and _counts(part)]
    tables = [[plan.parts[at - 1] for at in charter.parts] for charter in plan.charters]
    chartered = [_chartered(charter, parts) for charter, parts in zip(plan.charters, tables, strict=True)]
    projects = [Project(branch.row.title, _cost(branch)) for part in alone for branch in _projects(part)]
    budget = _sum([*(project.budget for project in chartered), *map(_total, alone)])
    return PlanFigures(
        projects=tuple(chartered + projects),
        activities=sum(map(_activities, alone)) + sum(map(_most_activities, tables)),
        budget=budget,
        uses_no_budget=budget is None and _states_none(alone),
    )


def _counts(part: PartContent) -> bool:
    return part.rows_of is None and layout_for(part.layout).lists is Lists.ACTIVITIES


def _branches(part: PartContent) -> Iterator[Branch]:
    return (branch for branch in branches(part.rows) if not branch.row.placeholder)


def _projects(part: PartContent) -> list[Branch]:
    """The rows of the first level, in a table that has more than one."""
    found = list(_branches(part))
    has_levels = any(level_of(branch.row) > PROJECT for branch in found)
    return [branch for branch in found if is_project(branch.row)] if has_levels else []


def _activities(part: PartContent) -> int:
    """Rows that are neither projects nor steps of an activity."""
    rows = [branch.row for branch in _branches(part)]
    return sum(level_of(row) <= ACTIVITY for row in rows) - len(_projects(part))


def _most_activities(parts: list[PartContent]) -> int:
    """Of a charter's tables, which show the same activities."""
    return max((_activities(part) for part in parts if _counts(part)), default=0)


def _chartered(charter: Charter, parts: list[PartContent]) -> Project:
    """The project of a charter; without a budget of its own, that of the table which says the most."""
    totals = [_total(part) for part in parts if _counts(part)] if charter.budget is None else [charter.budget]
    return Project(charter.title, max((total for total in totals if total is not None), default=None))


def _total(part: PartContent) -> Decimal | None:
    return _sum(_cost(branch) for branch in _branches(part) if branch.parent is None)


def _cost(branch: Branch) -> Decimal | None:
    """The row's own budget, else the sum of those below it at the first level that says so."""
    said = branch.row.budget
    if said is not None and said.kind is AmountKind.AMOUNT:
        return said.amount
    return _sum(map(_cost, branch.children))


def _sum(costs: Iterable[Decimal | None]) -> Decimal | None:
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal(0)) if known else None


def _states_none(parts: list[PartContent]) -> bool:
    kinds = {row.budget.kind for part in parts for row in part.rows if row.budget is not None}
    return kinds == {AmountKind.NONE}
