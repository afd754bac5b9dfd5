"""The activity tree, which is nothing but the order of the rows and their levels.

A row stands under the last one before it, below the same heading, whose level is lower.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Protocol, TypeVar

from ita_portal.tables.rows import Row

PROJECT, ACTIVITY, STEP = 1, 2, 3
TOP, DEEPEST = 1, 9


class Levelled(Protocol):
    """A row of the table model, or a stored one."""

    @property
    def level(self) -> int | None: ...


Item = TypeVar("Item", bound=Levelled)


def depth_of(row: Levelled) -> int:
    """The level, from 1; a row that says none is at the top."""
    return row.level or TOP


def block_of(siblings: Sequence[Item], row: Item) -> list[Item]:
    """The row and, behind it, all that stands under it; ``siblings`` are its heading's rows in order."""
    at = siblings.index(row)
    under = takewhile(lambda other: depth_of(other) > depth_of(row), siblings[at + 1 :])
    return [row, *under]


@dataclass(slots=True)
class Branch:
    """A row with the row it stands under and the rows that stand right under it, in order."""

    row: Row
    parent: "Branch | None" = None
    children: list["Branch"] = field(default_factory=list)

    @property
    def level(self) -> int:
        return depth_of(self.row)

    def above(self) -> Iterator["Branch"]:
        """What the row stands under, from the nearest."""
        if self.parent:
            yield self.parent
            yield from self.parent.above()

    def below(self) -> Iterator["Branch"]:
        """Everything that stands under the row, in order."""
        for child in self.children:
            yield child
            yield from child.below()


def branches(rows: Sequence[Row]) -> list[Branch]:
    """Every row as a branch, in the order of the rows.

    A row stands under the last one before it, below the same heading, whose level is lower.
    """
    found: list[Branch] = []
    above: list[Branch] = []
    for row in rows:
        branch = Branch(row)
        while above and (above[-1].level >= branch.level or above[-1].row.headings != row.headings):
            above.pop()
        if above:
            branch.parent = above[-1]
            branch.parent.children.append(branch)
        above.append(branch)
        found.append(branch)
    return found


# In tables of projects


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
