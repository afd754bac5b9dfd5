"""Secret addresses: a link that opens one report, and a calendar feed. Each can be taken back.

What is stored is half of the address: the other half is made of it with the portal's own key
(``plans/monitoring/addresses.py``), so that a copy of the database opens nothing.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from organisations.models import Organisation
from organisations.querysets_notices import OfPersonQuerySet
from plans.models.plan import ActionPlan
from plans.models.progress import Progress
from plans.querysets_monitoring import OfProgressQuerySet


class ReportLink(models.Model):
    """Lets one person write one report without signing in, until a moment and while nobody revokes it."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="links", verbose_name="รายงานผล")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="ผู้รายงาน"
    )
    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField("สร้างเมื่อ", default=timezone.now)
    expires_at = models.DateTimeField("ใช้ได้ถึง")
    used_at = models.DateTimeField("ใช้ล่าสุดเมื่อ", null=True, blank=True)
    revoked_at = models.DateTimeField("เพิกถอนเมื่อ", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="เพิกถอนโดย",
    )

    objects = OfProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "ลิงก์รายงานผล"
        verbose_name_plural = "ลิงก์รายงานผล"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["secret"], name="plans_reportlink_secret_once", violation_error_message="ลิงก์ซ้ำกัน"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="plans_reportlink_lasts",
                violation_error_message="ลิงก์ต้องใช้ได้หลังจากเวลาที่สร้าง",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.progress}"

    @property
    def organisation(self) -> Organisation:
        return self.progress.organisation


class CalendarFeed(models.Model):
    """The dates of a person's reports, or of a whole plan's, for the person's own calendar."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds", verbose_name="ผู้ใช้งาน"
    )
    plan = models.ForeignKey(
        ActionPlan, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="แผน"
    )
    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField("สร้างเมื่อ", default=timezone.now)
    revoked_at = models.DateTimeField("เพิกถอนเมื่อ", null=True, blank=True)

    objects = OfPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "ปฏิทินที่ติดตาม"
        verbose_name_plural = "ปฏิทินที่ติดตาม"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["secret"], name="plans_calendarfeed_secret_once", violation_error_message="ที่อยู่ซ้ำกัน"
            ),
            models.UniqueConstraint(
                fields=["user", "plan"],
                condition=Q(revoked_at=None),
                name="plans_calendarfeed_one_of_a_plan",
                violation_error_message="มีที่อยู่ปฏิทินของแผนนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at=None, plan=None),
                name="plans_calendarfeed_one_of_a_person",
                violation_error_message="มีที่อยู่ปฏิทินของท่านแล้ว",
            ),
        ]

    def __str__(self) -> str:
        return str(self.plan or self.user)
