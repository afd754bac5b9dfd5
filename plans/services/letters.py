"""Which letters of the register are about a plan."""

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.access import Permission, require
from organisations.letters import citation
from organisations.models import AuditEntry, Letter, User
from organisations.services.audit import record
from plans.models import ActionPlan, PlanLetter

Action = AuditEntry.Action
MOST_LETTERS = 200


@transaction.atomic
def attach_letter(*, by: User, plan: ActionPlan, letter: Letter) -> PlanLetter:
    """Say that the letter is about the plan, in whatever state the plan is.

    Raises PermissionDenied without the right to the letters of the plan's organisation, and
    ValidationError for a letter that the person may not see or that is there already.
    """
    require(by, Permission.LETTER_EDIT, plan.organisation)
    if not Letter.objects.visible_to(by).filter(pk=letter.pk).exists():
        raise ValidationError("ไม่พบหนังสือนี้ในทะเบียนที่ท่านดูได้")
    # Two who add at the same moment come one after the other: the second is told that it is there.
    ActionPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if plan.letters.count() >= MOST_LETTERS:
        raise ValidationError(f"แผนหนึ่งมีหนังสือได้ไม่เกิน {MOST_LETTERS} ฉบับ")
    link = PlanLetter(plan=plan, letter=letter)
    link.full_clean()
    link.save()
    _record(by, Action.CREATE, link, after=_snapshot(link))
    return link


@transaction.atomic
def detach_letter(*, by: User, link: PlanLetter) -> None:
    """The letter stays in its register."""
    require(by, Permission.LETTER_EDIT, link.plan.organisation)
    _record(by, Action.DELETE, link, before=_snapshot(link))
    link.delete()


def _snapshot(link: PlanLetter) -> dict[str, object]:
    return {"letter": link.letter_id, "citation": citation(link.letter)}


def _record(
    by: User,
    action: AuditEntry.Action,
    link: PlanLetter,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target=link,
        organisation_id=link.plan.organisation_id,
        subject=link.plan,
        before=before,
        after=after,
        text=link.letter.subject,
    )
