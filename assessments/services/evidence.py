"""Evidence of the library put to the items of a round, and taken off again."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from assessments.models import Item, ItemEvidence, Round
from assessments.services.rounds_keeping import trail
from organisations.access import Permission, require
from organisations.models import AuditEntry, Evidence, User

Action = AuditEntry.Action
MOST_OF_AN_ITEM = 100


@transaction.atomic
def attach_evidence(
    *, by: User, of_round: Round, item: Item, evidence: Iterable[Evidence], note: str = ""
) -> list[ItemEvidence]:
    """Evidence proves the item; what does so already is passed over.

    Raises PermissionDenied, also for a closed round, and ValidationError for an item of another framework,
    and for evidence of another organisation, in the bin or out of the person's sight.
    """
    _require_open(by, of_round)
    if item.framework_id != of_round.framework_id:
        raise ValidationError("ข้อนี้ไม่ใช่ของกรอบการประเมินในรอบนี้")
    there = set(of_round.evidence_uses.filter(item=item).values_list("evidence", flat=True))
    asked = {one.pk for one in evidence} - there
    if len(there) + len(asked) > MOST_OF_AN_ITEM:
        raise ValidationError(f"ข้อหนึ่งแนบหลักฐานได้ไม่เกิน {MOST_OF_AN_ITEM} รายการ")
    seen = Evidence.objects.visible_to(by).filter(organisation=of_round.organisation_id, pk__in=asked)
    # Nobody puts them into the bin meanwhile.
    held = list(Evidence.objects.select_for_update().filter(pk__in=seen.values("pk")))
    if len(held) != len(asked):
        raise ValidationError("ไม่พบหลักฐานที่เลือกในคลังหลักฐานของหน่วยงาน โปรดเลือกจากรายการอีกครั้ง")
    uses = []
    for one in held:
        use = ItemEvidence(round=of_round, item=item, evidence=one, note=note)
        use.full_clean()
        use.save()
        trail(by, Action.CREATE, of_round, target=use, after=_snapshot(use))
        uses.append(use)
    return uses


@transaction.atomic
def detach_evidence(*, by: User, use: ItemEvidence) -> None:
    """The evidence proves the item no more; it stays in the library."""
    _require_open(by, use.round)
    trail(by, Action.DELETE, use.round, target=use, before=_snapshot(use))
    use.delete()


def _require_open(by: User, of_round: Round) -> None:
    """Without a new version of the round: whoever types its scores need not mind what proves them."""
    require(by, Permission.ASSESSMENT_EDIT, of_round)
    held = Round.objects.select_for_update(of=("self",)).filter(pk=of_round.pk, closed_at=None)
    if held.first() is None:
        current = Round.objects.select_related("organisation").get(pk=of_round.pk)
        raise PermissionDenied(current.refusal(Permission.ASSESSMENT_EDIT))


def _snapshot(use: ItemEvidence) -> dict[str, str]:
    return {"item": use.item.code, "evidence": use.evidence.title, "note": use.note}
