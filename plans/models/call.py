"""A call to the units: the secretary asks, each unit writes its rows in a small plan of its own, and sends.

The plan of an answer belongs to the unit, so a unit sees its own rows and nobody else's. What the caller
and a coordinator may see and do follows from the state of call and answer (``CallAnswerQuerySet.giving``).
"""

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from organisations.models import Organisation
from plans.models.activity import Activity
from plans.models.part import PlanPart
from plans.models.plan import ActionPlan
from plans.querysets import CallAnswerQuerySet, CallQuerySet


class Call(models.Model):
    """What is asked of the units for one part of a plan: a letter and a due date."""

    class Purpose(models.TextChoices):
        ROWS = "rows", "เสนอโครงการ/กิจกรรม"
        ADJUSTMENT = "adjustment", "ปรับแผน"
        COMMITTEE = "committee", "เสนอรายชื่อคณะกรรมการ/คณะทำงาน"
        NEXT_YEAR = "next_year", "เสนอแผนปีถัดไป"

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="calls", verbose_name="แผน")
    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="calls", verbose_name="ตาราง")
    purpose = models.CharField("เพื่อ", max_length=20, choices=Purpose, default=Purpose.ROWS)
    title = models.CharField("เรื่อง", max_length=500)
    letter = models.TextField("ข้อความถึงส่วนงาน", blank=True)
    due_on = models.DateField("ส่งภายในวันที่")
    needs_confirmation = models.BooleanField("ให้หัวหน้าส่วนงานยืนยันก่อนส่ง", default=False)
    closed_at = models.DateTimeField("ปิดรับเมื่อ", null=True, blank=True)
    created_at = models.DateTimeField("เปิดเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="เปิดโดย"
    )

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "การขอข้อมูลจากส่วนงาน"
        verbose_name_plural = "การขอข้อมูลจากส่วนงาน"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=["rows", "adjustment", "committee", "next_year"]),
                name="plans_call_purpose_known",
                violation_error_message="ไม่รู้จักวัตถุประสงค์ของการขอข้อมูลนี้",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:call-detail", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    @property
    def received_rows(self) -> QuerySet[Activity]:
        """The rows that were sent. They stay the caller's to read in the call when it is closed."""
        return Activity.objects.filter(
            part__deleted_at=None,
            part__plan__call_answer__call=self.pk,
            part__plan__call_answer__state__in=CallAnswer.WITH_CALLER,
        )

    @property
    def days_left(self) -> int:
        """Days until it is due: 0 today, negative afterwards."""
        return (self.due_on - timezone.localdate()).days


