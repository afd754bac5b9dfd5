import pytest

from ita_portal.tables.columns import numbered
from ita_portal.tables.content import Numbering
from ita_portal.tables.numbering import with_numbers
from ita_portal.tables.rows import Row


def numbers(rows: list[Row], scheme: Numbering) -> list[str]:
    return [row.number for row in with_numbers(rows, scheme)]


def test_no_numbering_leaves_only_what_was_typed() -> None:
    assert numbers([Row("ก"), Row("ข", number="7")], Numbering.NONE) == ["", "7"]


def test_typed_number_stands_and_counts() -> None:
    rows = [Row("ก"), Row("ข", number="2.5"), Row("ค")]
    assert numbers(rows, Numbering.THROUGH) == ["1", "2.5", "3"]


def test_through_numbers_run_through_all_headings_and_skip_steps_and_placeholders() -> None:
    rows = [
        Row("ก", headings=("1",)),
        Row("ขั้น", headings=("1",), level=2),
        Row(headings=("2",), placeholder=True),
        Row("ข", headings=("3",)),
    ]
    assert numbers(rows, Numbering.THROUGH) == ["1", "", "", "2"]


def test_by_heading_starts_again_under_each_heading() -> None:
    rows = [
        Row("ก", headings=("ม1",)),
        Row("ข", headings=("ม1",)),
        Row(headings=("ม2",), placeholder=True),
        Row("ค", headings=("ม3",)),
    ]
    assert numbers(rows, Numbering.BY_HEADING) == ["1.1", "1.2", "", "3.1"]


def test_by_level_numbers_the_activity_tree() -> None:
    levels = (1, 2, 3, 3, 2, 3, 1, None, 9)
    rows = [Row(str(at), level=level) for at, level in enumerate(levels)]
    assert numbers(rows, Numbering.BY_LEVEL) == ["1", "1.1", "1)", "2)", "1.2", "1)", "2", "3", "1)"]


@pytest.mark.parametrize(
    ("number", "printed"),
    [("", "งาน"), ("1", "1. งาน"), ("๑", "๑. งาน"), ("1.1", "1.1 งาน"), ("1)", "1) งาน"), ("ก.", "ก. งาน")],
)
def test_number_is_joined_to_the_title_by_a_full_stop_unless_it_has_a_mark(number: str, printed: str) -> None:
    assert numbered(number, "งาน") == printed
