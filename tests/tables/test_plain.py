"""Tables whose columns are named on the spot: equal cells merge from the left, as far as they are asked."""

from ita_portal.tables.plain import PlainColumn, plain_table
from ita_portal.tables.table import LineKind
from ita_portal.thai.digits import to_thai

COLUMNS = (PlainColumn("ก", 1, merges=True), PlainColumn("ข", 1, merges=True), PlainColumn("ค", 2))


def spans(rows: list[tuple[str, ...]]) -> list[list[tuple[str, int]]]:
    return [
        [(cell.text, cell.rowspan) for cell in line.cells] for line in plain_table("", COLUMNS, rows).body
    ]


def test_equal_cells_become_one_where_those_before_them_do() -> None:
    told = spans([("1", "x", "a"), ("1", "x", "a"), ("1", "y", "a"), ("2", "y", "a")])

    assert told == [
        [("1", 3), ("x", 2), ("a", 1)],
        [("a", 1)],
        [("y", 1), ("a", 1)],
        [("2", 1), ("y", 1), ("a", 1)],
    ]


def test_widths_are_shares_and_the_last_rows_are_totals() -> None:
    table = plain_table("ตาราง 1", COLUMNS, [("1", "x", "a"), ("รวม", "", "2")], totals=1, digits=to_thai)

    assert [column.width for column in table.columns] == [0.25, 0.25, 0.5]
    assert [line.kind for line in table.body] == [LineKind.ROW, LineKind.TOTAL]
    assert (table.title, table.body[1].cells[2].text) == ("ตาราง ๑", "๒")
