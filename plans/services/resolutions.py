"""What a meeting resolved becomes an activity of a plan."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.tables.rows import PeriodCell, Row
from ita_portal.thai.dates import format_long
from ita_portal.thai.period import read_period
from organisations.models import Resolution, User
from plans.models import Activity, Heading, PlanPart
from plans.querysets import activity_layouts
from plans.services import opening
from plans.services.activities import add_activity


@transaction.atomic
def activity_from_resolution(
    *, by: User | None, resolution: Resolution, part: PlanPart, heading: Heading | None = None
) -> Activity:
    """A row at the end of the heading, or of the table: the resolution's words, its owner, until its day.

    Raises ValidationError where the table lists no activities or is of another organisation than the
    committee, and where the plan has a row of the resolution already.
    """
    plan = part.plan
    opening.opened(plan, by)
    if plan.organisation_id != resolution.organisation.pk or part.layout not in activity_layouts():
        raise ValidationError({"part": "โปรดเลือกตารางกิจกรรมในแผนของหน่วยงานเดียวกับคณะ"})
    if part.rows_of_id:
        raise ValidationError({"part": "ตารางนี้แสดงรายการของตารางอื่น โปรดเลือกตารางต้นทาง"})
    if Activity.objects.filter(part__plan=plan, part__deleted_at=None, resolution=resolution).exists():
        raise ValidationError("แผนนี้มีกิจกรรมตามมติข้อนี้อยู่แล้ว")
    row = row_of_resolution(resolution, plan.fiscal_year)
    reason = f"ตามมติที่ประชุม {resolution.meeting}"
    activity = add_activity(by=by, part=part, heading=heading, row=row, reason=reason)
    activity.resolution = resolution
    activity.save(update_fields=["resolution"])
    activity.owners.update(organisation=resolution.unit, user=resolution.user)
    return activity


def row_of_resolution(resolution: Resolution, fiscal_year: int) -> Row:
    """The resolution as a row of a plan of the year (Buddhist era); what is not said stays empty."""
    owner = resolution.owner or (resolution.unit.name if resolution.unit else "")
    period = None
    if resolution.due_on:
        period = read_period(f"ภายใน {format_long(resolution.due_on)}", fiscal_year)
    return Row(
        title=resolution.text,
        owners=(owner,) if owner else (),
        period=period,
        quarters={quarter: PeriodCell(marked=True) for quarter in period.quarters} if period else {},
    )
