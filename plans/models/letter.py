"""Letters about a plan: proposed with it, approved by it, about its results."""

from django.db import models

from organisations.models import Letter, Organisation
from plans.models.plan import ActionPlan
from plans.querysets import OfPlanQuerySet


class PlanLetter(models.Model):
    """That a letter of the register is about a plan."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="letters", verbose_name="แผน")
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="plans", verbose_name="หนังสือ")

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "หนังสือของแผน"
        verbose_name_plural = "หนังสือของแผน"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "letter"],
                name="plans_planletter_once",
                violation_error_message="หนังสือนี้อยู่ในรายการของแผนแล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} – {self.plan}"

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation
