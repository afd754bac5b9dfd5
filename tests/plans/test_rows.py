import pytest
from pytest_django import DjangoAssertNumQueries

from plans import rows
from tests.factories import (
    ActivityFactory,
    ActivityOwnerFactory,
    CharterFactory,
    HeadingFactory,
    HigherPlanFactory,
    PlanPartFactory,
    PlanPictureFactory,
    PlanSectionFactory,
    PlanStatementFactory,
)


@pytest.mark.parametrize("count", [1, 30])
def test_contents_takes_twelve_queries_whatever_its_size(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    part = PlanPartFactory()
    for _ in range(count):
        PlanPictureFactory(section=PlanSectionFactory(plan=part.plan))
        PlanPictureFactory(section__plan=part.plan, section__charter=CharterFactory(plan=part.plan))
        PlanStatementFactory(plan=part.plan)
        HigherPlanFactory(plan=part.plan)
        activity = ActivityFactory(heading=HeadingFactory(part=part), part=part)
        ActivityOwnerFactory(activity=activity)

    with django_assert_num_queries(12):
        content = rows.contents(part.plan)

    assert len(content.parts[0].rows) == count


def test_of_gives_an_empty_heading_a_row_that_keeps_its_place(db: None) -> None:
    part = PlanPartFactory()
    outer = HeadingFactory(part=part, text="นอก")
    inner = HeadingFactory(part=part, parent=outer, text="ใน")

    (row,) = rows.of(part).rows

    assert (row.placeholder, row.headings, row.heading_ids) == (True, ("นอก", "ใน"), (outer.pk, inner.pk))


def test_of_orders_by_heading_tree_then_position(db: None) -> None:
    part = PlanPartFactory()
    late = HeadingFactory(part=part, position=2)
    early = HeadingFactory(part=part, position=1)
    titles = {"4": (late, 1), "3": (early, 2), "2": (early, 1), "1": (None, 5)}
    for title, (heading, position) in titles.items():
        ActivityFactory(part=part, heading=heading, position=position, title=title)

    assert [row.title for row in rows.of(part).rows] == ["1", "2", "3", "4"]
