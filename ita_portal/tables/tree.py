"""The activity tree, which is nothing but the order of the rows and their levels."""

from collections.abc import Sequence

from ita_portal.tables.rows import Row

PROJECT, ACTIVITY, STEP = 1, 2, 3


def level_of(row: Row) -> int:
    """1 is a project, 2 an activity, 3 a step; a row that says none is an activity."""
    return row.level or ACTIVITY


def is_project(row: Row) -> bool:
    """Whether the row stands at the top of the tree."""
    return row.level == PROJECT and not row.placeholder


def children(rows: Sequence[Row], at: int) -> Sequence[Row]:
    """Everything below the row at that index, down to the last level."""
    end = at + 1
    while end < len(rows) and level_of(rows[end]) > level_of(rows[at]):
        end += 1
    return rows[at + 1 : end]
