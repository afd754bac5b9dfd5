"""Named versions of a plan: a name on a snapshot."""

from django.conf import settings
from django.db import models

from organisations.models import Organisation
from plans.models.plan import ActionPlan
from plans.querysets import OfPlanQuerySet


class PlanVersion(models.Model):
    """The whole plan as it was under a name; ``content`` is the contract's JSON with the ids of its rows."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="named_versions", verbose_name="แผน")
    name = models.CharField("ชื่อฉบับ", max_length=200)
    plan_version = models.PositiveIntegerField("ฉบับที่", editable=False)
    content = models.JSONField(editable=False)
    created_at = models.DateTimeField("บันทึกเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="บันทึกโดย"
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "ฉบับของแผน"
        verbose_name_plural = "ฉบับของแผน"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="plans_planversion_name_once",
                violation_error_message="แผนนี้มีฉบับชื่อนี้แล้ว โปรดตั้งชื่ออื่น",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation
