"""Money of a plan: its lines, and a ledger of what was allotted, committed and disbursed, in baht."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.access import Permission
from organisations.models import Organisation
from plans.models.activity import Activity
from plans.models.plan import ActionPlan
from plans.querysets_monitoring import BudgetLineQuerySet, MoneyEntryQuerySet


class BudgetLine(models.Model):
    """What money is followed of: an activity, by source and kind, or something that is no row of the plan.

    ``planned`` is in baht, of a line that is none of the plan's activities; an activity's own budget is the
    activity's. ``group`` is the heading under which a line without an activity prints.
    """

    class Source(models.TextChoices):
        BUDGET = "budget", "เงินงบประมาณ"
        CENTRAL = "central", "งบกลาง"
        OWN = "own", "เงินนอกงบประมาณ"
        OTHER = "other", "แหล่งอื่น"

    class Kind(models.TextChoices):
        PERSONNEL = "personnel", "งบบุคลากร"
        OPERATING = "operating", "งบดำเนินงาน"
        INVESTMENT = "investment", "งบลงทุน"
        SUBSIDY = "subsidy", "งบเงินอุดหนุน"
        OTHER = "other", "งบรายจ่ายอื่น"

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="budget_lines", verbose_name="แผน")
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="budget_lines",
        verbose_name="กิจกรรม",
    )
    position = models.PositiveIntegerField("ลำดับ", default=0)
    group = models.CharField("หัวข้อ", max_length=500, blank=True)
    title = models.CharField("รายการ", max_length=1000, blank=True)
    source = models.CharField("แหล่งเงิน", max_length=10, choices=Source, default=Source.BUDGET)
    source_name = models.CharField("ชื่อแหล่งเงิน", max_length=200, blank=True)
    kind = models.CharField("ประเภทงบ", max_length=15, choices=Kind, default=Kind.OPERATING)
    planned = models.DecimalField("ตามแผน (บาท)", max_digits=15, decimal_places=2, null=True, blank=True)
    remark = models.CharField("หมายเหตุ", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = "รายการงบประมาณ"
        verbose_name_plural = "รายการงบประมาณ"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "source", "source_name", "kind"],
                name="plans_budgetline_once",
                violation_error_message="กิจกรรมมีรายการของแหล่งเงินและประเภทงบนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=False, planned=None, title="")
                | (Q(activity=None) & ~Q(title="")),
                name="plans_budgetline_of_activity_or_titled",
                violation_error_message="รายการที่ไม่ใช่กิจกรรมในแผนต้องมีชื่อรายการ",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["budget", "central", "own", "other"])
                & Q(kind__in=["personnel", "operating", "investment", "subsidy", "other"]),
                name="plans_budgetline_source_and_kind_known",
                violation_error_message="ไม่รู้จักแหล่งเงินหรือประเภทงบนี้",
            ),
            models.CheckConstraint(
                condition=Q(planned=None) | Q(planned__gte=Decimal(0)),
                name="plans_budgetline_planned_not_negative",
                violation_error_message="จำนวนเงินต้องไม่ติดลบ",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.activity)

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    def grants(self, user: Any, permission: Permission) -> bool:
        """Whoever reports the activity keeps its money too."""
        return bool(self.activity and self.activity.grants(user, permission))


class MoneyEntry(models.Model):
    """One line of the ledger; amounts are positive baht, the act says which way they count.

    ได้รับจัดสรร = allotments + transfers in − transfers out. เบิกจ่าย = disbursements − refunds. ผูกพัน =
    commitments − what was released or disbursed of them. An entry is never deleted but cancelled, with a
    reason. ``on`` is the day; where only the month is known (``is_month``), the last day of it.
    """

    class Act(models.TextChoices):
        ALLOTMENT = "allotment", "ได้รับจัดสรร"
        TRANSFER_IN = "transfer_in", "โอนเปลี่ยนแปลงเข้า"
        TRANSFER_OUT = "transfer_out", "โอนเปลี่ยนแปลงออก"
        COMMITMENT = "commitment", "ผูกพัน"
        RELEASE = "release", "ยกเลิกผูกพัน"
        DISBURSEMENT = "disbursement", "เบิกจ่าย"
        REFUND = "refund", "เบิกเกินส่งคืน"

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="entries", verbose_name="รายการ")
    act = models.CharField("ประเภทรายการ", max_length=15, choices=Act)
    on = models.DateField("วันที่")
    is_month = models.BooleanField("ทราบเฉพาะเดือน", default=False)
    amount = models.DecimalField("จำนวนเงิน (บาท)", max_digits=15, decimal_places=2)
    installment = models.PositiveSmallIntegerField("งวดที่", null=True, blank=True)
    reference = models.CharField("เลขที่เอกสารอ้างอิง", max_length=200, blank=True)
    note = models.CharField("หมายเหตุ", max_length=1000, blank=True)
    commitment = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="drawn", verbose_name="ของรายการผูกพัน"
    )
    is_carried = models.BooleanField("กันไว้เบิกเหลื่อมปี", default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="บันทึกโดย"
    )
    cancelled_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ยกเลิกโดย",
    )
    cancel_reason = models.CharField("เหตุผลที่ยกเลิก", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MoneyEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "รายการเคลื่อนไหวของงบประมาณ"
        verbose_name_plural = "รายการเคลื่อนไหวของงบประมาณ"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=Decimal(0)),
                name="plans_moneyentry_amount_positive",
                violation_error_message="จำนวนเงินต้องมากกว่า 0 บาท",
            ),
            models.CheckConstraint(
                condition=Q(
                    act__in=[
                        "allotment",
                        "transfer_in",
                        "transfer_out",
                        "commitment",
                        "release",
                        "disbursement",
                        "refund",
                    ]
                ),
                name="plans_moneyentry_act_known",
                violation_error_message="ไม่รู้จักรายการประเภทนี้",
            ),
            models.CheckConstraint(
                condition=Q(commitment=None) & ~Q(act="release")
                | Q(commitment__isnull=False, act__in=["release", "disbursement"]),
                name="plans_moneyentry_draws_on_commitment",
                violation_error_message="เฉพาะการเบิกจ่ายหรือยกเลิกผูกพันเท่านั้นที่อ้างถึงรายการผูกพันได้",
            ),
            models.CheckConstraint(
                condition=Q(is_carried=False) | Q(act="commitment"),
                name="plans_moneyentry_carried_is_committed",
                violation_error_message="กันไว้เบิกเหลื่อมปีได้เฉพาะเงินที่ผูกพันแล้ว",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="plans_moneyentry_cancelled_with_reason",
                violation_error_message="การยกเลิกต้องมีเหตุผล",
            ),
        ]
        indexes = [models.Index(fields=["line", "act", "on"], name="plans_money_by_line")]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.amount}"

    @property
    def organisation(self) -> Organisation:
        return self.line.organisation

    def grants(self, user: Any, permission: Permission) -> bool:
        return self.line.grants(user, permission)
