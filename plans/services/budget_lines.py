"""Lines of the budget: of an activity by source and kind, or of what is no row of the plan."""

from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.audit import values_of
from plans.models import ActionPlan, Activity, BudgetLine
from plans.monitoring.ledger import LineFacts
from plans.services import opening

Action = AuditEntry.Action
_KEPT = ("activity", "group", "title", "source", "source_name", "kind", "planned", "remark")
_HAS_ENTRIES = "รายการนี้มีการเคลื่อนไหวของเงินแล้วจึงลบไม่ได้ หากบันทึกผิด โปรดยกเลิกการเคลื่อนไหวโดยระบุเหตุผล"


@transaction.atomic
def add_line(*, by: User, plan: ActionPlan, facts: LineFacts, activity: Activity | None = None) -> BudgetLine:
    """A line at the end of the plan's lines, of one of its activities or of none.

    Raises PermissionDenied, and ValidationError for another plan's activity and for a second line of an
    activity with the same source and kind.
    """
    if activity and activity.part.plan_id != plan.pk:
        raise ValidationError({"activity": "ไม่พบกิจกรรมนี้ในแผน โปรดเลือกจากรายการ"})
    line = BudgetLine(plan=plan, activity=activity, **_stored(facts, activity))
    require(by, Permission.MONEY_EDIT, line)
    last: int | None = plan.budget_lines.aggregate(last=Max("position"))["last"]
    line.position = (last or 0) + 1
    line.full_clean()
    line.save()
    opening.trail(by=by, action=Action.CREATE, target=line, plan=plan, after=_values(line))
    return line


@transaction.atomic
def change_line(*, by: User, line: BudgetLine, base_version: int, facts: LineFacts) -> BudgetLine:
    """Another wording, source or kind of the line. Raises StaleError where it was changed meanwhile."""
    require(by, Permission.MONEY_EDIT, line)
    before = _values(line)
    opening.claim(line, base_version)
    for name, value in _stored(facts, line.activity).items():
        setattr(line, name, value)
    line.full_clean()
    line.save()
    after = _values(line)
    opening.trail(by=by, action=Action.UPDATE, target=line, plan=line.plan, before=before, after=after)
    return line


@transaction.atomic
def remove_line(*, by: User, line: BudgetLine) -> None:
    """Take away a line on which no money moved. Raises ValidationError where some did, cancelled or not."""
    require(by, Permission.MONEY_EDIT, line)
    opening.claim(line, None)
    if line.entries.exists():
        raise ValidationError(_HAS_ENTRIES)
    opening.trail(by=by, action=Action.DELETE, target=line, plan=line.plan, before=_values(line))
    line.delete()


def _values(line: BudgetLine) -> dict[str, Any]:
    planned = line.planned
    return values_of(line, _KEPT) | {"planned": None if planned is None else str(planned)}


def _stored(facts: LineFacts, activity: Activity | None) -> dict[str, Any]:
    """An activity has its own title, heading and budget."""
    own = {"group": "", "title": "", "planned": None} if activity else {}
    return asdict(facts) | own
