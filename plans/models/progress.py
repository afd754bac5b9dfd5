"""Progress: what became of an activity in a period, and what shows it."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_long
from organisations.access import Permission
from organisations.models import Evidence, Organisation
from plans.models.activity import Activity, Indicator
from plans.models.monitoring import ReportingPeriod
from plans.querysets_monitoring import OfProgressQuerySet, ProgressQuerySet

LONGEST_TEXT = 20_000  # characters of one text of a report
_limit = [MaxLengthValidator(LONGEST_TEXT, f"ข้อความยาวเกิน {LONGEST_TEXT:,} ตัวอักษร")]


class Progress(models.Model):
    """The report of one activity (or one row of a table of indicators) for one period.

    Its row is there from the moment at which a report is expected (``is_expected``: the plan has work in
    the period), with what the plan said of the period: ``planned_count`` in ``planned_unit``,
    ``planned_amount`` in baht. An unexpected report may be made too. ``actual_percent`` is how much of the
    whole activity is done by the end of the period, in percent; ``actual_count`` is of the period alone.
    ``narrative``, ``problems`` and ``suggestions`` are written for publication; ``internal_note`` never is.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "รอรายงาน"
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "รอตรวจสอบ"
        RETURNED = "returned", "ส่งคืนเพื่อแก้ไข"
        ACCEPTED = "accepted", "ผ่านการตรวจสอบ"

    class Work(models.TextChoices):
        NOT_STARTED = "not_started", "ยังไม่เริ่ม"
        ONGOING = "ongoing", "อยู่ระหว่างดำเนินการ"
        DONE = "done", "ดำเนินการแล้วเสร็จ"
        BEHIND = "behind", "ล่าช้ากว่าแผน"
        CANCELLED = "cancelled", "ยกเลิกหรือไม่ดำเนินการ"

    WITH_OWNER = (State.WAITING, State.DRAFT, State.RETURNED)

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="progress", verbose_name="กิจกรรม")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="progress", verbose_name="งวด")
    state = models.CharField("สถานะรายงาน", max_length=10, choices=State, default=State.WAITING)
    is_expected = models.BooleanField("มีงานตามแผนในงวดนี้", default=True)
    planned_count = models.DecimalField("แผน (จำนวน)", max_digits=15, decimal_places=4, null=True, blank=True)
    planned_unit = models.CharField("หน่วยนับ", max_length=200, blank=True)
    planned_amount = models.DecimalField("แผน (บาท)", max_digits=15, decimal_places=2, null=True, blank=True)
    work = models.CharField("สถานะการดำเนินงาน", max_length=15, choices=Work, blank=True)
    actual_count = models.DecimalField("ผล (จำนวน)", max_digits=15, decimal_places=4, null=True, blank=True)
    actual_percent = models.DecimalField(
        "ความก้าวหน้าสะสม (ร้อยละ)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    narrative = models.TextField("ผลการดำเนินการ", blank=True, validators=_limit)
    problems = models.TextField("ปัญหา/อุปสรรค", blank=True, validators=_limit)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True, validators=_limit)
    internal_note = models.TextField("หมายเหตุภายใน", blank=True, validators=_limit)
    lesson = models.TextField("บทเรียนสำหรับปีต่อไป", blank=True, validators=_limit)
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ส่งโดย",
    )
    decided_at = models.DateTimeField("พิจารณาเมื่อ", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="พิจารณาโดย",
    )
    return_note = models.CharField("เหตุผลที่ส่งคืน", max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField("แก้ไขล่าสุด", auto_now=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "รายงานผล"
        verbose_name_plural = "รายงานผล"
        ordering = ["period__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "period"],
                name="plans_progress_once",
                violation_error_message="กิจกรรมมีรายงานของงวดนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "draft", "submitted", "returned", "accepted"]),
                name="plans_progress_state_known",
                violation_error_message="ไม่รู้จักสถานะรายงานนี้",
            ),
            models.CheckConstraint(
                condition=Q(work__in=["", "not_started", "ongoing", "done", "behind", "cancelled"]),
                name="plans_progress_work_known",
                violation_error_message="ไม่รู้จักสถานะการดำเนินงานนี้",
            ),
            models.CheckConstraint(
                condition=Q(actual_percent=None) | Q(actual_percent__range=(Decimal(0), Decimal(100))),
                name="plans_progress_percent_range",
                violation_error_message="ความก้าวหน้าต้องอยู่ระหว่างร้อยละ 0 ถึง 100",
            ),
            models.CheckConstraint(
                condition=(Q(actual_count=None) | Q(actual_count__gte=0))
                & (Q(planned_count=None) | Q(planned_count__gte=0)),
                name="plans_progress_count_not_negative",
                violation_error_message="จำนวนต้องไม่ติดลบ",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "draft"]) | Q(submitted_at__isnull=False),
                name="plans_progress_submitted_when_said",
                violation_error_message="รายงานที่ส่งแล้วต้องมีเวลาส่ง",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | (Q(decided_at__isnull=False) & ~Q(return_note="")),
                name="plans_progress_returned_with_note",
                violation_error_message="การส่งคืนต้องมีเหตุผล",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(decided_at__isnull=False),
                name="plans_progress_accepted_when_said",
                violation_error_message="รายงานที่ผ่านการตรวจสอบต้องมีเวลาพิจารณา",
            ),
        ]
        indexes = [models.Index(fields=["period", "state"], name="plans_progress_by_state")]

    def __str__(self) -> str:
        return f"{self.activity} {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("plans:progress-edit", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.activity.organisation

    def grants(self, user: Any, permission: Permission) -> bool:
        """Whoever reports the activity reports on this and puts in its evidence and money."""
        return self.activity.grants(user, permission)

    def refusal(self, permission: Permission) -> str:
        """Why its state forbids this, in Thai; "" where it does not."""
        if permission not in (Permission.PROGRESS_REPORT, Permission.PROGRESS_ACCEPT):
            return ""
        if self.period.closed_at:
            return f"{self.period}ปิดแล้ว หากจำเป็นต้องแก้ไข โปรดแจ้งเลขานุการให้เปิดรอบอีกครั้ง"
        if permission is Permission.PROGRESS_REPORT and self.period.starts_on > timezone.localdate():
            return f"{self.period}ยังไม่เริ่ม รายงานได้ตั้งแต่วันที่ {format_long(self.period.starts_on)}"
        if permission is Permission.PROGRESS_REPORT and self.state not in self.WITH_OWNER:
            return f"รายงานนี้มีสถานะ “{self.get_state_display()}” แล้ว หากต้องการแก้ไข โปรดแจ้งเลขานุการให้ส่งคืน"
        return ""


