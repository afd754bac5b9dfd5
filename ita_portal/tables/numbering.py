"""Automatic numbers of activities; what somebody typed always stands."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ita_portal.tables.content import Numbering
from ita_portal.tables.rows import Row
from ita_portal.tables.tree import TOP, depth_of, level_of


def with_numbers(rows: Iterable[Row], scheme: Numbering) -> list[Row]:
    """The rows with a number each where the scheme gives one.

    A typed number is kept, and counted: the row after a typed "2" is the third all the same.
    """
    rows = list(rows)
    numbers = _SCHEMES[scheme](rows)
    return [
        row if row.number else replace(row, number=number) for row, number in zip(rows, numbers, strict=True)
    ]


def _none(rows: list[Row]) -> Iterator[str]:
    return ("" for _ in rows)


def _through(rows: list[Row]) -> Iterator[str]:
    count = 0
    for row in rows:
        counted = not row.placeholder and depth_of(row) == TOP
        count += counted
        yield str(count) if counted else ""


def _by_heading(rows: list[Row]) -> Iterator[str]:
    heading, count, path = 0, 0, None
    for row in rows:
        if row.headings != path:
            heading, count, path = heading + 1, 0, row.headings
        count += not row.placeholder
        yield "" if row.placeholder else f"{heading}.{count}"


def _by_level(rows: list[Row]) -> Iterator[str]:
    counts = [0, 0, 0]
    for row in rows:
        if row.placeholder:
            yield ""
            continue
        depth = min(depth_of(row), len(counts)) - 1
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (len(counts) - depth - 1)
        yield (str(counts[0]), f"{counts[0]}.{counts[1]}", f"{counts[2]})")[depth]


def _by_project(rows: list[Row]) -> Iterator[str]:
    """1, 1.1 and 1 again by the depth below each project; a row without a level is an activity."""
    counts = [0, 0, 0, 0]
    for row in rows:
        if row.placeholder:
            yield ""
            continue
        depth = min(level_of(row), len(counts)) - 1
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (len(counts) - depth - 1)
        yield ("", str(counts[1]), f"{counts[1]}.{counts[2]}", str(counts[3]))[depth]


_SCHEMES = {
    Numbering.NONE: _none,
    Numbering.THROUGH: _through,
    Numbering.BY_HEADING: _by_heading,
    Numbering.BY_LEVEL: _by_level,
    Numbering.BY_PROJECT: _by_project,
}
