"""Planned against actual, the one way."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plans.monitoring.achieved import Achieved, achieved_by, percent_of_plan


@dataclass
class Report:
    state: str = "accepted"
    work: str = "ongoing"
    planned_count: Decimal | None = None
    planned_unit: str = ""
    actual_count: Decimal | None = None
    actual_percent: Decimal | None = None


def counted(planned: int, actual: int | None, state: str = "accepted", unit: str = "ครั้ง") -> Report:
    return Report(state, "ongoing", Decimal(planned), unit, None if actual is None else Decimal(actual))


def percent(said: int, state: str = "accepted") -> Report:
    return Report(state, actual_percent=Decimal(said))


def test_counts_are_summed_and_held_against_what_was_planned_so_far() -> None:
    reports = [counted(2, 2), counted(3, 1), counted(3, None, state="waiting")]

    assert achieved_by(reports) == Achieved(Decimal(8), Decimal(3), "ครั้ง", Decimal("37.50"))
    assert achieved_by(reports[:2]).percent == Decimal("60.00")


def test_what_came_back_or_is_a_draft_does_not_count() -> None:
    reports = [
        counted(2, 2, state="submitted"),
        counted(2, 2, state="returned"),
        counted(2, 2, state="draft"),
    ]

    assert achieved_by(reports) == Achieved(Decimal(6), Decimal(2), "ครั้ง", Decimal("33.33"))


def test_without_counts_the_latest_percent_says_it() -> None:
    assert achieved_by([percent(25), percent(60), percent(90, state="draft")]).percent == Decimal(60)
    assert achieved_by([percent(25), Report(work="done")]).percent == Decimal(100)
    assert achieved_by([Report(work="not_started")]).percent == Decimal(0)
    assert achieved_by([Report(work="cancelled")]).percent is None
    assert achieved_by([]) == Achieved()


def test_counts_of_different_units_are_not_added() -> None:
    reports = [counted(2, 2), counted(30, 15, unit="คน"), percent(40)]

    assert achieved_by(reports) == Achieved(percent=Decimal(40))


def test_more_than_planned_is_shown_and_counts_as_the_whole_in_the_plan() -> None:
    more = achieved_by([counted(2, 3)])

    assert more.percent == Decimal("150.00")
    assert percent_of_plan([(None, more), (None, Achieved())]) == Decimal("50.00")


def test_weights_count_where_any_is_given() -> None:
    done, half = Achieved(percent=Decimal(100)), Achieved(percent=Decimal(50))

    assert percent_of_plan([(Decimal(60), done), (Decimal(40), half), (None, Achieved())]) == Decimal("80.00")
    assert percent_of_plan([]) is None


shares = st.lists(
    st.tuples(
        st.none() | st.integers(0, 100).map(Decimal),
        st.builds(Achieved, percent=st.none() | st.integers(0, 300).map(Decimal)),
    ),
    min_size=1,
)


@given(parts=shares)
def test_a_plan_is_never_done_by_less_than_nothing_or_more_than_the_whole(
    parts: list[tuple[Decimal | None, Achieved]],
) -> None:
    assert 0 <= (percent_of_plan(parts) or 0) <= 100
