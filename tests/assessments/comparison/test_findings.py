"""The highest, the lowest, the biggest rise and fall, the lowest items: ties, and what is missing."""

from decimal import Decimal

from assessments.comparison import findings
from assessments.comparison.shape import Cell, Column, Comparison, Row, RowKind


def column(number: int) -> Column:
    return Column(number, 2566 + number, "annual", "ประจำปี", 1, "กรอบตัวอย่าง", 2568)


def row(number: str, *values: str | None, change: str | None = None, kind: RowKind = RowKind.ITEM) -> Row:
    cells = [Cell(Decimal(value) if value is not None else None, number) for value in values]
    if change is not None:
        cells[-1] = Cell(cells[-1].value, number, change=Decimal(change), since=0)
    return Row(f"item-{number}", kind, "SURV", number, "ข้อความ", 3, tuple(cells))


def numbers(rows: tuple[Row, ...]) -> list[str]:
    return [row.number for row in rows]


def test_highest_and_lowest_tie_where_they_print_alike_and_leave_out_what_has_no_score() -> None:
    rows = [row("a", "90.001"), row("b", "89.999"), row("c", None), row("d", "0")]
    assert numbers(findings.highest(rows)) == ["a", "b"]
    assert numbers(findings.lowest(rows)) == ["d"]
    assert findings.highest([row("c", None)]) == ()


def test_rise_and_fall_are_asked_of_changes_only() -> None:
    rows = [
        row("a", "80", "85", change="5"),
        row("b", "85", "80", change="-5"),
        row("c", None, "99"),
        row("d", "80", "80", change="0"),
    ]
    assert numbers(findings.biggest_rise(rows)) == ["a"]
    assert numbers(findings.biggest_fall(rows)) == ["b"]
    assert findings.biggest_rise(rows[2:]) == findings.biggest_fall(rows[2:]) == ()


def test_lowest_items_are_ordered_take_ties_in_and_never_name_a_full_score() -> None:
    items = (row("a", "100"), row("b", "90"), row("c", "80"), row("d", "90"), row("e", None))
    comparison = Comparison((column(1),), items)
    assert numbers(findings.lowest_items(comparison, 2)) == ["c", "b", "d"]
    assert numbers(findings.lowest_items(comparison, 9)) == ["c", "b", "d"]
    assert findings.lowest_items(comparison, 2, instrument="OTHER") == ()


def test_against_says_of_each_earlier_round_with_a_score_how_the_row_stands() -> None:
    columns = tuple(column(number) for number in range(1, 6))
    line = row("a", "80", None, "95", "90.001", "90")
    against = findings.against(Comparison(columns, (line,)), line)
    assert against.higher_than == (columns[0],)
    assert against.lower_than == (columns[2],)
    assert against.same_as == (columns[3],)
