"""How a plan is followed: its reporting periods, who reports what, and the rounds in which it is closed."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from organisations.access import Permission
from organisations.models import Evidence, Organisation
from plans.models.activity import Activity
from plans.models.plan import ActionPlan
from plans.querysets import OfPlanQuerySet
from plans.querysets_monitoring import MonitoringRoundQuerySet, ReporterQuerySet

LONGEST_TEXT = 20_000  # characters of what is written for a round
_limit = [MaxLengthValidator(LONGEST_TEXT, f"ข้อความยาวเกิน {LONGEST_TEXT:,} ตัวอักษร")]


class Monitoring(models.Model):
    """That a plan is followed, and how: in which periods, and by how many days after each a report is due.

    ``remind_before`` is how many days before it is due a report is announced.
    """

    class Basis(models.TextChoices):
        QUARTER = "quarter", "รายไตรมาส"
        MONTH = "month", "รายเดือน"
        HALF = "half", "ราย 6 เดือน"
        ROUND = "round", "ตามงวดที่กำหนดเอง"

    plan = models.OneToOneField(ActionPlan, models.CASCADE, related_name="monitoring", verbose_name="แผน")
    basis = models.CharField("รายงานผล", max_length=10, choices=Basis, default=Basis.QUARTER)
    due_after = models.PositiveSmallIntegerField("ส่งภายในกี่วันหลังสิ้นงวด", default=5)
    remind_before = models.PositiveSmallIntegerField("แจ้งเตือนก่อนครบกำหนดกี่วัน", default=3)
    started_at = models.DateTimeField("เริ่มติดตามเมื่อ", auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="เริ่มโดย"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "การติดตามแผน"
        verbose_name_plural = "การติดตามแผน"
        constraints = [
            models.CheckConstraint(
                condition=Q(basis__in=["quarter", "month", "half", "round"]),
                name="plans_monitoring_basis_known",
                violation_error_message="ไม่รู้จักงวดรายงานแบบนี้",
            ),
            models.CheckConstraint(
                condition=Q(due_after__lte=90, remind_before__lte=90),
                name="plans_monitoring_days_range",
                violation_error_message="จำนวนวันต้องไม่เกิน 90",
            ),
        ]

    def __str__(self) -> str:
        return f"การติดตาม {self.plan}"

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation


class ReportingPeriod(models.Model):
    """A stretch of time of which every activity with work in it reports once, by ``due_on``.

    ``closed_at`` is when a round that holds the period was closed: its reports and its money are locked.
    """

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="periods", verbose_name="แผน")
    position = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("ชื่องวด", max_length=100)
    starts_on = models.DateField("เริ่ม")
    ends_on = models.DateField("สิ้นสุด")
    due_on = models.DateField("กำหนดส่งรายงาน")
    closed_at = models.DateTimeField("ปิดงวดเมื่อ", null=True, blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "งวดรายงาน"
        verbose_name_plural = "งวดรายงาน"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="plans_reportingperiod_once",
                violation_error_message="แผนมีงวดรายงานลำดับนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="plans_reportingperiod_in_order",
                violation_error_message="งวดรายงานต้องสิ้นสุดไม่ก่อนเริ่มต้น",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="plans_reportingperiod_due_after_start",
                violation_error_message="กำหนดส่งรายงานต้องไม่ก่อนวันเริ่มงวด",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="plans_period_due")]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation


class ActivityReporter(models.Model):
    """Who reports an activity: a person, or the owners of activities and secretaries of a unit."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="reporters", verbose_name="กิจกรรม")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reports_on",
        verbose_name="ผู้รายงาน",
    )
    unit = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="ส่วนงานที่รายงาน"
    )

    objects = ReporterQuerySet.as_manager()

    class Meta:
        verbose_name = "ผู้รายงานผล"
        verbose_name_plural = "ผู้รายงานผล"
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None, unit__isnull=False) | Q(user__isnull=False, unit=None),
                name="plans_activityreporter_person_or_unit",
                violation_error_message="ผู้รายงานต้องเป็นบุคคลหรือส่วนงานอย่างใดอย่างหนึ่ง",
            ),
            models.UniqueConstraint(
                fields=["activity", "user"],
                name="plans_activityreporter_person_once",
                violation_error_message="บุคคลนี้เป็นผู้รายงานกิจกรรมนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["activity", "unit"],
                name="plans_activityreporter_unit_once",
                violation_error_message="ส่วนงานนี้เป็นผู้รายงานกิจกรรมนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.unit)

    @property
    def organisation(self) -> Organisation:
        return self.activity.organisation


class MonitoringRound(models.Model):
    """A stretch of the plan's year that is closed as a whole: a quarter, half a year, five months, a year."""

    class Kind(models.TextChoices):
        QUARTER = "quarter", "รายไตรมาส"
        HALF = "half", "รอบ 6 เดือน"
        FIVE_MONTHS = "five_months", "รอบ 5 เดือน"
        YEAR = "year", "รอบ 12 เดือน"
        OTHER = "other", "รอบอื่น"

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="monitoring_rounds", verbose_name="แผน")
    kind = models.CharField("รอบ", max_length=15, choices=Kind)
    name = models.CharField("ชื่อรอบ", max_length=200)
    starts_on = models.DateField("เริ่ม")
    ends_on = models.DateField("สิ้นสุด")
    summary = models.TextField("สรุปผลการดำเนินงาน", blank=True, validators=_limit)
    problems = models.TextField("ปัญหา/อุปสรรค", blank=True, validators=_limit)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True, validators=_limit)
    lessons = models.TextField("บทเรียนสำหรับปีต่อไป", blank=True, validators=_limit)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MonitoringRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "รอบการติดตาม"
        verbose_name_plural = "รอบการติดตาม"
        ordering = ["ends_on", "starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "starts_on", "ends_on"],
                name="plans_monitoringround_once",
                violation_error_message="แผนมีรอบของช่วงเวลานี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="plans_monitoringround_in_order",
                violation_error_message="รอบการติดตามต้องสิ้นสุดไม่ก่อนเริ่มต้น",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["quarter", "half", "five_months", "year", "other"]),
                name="plans_monitoringround_kind_known",
                violation_error_message="ไม่รู้จักรอบแบบนี้",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plans:round-detail", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    def refusal(self, permission: Permission) -> str:
        """The plan's own state never forbids to follow it."""
        return ""


