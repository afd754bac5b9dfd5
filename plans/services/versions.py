"""Named versions of a plan: the whole of it as it was, under a name."""

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from plans import rows
from plans.models import ActionPlan, PlanVersion
from plans.services import opening
from plans.services.row_writing import rules_said
from plans.snapshots import snapshot_of

Action = AuditEntry.Action
MAX_VERSIONS = 100  # of one plan; each holds the whole of it


@rules_said()
@transaction.atomic
def name_version(*, by: User, plan: ActionPlan, name: str) -> PlanVersion:
    """The plan as it is now under a name; raises ValidationError where the plan has the name already."""
    require(by, Permission.PLAN_EDIT, plan)
    if plan.named_versions.count() >= MAX_VERSIONS:
        raise ValidationError(f"แผนหนึ่งบันทึกฉบับไว้ได้ไม่เกิน {MAX_VERSIONS} ฉบับ โปรดลบฉบับที่ไม่ใช้แล้วก่อน")
    version = PlanVersion(
        plan=plan,
        name=name,
        plan_version=plan.version,
        content=snapshot_of(rows.contents(plan)),
        created_by=by,
    )
    version.full_clean()
    version.save()
    opening.trail(by=by, action=Action.CREATE, target=version, plan=plan, after={"name": name})
    return version


@rules_said()
@transaction.atomic
def rename_version(*, by: User, version: PlanVersion, name: str) -> PlanVersion:
    """Another name for a version."""
    require(by, Permission.PLAN_EDIT, version.plan)
    before, version.name = version.name, name
    version.full_clean(exclude=["content"])
    version.save(update_fields=["name"])
    opening.trail(
        by=by,
        action=Action.UPDATE,
        target=version,
        plan=version.plan,
        before={"name": before},
        after={"name": name},
    )
    return version


@transaction.atomic
def delete_version(*, by: User, version: PlanVersion) -> None:
    """Away with the snapshot; the plan itself stays as it is."""
    require(by, Permission.PLAN_EDIT, version.plan)
    before = {"name": version.name}
    opening.trail(by=by, action=Action.DELETE, target=version, plan=version.plan, before=before)
    version.delete()
