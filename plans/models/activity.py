"""An activity, the one row of every layout that lists what is to be done, and what belongs to it."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from ita_portal.tables.rows import Aspect
from ita_portal.thai.amounts import AmountKind
from organisations.access import Permission
from organisations.models import Organisation, Resolution
from organisations.models.bin import Binnable
from plans.limits import MAX_CELL, MAX_FIELDS
from plans.models.part import Heading, PlanPart
from plans.querysets import ActivityManager, ActivityQuerySet
from plans.querysets_monitoring import reported_by

ALL_QUARTERS = 0b1111
OF_REPORTERS = (Permission.PROGRESS_REPORT, Permission.EVIDENCE_EDIT, Permission.MONEY_EDIT)
_TOO_LONG = f"ข้อความยาวเกิน {MAX_CELL:,} ตัวอักษร"
_cell_limit = [MaxLengthValidator(MAX_CELL, _TOO_LONG)]


class Activity(Binnable):
    """A project, an activity or a step; in layouts that list something else, one row of theirs.

    ``level`` with the order of the rows is the activity tree: a row stands under the last one before it
    whose level is lower. ``values`` holds, by field, what the layout's own fields say (the targets of an
    indicator, the likelihood of a risk). ``copied_from`` is the row of last year's plan it was copied from.

    Budget and period are kept as typed beside what was understood, and read anew only when the text
    changes. ``budget_amount`` is in baht. ``budget_kind`` is "" where nothing was said of a budget.
    ``period_start`` and ``period_end`` are the first day of the first and the last day of the last
    month; ``period_quarters`` has a bit for each quarter of the fiscal year (1 = first … 8 = fourth).
    """

    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="activities", verbose_name="ตาราง")
    heading = models.ForeignKey(
        Heading, models.RESTRICT, null=True, blank=True, related_name="activities", verbose_name="หัวข้อ"
    )
    level = models.PositiveSmallIntegerField("ระดับ", null=True, blank=True)
    position = models.PositiveIntegerField("ลำดับ", default=0)
    number = models.CharField("เลขที่", max_length=50, blank=True)
    title = models.TextField("กิจกรรม", blank=True, validators=_cell_limit)
    objective = models.TextField("วัตถุประสงค์", blank=True, validators=_cell_limit)
    target_group = models.TextField("กลุ่มเป้าหมาย", blank=True, validators=_cell_limit)
    proposing_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="หน่วยงานที่เสนอ"
    )
    budget_text = models.TextField("งบประมาณ", blank=True, validators=_cell_limit)
    budget_amount = models.DecimalField(
        "จำนวนเงิน (บาท)", max_digits=15, decimal_places=2, null=True, blank=True
    )
    budget_kind = models.CharField("ความหมายของงบประมาณ", max_length=20, blank=True)
    period_text = models.TextField("ระยะเวลา", blank=True, validators=_cell_limit)
    period_start = models.DateField("เริ่ม", null=True, blank=True)
    period_end = models.DateField("สิ้นสุด", null=True, blank=True)
    period_quarters = models.PositiveSmallIntegerField("ไตรมาส", default=0)
    period_open = models.BooleanField("ไม่ระบุช่วงเวลาแน่นอน", default=False)
    weight = models.DecimalField("ค่าน้ำหนัก", max_digits=7, decimal_places=4, null=True, blank=True)
    target = models.TextField("เป้าหมาย", blank=True, validators=_cell_limit)
    reason = models.TextField("เหตุผล", blank=True, validators=_cell_limit)
    knowledge = models.TextField("ประเด็นความรู้", blank=True, validators=_cell_limit)
    source_of_funds = models.TextField("แหล่งเงิน", blank=True, validators=_cell_limit)
    other = models.JSONField("คอลัมน์อื่น", default=dict, blank=True)
    values = models.JSONField("ข้อมูลเฉพาะของตาราง", default=dict, blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="คัดลอกจาก"
    )
    resolution = models.ForeignKey(
        Resolution,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="ตามมติที่ประชุม",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActivityManager()
    everything = ActivityQuerySet.as_manager()

    class Meta(Binnable.Meta):
        verbose_name = "กิจกรรม"
        verbose_name_plural = "กิจกรรม"
        ordering = ["position", "pk"]
        constraints = [
            *Binnable.Meta.constraints,
            models.CheckConstraint(
                # A comparison with NULL is neither true nor false, and a CHECK lets that pass.
                condition=models.Q(
                    budget_kind=AmountKind.AMOUNT, budget_amount__isnull=False, budget_amount__gte=0
                )
                | (~models.Q(budget_kind=AmountKind.AMOUNT) & models.Q(budget_amount=None)),
                name="plans_activity_budget_amount_iff_kind",
                violation_error_message="งบประมาณที่เป็นจำนวนเงินต้องมีจำนวนตั้งแต่ 0 บาทขึ้นไป",
            ),
            models.CheckConstraint(
                condition=models.Q(budget_kind__in=["", *(kind.value for kind in AmountKind)]),
                name="plans_activity_budget_kind_known",
                violation_error_message="ไม่รู้จักความหมายของงบประมาณนี้",
            ),
            models.CheckConstraint(
                condition=models.Q(period_start=None, period_end=None)
                | models.Q(period_start__lte=models.F("period_end")),
                name="plans_activity_period_in_order",
                violation_error_message="ระยะเวลาต้องสิ้นสุดไม่ก่อนเริ่มต้น",
            ),
            models.CheckConstraint(
                condition=models.Q(period_quarters__range=(0, ALL_QUARTERS)),
                name="plans_activity_quarters_range",
                violation_error_message="ไตรมาสต้องเป็น 1 ถึง 4",
            ),
            models.CheckConstraint(
                condition=models.Q(weight=None) | models.Q(weight__range=(0, 100)),
                name="plans_activity_weight_range",
                violation_error_message="ค่าน้ำหนักต้องอยู่ระหว่าง 0 ถึง 100",
            ),
            models.CheckConstraint(
                condition=models.Q(level=None) | models.Q(level__range=(1, 9)),
                name="plans_activity_level_range",
                violation_error_message="ระดับต้องอยู่ระหว่าง 1 ถึง 9",
            ),
        ]

    def __str__(self) -> str:
        return self.title[:300] or "กิจกรรม"

    def clean_fields(self, exclude: Any = None) -> None:
        """Also what stands in ``values`` and ``other`` fits into cells, of which a row has so many."""
        super().clean_fields(exclude=exclude)
        for name in {"values", "other"} - set(exclude or ()):
            texts = getattr(self, name)
            if len(texts) > MAX_FIELDS:
                raise ValidationError({name: f"แถวหนึ่งมีข้อมูลได้ไม่เกิน {MAX_FIELDS} ช่อง"})
            if any(len(text) > MAX_CELL for pair in texts.items() for text in pair):
                raise ValidationError({name: _TOO_LONG})

    @property
    def organisation(self) -> Organisation:
        return self.part.plan.organisation

    def grants(self, user: Any, permission: Permission) -> bool:
        """Whoever reports the activity writes its reports, its evidence and its money, whatever the role."""
        if permission not in OF_REPORTERS:
            return False
        return type(self).everything.filter(reported_by(user), pk=self.pk).exists()


class _Belonging(models.Model):
    """A line of an activity, in order."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class ActivityOwner(_Belonging):
    """Who is responsible, as typed; the organisation and the person where they are known. Lead first."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="owners", verbose_name="กิจกรรม")
    text = models.CharField("ผู้รับผิดชอบ", max_length=2000)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="หน่วยงาน"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="บุคคล",
    )

    class Meta(_Belonging.Meta):
        verbose_name = "ผู้รับผิดชอบ"
        verbose_name_plural = "ผู้รับผิดชอบ"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="plans_activityowner_text",
                violation_error_message="โปรดระบุผู้รับผิดชอบ",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Indicator(_Belonging):
    """What shows that the activity succeeded: quantitative, qualitative, or not said which."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="indicators", verbose_name="กิจกรรม")
    aspect = models.CharField("ด้าน", max_length=20, default=Aspect.UNSPECIFIED.value)
    statement = models.TextField("ตัวชี้วัด", validators=_cell_limit)

    class Meta(_Belonging.Meta):
        verbose_name = "ตัวชี้วัด"
        verbose_name_plural = "ตัวชี้วัด"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(aspect__in=[aspect.value for aspect in Aspect]),
                name="plans_indicator_aspect_known",
                violation_error_message="ด้านของตัวชี้วัดต้องเป็นเชิงปริมาณ เชิงคุณภาพ หรือไม่ระบุ",
            ),
        ]

    def __str__(self) -> str:
        return self.statement