class IndicatorResult(models.Model):
    """What an indicator came to in a report; ``statement`` and ``target`` are as the plan had them.

    Without ``indicator`` it is of the row itself, which is then one of a table of indicators. ``value`` is
    what was understood of ``text``; ``is_met`` is None where neither the numbers nor anybody says.
    """

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="results", verbose_name="รายงานผล")
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="results", verbose_name="ตัวชี้วัด"
    )
    position = models.PositiveSmallIntegerField(default=0)
    statement = models.TextField("ตัวชี้วัด", validators=_limit)
    target = models.TextField("ค่าเป้าหมาย", blank=True, validators=_limit)
    text = models.CharField("ผล", max_length=2000, blank=True)
    value = models.DecimalField("ค่าที่ได้", max_digits=15, decimal_places=4, null=True, blank=True)
    is_met = models.BooleanField("บรรลุเป้าหมาย", null=True, blank=True)

    objects = OfProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "ผลตามตัวชี้วัด"
        verbose_name_plural = "ผลตามตัวชี้วัด"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "position"],
                name="plans_indicatorresult_once",
                violation_error_message="รายงานนี้มีผลของตัวชี้วัดนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=~Q(statement=""),
                name="plans_indicatorresult_of_something",
                violation_error_message="ผลต้องเป็นของตัวชี้วัดใดตัวชี้วัดหนึ่ง",
            ),
        ]

    def __str__(self) -> str:
        return self.statement[:300]

    @property
    def organisation(self) -> Organisation:
        return self.progress.organisation


class ProgressEvidence(models.Model):
    """Evidence of the library that shows what a report says; ``in_report`` prints its picture."""

    progress = models.ForeignKey(
        Progress, models.CASCADE, related_name="evidence_uses", verbose_name="รายงานผล"
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="progress_uses", verbose_name="หลักฐาน"
    )
    position = models.PositiveSmallIntegerField(default=0)
    caption = models.CharField("คำบรรยายภาพ", max_length=500, blank=True)
    in_report = models.BooleanField("แสดงภาพในรายงาน", default=True)

    objects = OfProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "หลักฐานของรายงานผล"
        verbose_name_plural = "หลักฐานของรายงานผล"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "evidence"],
                name="plans_progressevidence_once",
                violation_error_message="รายงานนี้ใช้หลักฐานนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return str(self.evidence)

    @property
    def organisation(self) -> Organisation:
        return self.progress.organisation
