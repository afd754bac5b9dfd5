"""Where a plan stands between its draft and its signed paper."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from plans.models import ActionPlan, Revision, SignedScan

DRAFT = "ร่าง ยังไม่ได้เสนอ"
SENT_BACK = "ร่าง ส่งคืนเพื่อแก้ไข"
SIGNED = "ลงนามแล้ว"
CHANGED = "มีการแก้ไขหลังลงนาม"


@dataclass(frozen=True, slots=True)
class Standing:
    """``is_changed``: the plan is beyond the version that was approved. ``is_signed``: a signed scan is filed
    on the revision in force. ``words`` say all of it on one line.
    """

    in_force: Revision | None
    waiting: Revision | None
    is_changed: bool
    is_signed: bool
    words: str


def standing_of(plan: ActionPlan) -> Standing:
    """Where the plan stands now, in one query. Its revisions come without their content."""
    open_states = (Revision.State.WAITING, Revision.State.APPROVED)
    scans = SignedScan.objects.filter(revision=OuterRef("pk"))
    revisions = plan.revisions.filter(state__in=open_states).defer("content")
    by_state = {revision.state: revision for revision in revisions.annotate(has_scan=Exists(scans))}
    in_force, waiting = by_state.get(Revision.State.APPROVED), by_state.get(Revision.State.WAITING)
    is_changed = in_force is not None and plan.version != in_force.approved_version
    is_signed = in_force is not None and in_force.has_scan
    words = _words(plan, in_force, waiting, is_changed=is_changed, is_signed=is_signed)
    return Standing(in_force, waiting, is_changed, is_signed, words)


def with_standing(plans: QuerySet[ActionPlan]) -> QuerySet[ActionPlan]:
    """The plans with ``is_signed`` and ``is_changed``, as ``standing_of`` says them of one."""
    in_force = Revision.objects.filter(plan=OuterRef("pk"), state=Revision.State.APPROVED)
    scans = SignedScan.objects.filter(revision__plan=OuterRef("pk"), revision__state=Revision.State.APPROVED)
    changed = in_force.exclude(approved_version=OuterRef("version"))
    return plans.annotate(is_signed=Exists(scans), is_changed=Exists(changed))


def _words(
    plan: ActionPlan,
    in_force: Revision | None,
    waiting: Revision | None,
    *,
    is_changed: bool,
    is_signed: bool,
) -> str:
    said = []
    if in_force:
        said += [f"{in_force} {SIGNED if is_signed else in_force.get_state_display()}"]
        said += [CHANGED] if is_changed else []
    if waiting:
        said += [f"{waiting} {waiting.get_state_display()}"]
    if not said:
        said = [SENT_BACK if plan.state == plan.State.RETURNED else DRAFT]
    return " · ".join(said)
