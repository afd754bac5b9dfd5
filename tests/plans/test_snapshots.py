import json
from dataclasses import replace

from ita_portal.tables.content import PartContent, PlanContent, SectionContent
from ita_portal.tables.facts import PictureContent
from ita_portal.tables.rows import Row
from plans.snapshots import content_of, row_of, snapshot_of
from tests.plans.services.test_activities import FULL

EMPTY_HEADING = Row(headings=("ด้าน", "ว่าง"), heading_ids=(4, 5), placeholder=True)
KEPT = replace(FULL, id=11, headings=("ด้าน",), heading_ids=(4,))
PLAN = PlanContent(
    id=1,
    title="แผน",
    fiscal_year=2569,
    sections=(SectionContent("หลักการ", "<p>ก</p>"),),
    parts=(
        PartContent("หนึ่ง", "strategy_quarters", 2569, rows=(KEPT, EMPTY_HEADING), id=7),
        PartContent("สอง", "unit", 2569, rows=(KEPT, EMPTY_HEADING), rows_of=1, id=8),
    ),
)


def through_json(content: PlanContent) -> PlanContent:
    return content_of(json.loads(json.dumps(snapshot_of(content))))


def test_snapshot_brings_back_the_plan_with_its_ids_and_empty_headings() -> None:
    assert through_json(PLAN) == PLAN


def test_snapshot_keeps_the_caption_of_a_picture_and_not_its_file() -> None:
    def no_reading() -> bytes:
        raise AssertionError

    picture = PictureContent("ภาพตัวอย่าง", "image/png", 20, 10, no_reading)
    plan = replace(PLAN, sections=(SectionContent("หลักการ", "", (picture,)),))

    assert through_json(plan).sections == plan.sections


def test_row_of_a_snapshot_is_found_with_its_table() -> None:
    snapshot = snapshot_of(PLAN)

    assert row_of(snapshot, 11) == (KEPT, 7)
    assert row_of(snapshot, 12) is None
