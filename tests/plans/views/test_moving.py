"""Rows dropped before, behind and below others, with what stands under them."""

import pytest

from plans import rows
from plans.models import Activity, PlanPart
from tests.factories import ActivityFactory, HeadingFactory
from tests.plans.conftest import Desk


@pytest.fixture
def branches(desk: Desk) -> dict[str, Activity]:
    """Two projects with two steps each, and a heading without rows."""
    Activity.objects.filter(pk=desk.activity.pk).delete()
    HeadingFactory(part=desk.part, text="ยุทธศาสตร์ที่ 2", position=desk.heading.position + 1)
    levels = {"ก": 1, "ก1": 2, "ก2": 2, "ข": 1, "ข1": 2}
    return {
        title: ActivityFactory(
            part=desk.part, heading=desk.heading, title=title, level=level, position=position
        )
        for position, (title, level) in enumerate(levels.items(), start=1)
    }


def order(desk: Desk) -> str:
    found = rows.of(PlanPart.objects.get(pk=desk.part.pk)).rows
    return " ".join(row.title or row.headings[-1] for row in found)


@pytest.mark.parametrize(
    ("moved", "place", "target", "expected"),
    [
        ("ข", "before", "ก", "ข ข1 ก ก1 ก2"),
        ("ก", "after", "ข", "ข ข1 ก ก1 ก2"),
        ("ข", "before", "ก2", "ก ก1 ก2 ข ข1"),
        ("ก2", "before", "ก1", "ก ก2 ก1 ข ข1"),
        ("ก1", "after", "ข", "ก ก2 ข ก1 ข1"),
        ("ก", "after", "ก2", "ก ก1 ก2 ข ข1"),
    ],
)
def test_row_goes_where_it_is_dropped_with_those_below_it(
    desk: Desk, branches: dict[str, Activity], moved: str, place: str, target: str, expected: str
) -> None:
    answer = desk.post("activity-drop", branches[moved], {place: branches[target].pk})

    assert answer.status_code == 302
    assert order(desk).split(" ยุทธศาสตร์")[0] == expected


def test_row_dropped_on_a_heading_stands_at_its_beginning(desk: Desk, branches: dict[str, Activity]) -> None:
    other = desk.part.headings.get(text="ยุทธศาสตร์ที่ 2")
    desk.post("activity-drop", branches["ก"], {"heading": other.pk})

    assert order(desk) == "ข ข1 ก ก1 ก2"
    assert [a.title for a in other.activities.order_by("position")] == ["ก", "ก1", "ก2"]


@pytest.mark.parametrize("place", ["before", "after", "heading"])
def test_place_outside_of_the_table_is_not_found(
    desk: Desk, branches: dict[str, Activity], place: str
) -> None:
    elsewhere = HeadingFactory().pk if place == "heading" else desk.other.pk
    answer = desk.post("activity-drop", branches["ก"], {place: elsewhere})

    assert answer.status_code == 404


def test_branch_changes_its_level_as_a_whole(desk: Desk, branches: dict[str, Activity]) -> None:
    desk.post("activity-indent", branches["ข"], {"step": "1"})

    levels = Activity.objects.filter(pk__in=[branches["ข"].pk, branches["ข1"].pk]).order_by("position")
    assert [activity.level for activity in levels] == [2, 3]


def test_first_row_of_a_heading_stays_at_the_top(desk: Desk, branches: dict[str, Activity]) -> None:
    answer = desk.browser.post(desk.url("activity-indent", branches["ก"]), {"step": "1"}, follow=True)

    assert "เปลี่ยนระดับไปกว่านี้ไม่ได้" in answer.text
    assert Activity.objects.get(pk=branches["ก"].pk).level == 1
