"""One table of a plan, and the headings under which its activities stand."""

from django.db import models

from ita_portal.tables.layouts import layout_for
from organisations.models import Organisation
from organisations.models.bin import Binnable
from plans.models.plan import ActionPlan
from plans.querysets import HeadingManager, HeadingQuerySet, PartManager, PartQuerySet


class PlanPart(Binnable):
    """A table: its layout's key, and as data whatever the agency prints otherwise.

    A part owns its rows, or shows those of another part of the plan (``rows_of``) in its own layout.
    ``columns``, ``options``, ``lines``, ``notes`` and ``signatures`` have the shape of the JSON
    contract; ``columns`` is null for the layout's own.
    """

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="parts", verbose_name="แผน")
    position = models.PositiveIntegerField("ลำดับ", default=0)
    title = models.CharField("ชื่อตาราง", max_length=2000, blank=True)
    layout = models.CharField("รูปแบบตาราง", max_length=50)
    rows_of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="shown_in", verbose_name="แสดงแถวของตาราง"
    )
    charter = models.ForeignKey(
        "Charter",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="รายละเอียดโครงการ",
    )
    columns = models.JSONField("คอลัมน์", null=True, blank=True)
    options = models.JSONField("การพิมพ์", default=dict, blank=True)
    lines = models.JSONField("ข้อความเหนือตาราง", default=list, blank=True)
    notes = models.JSONField("หมายเหตุใต้ตาราง", default=list, blank=True)
    signatures = models.JSONField("ผู้ลงนาม", default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PartManager()
    everything = PartQuerySet.as_manager()

    class Meta(Binnable.Meta):
        verbose_name = "ตาราง"
        verbose_name_plural = "ตาราง"
        ordering = ["position", "pk"]
        constraints = [
            *Binnable.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(rows_of=None) | ~models.Q(rows_of=models.F("id")),
                name="plans_planpart_not_own_rows",
                violation_error_message="ตารางแสดงแถวของตัวเองไม่ได้",
            ),
        ]

    def __str__(self) -> str:
        return self.title or layout_for(self.layout).name

    @property
    def row_word(self) -> str:
        """What one of its rows is called (กิจกรรม, ตัวชี้วัด)."""
        return layout_for(self.layout).row_word

    @property
    def row_owner(self) -> "PlanPart":
        """The part that owns the rows shown here."""
        return self.rows_of or self

    @property
    def bin_refusal(self) -> str:
        """Why the table cannot be deleted, in Thai; "" where it can."""
        if self.shown_in.exists():
            return "มีตารางอื่นแสดงแถวของตารางนี้อยู่ โปรดลบตารางนั้นก่อน"
        if self.calls.filter(closed_at=None).exists():
            return "ตารางนี้มีคำขอข้อมูลจากส่วนงานที่ยังเปิดรับอยู่ โปรดปิดรับข้อมูลก่อนลบตาราง"
        return ""

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation


class Heading(Binnable):
    """A heading over activities, at any depth, with its text as printed ("ยุทธศาสตร์ที่ 1 …").

    An import may make one without words: it keeps the place of rows that stand under no heading
    after others that do.
    """

    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="headings", verbose_name="ตาราง")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="อยู่ภายใต้"
    )
    position = models.PositiveIntegerField("ลำดับ", default=0)
    text = models.CharField("ข้อความหัวข้อ", max_length=2000)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = HeadingManager()
    everything = HeadingQuerySet.as_manager()

    class Meta(Binnable.Meta):
        verbose_name = "หัวข้อ"
        verbose_name_plural = "หัวข้อ"
        ordering = ["position", "pk"]
        constraints = [
            *Binnable.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="plans_heading_not_own_parent",
                violation_error_message="หัวข้ออยู่ภายใต้ตัวเองไม่ได้",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def organisation(self) -> Organisation:
        return self.part.plan.organisation
