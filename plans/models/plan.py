"""The plan of one organisation for one fiscal year, and its narrative."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django_prose_editor.fields import ProseEditorField

from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from organisations.access import Permission
from organisations.models import Committee, Organisation
from organisations.models.bin import Binnable
from plans.querysets import ActionPlanManager, ActionPlanQuerySet, SectionQuerySet
from plans.rich_text import EXTENSIONS, clean_html

if TYPE_CHECKING:
    from plans.models.call import CallAnswer


class ActionPlan(Binnable):
    """A plan; an organisation has as many in a year as it likes.

    ``version`` rises with every change of anything inside, so it names the content. ``kind`` is "" where
    an imported file does not say it; ``printed_organisation`` is the organisation's name as it words it.
    ``finding_count`` is what the checks found in ``checked_version``.
    """

    class Kind(models.TextChoices):
        INTEGRITY = "integrity", "แผนส่งเสริมคุณธรรม จริยธรรม และความโปร่งใส"
        ETHICS = "ethics", "แผนส่งเสริมจริยธรรม"
        INDICATOR = "indicator", "แผนขับเคลื่อนตัวชี้วัด"
        PROJECT = "project", "แผนงานโครงการ"
        UNIT = "unit", "แผนระดับส่วนงาน"
        OTHER = "other", "แผนอื่น ๆ"

    class State(models.TextChoices):
        DRAFT = "draft", "ฉบับร่าง"
        WAITING = "waiting", "รอพิจารณา"
        RETURNED = "returned", "ส่งคืนเพื่อแก้ไข"
        APPROVED = "approved", "อนุมัติแล้ว"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="plans", verbose_name="หน่วยงาน"
    )
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.")
    kind = models.CharField("ประเภทแผน", max_length=20, choices=Kind, default=Kind.INTEGRITY, blank=True)
    title = models.CharField("ชื่อแผน", max_length=1000)
    state = models.CharField("สถานะ", max_length=20, choices=State, default=State.DRAFT)
    printed_organisation = models.CharField("ชื่อหน่วยงานที่พิมพ์ในแผน", max_length=300, blank=True)
    starts_on = models.DateField("เริ่มตามแผน", null=True, blank=True)
    ends_on = models.DateField("สิ้นสุดตามแผน", null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name="คัดลอกจากแผน"
    )
    committee = models.ForeignKey(
        Committee, models.SET_NULL, null=True, blank=True, related_name="plans", verbose_name="คณะที่รับผิดชอบแผน"
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    finding_count = models.PositiveIntegerField(null=True, editable=False)
    checked_version = models.PositiveIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField("แก้ไขล่าสุด", auto_now=True)

    objects = ActionPlanManager()
    everything = ActionPlanQuerySet.as_manager()

    class Meta(Binnable.Meta):
        verbose_name = "แผนปฏิบัติการ"
        verbose_name_plural = "แผนปฏิบัติการ"
        ordering = ["-fiscal_year", "title", "pk"]
        constraints = [
            *Binnable.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(fiscal_year__range=(MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)),
                name="plans_actionplan_fiscal_year_range",
                violation_error_message=f"ปีงบประมาณต้องอยู่ระหว่าง {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "waiting", "returned", "approved"]),
                name="plans_actionplan_state_known",
                violation_error_message="ไม่รู้จักสถานะนี้",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["", "integrity", "ethics", "indicator", "project", "unit", "other"]
                ),
                name="plans_actionplan_kind_known",
                violation_error_message="ไม่รู้จักประเภทแผนนี้",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(starts_on__lte=models.F("ends_on")),
                name="plans_actionplan_period_in_order",
                violation_error_message="ระยะเวลาของแผนต้องสิ้นสุดไม่ก่อนเริ่มต้น",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "fiscal_year"], name="plans_plan_by_year")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plans:plan-detail", args=[self.pk])

    def grants(self, user: Any, permission: Permission) -> bool:
        """Whether the person may do this by something else than a role: a sight, or a call."""
        return type(self).everything.visible_to(user, permission).filter(pk=self.pk).exists()

    @property
    def answer(self) -> "CallAnswer | None":
        """What this plan answers, where it is a unit's answer to a call."""
        return getattr(self, "call_answer", None)

    @property
    def bin_refusal(self) -> str:
        """Why the plan cannot be deleted, in Thai; "" where it can."""
        if self.answer:
            caller = self.answer.call.organisation
            return f"แผนนี้จัดทำตามคำขอของ{caller} จึงลบไม่ได้ หากไม่มีข้อเสนอ โปรดส่งโดยไม่มีรายการ"
        if self.revisions.exists():
            return "แผนนี้เคยเสนอเพื่อพิจารณาแล้ว จึงลบไม่ได้ เพื่อให้ตรวจสอบย้อนหลังได้"
        if self.calls.filter(closed_at=None).exists():
            return "แผนนี้มีคำขอข้อมูลจากส่วนงานที่ยังเปิดรับอยู่ โปรดปิดรับข้อมูลก่อนลบแผน"
        return ""

    @property
    def known_findings(self) -> int | None:
        """How many findings the plan has as it is now; None where it has not been checked since."""
        return self.finding_count if self.checked_version == self.version else None

    @property
    def approved_refusal(self) -> str:
        """Why what is done to approved plans cannot be done to this one, in Thai; "" where it can."""
        if self.state == self.State.APPROVED:
            return ""
        return f"แผนนี้มีสถานะ “{self.get_state_display()}” ดำเนินการนี้ได้เฉพาะแผนที่อนุมัติแล้ว"

    def refusal(self, permission: Permission) -> str:
        """Why the plan's own state forbids this, in Thai; "" when it does not."""
        if permission is Permission.PLAN_SUBMIT and self.answer:
            return "แผนนี้จัดทำตามคำขอข้อมูล โปรดส่งให้หน่วยงานที่ขอแทนการเสนอพิจารณา"
        if permission not in (Permission.PLAN_EDIT, Permission.PLAN_SUBMIT):
            return ""
        if self.state == self.State.APPROVED:
            return "แผนฉบับนี้ได้รับอนุมัติแล้ว หากต้องการแก้ไข โปรดเสนอขอปรับแผน"
        if self.state == self.State.WAITING:
            if self.answer and self.answer.lock:
                return self.answer.lock
            return "แผนฉบับนี้อยู่ระหว่างการพิจารณา หากต้องการแก้ไข โปรดถอนเรื่องคืนก่อน"
        return ""


