"""The activity tree made of levels and order."""

from ita_portal.tables.rows import Row
from ita_portal.tables.tree import branches


def _parents(*rows: Row) -> list[str]:
    return [branch.parent.row.title if branch.parent else "" for branch in branches(rows)]


def test_a_row_stands_under_the_last_one_of_a_lower_level() -> None:
    rows = [Row(title=str(at), level=level) for at, level in enumerate([1, 2, 3, 3, 2, 4, 1])]
    assert _parents(*rows) == ["", "0", "1", "1", "0", "4", ""]


def test_a_row_without_a_level_is_at_the_top_and_may_have_steps() -> None:
    assert _parents(Row(title="a"), Row(title="b"), Row(title="c", level=2)) == ["", "", "b"]


def test_a_heading_ends_the_tree_above_it() -> None:
    rows = Row(title="a", level=1, headings=("ก",)), Row(title="b", level=2, headings=("ข",))
    assert _parents(*rows) == ["", ""]


def test_a_branch_knows_everything_above_and_below_it() -> None:
    top, middle, _, low = branches([Row(title=t, level=n) for t, n in zip("abcd", [1, 2, 3, 3], strict=True)])
    assert [branch.row.title for branch in low.above()] == ["b", "a"]
    assert [branch.row.title for branch in top.below()] == ["b", "c", "d"]
    assert [child.row.title for child in middle.children] == ["c", "d"]
