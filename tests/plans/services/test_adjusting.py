"""An approved request written into the rows: what stands then is what was approved."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ita_portal.tables.content import PlanContent
from ita_portal.tables.row_json import row_to_json
from ita_portal.thai.amounts import read_amount
from ita_portal.thai.period import read_period
from organisations.models import AuditEntry
from organisations.services.errors import StaleError
from plans import rows
from plans.adjusting import adjusted
from plans.models import ActionPlan, Activity, Adjustment, AdjustmentLine, Heading, PlanPart
from plans.services.adjusting import apply
from plans.snapshots import content_of, snapshot_of
from tests.factories import (
    ActivityFactory,
    AdjustmentFactory,
    HeadingFactory,
    PlanPartFactory,
    UserFactory,
)

Kind = AdjustmentLine.Kind
pytestmark = pytest.mark.django_db


@pytest.fixture
def request_to_adjust() -> Adjustment:
    """Of a plan with a table shown twice, two headings, and a project with an activity under it."""
    request = AdjustmentFactory()
    part = PlanPartFactory(plan=request.plan)
    PlanPartFactory(plan=request.plan, rows_of=part)
    for position, text in enumerate(("ยุทธศาสตร์ที่ 1", "ยุทธศาสตร์ที่ 2"), start=1):
        heading = HeadingFactory(part=part, text=text, position=position)
        ActivityFactory(heading=heading, position=1, title=f"โครงการ {position}", level=1)
        ActivityFactory(heading=heading, position=2, title=f"กิจกรรม {position}", level=2)
    HeadingFactory(part=part, text="ยุทธศาสตร์ที่ 3", position=3)
    return request


def line(request: Adjustment, kind: str, title: str = "", **values: object) -> AdjustmentLine:
    activity = values.get("activity")
    known = row_to_json(rows.row_of(activity)) if isinstance(activity, Activity) else None
    after = values.pop("after", None) or (known or {"title": title, "headings": []}) | {"title": title}
    line = AdjustmentLine(
        adjustment=request,
        kind=kind,
        part=request.plan.parts.first(),
        before=known,
        after=None if kind == Kind.REMOVE else after,
        row_version=activity.version if isinstance(activity, Activity) else None,
        position=request.lines.count() + 1,
        reason="เลื่อนตามปฏิทิน",
        **values,
    )
    line.full_clean()
    line.save()
    return line


def activity(request: Adjustment, title: str) -> Activity:
    found: Activity = Activity.objects.get(part__plan=request.plan, title=title)
    return found


def heading(request: Adjustment, number: int) -> Heading:
    found: Heading = Heading.objects.get(part__plan=request.plan, position=number)
    return found


def approve(request: Adjustment) -> tuple[PlanContent, PlanContent]:
    """What was frozen, with the ids that its new rows have got, and what stands afterwards."""
    frozen = content_of(snapshot_of(adjusted(rows.contents(request.plan), request)))
    with transaction.atomic():
        apply(request, UserFactory())
    made = {-line.pk: line.activity_id for line in request.lines.filter(kind=Kind.ADD)}
    parts = tuple(
        replace(part, rows=tuple(replace(row, id=made.get(row.id or 0, row.id)) for row in part.rows))
        for part in frozen.parts
    )
    return replace(frozen, parts=parts), rows.contents(ActionPlan.objects.get(pk=request.plan_id))


def titles(content: PlanContent) -> list[str]:
    return [row.title or f"({row.headings[-1]})" for row in content.parts[0].rows]


def test_approved_request_leaves_exactly_what_was_frozen(request_to_adjust: Adjustment) -> None:
    request = request_to_adjust
    project = activity(request, "โครงการ 1")
    row = replace(
        rows.row_of(project),
        title="โครงการ 1 ที่ปรับ",
        budget=read_amount("120,000 บาท"),
        period=read_period("ม.ค. - มี.ค. 69", request.plan.fiscal_year),
        owners=("กลุ่มงานจริยธรรม", "กองบริหารการคลัง"),
    )
    line(request, Kind.CHANGE, row.title, activity=project, after=row_to_json(row))
    line(request, Kind.ADD, "ใหม่หนึ่ง", heading=heading(request, 1), after_row=project)
    line(request, Kind.ADD, "ใหม่สอง", heading=heading(request, 1), after_row=project)
    line(request, Kind.ADD, "ใหม่ท้ายหัวข้อ", heading=heading(request, 3))
    line(request, Kind.ADD, "ใหม่นอกหัวข้อ")
    for title in ("โครงการ 2", "กิจกรรม 2"):
        line(request, Kind.REMOVE, activity=activity(request, title))
    frozen, content = approve(request)
    assert titles(content) == [
        "ใหม่นอกหัวข้อ",
        "โครงการ 1 ที่ปรับ",
        "กิจกรรม 1",
        "ใหม่หนึ่ง",
        "ใหม่สอง",
        "(ยุทธศาสตร์ที่ 2)",
        "ใหม่ท้ายหัวข้อ",
    ]
    assert content == frozen
    assert content.parts[1].rows == content.parts[0].rows


def test_applying_leaves_entries_with_the_reason_and_raises_the_version(
    request_to_adjust: Adjustment,
) -> None:
    request = request_to_adjust
    before = request.plan.version
    line(request, Kind.CHANGE, "ชื่อใหม่", activity=activity(request, "กิจกรรม 1"))
    line(request, Kind.ADD, "ใหม่", heading=heading(request, 2))
    line(request, Kind.REMOVE, activity=activity(request, "กิจกรรม 2"))
    by = UserFactory()
    apply(request, by)
    entries = AuditEntry.objects.about(request.plan).order_by("pk")
    assert [(e.action, e.object_text, e.person and e.person.user_id) for e in entries] == [
        (AuditEntry.Action.UPDATE, "ชื่อใหม่", by.pk),
        (AuditEntry.Action.CREATE, "ใหม่", by.pk),
        (AuditEntry.Action.DELETE, "กิจกรรม 2", by.pk),
    ]
    assert {e.reason for e in entries} == {f"{request}: {request.reason}"}
    request.plan.refresh_from_db()
    assert (request.plan.state, request.plan.version) == (ActionPlan.State.APPROVED, before + 3)


@pytest.mark.parametrize("what", ["changed", "row binned", "heading binned", "place binned", "part binned"])
def test_nothing_is_applied_where_a_row_or_its_place_is_no_longer_as_it_was(
    request_to_adjust: Adjustment, what: str
) -> None:
    request = request_to_adjust
    row = activity(request, "กิจกรรม 1")
    by = UserFactory()
    line(request, Kind.CHANGE, "โครงการ 2 ที่ปรับ", activity=activity(request, "โครงการ 2"))
    if what in ("changed", "row binned"):
        line(request, Kind.CHANGE, "ใหม่", activity=row)
    else:
        line(request, Kind.ADD, "ใหม่", heading=row.heading, after_row=row)
    mark = {"deleted_at": "2026-01-01T00:00:00Z", "deleted_by": by}
    if what == "changed":
        Activity.objects.filter(pk=row.pk).update(version=row.version + 1)
    elif what in ("row binned", "place binned"):
        Activity.objects.filter(pk=row.pk).update(**mark)
    else:
        model, pk = (Heading, row.heading_id) if what == "heading binned" else (PlanPart, row.part_id)
        model.objects.filter(pk=pk).update(**mark)
    with pytest.raises(StaleError) as refused, transaction.atomic():
        apply(request, by)
    assert isinstance(refused.value.current, AdjustmentLine)
    assert Activity.objects.filter(title="โครงการ 2").exists()


@pytest.mark.parametrize("state", ["draft", "waiting", "returned"])
def test_only_an_approved_plan_is_adjusted(request_to_adjust: Adjustment, state: str) -> None:
    request = request_to_adjust
    line(request, Kind.CHANGE, "ใหม่", activity=activity(request, "กิจกรรม 1"))
    ActionPlan.objects.filter(pk=request.plan_id).update(state=state)
    with pytest.raises(PermissionDenied), transaction.atomic():
        apply(request, UserFactory())
    assert not AuditEntry.objects.exists()
