"""ปรับแผน: what is to change in an approved plan, row by row; misprints mended; a plan opened again."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from organisations.access import Permission
from organisations.models import Organisation
from plans.models.activity import Activity
from plans.models.part import Heading, PlanPart
from plans.models.plan import ActionPlan
from plans.models.revision import Revision
from plans.querysets import AdjustmentLineQuerySet, OfPlanQuerySet


class Aspect(models.TextChoices):
    """What of an approved row cannot be changed without a request, as each organisation sets it."""

    ACTIVITY = "activity", "กิจกรรม"
    TARGET = "target", "เป้าหมายและตัวชี้วัด"
    BUDGET = "budget", "งบประมาณ"
    QUARTER = "quarter", "ไตรมาสและระยะเวลา"
    OWNER = "owner", "ผู้รับผิดชอบ"


class AdjustmentRule(models.Model):
    """Which aspects of approved rows an organisation changes by request only (``needs``); usually all."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="adjustment_rule", verbose_name="หน่วยงาน"
    )
    needs = models.JSONField("ต้องเสนอขอปรับแผน", default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "เรื่องที่ต้องเสนอขอปรับแผน"
        verbose_name_plural = "เรื่องที่ต้องเสนอขอปรับแผน"

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} – {self.organisation}"


class Adjustment(models.Model):
    """A request to change an approved plan. The plan stays in force as it is until the request is approved.

    ``based_on`` is the revision in force when it was begun; ``revision`` the one that its submission made.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "ฉบับร่าง"
        WAITING = "waiting", "อยู่ระหว่างการพิจารณา"
        RETURNED = "returned", "ส่งคืนเพื่อแก้ไข"
        APPROVED = "approved", "อนุมัติแล้ว"
        DROPPED = "dropped", "ยกเลิกคำขอ"

    OPEN = (State.DRAFT, State.RETURNED)

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="adjustments", verbose_name="แผน")
    based_on = models.ForeignKey(Revision, models.PROTECT, related_name="+", verbose_name="ฉบับที่ขอปรับ")
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="adjustments", verbose_name="ฉบับที่เสนอ"
    )
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField("เหตุผลความจำเป็น", validators=[MaxLengthValidator(5000)])
    created_at = models.DateTimeField("จัดทำเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="จัดทำโดย",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "คำขอปรับแผน"
        verbose_name_plural = "คำขอปรับแผน"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "waiting", "returned", "approved", "dropped"]),
                name="plans_adjustment_state_known",
                violation_error_message="ไม่รู้จักสถานะนี้",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["draft", "waiting", "returned"]),
                name="plans_adjustment_one_open",
                violation_error_message="แผนนี้มีคำขอปรับแผนที่ยังไม่แล้วเสร็จอยู่แล้ว",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "approved"]) | Q(revision__isnull=False),
                name="plans_adjustment_submitted_with_revision",
                violation_error_message="คำขอที่เสนอแล้วต้องมีฉบับที่เสนอ",
            ),
        ]

    def __str__(self) -> str:
        return str(self.revision) if self.revision_id else "คำขอปรับแผน"

    def get_absolute_url(self) -> str:
        return reverse("plans:adjustment-detail", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    def refusal(self, permission: Permission) -> str:
        """Why the request cannot be changed or submitted, or not any more; "" while it can."""
        if permission is not Permission.PLAN_SUBMIT:
            return ""
        if self.state not in self.OPEN:
            return f"คำขอปรับแผนนี้{self.get_state_display()} จึงแก้ไขไม่ได้"
        return self.plan.approved_refusal


class AdjustmentLine(models.Model):
    """One row as it is and as it is asked to be, with why. Both states are the contract's JSON of a row.

    ADD has no ``activity`` and no ``before``: the row goes into ``part`` under ``heading``, after the row
    ``after_row``. REMOVE has no ``after``. ``row_version`` is the row's version when ``before`` was read.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", "ปรับ"
        ADD = "add", "เพิ่ม"
        REMOVE = "remove", "ยกเลิก"

    adjustment = models.ForeignKey(Adjustment, models.CASCADE, related_name="lines", verbose_name="คำขอ")
    position = models.PositiveIntegerField("ลำดับ", default=0)
    kind = models.CharField("การปรับ", max_length=10, choices=Kind, default=Kind.CHANGE)
    part = models.ForeignKey(PlanPart, models.PROTECT, related_name="+", verbose_name="ตาราง")
    heading = models.ForeignKey(
        Heading, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="หัวข้อ"
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="adjusted_by", verbose_name="รายการ"
    )
    after_row = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="+")
    row_version = models.PositiveIntegerField(null=True, editable=False)
    before = models.JSONField("เดิม", null=True, blank=True)
    after = models.JSONField("ขอปรับเป็น", null=True, blank=True)
    reason = models.TextField("เหตุผลความจำเป็น", blank=True, validators=[MaxLengthValidator(5000)])
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AdjustmentLineQuerySet.as_manager()

    class Meta:
        verbose_name = "รายการขอปรับ"
        verbose_name_plural = "รายการขอปรับ"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="change", activity__isnull=False)
                | Q(kind="add", before=None)
                | Q(kind="remove", activity__isnull=False, after=None),
                name="plans_adjustmentline_of_its_kind",
                violation_error_message="รายการขอปรับไม่ครบตามประเภทการปรับ",
            ),
            models.UniqueConstraint(
                fields=["adjustment", "activity"],
                name="plans_adjustmentline_row_once",
                violation_error_message="รายการนี้อยู่ในคำขอปรับแผนแล้ว",
            ),
        ]

    def __str__(self) -> str:
        state = self.after or self.before or {}
        return str(state.get("title") or "")[:300]

    @property
    def organisation(self) -> Organisation:
        return self.adjustment.plan.organisation

    @property
    def name(self) -> str:
        """The row's number and title, as it is or, if it is new, as it is to be."""
        state = self.before or self.after or {}
        return " ".join(text for text in (state.get("number"), state.get("title")) if text) or "-"

    @property
    def place(self) -> Heading | None:
        """The heading under which the row stands, or is to stand."""
        return self.activity.heading if self.activity else self.heading


