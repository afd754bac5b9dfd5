"""A whole plan into another year: everything comes along, shifted; results and history do not."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ita_portal.tables.content import PlanContent
from ita_portal.tables.to_json import plan_to_json
from organisations.models import AuditEntry
from plans import rows
from plans.models import (
    ActionPlan,
    Activity,
    Heading,
    PlanPart,
    PlanSection,
)
from plans.services.copying import copy_plan
from tests.cast import Cast
from tests.factories import (
    ActivityFactory,
    ActivityOwnerFactory,
    HeadingFactory,
    PlanCellFactory,
    PlanPartFactory,
    PlanSectionFactory,
    PlanSightFactory,
)
from tests.guards.trail import REFUSAL, refusing_entries
from tests.plans.copies import copied

pytestmark = pytest.mark.django_db


def test_copy_begins_as_a_new_draft_of_its_own_year(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source)

    assert (plan.fiscal_year, plan.title, plan.state, plan.version, plan.kind) == (
        2570,
        "แผนตัวอย่าง ปีงบประมาณ พ.ศ. 2570",
        ActionPlan.State.DRAFT,
        1,
        source.kind,
    )
    assert (plan.starts_on, plan.ends_on) == (date(2026, 10, 1), date(2027, 9, 30))
    assert plan.printed_organisation == "กรมตัวอย่าง (ก)"


def test_copy_of_a_month_after_which_no_calendar_goes_on_is_refused(cast: Cast, source: ActionPlan) -> None:
    Activity.objects.filter(part__plan=source).update(
        period_text="", period_start=date(9999, 11, 1), period_end=date(9999, 12, 31)
    )

    with pytest.raises(ValidationError, match="แถวที่ 1"):
        copied(cast, source)

    assert not ActionPlan.objects.filter(copied_from=source).exists()


def test_copy_has_everything_of_the_source_shifted(cast: Cast, source: ActionPlan) -> None:
    was, is_now = plan_to_json(rows.contents(source)), plan_to_json(rows.contents(copied(cast, source)))

    part = is_now["parts"][0]
    assert is_now["statements"] == [was["statements"][0] | {"text": "ได้ 90 คะแนนในปี 2570"}]
    assert is_now["higher_plans"] == was["higher_plans"]
    assert is_now["sections"][0]["html"] == '<p data-x="2569">ปี ๒๕๗๐</p>'
    charter = is_now["charters"][0]
    assert (charter["title"], charter["sequence"]) == ("โครงการ ก ปี 2570", "1/2570")
    assert charter["sections"][0]["html"] == "<p>ต.ค. 69</p>"
    assert charter["parts"] == was["charters"][0]["parts"] == [1]
    assert (part["title"], part["lines"], part["notes"]) == (
        "ตาราง ปี 2570",
        ["รอบ ต.ค. 69"],
        ["หมายเหตุ ปี 70"],
    )
    assert [column["header"] for column in part["columns"]] == [["กิจกรรม ปี 2570"], ["ไตรมาส 1 (ต.ค. 69)"]]
    assert (part["options"], part["signatures"]) == (
        was["parts"][0]["options"],
        was["parts"][0]["signatures"],
    )
    assert is_now["parts"][1]["rows_of"] == 1
    (row,) = part["activities"]
    assert row == was["parts"][0]["activities"][0] | {
        "title": "อบรม ปี 2570",
        "headings": ["ยุทธศาสตร์ที่ 1 ปี 2570", "กลยุทธ์ที่ 1"],
        "period": {
            "text": "ต.ค. 69 - ม.ค. 70",
            "start": "2026-10",
            "end": "2027-01",
            "quarters": [1, 2],
            "open": False,
        },
        "indicators": [{"aspect": "unspecified", "statement": "ร้อยละ 80 ในปี 2570"}],
        "cost_lines": [{"text": "เล่มแผนปี 2570 10 เล่ม = 2,569 บาท", "amount": "2569.00"}],
        "other": {"หมายเหตุ": "ตามแผนปี 2570"},
    }


def test_copy_leaves_the_source_as_it_was(cast: Cast, source: ActionPlan) -> None:
    before, entries = plan_to_json(rows.contents(source)), AuditEntry.objects.about(source).count()

    copied(cast, source)

    source.refresh_from_db()
    assert plan_to_json(rows.contents(source)) == before
    assert (source.version, AuditEntry.objects.about(source).count()) == (7, entries)


def test_copied_rows_know_their_rows_of_last_year_and_keep_their_owners(
    cast: Cast, source: ActionPlan
) -> None:
    old = Activity.objects.get(part__plan=source)

    new = Activity.objects.get(part__plan=copied(cast, source))

    assert (new.copied_from, new.version, new.position, new.proposing_organisation) == (old, 1, 3, None)
    assert list(new.owners.values_list("text", "organisation", "user")) == list(
        old.owners.values_list("text", "organisation", "user")
    )


def test_copy_for_another_organisation_forgets_who_the_owners_are(cast: Cast, source: ActionPlan) -> None:
    PlanSightFactory(plan=source, user=cast["secretary@revenue"])

    plan = copied(cast, source, "revenue")

    assert plan.printed_organisation == ""
    owners = Activity.objects.get(part__plan=plan).owners
    assert list(owners.values_list("text", "organisation", "user")) == [
        ("กองแผน", None, None),
        ("คณะทำงาน", None, None),
    ]


def test_copy_leaves_results_and_what_is_in_the_bin(cast: Cast, source: ActionPlan) -> None:
    part = PlanPartFactory(plan=source, layout="kpi_levels", position=3)
    ActivityFactory(part=part, values={"result": "95", "basic": "70 ในปี 2569"}, title="ตัวชี้วัด")
    deleted = {"deleted_at": "2026-01-01T00:00:00Z", "deleted_by": cast["secretary@medicine"]}
    ActivityFactory(part=part, title="ลบแล้ว", **deleted)
    HeadingFactory(part=part, text="หัวข้อที่ลบแล้ว", **deleted)
    PlanPartFactory(plan=source, title="ตารางที่ลบแล้ว", **deleted)

    plan = copied(cast, source)

    new = plan.parts.get(layout="kpi_levels")
    assert [activity.title for activity in new.activities.all()] == ["ตัวชี้วัด"]
    assert "result" not in new.activities.get().values
    assert Heading.everything.filter(part=new).count() == 0
    assert PlanPart.everything.filter(plan=plan).count() == 3


def test_structure_alone_has_headings_and_no_activities(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source, structure_only=True)

    assert Activity.everything.filter(part__plan=plan).count() == 0
    assert list(Heading.objects.filter(part__plan=plan).order_by("pk").values_list("text", flat=True)) == [
        "ยุทธศาสตร์ที่ 1 ปี 2570",
        "กลยุทธ์ที่ 1",
        "กลยุทธ์ที่ 2",
    ]
    assert plan.sections.count() == 2


def test_copy_takes_the_title_that_was_typed(cast: Cast, source: ActionPlan) -> None:
    assert copied(cast, source, title="แผนใหม่").title == "แผนใหม่"


def test_trail_has_one_entry_that_names_the_source(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source)

    (entry,) = AuditEntry.objects.about(plan)
    assert (entry.action, entry.object_id) == (AuditEntry.Action.CREATE, plan.pk)
    assert entry.after is not None
    assert entry.after["copied_from"] == {"id": source.pk, "title": source.title, "fiscal_year": 2569}
    assert (entry.after["parts"], entry.after["activities"]) == (2, 1)


def test_copy_is_refused_into_an_organisation_that_one_only_sees(cast: Cast, source: ActionPlan) -> None:
    with pytest.raises(PermissionDenied):
        copy_plan(
            by=cast["executive@medicine"],
            source=source,
            organisation=cast.organisation("medicine"),
            fiscal_year=2570,
        )

    assert not source.copies.exists()


def test_copy_of_a_plan_that_one_does_not_see_is_refused(cast: Cast, source: ActionPlan) -> None:
    with pytest.raises(PermissionDenied):
        copied(cast, source, "revenue")

    assert not ActionPlan.everything.filter(copied_from=source).exists()


def test_copy_into_an_impossible_year_writes_nothing(cast: Cast, source: ActionPlan) -> None:
    with pytest.raises(ValidationError):
        copy_plan(by=None, source=source, organisation=source.organisation, fiscal_year=2900)

    assert not ActionPlan.everything.filter(copied_from=source).exists()


def test_copy_writes_nothing_without_its_entry(cast: Cast, source: ActionPlan) -> None:
    with refusing_entries(), pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        copied(cast, source)

    assert not ActionPlan.everything.filter(copied_from=source).exists()
    assert PlanPart.everything.count() == 2


def test_copying_asks_as_often_for_thirty_rows_as_for_one(cast: Cast, source: ActionPlan) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            copy_plan(by=None, source=source, organisation=source.organisation, fiscal_year=2570)
        return len(captured)

    queries()
    few = queries()
    part, heading = (
        source.parts.get(layout="strategy_quarters"),
        Heading.objects.get(part__plan=source, text="กลยุทธ์ที่ 2"),
    )
    for number in range(30):
        activity = ActivityFactory(part=part, heading=heading)
        ActivityOwnerFactory(activity=activity)
        PlanCellFactory(activity=activity)
        PlanSectionFactory(plan=source)
        HeadingFactory(part=part, parent=heading, text=f"หัวข้อ {number}")

    assert queries() <= few + 1  # the headings of a third level

    assert _rows(rows.contents(ActionPlan.objects.latest("pk"))) == 31


def _rows(content: PlanContent) -> int:
    return sum(not row.placeholder for part in content.parts if not part.rows_of for row in part.rows)


def test_copied_sections_belong_to_the_copied_charter(cast: Cast, source: ActionPlan) -> None:
    plan = copied(cast, source)

    sections = PlanSection.objects.filter(plan=plan).order_by("pk")
    assert [(section.title, section.charter) for section in sections] == [
        ("หลักการ", None),
        ("เหตุผล", plan.charters.get()),
    ]
