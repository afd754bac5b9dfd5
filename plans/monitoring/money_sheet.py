"""The money of a plan as one sheet: its tables, headings, rows and lines, and what they come to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from ita_portal.tables.tree import ACTIVITY
from plans.models import ActionPlan, Activity, BudgetLine, Heading
from plans.monitoring.money import Sums, budgeted_rows, budgets_that_count, sums_by_line, total
from plans.rows import ordered_headings

BESIDE = "รายการที่ไม่ใช่กิจกรรมในแผน"
TAKEN_OUT = "รายการของกิจกรรมที่นำออกจากแผนแล้ว"
_NOTHING = Sums()


@dataclass(frozen=True)
class MoneyLine:
    """A line with what its ledger comes to; what is planned of an activity's line is said by the activity."""

    line: BudgetLine
    sums: Sums


@dataclass(frozen=True)
class MoneyRow:
    """A row of the plan, or a line that is none: its ``own`` money, and the ``whole`` with rows below it."""

    title: str
    depth: int
    own: Sums
    whole: Sums
    lines: tuple[MoneyLine, ...]
    activity_id: int | None = None


@dataclass(frozen=True)
class MoneyGroup:
    """What stands under one heading; ``title`` is "" where there is none."""

    title: str
    rows: tuple[MoneyRow, ...]

    @cached_property
    def sums(self) -> Sums:
        return total(row.own for row in self.rows)


@dataclass(frozen=True)
class MoneyPart:
    """A table of the plan, or what stands beside its tables."""

    title: str
    groups: tuple[MoneyGroup, ...]

    @cached_property
    def sums(self) -> Sums:
        return total(group.sums for group in self.groups)


@dataclass(frozen=True)
class MoneySheet:
    """All the money of a plan, in printed order."""

    parts: tuple[MoneyPart, ...]

    @cached_property
    def total(self) -> Sums:
        return total(part.sums for part in self.parts)

    @cached_property
    def rows(self) -> tuple[MoneyRow, ...]:
        return tuple(row for part in self.parts for group in part.groups for row in group.rows)

    @cached_property
    def lines(self) -> tuple[MoneyLine, ...]:
        return tuple(line for row in self.rows for line in row.lines)

    @cached_property
    def by_source(self) -> dict[str, Sums]:
        """What the lines come to by the Thai name of their source; what activities planned is not in it."""
        return _shares(self.lines, BudgetLine.Source.labels, BudgetLine.get_source_display)

    @cached_property
    def by_kind(self) -> dict[str, Sums]:
        """What the lines come to by the Thai name of their type of budget."""
        return _shares(self.lines, BudgetLine.Kind.labels, BudgetLine.get_kind_display)


def money_of(plan: ActionPlan, since: date | None = None, until: date | None = None) -> MoneySheet:
    """The plan's money, as it moved between these days where they are given; seven or eight queries."""
    sums = sums_by_line(plan.budget_lines.all(), since, until)
    lines = [
        MoneyLine(line, sums.get(line.pk, _NOTHING)) for line in plan.budget_lines.select_related("activity")
    ]
    of_rows: dict[int, list[MoneyLine]] = defaultdict(list)
    for line in lines:
        if line.line.activity_id:
            of_rows[line.line.activity_id].append(line)
    parts = list(_tables(plan, of_rows))
    there = {row.activity_id for part in parts for group in part.groups for row in group.rows}
    gone = [line for line in lines if line.line.activity_id and line.line.activity_id not in there]
    beside = [line for line in lines if not line.line.activity_id]
    parts += [_loose(BESIDE, beside), _loose(TAKEN_OUT, gone)]
    return MoneySheet(tuple(part for part in parts if part.groups))


def _tables(plan: ActionPlan, lines: dict[int, list[MoneyLine]]) -> Iterator[MoneyPart]:
    """The plan's tables of activities, each with the rows that have money and those above them."""
    budgets = budgets_that_count(budgeted_rows([plan.pk]))
    own = defaultdict(Sums, {row.pk: Sums(planned=budget) for row, budget in budgets})
    for pk, of_row in lines.items():
        own[pk] += total(line.sums for line in of_row)
    under: dict[tuple[int, int | None], list[Activity]] = defaultdict(list)
    shown = Activity.objects.of_activity_tables().filter(part__plan=plan, part__rows_of=None)
    for row in shown.order_by("position", "pk"):
        under[row.part_id, row.heading_id].append(row)
    headings: dict[int, list[Heading]] = defaultdict(list)
    for heading in Heading.objects.filter(part__plan=plan):
        headings[heading.part_id].append(heading)
    for part in plan.parts.all():
        places: list[tuple[str, int | None]] = [("", None)]
        for heading, path in ordered_headings(headings[part.pk]):
            places.append((" / ".join(one.text for one in path if one.text), heading.pk))
        groups = [
            MoneyGroup(title, tuple(_rows(under[part.pk, heading_id], own, lines)))
            for title, heading_id in places
        ]
        yield MoneyPart(str(part), tuple(group for group in groups if group.rows))


def _rows(
    group: Sequence[Activity], own: dict[int, Sums], lines: dict[int, list[MoneyLine]]
) -> Iterator[MoneyRow]:
    above: list[int] = []
    for at, row in enumerate(group):
        level = row.level or ACTIVITY
        while above and above[-1] >= level:
            above.pop()
        block = [row, *_below(level, group[at + 1 :])]
        whole = total(own.get(each.pk, _NOTHING) for each in block)
        if whole or any(each.pk in lines for each in block):
            title = f"{row.number} {row.title}".strip() or str(row)
            mine = own.get(row.pk, _NOTHING)
            yield MoneyRow(title, len(above), mine, whole, tuple(lines.get(row.pk, ())), row.pk)
        above.append(level)


def _below(level: int, following: Sequence[Activity]) -> Iterator[Activity]:
    """The rows that stand under one of that level, down to the last level."""
    return takewhile(lambda each: (each.level or ACTIVITY) > level, following)


def _loose(title: str, lines: Iterable[MoneyLine]) -> MoneyPart:
    """Lines that belong to no row of the plan's tables, by the heading under which they print."""
    groups: dict[str, list[MoneyRow]] = defaultdict(list)
    for line in lines:
        sums = line.sums + Sums(planned=line.line.planned or _NOTHING.planned)
        groups[line.line.group].append(MoneyRow(str(line.line), 0, sums, sums, (line,)))
    return MoneyPart(title, tuple(MoneyGroup(group, tuple(rows)) for group, rows in groups.items()))


def _shares(
    lines: Iterable[MoneyLine], names: Iterable[str], name_of: Callable[[BudgetLine], str]
) -> dict[str, Sums]:
    found: dict[str, Sums] = defaultdict(Sums)
    for line in lines:
        found[name_of(line.line)] += line.sums
    return {name: found[name] for name in names if name in found}