class PlanSection(models.Model):
    """One narrative section of a plan, or of one of its project charters, in order, as clean rich text."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="sections", verbose_name="แผน")
    charter = models.ForeignKey(
        "Charter",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name="รายละเอียดโครงการ",
    )
    position = models.PositiveIntegerField("ลำดับ", default=0)
    title = models.CharField("หัวข้อ", max_length=500)
    html = ProseEditorField("เนื้อหา", blank=True, extensions=EXTENSIONS, sanitize=clean_html)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = "ส่วนเนื้อหา"
        verbose_name_plural = "ส่วนเนื้อหา"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation


class PlanSight(models.Model):
    """Sight of one plan for a person outside its organisation: a step of its chain.

    What a call shows needs no sight of this kind: it follows from the call (``CallAnswerQuerySet.giving``).

    It gives reading only, and only while it lasts.
    """

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="sights", verbose_name="แผน")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="plan_sights", verbose_name="ผู้ใช้งาน"
    )
    purpose = models.CharField("เพื่อ", max_length=200)
    ends_on = models.DateField("ถึงวันที่", null=True, blank=True)

    class Meta:
        verbose_name = "สิทธิ์ดูแผนเฉพาะเรื่อง"
        verbose_name_plural = "สิทธิ์ดูแผนเฉพาะเรื่อง"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "user", "purpose"],
                name="plans_plansight_once",
                violation_error_message="ผู้ใช้งานได้รับสิทธิ์นี้อยู่แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.plan}"

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation
