from plans.reading.grid import Grid, GridCell


def cell(text: str, rowspan: int = 1, colspan: int = 1) -> GridCell:
    return GridCell(text, rowspan=rowspan, colspan=colspan)


def test_merged_cells_cover_their_places_and_push_others_aside() -> None:
    grid = Grid.of_rows([[cell("ก", rowspan=2), cell("ข", colspan=2)], [cell("ค"), cell("ง")]])

    assert [[grid.at(row, column).text for column in range(grid.width)] for row in range(grid.height)] == [
        ["ก", "ข", "ข"],
        ["ก", "ค", "ง"],
    ]
    assert [found.text for found in grid.starting_in(1)] == ["ค", "ง"]


def test_spans_end_where_the_table_ends() -> None:
    grid = Grid.of_rows([[cell("ก", rowspan=2, colspan=900)], [], [cell("ข", rowspan=900), cell("ค")]])

    assert (grid.height, grid.width) == (3, 2)
    assert grid.at(0, 0) == GridCell("ก", 0, 0, 2, 2)
    assert grid.at(2, 0) == GridCell("ข", 2, 0, 1, 1)


def test_overlapping_spans_leave_every_place_to_one_cell() -> None:
    grid = Grid.of_rows(
        [
            [cell("ก"), cell("ข", rowspan=2)],
            [cell("ค", colspan=3), cell("ง")],
            [cell(""), cell(""), cell("จ")],
        ]
    )

    assert [grid.at(1, column).text for column in range(3)] == ["ค", "ข", "ง"]


def test_empty_rows_and_columns_at_the_end_are_left_out() -> None:
    grid = Grid.of_texts([["ก", "", ""], ["", "ข", ""], ["", "", ""]])

    assert (grid.height, grid.width) == (2, 2)


def test_place_outside_of_a_short_row_is_empty() -> None:
    grid = Grid.of_texts([["ก"], ["ข", "ค"]])

    assert grid.at(0, 1) == GridCell("", 0, 1)
