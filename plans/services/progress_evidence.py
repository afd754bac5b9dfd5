"""Evidence of the library as a report uses it: put to it, taken from it, captioned, in order.

The evidence itself stays in the library, where others may use it too. While a report is with its owner this
changes; it never counts as another version of what is written, so that a photo sent from a telephone does
not overtake what is typed at a desk.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from organisations.access import Permission, require
from organisations.models import AuditEntry, Evidence, User
from organisations.services.audit import Act, values_of
from plans.models import Progress, ProgressEvidence
from plans.monitoring.written import Caption
from plans.services import opening
from plans.services.progress import GONE
from plans.services.rounds_hold import hold_rounds

Action = AuditEntry.Action
MOST_EVIDENCE = 50  # of one report
_KEPT = ("caption", "in_report", "position")


@transaction.atomic
def attach_to_report(
    *, by: User, progress: Progress, evidence: Evidence, reason: str = ""
) -> ProgressEvidence:
    """Use evidence of the organisation's library in the report, behind what is there; used already, it stays.

    Raises PermissionDenied where the report is not with its owner, ValidationError for evidence that the
    person does not see or that is another organisation's.
    """
    _claim(progress, by)
    if use := progress.evidence_uses.filter(evidence=evidence).first():
        return use
    seen = Evidence.objects.visible_to(by).filter(pk=evidence.pk, organisation=progress.organisation)
    # Held, so that nobody puts it into the bin meanwhile.
    if seen.select_for_update(of=("self",)).first() is None:
        raise ValidationError({"evidence": "ไม่พบหลักฐานนี้ในคลังหลักฐานของหน่วยงาน โปรดเลือกใหม่"})
    if progress.evidence_uses.count() >= MOST_EVIDENCE:
        raise ValidationError({"evidence": f"รายงานหนึ่งแนบหลักฐานได้ไม่เกิน {MOST_EVIDENCE} รายการ"})
    last = progress.evidence_uses.aggregate(last=Max("position"))["last"] or 0
    use = ProgressEvidence(progress=progress, evidence=evidence, position=last + 1)
    use.full_clean()
    use.save()
    _trail(by, Action.CREATE, use, after=values_of(use, _KEPT), reason=reason)
    return use


@transaction.atomic
def detach_from_report(*, by: User, use: ProgressEvidence, reason: str = "") -> None:
    """Use it in the report no longer; it stays in the library. Raises PermissionDenied."""
    _claim(use.progress, by)
    _trail(by, Action.DELETE, use, before=values_of(use, _KEPT), reason=reason)
    use.delete()


@transaction.atomic
def caption_of_report(
    *, by: User, progress: Progress, captions: Mapping[int, Caption], reason: str = ""
) -> None:
    """What stands below the pictures, by the key of each use; what did not change leaves no entry.

    Raises PermissionDenied, and ValidationError under ``caption_<key>``.
    """
    _claim(progress, by)
    acts = []
    for use in progress.evidence_uses.filter(pk__in=captions):
        before, said = values_of(use, _KEPT), captions[use.pk]
        use.caption, use.in_report = said.text.strip(), said.in_report
        if values_of(use, _KEPT) != before:
            _clean(use)
            use.save(update_fields=["caption", "in_report"])
            acts.append(Act(use, before, values_of(use, _KEPT)))
    if acts:
        plan = progress.activity.part.plan
        opening.trail_many(by=by, action=Action.UPDATE, acts=acts, plan=plan, reason=reason)


@transaction.atomic
def move_in_report(*, by: User, use: ProgressEvidence, step: int, reason: str = "") -> None:
    """One place earlier (-1) or later (1). Raises PermissionDenied."""
    _claim(use.progress, by)
    uses = list(use.progress.evidence_uses.all())
    before = values_of(use, _KEPT)
    moved = opening.shifted(uses, next(one for one in uses if one.pk == use.pk), step)
    opening.numbered(moved)
    use.refresh_from_db()
    _trail(by, Action.MOVE, use, before=before, after=values_of(use, _KEPT), reason=reason)


def _claim(progress: Progress, by: User) -> None:
    """Hold the report until the transaction ends, if the person may write it and it is with its owner."""
    require(by, Permission.PROGRESS_REPORT, progress)
    # First, as whoever writes the report does: else two would wait for each other.
    hold_rounds(progress.period.plan)
    open_now = Progress.objects.filter(pk=progress.pk, state__in=Progress.WITH_OWNER, period__closed_at=None)
    if open_now.update(updated_at=timezone.now()):
        return
    current = Progress.objects.select_related("period").filter(pk=progress.pk).first()
    raise PermissionDenied(current.refusal(Permission.PROGRESS_REPORT) if current else GONE)


def _clean(use: ProgressEvidence) -> None:
    try:
        use.clean_fields(exclude={"progress", "evidence"})
    except ValidationError as error:
        raise ValidationError({f"caption_{use.pk}": error.messages}) from None


def _trail(by: User, action: AuditEntry.Action, use: ProgressEvidence, **told: Any) -> None:
    opening.trail(by=by, action=action, target=use, plan=use.progress.activity.part.plan, **told)
