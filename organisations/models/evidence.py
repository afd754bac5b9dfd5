"""The library of evidence: files and links that show what was done, each kept once and used by many."""

from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse

from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from organisations.access import Permission
from organisations.models.bin import Binnable
from organisations.models.organisation import Organisation
from organisations.querysets_evidence import (
    EvidenceManager,
    EvidenceQuerySet,
    EvidenceVersionQuerySet,
)
from organisations.scans import IMAGES


def evidence_storage() -> Storage:
    """Where files of evidence lie: on disk, or where the setting says."""
    return storages["evidence"]


class Evidence(Binnable):
    """One proof of an organisation in a fiscal year: its newest version is a file or a link.

    ``dated_on`` is the day of what it shows, another than the day on which it was added.
    """

    class Sight(models.TextChoices):
        ORGANISATION = "organisation", "ผู้มีสิทธิ์ดูแผนของหน่วยงาน"
        KEEPERS = "keepers", "เฉพาะผู้เพิ่มหลักฐาน เลขานุการ ผู้บริหาร และผู้ตรวจสอบ"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="evidence", verbose_name="หน่วยงาน"
    )
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.")
    title = models.CharField("ชื่อหลักฐาน", max_length=300)
    dated_on = models.DateField("วันที่ของหลักฐาน", null=True, blank=True)
    note = models.TextField("คำอธิบาย", blank=True, max_length=2000)
    sight = models.CharField("ผู้มีสิทธิ์ดู", max_length=20, choices=Sight, default=Sight.ORGANISATION)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="เพิ่มโดย"
    )
    added_at = models.DateTimeField("เพิ่มเมื่อ", auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EvidenceManager()
    everything = EvidenceQuerySet.as_manager()

    class Meta(Binnable.Meta):
        verbose_name = "หลักฐาน"
        verbose_name_plural = "หลักฐาน"
        ordering = ["-added_at", "-pk"]
        constraints = [
            *Binnable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)),
                name="organisations_evidence_year_range",
                violation_error_message=f"ปีงบประมาณต้องอยู่ระหว่าง {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="organisations_evidence_has_title",
                violation_error_message="โปรดระบุชื่อหลักฐาน",
            ),
            models.CheckConstraint(
                condition=Q(sight__in=["organisation", "keepers"]),
                name="organisations_evidence_sight_known",
                violation_error_message="ไม่รู้จักผู้มีสิทธิ์ดูประเภทนี้",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "fiscal_year", "-added_at"], name="organisations_evidence_year"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("organisations:evidence-detail", args=[self.pk])

    def grants(self, user: Any, permission: Permission) -> bool:
        """Whoever added evidence, by a report of an activity for one, keeps it in order."""
        return permission is Permission.EVIDENCE_EDIT and bool(
            user.pk == self.added_by_id and user.active_memberships
        )

    @property
    def newest(self) -> "EvidenceVersion":
        """The version that counts; asks for all versions, which lists prefetch."""
        return max(self.versions.all(), key=lambda one: one.number)


class EvidenceVersion(models.Model):
    """A file as it was kept, or an address; ``size`` is bytes, ``sha256`` hexadecimal digits of the file.

    ``name`` is safe to offer for keeping and ends with what the file is by its content. ``was_shrunk``
    tells that a photo was turned upright and made smaller, so that the hash is of what is kept.
    """

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="versions", verbose_name="หลักฐาน")
    number = models.PositiveIntegerField("ฉบับที่", default=1)
    file = models.FileField("ไฟล์", storage=evidence_storage, max_length=300, blank=True)
    name = models.CharField("ชื่อไฟล์", max_length=255, blank=True)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    was_shrunk = models.BooleanField("ย่อภาพแล้ว", default=False)
    url = models.CharField("ลิงก์", max_length=2000, blank=True)
    reason = models.CharField("เหตุผลที่เพิ่มฉบับใหม่", max_length=500, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="เพิ่มโดย"
    )
    added_at = models.DateTimeField("เพิ่มเมื่อ", auto_now_add=True)

    objects = EvidenceVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "ฉบับของหลักฐาน"
        verbose_name_plural = "ฉบับของหลักฐาน"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "number"],
                name="organisations_evidenceversion_once",
                violation_error_message="มีฉบับนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=(~Q(file="") & ~Q(sha256="") & ~Q(name="") & Q(url="", size__isnull=False))
                | (~Q(url="") & Q(file="", sha256="", name="", size=None)),
                name="organisations_evidenceversion_file_or_link",
                violation_error_message="หลักฐานต้องเป็นไฟล์หรือลิงก์อย่างใดอย่างหนึ่ง",
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="organisations_evidence_sha256")]

    def __str__(self) -> str:
        return f"{self.evidence} ฉบับที่ {self.number}"

    @property
    def organisation(self) -> Organisation:
        return self.evidence.organisation

    @property
    def is_link(self) -> bool:
        return bool(self.url)

    @property
    def is_picture(self) -> bool:
        """Whether every browser shows it."""
        return self.ending in IMAGES

    @property
    def ending(self) -> str:
        """What the file is, as its name ends; "" for a link."""
        return self.name.rpartition(".")[2] if self.name else ""
