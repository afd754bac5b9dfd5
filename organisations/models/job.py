"""Work that is done in the background, as the person who asked for it sees it."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from organisations.models.organisation import Organisation
from organisations.querysets import JobQuerySet


class Job(models.Model):
    """One piece of background work.

    ``kind`` names the work and ``key`` what exactly is made, so that nobody has the same in hand twice;
    ``payload`` says of what, as the app that queued it understands it, and ``result`` is what came of it.
    ``done`` of ``total`` is how far it is (0 of 0: not known). A job that runs says so at least every minute
    in ``alive_at``: one that has been silent longer has lost its worker.
    ``attempts`` tells its workers apart.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "รอดำเนินการ"
        RUNNING = "running", "กำลังดำเนินการ"
        DONE = "done", "เสร็จแล้ว"
        FAILED = "failed", "ไม่สำเร็จ"

    kind = models.CharField(max_length=50)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="jobs", verbose_name="หน่วยงาน"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="jobs", verbose_name="ผู้สั่ง")
    title = models.CharField("งาน", max_length=500)
    key = models.CharField(max_length=200)
    payload = models.JSONField(default=dict)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField("เหตุที่ไม่สำเร็จ", blank=True)
    created_at = models.DateTimeField("สั่งเมื่อ", default=timezone.now)
    alive_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField("สิ้นสุดเมื่อ", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "งานเบื้องหลัง"
        verbose_name_plural = "งานเบื้องหลัง"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total")),
                name="organisations_job_done_of_total",
                violation_error_message="ความคืบหน้าต้องไม่เกินทั้งหมด",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running"], ended_at=None)
                | models.Q(state__in=["done", "failed"], ended_at__isnull=False),
                name="organisations_job_ended",
                violation_error_message="งานที่เสร็จหรือไม่สำเร็จต้องมีเวลาสิ้นสุด",
            ),
            models.UniqueConstraint(
                fields=["by", "kind", "key"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="organisations_job_in_hand_once",
                violation_error_message="ระบบกำลังดำเนินการงานนี้ให้ท่านอยู่แล้ว",
            ),
        ]
        indexes = [models.Index(fields=["by", "-created_at"], name="organisations_job_of_person")]

    def __str__(self) -> str:
        return self.title

    @property
    def percent_text(self) -> str:
        """How far it is, in hundredths: "40%"."""
        return f"{100 * self.done // self.total}%" if self.total else ""
