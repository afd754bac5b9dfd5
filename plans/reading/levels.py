"""The depth of rows in their tree, as the shapes of their numbers tell: 1, 1.1, 1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DOTTED = re.compile(r"[0-9\u0e50-\u0e59]+(?:\.[0-9\u0e50-\u0e59]+)*")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a row's number looks: "", "1", "1.1" or "1)"; ``in_column`` where a column of its own has it."""

    kind: str
    in_column: bool = False

    @classmethod
    def of(cls, number: str, *, in_column: bool) -> "Shape":
        if _DOTTED.fullmatch(number):
            return cls(".".join("1" for _ in number.split(".")), in_column)
        return cls("1)" if number else "", in_column)


def levels(shapes: Sequence[Shape]) -> list[int | None]:
    """A level from 1 for each row, or None for all where the numbers tell of no tree.

    A shape that is new stands below the row before it, one that was there already beside its like. A row
    without a number stands over all that follow if it is the first, else beside the row before it.
    """
    kinds = {shape.kind for shape in shapes}
    if not any(kind in kinds for kind in ("1.1", "1.1.1")) or "1" not in kinds:
        return [None] * len(shapes)
    found: list[int | None] = []
    open_shapes: list[Shape] = []
    for shape in shapes:
        if shape in open_shapes:
            del open_shapes[open_shapes.index(shape) + 1 :]
        elif shape.kind or not open_shapes:
            open_shapes.append(shape)
        found.append(len(open_shapes))
    return found
