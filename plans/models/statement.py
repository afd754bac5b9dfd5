"""What a plan states about itself: objectives, goals by level, the plans above it; and project charters."""

from decimal import Decimal

from django.db import models

from ita_portal.thai.amounts import baht_text, words_agree
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from organisations.models import Organisation
from plans.models.plan import ActionPlan
from plans.querysets import OfPlanQuerySet


class _OfPlan(models.Model):
    """An ordered line of a plan."""

    position = models.PositiveIntegerField("ลำดับ", default=0)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation  # type: ignore[attr-defined]


class PlanStatement(_OfPlan):
    """An objective, or a goal at some level under another (3.1 → 3.1.1 → (1)).

    A goal may set the target of one assessment instrument, in points of 100; the EIT has two groups of
    respondents, each with a target of its own.
    """

    class Kind(models.TextChoices):
        OBJECTIVE = "objective", "วัตถุประสงค์"
        GOAL = "goal", "เป้าหมาย"

    class Instrument(models.TextChoices):
        TOTAL = "total", "คะแนนภาพรวม ITA"
        IIT = "iit", "IIT"
        EIT = "eit", "EIT"
        EIT_PUBLIC = "eit_public", "EIT ส่วนที่ 1 (ประชาชนทั่วไป)"
        EIT_SURVEY = "eit_survey", "EIT ส่วนที่ 2 (สำรวจโดย ป.ป.ช.)"
        OIT = "oit", "OIT"

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="statements", verbose_name="แผน")
    kind = models.CharField("ชนิด", max_length=20, choices=Kind)
    level = models.PositiveSmallIntegerField("ระดับ", default=1)
    number = models.CharField("เลขที่", max_length=50, blank=True)
    text = models.TextField("ข้อความ")
    instrument = models.CharField("กำหนดเป้าหมายของ", max_length=20, choices=Instrument, blank=True)
    target = models.DecimalField("ค่าเป้าหมาย (คะแนน)", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta(_OfPlan.Meta):
        verbose_name = "วัตถุประสงค์หรือเป้าหมาย"
        verbose_name_plural = "วัตถุประสงค์และเป้าหมาย"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["objective", "goal"]),
                name="plans_planstatement_kind_known",
                violation_error_message="ต้องเป็นวัตถุประสงค์หรือเป้าหมาย",
            ),
            models.CheckConstraint(
                condition=models.Q(level__range=(1, 5)),
                name="plans_planstatement_level_range",
                violation_error_message="ระดับต้องอยู่ระหว่าง 1 ถึง 5",
            ),
            models.CheckConstraint(
                condition=models.Q(target=None) | models.Q(target__range=(Decimal(0), Decimal(100))),
                name="plans_planstatement_target_range",
                violation_error_message="ค่าเป้าหมายต้องอยู่ระหว่าง 0 ถึง 100 คะแนน",
            ),
            models.CheckConstraint(
                condition=models.Q(instrument="", target=None) | ~models.Q(instrument=""),
                name="plans_planstatement_target_of_instrument",
                violation_error_message="โปรดเลือกเครื่องมือที่ค่าเป้าหมายนี้กำหนด",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:300]


class HigherPlan(_OfPlan):
    """A plan or law above this one, with the years (B.E.) in which it is in force, as far as known."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="higher_plans", verbose_name="แผน")
    title = models.CharField("ชื่อแผนหรือกฎหมาย", max_length=1000)
    from_year = models.PositiveSmallIntegerField("ตั้งแต่ พ.ศ.", null=True, blank=True)
    to_year = models.PositiveSmallIntegerField("ถึง พ.ศ.", null=True, blank=True)

    class Meta(_OfPlan.Meta):
        verbose_name = "แผนระดับสูงกว่า"
        verbose_name_plural = "แผนระดับสูงกว่า"
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(from_year=None)
                    | models.Q(from_year__range=(MIN_FISCAL_YEAR - 100, MAX_FISCAL_YEAR))
                )
                & (
                    models.Q(to_year=None) | models.Q(to_year__range=(MIN_FISCAL_YEAR - 100, MAX_FISCAL_YEAR))
                ),
                name="plans_higherplan_years_range",
                violation_error_message="โปรดระบุปีเป็น พ.ศ. สี่หลัก",
            ),
            models.CheckConstraint(
                condition=models.Q(from_year=None)
                | models.Q(to_year=None)
                | models.Q(from_year__lte=models.F("to_year")),
                name="plans_higherplan_years_in_order",
                violation_error_message="ปีที่สิ้นสุดต้องไม่ก่อนปีที่เริ่ม",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Charter(_OfPlan):
    """The details of one project: its head, and (as sections) the fourteen headings of its prose."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="charters", verbose_name="แผน")
    title = models.CharField("ชื่อโครงการ", max_length=2000)
    code = models.CharField("รหัสโครงการ", max_length=100, blank=True)
    sequence = models.CharField("ลำดับที่โครงการ/ปีงบประมาณ", max_length=50, blank=True)
    output = models.CharField("ผลผลิต/โครงการ (เทียบเท่าผลผลิต)", max_length=2000, blank=True)
    budget = models.DecimalField("งบประมาณ (บาท)", max_digits=15, decimal_places=2, null=True, blank=True)
    budget_words = models.CharField("งบประมาณเป็นตัวอักษร", max_length=500, blank=True)
    averages_costs = models.BooleanField("สามารถถัวเฉลี่ยได้ทุกรายการ", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(_OfPlan.Meta):
        verbose_name = "รายละเอียดโครงการ"
        verbose_name_plural = "รายละเอียดโครงการ"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(budget=None) | models.Q(budget__gte=Decimal(0)),
                name="plans_charter_budget_not_negative",
                violation_error_message="งบประมาณต้องไม่ติดลบ",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def words_of_figure(self) -> str:
        """The budget in words, as its figure says; "" without a figure."""
        return "" if self.budget is None else baht_text(self.budget)

    @property
    def words_differ(self) -> bool:
        """Whether the words that were typed say another amount than the figure, or there is no figure."""
        return not words_agree(self.budget, self.budget_words)
