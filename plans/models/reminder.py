"""That somebody was asked for a report beside the daily digest, so that nobody is asked twice a day."""

from django.conf import settings
from django.db import models

from organisations.models import Organisation
from plans.models.progress import Progress
from plans.querysets_monitoring import OfProgressQuerySet


class Reminder(models.Model):
    """The secretary's word to one person about one report on a day (in Thailand)."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="reminders", verbose_name="รายงานผล")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="ผู้รับ")
    day = models.DateField("วันที่")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="แจ้งโดย"
    )

    objects = OfProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "การแจ้งเตือนรายงานผล"
        verbose_name_plural = "การแจ้งเตือนรายงานผล"
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "user", "day"],
                name="plans_reminder_once_a_day",
                violation_error_message="แจ้งเตือนผู้ใช้งานท่านนี้เรื่องรายงานนี้ในวันนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"

    @property
    def organisation(self) -> Organisation:
        return self.progress.organisation
