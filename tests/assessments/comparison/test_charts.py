"""Where lines stand: interrupted where there is no score, told apart by marks, broken between frameworks."""

from decimal import Decimal

from assessments.comparison.charts import HEIGHT, MARGIN, WIDTH, line_chart
from assessments.comparison.shape import Cell, Column, Comparison, Row, RowKind


def comparison(*rows: tuple[str | None, ...], target: str | None = None) -> Comparison:
    """Rounds of which the last one is of another framework."""
    count = len(rows[0])
    columns = tuple(
        Column(
            at,
            2566 + at,
            "annual",
            "ประจำปี",
            1,
            "กรอบตัวอย่าง",
            2566,
            framework_changed=at == count - 1,
            target_total=Decimal(target) if target else None,
        )
        for at in range(count)
    )
    lines = tuple(
        Row(
            str(number),
            RowKind.INSTRUMENT,
            "SURV",
            "SURV",
            "ชื่อ",
            0,
            tuple(Cell(Decimal(value) if value else None) for value in values),
        )
        for number, values in enumerate(rows)
    )
    return Comparison(columns, lines)


def test_a_line_is_interrupted_where_a_round_has_no_score() -> None:
    chart = line_chart(comparison(("80", "90", None, "100")))
    assert chart
    (line,) = chart.lines
    assert [run.count(",") for run in line.runs] == [2, 1]
    assert [point.value for point in line.points] == [80, 90, 100]
    assert (line.points[0].x, line.points[-1].y) == (WIDTH / 8, MARGIN)
    assert chart.breaks == (WIDTH * 3 / 4,)


def test_the_axis_begins_at_a_ten_at_or_below_the_lowest_and_shows_a_target_within() -> None:
    chart = line_chart(comparison(("72.5", "99"), target="95"))
    assert chart
    assert chart.lowest == 70
    assert chart.grid[0].y == HEIGHT - MARGIN
    assert chart.target_y is not None
    below = line_chart(comparison(("100", "100"), target="60"))
    assert below
    assert (below.lowest, below.target_y) == (90, None)


def test_lines_have_marks_of_their_own_and_nothing_is_drawn_of_nothing() -> None:
    chart = line_chart(comparison(("80", "81"), ("80", "81"), (None, None)))
    assert chart
    assert len({line.style.mark for line in chart.lines}) == 2
    assert line_chart(comparison((None, None))) is None
