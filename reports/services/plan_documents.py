"""Writing how the documents of a plan are arranged."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from ita_portal.render.arrangement import Entry
from ita_portal.render.arrangement_json import entries_to_json
from ita_portal.render.kinds import all_kinds
from ita_portal.tables.content import Signature
from ita_portal.tables.to_json import signature_to_json
from organisations.access import Permission, require
from organisations.models import AuditEntry, User
from organisations.services.audit import values_of
from organisations.services.errors import StaleError
from plans.models import ActionPlan
from plans.services import opening
from reports.models import DocumentTemplate, PlanDocument

FIELDS = ("document", "template", "entries", "signatures")


@transaction.atomic
def arrange_document(
    *,
    by: User | None,
    plan: ActionPlan,
    document: str,
    template: DocumentTemplate | None,
    entries: Sequence[Entry] | None,
    signatures: Sequence[Signature],
    base_version: int | None,
) -> PlanDocument:
    """How the plan's document of that kind prints from now on; ``entries`` None follow the template.

    The content of the plan stays as it is, and so does its version. ``base_version`` is 0 where the plan
    had arranged nothing. Raises PermissionDenied, ValidationError, or StaleError where it was changed since.
    """
    if by is not None:
        require(by, Permission.PLAN_EDIT, plan)
    if document not in all_kinds() or (template and not _is_usable(template, plan, document)):
        raise ValidationError({"template": "ใช้แม่แบบนี้กับเอกสารนี้ไม่ได้ โปรดเลือกใหม่"})
    arranged = _opened(plan, document, base_version)
    before = values_of(arranged, FIELDS)
    is_new = before["entries"] is None and not before["signatures"] and not before["template"]
    arranged.template = template
    arranged.entries = None if entries is None else entries_to_json(entries)
    arranged.signatures = [signature_to_json(one) for one in signatures]
    arranged.full_clean(exclude=["plan"])
    arranged.save(update_fields=["template", "entries", "signatures"])
    opening.trail(
        by=by,
        action=AuditEntry.Action.CREATE if is_new else AuditEntry.Action.UPDATE,
        target=arranged,
        plan=plan,
        before=None if is_new else before,
        after=values_of(arranged, FIELDS),
    )
    return arranged


def _is_usable(template: DocumentTemplate, plan: ActionPlan, document: str) -> bool:
    usable = DocumentTemplate.objects.usable_by(plan.organisation)
    return usable.filter(pk=template.pk, document=document).exists()


def _opened(plan: ActionPlan, document: str, base_version: int | None) -> PlanDocument:
    """The plan's arrangement of that document, its version raised; made where there is none."""
    of_plan = PlanDocument.objects.filter(plan=plan, document=document)
    if base_version == 0 or (base_version is None and not of_plan.exists()):
        try:
            with transaction.atomic():
                return PlanDocument.objects.create(plan=plan, document=document)
        except IntegrityError:
            raise StaleError(of_plan.get()) from None
    same = of_plan if base_version is None else of_plan.filter(version=base_version)
    if not same.update(version=F("version") + 1):
        raise StaleError(of_plan.first() or PlanDocument(plan=plan, document=document))
    return of_plan.get()
