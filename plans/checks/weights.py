"""Weights: those of steps against their group's, those of groups against 100."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ita_portal.tables.columns import plain
from ita_portal.tables.content import PartContent, PlanContent
from ita_portal.tables.layout import Lists
from ita_portal.tables.rows import Row
from ita_portal.tables.tree import Branch, branches
from plans.checks.facts import PlanFacts
from plans.checks.reading import lists, owning_parts, rows_of
from plans.checks.registry import Finding, check

_WHOLE = Decimal(100)


@check("weights", "ผลรวมค่าน้ำหนัก")
def weights_add_up(content: PlanContent, facts: PlanFacts) -> Iterator[Finding]:
    for part in owning_parts(content):
        if lists(part) is not Lists.ACTIVITIES:
            continue
        tree = branches(rows_of(part))
        yield from _of_roots(part, [branch.row for branch in tree if branch.parent is None])
        for branch in tree:
            yield from _of_group(part, branch)


def _of_group(part: PartContent, branch: Branch) -> Iterator[Finding]:
    total = _sum([child.row for child in branch.children])
    if total is not None and branch.row.weight is not None and total != branch.row.weight:
        message = f"ค่าน้ำหนักของขั้นตอนรวม {plain(total)} แต่ค่าน้ำหนักของกลุ่มคือ {plain(branch.row.weight)}"
        yield Finding("weights", message, part.id, branch.row.id, "weight")


def _of_roots(part: PartContent, rows: Sequence[Row]) -> Iterator[Finding]:
    """The whole table makes 100, or every heading of it, or every project."""
    weighted = [row for row in rows if row.weight is not None]
    total = _sum(weighted)
    if total is None or total == _WHOLE or all(row.weight == _WHOLE for row in weighted):
        return
    by_heading = [_sum(list(group)) for _, group in groupby(weighted, key=lambda row: row.headings)]
    if any(made != _WHOLE for made in by_heading):
        message = f"ค่าน้ำหนักรวม {plain(total)} แต่ควรรวมเป็น 100"
        yield Finding("weights", message, part.id, weighted[0].id, "weight")


def _sum(rows: Sequence[Row]) -> Decimal | None:
    """What the weights make; None where no row has one."""
    weights = [row.weight for row in rows if row.weight is not None]
    return sum(weights, Decimal(0)) if weights else None
