"""The activity tree as branches that know what they stand under; ``tree`` asks of one row at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ita_portal.tables.rows import Row


@dataclass(slots=True)
class Branch:
    """A row with the row it stands under and the rows that stand right under it, in order."""

    row: Row
    parent: "Branch | None" = None
    children: list["Branch"] = field(default_factory=list)

    @property
    def level(self) -> int:
        """From 1; a row that says none is at the top."""
        return self.row.level or 1

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