class RoundClosing(models.Model):
    """A round as it was closed: its figures frozen, until (with a reason) it was opened again.

    ``figures`` is JSON with its SHA-256 beside it; ``missing`` is how many reports had not come.
    """

    round = models.ForeignKey(
        MonitoringRound, models.PROTECT, related_name="closings", verbose_name="รอบการติดตาม"
    )
    number = models.PositiveSmallIntegerField("ปิดครั้งที่")
    figures = models.JSONField("ตัวเลข ณ วันปิด")
    sha256 = models.CharField("SHA-256", max_length=64)
    missing = models.PositiveIntegerField("จำนวนรายงานที่ยังไม่ได้รับ", default=0)
    closed_at = models.DateTimeField("ปิดเมื่อ", auto_now_add=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="ปิดโดย"
    )
    reopened_at = models.DateTimeField("เปิดอีกครั้งเมื่อ", null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="เปิดโดย",
    )
    reopen_reason = models.CharField("เหตุผลที่เปิด", max_length=1000, blank=True)

    objects = MonitoringRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "การปิดรอบ"
        verbose_name_plural = "การปิดรอบ"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="plans_roundclosing_number_once",
                violation_error_message="ปิดรอบครั้งที่นี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(reopened_at=None),
                name="plans_roundclosing_one_in_force",
                violation_error_message="รอบนี้ปิดแล้ว",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopen_reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="")),
                name="plans_roundclosing_reopened_with_reason",
                violation_error_message="การเปิดรอบอีกครั้งต้องมีเหตุผล",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} ปิดครั้งที่ {self.number}"

    @property
    def organisation(self) -> Organisation:
        return self.round.organisation


class RoundEvidence(models.Model):
    """Evidence of the library that belongs to the report of a round."""

    round = models.ForeignKey(
        MonitoringRound, models.CASCADE, related_name="evidence_uses", verbose_name="รอบการติดตาม"
    )
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="round_uses", verbose_name="หลักฐาน")

    objects = MonitoringRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "หลักฐานของรอบ"
        verbose_name_plural = "หลักฐานของรอบ"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "evidence"],
                name="plans_roundevidence_once",
                violation_error_message="รอบนี้ใช้หลักฐานนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return str(self.evidence)

    @property
    def organisation(self) -> Organisation:
        return self.round.organisation