class CostLine(_Belonging):
    """One line of the budget's arithmetic, as typed, with its amount in baht."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="cost_lines", verbose_name="กิจกรรม")
    text = models.TextField("รายการค่าใช้จ่าย", validators=_cell_limit)
    amount = models.DecimalField("จำนวนเงิน (บาท)", max_digits=15, decimal_places=2, null=True, blank=True)

    class Meta(_Belonging.Meta):
        verbose_name = "รายการค่าใช้จ่าย"
        verbose_name_plural = "รายการค่าใช้จ่าย"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=Decimal(0)),
                name="plans_costline_amount_not_negative",
                violation_error_message="จำนวนเงินต้องไม่ติดลบ",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PlanCell(models.Model):
    """What a quarter (1–4) or a calendar month (1–12) of an activity says in the plan."""

    class Span(models.TextChoices):
        QUARTER = "quarter", "ไตรมาส"
        MONTH = "month", "เดือน"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="cells", verbose_name="กิจกรรม")
    span = models.CharField("ช่วง", max_length=10, choices=Span)
    number = models.PositiveSmallIntegerField("ช่วงที่")
    marked = models.BooleanField("ทำเครื่องหมาย", default=False)
    count = models.DecimalField("จำนวน", max_digits=15, decimal_places=4, null=True, blank=True)
    unit = models.CharField("หน่วยนับ", max_length=200, blank=True)
    amount = models.DecimalField("จำนวนเงิน (บาท)", max_digits=15, decimal_places=2, null=True, blank=True)
    text = models.TextField("ข้อความ", blank=True, validators=_cell_limit)

    class Meta:
        verbose_name = "ช่องเวลา"
        verbose_name_plural = "ช่องเวลา"
        ordering = ["span", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "span", "number"],
                name="plans_plancell_once",
                violation_error_message="กิจกรรมมีข้อมูลของช่วงเวลานี้อยู่แล้ว",
            ),
            models.CheckConstraint(
                condition=models.Q(span="quarter", number__range=(1, 4))
                | models.Q(span="month", number__range=(1, 12)),
                name="plans_plancell_number_range",
                violation_error_message="ไตรมาสต้องเป็น 1 ถึง 4 และเดือนต้องเป็น 1 ถึง 12",
            ),
            models.CheckConstraint(
                condition=models.Q(count=None) | models.Q(count__gte=0),
                name="plans_plancell_count_not_negative",
                violation_error_message="จำนวนต้องไม่ติดลบ",
            ),
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
                name="plans_plancell_amount_not_negative",
                violation_error_message="จำนวนเงินต้องไม่ติดลบ",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_span_display()} {self.number}"