class CallAnswer(models.Model):
    """One unit's answer: the plan in which its rows are written, and how far it has come.

    ``coordinator`` is the person named for it; without one, any secretary of the unit answers.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "ยังไม่ส่ง"
        CONFIRMING = "confirming", "รอหัวหน้าส่วนงานยืนยัน"
        SENT = "sent", "ส่งแล้ว"
        RETURNED = "returned", "ส่งคืนเพื่อแก้ไข"
        TAKEN = "taken", "รับเข้าแผนแล้ว"

    # In whose hands the answer is: the unit writes it, the caller reads it. Between them its head confirms.
    WITH_UNIT = (State.WAITING, State.RETURNED)
    WITH_CALLER = (State.SENT, State.TAKEN)

    call = models.ForeignKey(Call, models.CASCADE, related_name="answers", verbose_name="การขอข้อมูล")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="call_answers", verbose_name="ส่วนงาน")
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="call_answers",
        verbose_name="ผู้ประสานงาน",
    )
    plan = models.OneToOneField(
        ActionPlan, models.PROTECT, related_name="call_answer", verbose_name="แผนของส่วนงาน"
    )
    state = models.CharField("สถานะ", max_length=20, choices=State, default=State.WAITING)
    reason = models.TextField("เหตุผลที่ส่งคืน", blank=True)
    sent_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ส่งโดย",
    )
    confirmed_at = models.DateTimeField("ยืนยันเมื่อ", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ยืนยันโดย",
    )
    reminded_at = models.DateTimeField("เตือนล่าสุดเมื่อ", null=True, blank=True)

    objects = CallAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "คำตอบของส่วนงาน"
        verbose_name_plural = "คำตอบของส่วนงาน"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "unit"],
                name="plans_callanswer_once",
                violation_error_message="ขอข้อมูลจากส่วนงานนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "confirming", "sent", "returned", "taken"]),
                name="plans_callanswer_state_known",
                violation_error_message="ไม่รู้จักสถานะนี้",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None, sent_by=None)
                | models.Q(sent_at__isnull=False, sent_by__isnull=False),
                name="plans_callanswer_sent_pair",
                violation_error_message="วันเวลาที่ส่งและผู้ส่งต้องมีครบทั้งคู่",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, confirmed_by=None)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="plans_callanswer_confirmed_pair",
                violation_error_message="วันเวลาที่ยืนยันและผู้ยืนยันต้องมีครบทั้งคู่",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.call}"

    def get_absolute_url(self) -> str:
        return reverse("plans:call-answer", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.unit

    @property
    def rows(self) -> QuerySet[Activity]:
        """The unit's rows, in all tables of its answer."""
        return Activity.objects.filter(part__plan=self.plan_id, part__deleted_at=None)

    @property
    def returned_rows(self) -> "QuerySet[ProposedRow]":
        """Those of its rows that were sent back, with their reasons."""
        return self.proposals.filter(state=ProposedRow.State.RETURNED).select_related("activity")

    @property
    def is_late(self) -> bool:
        """Whether it came, or has still not come, after the day it was due."""
        arrived = self.confirmed_at or self.sent_at if self.state in self.WITH_CALLER else None
        day = timezone.localtime(arrived).date() if arrived else timezone.localdate()
        return day > self.call.due_on

    @property
    def lock(self) -> str:
        """Why the unit cannot change its answer now, in Thai; "" while it can."""
        if self.call.closed_at:
            return f"{self.call.organisation} ปิดรับข้อมูลตามคำขอนี้แล้ว จึงแก้ไขไม่ได้"
        if self.state == self.State.CONFIRMING:
            return "แผนนี้อยู่ระหว่างรอหัวหน้าส่วนงานยืนยัน หากต้องการแก้ไข โปรดขอให้หัวหน้าส่วนงานส่งคืน"
        if self.state in self.WITH_CALLER:
            return f"ส่งแผนนี้ให้{self.call.organisation}แล้ว หากต้องการแก้ไข โปรดขอให้ส่งคืน"
        return ""


class ProposedRow(models.Model):
    """What became of one row of an answer: returned with a reason, taken in, or merged into another row."""

    class State(models.TextChoices):
        RETURNED = "returned", "ส่งคืน"
        TAKEN = "taken", "รับเข้าแผนแล้ว"
        MERGED = "merged", "รวมกับรายการอื่น"

    answer = models.ForeignKey(CallAnswer, models.CASCADE, related_name="proposals", verbose_name="คำตอบ")
    activity = models.OneToOneField(
        Activity, models.CASCADE, related_name="proposal", verbose_name="แถวของส่วนงาน"
    )
    state = models.CharField("สถานะ", max_length=20, choices=State)
    reason = models.TextField("เหตุผล", blank=True)
    taken_as = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name="แถวในแผน"
    )

    class Meta:
        verbose_name = "แถวที่ส่วนงานเสนอ"
        verbose_name_plural = "แถวที่ส่วนงานเสนอ"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["returned", "taken", "merged"]),
                name="plans_proposedrow_state_known",
                violation_error_message="ไม่รู้จักสถานะนี้",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="returned") | ~models.Q(reason=""),
                name="plans_proposedrow_reason",
                violation_error_message="โปรดระบุเหตุผลที่ส่งคืน",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity}"

    @property
    def is_standing(self) -> bool:
        """Whether what became of the row still is so: what was taken may have been deleted since."""
        if self.state == self.State.RETURNED:
            return True
        return self.taken_as is not None and self.taken_as.deleted_at is None

    @property
    def organisation(self) -> Organisation:
        return self.answer.unit
