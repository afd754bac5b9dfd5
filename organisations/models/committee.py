"""Committees as legal objects: appointed by an order, changed by later ones, each member with a duty."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from organisations.models.letter import Letter
from organisations.models.organisation import Organisation
from organisations.personal_names import full_name
from organisations.querysets import CommitteeQuerySet, OfCommitteeQuerySet

USUAL_ATTENDANCE = Decimal(80)  # percent of a year's meetings


class Committee(models.Model):
    """A committee of an organisation, in force from a fiscal year on (Buddhist era), as far as known to one.

    ``powers`` are the texts of its หน้าที่และอำนาจ, in order. ``quorum`` is a number of members who count
    for it; None means at least half of those. ``attendance_target`` is in percent.
    """

    class Kind(models.TextChoices):
        COMMITTEE = "committee", "คณะกรรมการ"
        SUBCOMMITTEE = "subcommittee", "คณะอนุกรรมการ"
        WORKING_GROUP = "working_group", "คณะทำงาน"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="committees", verbose_name="หน่วยงาน"
    )
    kind = models.CharField("ประเภทคณะ", max_length=20, choices=Kind, default=Kind.COMMITTEE)
    name = models.CharField("ชื่อคณะ", max_length=500)
    first_fiscal_year = models.PositiveSmallIntegerField("ตั้งแต่ปีงบประมาณ พ.ศ.")
    last_fiscal_year = models.PositiveSmallIntegerField("ถึงปีงบประมาณ พ.ศ.", null=True, blank=True)
    basis = models.TextField("อาศัยอำนาจตาม", blank=True, validators=[MaxLengthValidator(5000)])
    powers = models.JSONField("หน้าที่และอำนาจ", default=list, blank=True)
    quorum = models.PositiveSmallIntegerField("องค์ประชุม (คน)", null=True, blank=True)
    attendance_target = models.DecimalField(
        "เป้าหมายการเข้าประชุม (ร้อยละ)", max_digits=5, decimal_places=2, default=USUAL_ATTENDANCE
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="บันทึกโดย",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = "คณะกรรมการ"
        verbose_name_plural = "คณะกรรมการ"
        ordering = ["-first_fiscal_year", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["committee", "subcommittee", "working_group"]),
                name="organisations_committee_kind_known",
                violation_error_message="ไม่รู้จักประเภทคณะนี้",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="organisations_committee_has_name",
                violation_error_message="โปรดระบุชื่อคณะ",
            ),
            models.CheckConstraint(
                condition=Q(first_fiscal_year__range=(MIN_FISCAL_YEAR, MAX_FISCAL_YEAR))
                & (
                    Q(last_fiscal_year=None)
                    | Q(last_fiscal_year__gte=F("first_fiscal_year"), last_fiscal_year__lte=MAX_FISCAL_YEAR)
                ),
                name="organisations_committee_years_in_order",
                violation_error_message="ปีงบประมาณที่สิ้นสุดต้องไม่ก่อนปีที่เริ่ม และต้องอยู่ในช่วงที่ระบบรองรับ",
            ),
            models.CheckConstraint(
                condition=Q(quorum=None) | Q(quorum__range=(1, 500)),
                name="organisations_committee_quorum_range",
                violation_error_message="องค์ประชุมต้องอยู่ระหว่าง 1 ถึง 500 คน",
            ),
            models.CheckConstraint(
                condition=Q(attendance_target__range=(0, 100)),
                name="organisations_committee_attendance_range",
                violation_error_message="เป้าหมายการเข้าประชุมต้องอยู่ระหว่างร้อยละ 0 ถึง 100",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:committee-detail", args=[self.pk])


class CommitteeOrder(models.Model):
    """An order about a committee: it appoints it, brings members in and out, or revokes it.

    ``number`` as printed ("102/2568"). What it says holds from ``effective_on`` (its own date unless it
    says another). ``letter`` is the order in the register of letters, where it was issued here.
    """

    class Kind(models.TextChoices):
        APPOINT = "appoint", "แต่งตั้ง"
        AMEND = "amend", "แก้ไขเพิ่มเติม"
        REVOKE = "revoke", "ยกเลิก"

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="orders", verbose_name="คณะ")
    kind = models.CharField("ประเภทคำสั่ง", max_length=10, choices=Kind, default=Kind.APPOINT)
    number = models.CharField("คำสั่งที่", max_length=100)
    dated_on = models.DateField("ลงวันที่")
    effective_on = models.DateField("มีผลตั้งแต่วันที่")
    letter = models.ForeignKey(
        Letter,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="committee_orders",
        verbose_name="ในทะเบียน",
    )
    note = models.CharField("หมายเหตุ", max_length=1000, blank=True)

    objects = OfCommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = "คำสั่งเกี่ยวกับคณะ"
        verbose_name_plural = "คำสั่งเกี่ยวกับคณะ"
        ordering = ["effective_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["appoint", "amend", "revoke"]),
                name="organisations_committeeorder_kind_known",
                violation_error_message="ไม่รู้จักประเภทคำสั่งนี้",
            ),
            models.UniqueConstraint(
                fields=["committee", "number", "dated_on"],
                name="organisations_committeeorder_once",
                violation_error_message="บันทึกคำสั่งเลขที่และวันที่นี้ไว้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["committee", "kind"],
                condition=Q(kind__in=["appoint", "revoke"]),
                name="organisations_committeeorder_begins_and_ends_once",
                violation_error_message="คณะหนึ่งมีคำสั่งแต่งตั้งและคำสั่งยกเลิกได้อย่างละหนึ่งฉบับ",
            ),
        ]

    def __str__(self) -> str:
        return f"คำสั่งที่ {self.number}"

    @property
    def organisation(self) -> Organisation:
        return self.committee.organisation


class CommitteeMember(models.Model):
    """A person, or whoever holds a post, with a duty in a committee, in order of precedence (``position``).

    ``duty_text`` is the printed word where it is not the usual one of the kind of committee. In by one
    order and out by another; without an order that ended it, the membership lasts.
    """

    class Duty(models.TextChoices):
        ADVISER = "adviser", "ที่ปรึกษา"
        CHAIR = "chair", "ประธาน"
        VICE_CHAIR = "vice_chair", "รองประธาน"
        MEMBER = "member", "กรรมการ"
        SECRETARY = "secretary", "เลขานุการ"
        ASSISTANT_SECRETARY = "assistant_secretary", "ผู้ช่วยเลขานุการ"

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="members", verbose_name="คณะ")
    position = models.PositiveIntegerField("ลำดับ", default=0)
    prefix = models.CharField("คำนำหน้าหรือยศ", max_length=100, blank=True)
    name = models.CharField("ชื่อ-สกุล", max_length=300, blank=True)
    post = models.CharField("ตำแหน่ง", max_length=500, blank=True)
    duty = models.CharField("หน้าที่ในคณะ", max_length=20, choices=Duty, default=Duty.MEMBER)
    duty_text = models.CharField("คำที่พิมพ์", max_length=200, blank=True)
    counts_for_quorum = models.BooleanField("นับเป็นองค์ประชุม", default=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="committee_places",
        verbose_name="บัญชีผู้ใช้งาน",
    )
    joined_by = models.ForeignKey(
        CommitteeOrder, models.PROTECT, related_name="brought_in", verbose_name="แต่งตั้งโดย"
    )
    left_by = models.ForeignKey(
        CommitteeOrder, models.PROTECT, null=True, blank=True, related_name="took_out", verbose_name="พ้นโดย"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfCommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = "กรรมการ"
        verbose_name_plural = "รายชื่อคณะ"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    duty__in=["adviser", "chair", "vice_chair", "member", "secretary", "assistant_secretary"]
                ),
                name="organisations_committeemember_duty_known",
                violation_error_message="ไม่รู้จักหน้าที่นี้",
            ),
            models.CheckConstraint(
                condition=~Q(name="", post=""),
                name="organisations_committeemember_is_somebody",
                violation_error_message="โปรดระบุชื่อ-สกุล หรือตำแหน่ง",
            ),
            models.CheckConstraint(
                condition=Q(left_by=None) | ~Q(left_by=F("joined_by")),
                name="organisations_committeemember_leaves_by_another_order",
                violation_error_message="คำสั่งที่ให้พ้นต้องเป็นคนละฉบับกับคำสั่งแต่งตั้ง",
            ),
        ]

    def __str__(self) -> str:
        return full_name(self.prefix, self.name) if self.name else self.post

    @property
    def organisation(self) -> Organisation:
        return self.committee.organisation
