"""Frozen revisions: what was submitted, as data and as the paper to be signed; its signed scans."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from organisations.access import Permission
from organisations.models import Organisation
from plans.models.plan import ActionPlan
from plans.querysets import OfPlanQuerySet, SignedScanQuerySet


class Revision(models.Model):
    """The whole plan as it was submitted. Neither it nor its papers ever change (triggers refuse it).

    ``content`` is ``snapshots.snapshot_of`` the plan (for an adjustment: as the plan would be), ``paper``
    the PDF to be signed, ``approved_paper`` the same with the signatures filled in, made at approval and
    sealed where a seal is set up. ``plan_version`` is the plan's version that was submitted,
    ``approved_version`` the one left by the approval: a plan beyond it was changed after signing.
    ``previous_sha256`` names the revision before (``fingerprint``), so that none can be exchanged alone.
    ``token`` stands in the QR of each page. Hashes are SHA-256 in hexadecimal.

    ``adjustment_number`` and ``adjustment_year`` count ฉบับปรับปรุง ครั้งที่ n/ปี; None for a plan as a whole.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "อยู่ระหว่างการพิจารณา"
        APPROVED = "approved", "อนุมัติแล้ว"
        RETURNED = "returned", "ส่งคืนเพื่อแก้ไข"
        WITHDRAWN = "withdrawn", "ถอนเรื่องคืน"
        REPLACED = "replaced", "มีฉบับใหม่แทนแล้ว"

    plan = models.ForeignKey(ActionPlan, models.PROTECT, related_name="revisions", verbose_name="แผน")
    number = models.PositiveSmallIntegerField("ฉบับที่", editable=False)
    adjustment_number = models.PositiveSmallIntegerField("ปรับปรุงครั้งที่", null=True, editable=False)
    adjustment_year = models.PositiveSmallIntegerField("ปี พ.ศ.", null=True, editable=False)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.WAITING)
    token = models.CharField(max_length=40, unique=True, editable=False)
    document = models.CharField("รูปแบบเอกสาร", max_length=30, editable=False)
    content = models.JSONField(editable=False)
    content_sha256 = models.CharField(max_length=64, editable=False)
    previous_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    plan_version = models.PositiveIntegerField(editable=False)
    paper = models.FileField("เอกสารเสนอลงนาม", upload_to="revisions/%Y/%m/", max_length=200)
    paper_sha256 = models.CharField(max_length=64, editable=False)
    paper_size = models.PositiveIntegerField(editable=False)
    made_at = models.DateTimeField("เสนอเมื่อ", auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="เสนอโดย",
    )
    reason = models.TextField("เหตุผล", blank=True)
    decided_at = models.DateTimeField("พิจารณาแล้วเสร็จเมื่อ", null=True, blank=True)
    approved_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    approved_paper = models.FileField(
        "เอกสารที่ได้รับอนุมัติ", upload_to="revisions/%Y/%m/", max_length=200, blank=True
    )
    approved_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    is_sealed = models.BooleanField("ผนึกด้วยใบรับรองอิเล็กทรอนิกส์", default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "ฉบับเสนอพิจารณา"
        verbose_name_plural = "ฉบับเสนอพิจารณา"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plans_revision_number_once",
                violation_error_message="มีฉบับเลขนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state="waiting"),
                name="plans_revision_one_waits",
                violation_error_message="แผนนี้มีฉบับที่อยู่ระหว่างการพิจารณาแล้ว",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state="approved"),
                name="plans_revision_one_in_force",
                violation_error_message="แผนนี้มีฉบับที่ใช้บังคับอยู่แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "approved", "returned", "withdrawn", "replaced"]),
                name="plans_revision_state_known",
                violation_error_message="ไม่รู้จักสถานะนี้",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="plans_revision_decided_when_done",
                violation_error_message="ฉบับที่พิจารณาแล้วต้องมีเวลาที่แล้วเสร็จ",
            ),
            models.CheckConstraint(
                condition=(Q(approved_version=None) & ~Q(state__in=["approved", "replaced"]))
                | (Q(approved_version__isnull=False) & ~Q(state__in=["waiting", "returned", "withdrawn"])),
                name="plans_revision_approved_version",
                violation_error_message="เฉพาะฉบับที่ได้รับอนุมัติเท่านั้นที่มีรุ่นของแผนที่อนุมัติ",
            ),
            models.CheckConstraint(
                condition=Q(adjustment_number=None, adjustment_year=None)
                | Q(adjustment_number__gte=1, adjustment_year__isnull=False),
                name="plans_revision_adjustment_with_year",
                violation_error_message="ครั้งที่ปรับปรุงและปีต้องมีครบทั้งคู่",
            ),
        ]

    def __str__(self) -> str:
        if self.adjustment_number:
            return f"ฉบับปรับปรุง ครั้งที่ {self.adjustment_number}/{self.adjustment_year}"
        return f"ฉบับที่ {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("plans:revision-detail", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.plan.organisation

    @property
    def was_approved(self) -> bool:
        return self.state in (self.State.APPROVED, self.State.REPLACED)

    def refusal(self, permission: Permission) -> str:
        """Why the revision's state forbids an act at its steps; "" where it is waiting."""
        if permission is Permission.PLAN_SIGN and self.state != self.State.WAITING:
            return f"{self} {self.get_state_display()} จึงไม่มีขั้นตอนที่รอดำเนินการ"
        return ""


class SignedScan(models.Model):
    """A scan or photo of signed paper, filed on the revision that its QR names, or by hand with a note.

    Without ``revision`` it waits for the secretary to say where it belongs: nothing that was sent is lost.
    ``found`` says what its QR said.
    """

    class Found(models.TextChoices):
        CURRENT = "current", "พบ QR ของฉบับนี้"
        OLD = "old", "พบ QR ของฉบับที่มิใช่ฉบับปัจจุบัน"
        OTHER = "other", "พบ QR ของแผนอื่น"
        UNKNOWN = "unknown", "พบ QR ที่ระบบไม่รู้จัก"
        NONE = "none", "ไม่พบ QR"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="signed_scans", verbose_name="หน่วยงาน"
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, blank=True, related_name="scans", verbose_name="ฉบับ"
    )
    file = models.FileField("ไฟล์สแกน", upload_to="signed_scans/%Y/%m/", max_length=200)
    name = models.CharField("ชื่อไฟล์", max_length=300)
    size = models.PositiveIntegerField("ขนาด (ไบต์)")
    sha256 = models.CharField(max_length=64, editable=False)
    found = models.CharField("QR ในเอกสาร", max_length=10, choices=Found)
    found_text = models.CharField(max_length=500, blank=True, editable=False)
    note = models.CharField("หมายเหตุการจัดเก็บ", max_length=1000, blank=True)
    created_at = models.DateTimeField("เพิ่มเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="เพิ่มโดย",
    )

    objects = SignedScanQuerySet.as_manager()

    class Meta:
        verbose_name = "สำเนาที่ลงนาม"
        verbose_name_plural = "สำเนาที่ลงนาม"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(found__in=["current", "old", "other", "unknown", "none"]),
                name="plans_signedscan_found_known",
                violation_error_message="ไม่รู้จักผลการอ่าน QR นี้",
            ),
            models.UniqueConstraint(
                fields=["revision", "sha256"],
                condition=Q(revision__isnull=False),
                name="plans_signedscan_once",
                violation_error_message="ไฟล์นี้จัดเก็บไว้กับฉบับนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.name
