"""Pictures in the narrative of a plan."""

from django.conf import settings
from django.db import models

from organisations.models import Organisation
from plans.models.plan import ActionPlan
from plans.querysets import OfPlanQuerySet


class PlanPicture(models.Model):
    """A picture with its caption, shown by the sections that name it."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="pictures", verbose_name="แผน")
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
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation
