"""Where items of rounds use evidence, told to the library."""

from collections.abc import Iterator

from django.urls import reverse

from assessments.models import ItemEvidence
from organisations.evidence_uses import Use, tells_uses
from organisations.models import Evidence, User


@tells_uses
def uses_in_items(user: User, evidence: Evidence) -> Iterator[Use]:
    """The items that the evidence proves."""
    seen = ItemEvidence.objects.visible_to(user).filter(evidence=evidence)
    for use in seen.select_related("round__framework", "round__organisation", "item"):
        url = reverse("assessments:item-evidence", args=[use.round_id, use.item.code])
        yield Use("ข้อการประเมิน", f"{use.item.code} {use.round}", url)
