"""A project with its activities and steps moves, goes and comes back as one."""

import pytest

from ita_portal.tables.rows import Row
from plans.models import Activity
from plans.services import activities, undo
from plans.services.undo import undoable
from tests.factories import ActivityFactory
from tests.plans.services.conftest import Written


@pytest.fixture
def projects(written: Written) -> dict[str, Activity]:
    """Under the first heading: two projects, the first with an activity that has a step."""
    written.a.delete()
    written.b.delete()
    levels = {"โครงการ 1": 1, "กิจกรรม 1.1": 2, "ขั้น 1": 3, "โครงการ 2": 1}
    return {
        title: ActivityFactory(
            part=written.part, heading=written.first, title=title, level=level, position=at
        )
        for at, (title, level) in enumerate(levels.items(), start=1)
    }


def test_moving_a_project_down_takes_what_stands_under_it(
    written: Written, projects: dict[str, Activity]
) -> None:
    activities.move_activity(by=written.secretary, activity=projects["โครงการ 1"], step=1)

    assert [line.partition(":")[2] for line in written.order()] == [
        "โครงการ 2",
        "โครงการ 1",
        "กิจกรรม 1.1",
        "ขั้น 1",
        "ค",
    ]


def test_moving_a_project_up_stands_before_the_whole_project_above(
    written: Written, projects: dict[str, Activity]
) -> None:
    activities.move_activity(by=written.secretary, activity=projects["โครงการ 2"], step=-1)

    assert written.order()[0] == "หนึ่ง:โครงการ 2"
    assert written.order()[3] == "หนึ่ง:ขั้น 1"


def test_a_project_into_another_heading_takes_what_stands_under_it(
    written: Written, projects: dict[str, Activity]
) -> None:
    activities.place_activity(
        by=written.secretary, activity=projects["โครงการ 1"], heading=written.second, after=None
    )

    assert written.order() == [
        "หนึ่ง:โครงการ 2",
        "สอง:โครงการ 1",
        "สอง:กิจกรรม 1.1",
        "สอง:ขั้น 1",
        "สอง:ค",
    ]


def test_a_row_cannot_stand_under_itself(written: Written, projects: dict[str, Activity]) -> None:
    before = written.order()

    activities.place_activity(
        by=written.secretary,
        activity=projects["โครงการ 1"],
        heading=written.first,
        after=projects["ขั้น 1"],
    )

    assert sorted(written.order()) == sorted(before)
    assert written.order()[0] == "หนึ่ง:โครงการ 1"


def test_deleting_a_project_deletes_its_steps_and_one_undo_brings_all_back(
    written: Written, projects: dict[str, Activity]
) -> None:
    before = written.order()

    assert activities.bin_activity(by=written.secretary, activity=projects["โครงการ 1"]) == 3
    assert written.order() == ["หนึ่ง:โครงการ 2", "สอง:ค"]
    entry = undoable(written.secretary, written.plan)
    assert entry is not None
    assert undo.rows_of_act(entry) == 3
    undo.undo(by=written.secretary, entry=entry)

    assert written.order() == before


def test_a_new_row_behind_a_project_stands_behind_its_steps_on_its_level(
    written: Written, projects: dict[str, Activity]
) -> None:
    added = activities.add_activity(
        by=written.secretary,
        part=written.part,
        heading=written.first,
        row=Row(title="ใหม่"),
        after=projects["โครงการ 1"],
    )

    assert added.level == 1
    assert written.order()[2:5] == ["หนึ่ง:ขั้น 1", "หนึ่ง:ใหม่", "หนึ่ง:โครงการ 2"]


def test_duplicate_of_a_project_has_its_steps(written: Written, projects: dict[str, Activity]) -> None:
    activities.duplicate_activity(by=written.secretary, activity=projects["โครงการ 1"])

    assert [line.partition(":")[2] for line in written.order()][:6] == [
        "โครงการ 1",
        "กิจกรรม 1.1",
        "ขั้น 1",
    ] * 2


def test_indenting_takes_the_steps_along_and_undo_takes_all_back(
    written: Written, projects: dict[str, Activity]
) -> None:
    levels = {title: row.level for title, row in projects.items()}

    assert activities.indent_activity(by=written.secretary, activity=projects["กิจกรรม 1.1"], step=-1)
    assert _levels(written) == levels | {"กิจกรรม 1.1": 1, "ขั้น 1": 2}
    entry = undoable(written.secretary, written.plan)
    assert entry is not None
    undo.undo(by=written.secretary, entry=entry)

    assert _levels(written) == levels


@pytest.mark.parametrize(("title", "step"), [("โครงการ 1", 1), ("โครงการ 1", -1), ("ขั้น 1", 1)])
def test_a_level_that_no_row_above_has_is_refused(
    written: Written, projects: dict[str, Activity], title: str, step: int
) -> None:
    before = _levels(written)

    assert not activities.indent_activity(by=written.secretary, activity=projects[title], step=step)

    assert _levels(written) == before


def _levels(written: Written) -> dict[str, int | None]:
    found = written.part.activities.filter(heading=written.first).values_list("title", "level")
    return dict(found)
