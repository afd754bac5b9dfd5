"""Pictures in the narrative of a plan, or of one of its project charters."""

from django.conf import settings
from django.db import models

from organisations.models import Organisation
from plans.models.plan import ActionPlan, PlanSection
from plans.querysets import OfPlanQuerySet


class PlanPicture(models.Model):
    """A picture with its caption, printed below the text of its section, in order."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="pictures", verbose_name="แผน")
    section = models.ForeignKey(PlanSection, models.CASCADE, related_name="pictures", verbose_name="ส่วนเนื้อหา")
    position = models.PositiveIntegerField("ลำดับ", default=0)
    file = models.FileField("ไฟล์ภาพ", upload_to="plan_pictures/%Y/%m/")
    caption = models.CharField("คำบรรยายภาพ", max_length=500)
    width = models.PositiveIntegerField("กว้าง (จุดภาพ)")
    height = models.PositiveIntegerField("สูง (จุดภาพ)")
    created_at = models.DateTimeField("เพิ่มเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="เพิ่มโดย"
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "ภาพประกอบ"
        verbose_name_plural = "ภาพประกอบ"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption

    @property
    def media_type(self) -> str:
        """What kind of file it is, by the ending that it was stored with."""
        return "image/png" if str(self.file).endswith(".png") else "image/jpeg"

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation
