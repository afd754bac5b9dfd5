"""Evidence of the library that proves an item of a round's framework: an O-item, a MOIT."""

from django.db import models

from assessments.models.item import Item
from assessments.models.round import Round
from assessments.querysets import OfRoundQuerySet
from organisations.models import Evidence, Organisation


class ItemEvidence(models.Model):
    """The same evidence may prove many items and be used by reports of a plan, without another upload."""

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="evidence_uses", verbose_name="รอบการประเมิน"
    )
    item = models.ForeignKey(Item, models.CASCADE, related_name="evidence_uses", verbose_name="ข้อ")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="item_uses", verbose_name="หลักฐาน")
    note = models.CharField("คำอธิบาย", max_length=1000, blank=True)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "หลักฐานของข้อ"
        verbose_name_plural = "หลักฐานของข้อ"
        ordering = ["item__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "item", "evidence"],
                name="assessments_itemevidence_once",
                violation_error_message="ข้อนี้ใช้หลักฐานนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.evidence}"

    @property
    def organisation(self) -> Organisation:
        return self.round.organisation