class Correction(models.Model):
    """A misprint mended in an approved plan, with a note: no new revision, but marked on the next print.

    ``field`` is the contract's name of the column; ``before`` and ``after`` its texts.
    """

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="corrections", verbose_name="แผน")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="corrections", verbose_name="ฉบับ")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="corrections", verbose_name="รายการ")
    field = models.CharField("ช่อง", max_length=100)
    before = models.TextField("เดิม", blank=True)
    after = models.TextField("แก้เป็น", blank=True)
    note = models.CharField("หมายเหตุ", max_length=1000)
    created_at = models.DateTimeField("แก้ไขเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="แก้ไขโดย",
    )

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "การแก้คำผิด"
        verbose_name_plural = "การแก้คำผิด"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(note=""),
                name="plans_correction_has_note",
                violation_error_message="โปรดระบุหมายเหตุการแก้คำผิด",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"[:200]

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    def refusal(self, permission: Permission) -> str:
        """Why misprints of the plan cannot be mended now; "" while they can."""
        return self.plan.approved_refusal or _refused_by_waiting(self.plan, "แก้คำผิด")


class Reopening(models.Model):
    """A request to open an approved plan as a whole for a new revision, and what its head said to it."""

    class State(models.TextChoices):
        WAITING = "waiting", "รอพิจารณา"
        GRANTED = "granted", "อนุญาต"
        REFUSED = "refused", "ไม่อนุญาต"

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="reopenings", verbose_name="แผน")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+", verbose_name="ฉบับ")
    reason = models.TextField("เหตุผลความจำเป็น", validators=[MaxLengthValidator(5000)])
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    note = models.TextField("ความเห็น", blank=True, validators=[MaxLengthValidator(5000)])
    asked_at = models.DateTimeField("ขอเมื่อ", auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ขอโดย",
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

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "คำขอเปิดแผน"
        verbose_name_plural = "คำขอเปิดแผน"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | Q(state__in=["granted", "refused"], decided_at__isnull=False),
                name="plans_reopening_decided_when_done",
                violation_error_message="คำขอที่พิจารณาแล้วต้องมีเวลาที่พิจารณา",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state="waiting"),
                name="plans_reopening_one_waits",
                violation_error_message="แผนนี้มีคำขอเปิดแผนที่รอพิจารณาอยู่แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:200]

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    def refusal(self, permission: Permission) -> str:
        """Why this can no longer be asked or granted; "" while it can."""
        if self.state != self.State.WAITING:
            return f"คำขอเปิดแผนนี้พิจารณาแล้ว ผล: {self.get_state_display()}"
        return self.plan.approved_refusal or _refused_by_waiting(self.plan, "เปิดแผน")


def _refused_by_waiting(plan: ActionPlan, what: str) -> str:
    if plan.revisions.filter(state=Revision.State.WAITING).exists():
        return f"แผนนี้มีฉบับที่อยู่ระหว่างการพิจารณา จึง{what}ไม่ได้จนกว่าจะพิจารณาแล้วเสร็จ"
    return ""
