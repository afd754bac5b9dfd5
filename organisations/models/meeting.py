"""Meetings of committees: agenda, attendance, and what was resolved."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from organisations.access import Permission
from organisations.models.committee import Committee, CommitteeMember
from organisations.models.letter import Letter
from organisations.models.organisation import Organisation
from organisations.querysets import MeetingQuerySet, OfMeetingQuerySet

LONGEST_DISCUSSION = 50_000  # characters of one item of the agenda


class Meeting(models.Model):
    """One meeting, numbered within a calendar year (Buddhist era): ครั้งที่ 1/2569.

    Times are wall-clock times. ``guests`` are texts, one for each who takes part without being a member.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "นัดหมายแล้ว"
        HELD = "held", "ประชุมแล้ว"
        ADOPTED = "adopted", "รับรองรายงานแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings", verbose_name="คณะ")
    number = models.PositiveSmallIntegerField("ครั้งที่")
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    held_on = models.DateField("วันที่ประชุม")
    starts_at = models.TimeField("เริ่มเวลา", null=True, blank=True)
    ends_at = models.TimeField("เลิกเวลา", null=True, blank=True)
    place = models.CharField("สถานที่", max_length=500, blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.PLANNED)
    guests = models.JSONField("ผู้เข้าร่วมประชุม", default=list, blank=True)
    recorded_by = models.CharField("ผู้จดรายงานการประชุม", max_length=300, blank=True)
    checked_by = models.CharField("ผู้ตรวจรายงานการประชุม", max_length=300, blank=True)
    adopted_at = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="adopts", verbose_name="รับรองในการประชุม"
    )
    invitation = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name="หนังสือเชิญ"
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

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "การประชุม"
        verbose_name_plural = "การประชุม"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year", "number"],
                name="organisations_meeting_number_once",
                violation_error_message="มีการประชุมครั้งที่นี้ในปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, year__range=(MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)),
                name="organisations_meeting_number_range",
                violation_error_message="ครั้งที่เริ่มจาก 1 และปีต้องอยู่ในช่วงที่ระบบรองรับ",
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(starts_at__lte=F("ends_at")),
                name="organisations_meeting_times_in_order",
                violation_error_message="เวลาเลิกประชุมต้องไม่ก่อนเวลาเริ่ม",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "held", "adopted", "cancelled"]),
                name="organisations_meeting_state_known",
                violation_error_message="ไม่รู้จักสถานะนี้",
            ),
        ]

    def __str__(self) -> str:
        return f"ครั้งที่ {self.number}/{self.year}"

    def get_absolute_url(self) -> str:
        return reverse("organisations:meeting-detail", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.committee.organisation

    def refusal(self, permission: Permission) -> str:
        """Why the meeting's state forbids a change; "" where it allows it."""
        if permission is not Permission.COMMITTEE_EDIT:
            return ""
        if self.state == self.State.ADOPTED:
            return "รายงานการประชุมครั้งนี้ได้รับการรับรองแล้ว จึงแก้ไขไม่ได้"
        if self.state == self.State.CANCELLED:
            return "การประชุมครั้งนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้"
        return ""


class _OfMeeting(models.Model):
    """Something of a meeting, behind its door."""

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def organisation(self) -> Organisation:
        return self.meeting.committee.organisation  # type: ignore[attr-defined]

    def refusal(self, permission: Permission) -> str:
        return self.meeting.refusal(permission)  # type: ignore[attr-defined]


class AgendaItem(_OfMeeting):
    """One matter under one of the five usual headings of an agenda; ``discussion`` is plain text."""

    class Section(models.IntegerChoices):
        ANNOUNCED = 1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"
        ADOPTING = 2, "เรื่องรับรองรายงานการประชุม"
        FOLLOWING_UP = 3, "เรื่องสืบเนื่องและเรื่องเพื่อทราบ"
        CONSIDERING = 4, "เรื่องเสนอให้ที่ประชุมพิจารณา"
        OTHER = 5, "เรื่องอื่น ๆ"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda", verbose_name="การประชุม")
    section = models.PositiveSmallIntegerField("ระเบียบวาระที่", choices=Section, default=Section.CONSIDERING)
    position = models.PositiveIntegerField("ลำดับ", default=0)
    title = models.CharField("เรื่อง", max_length=1000)
    discussion = models.TextField("สาระสำคัญ", blank=True, validators=[MaxLengthValidator(LONGEST_DISCUSSION)])
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "ระเบียบวาระ"
        verbose_name_plural = "ระเบียบวาระ"
        ordering = ["section", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__range=(1, 5)),
                name="organisations_agendaitem_section_known",
                violation_error_message="ไม่รู้จักระเบียบวาระนี้",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def paragraphs(self) -> list[str]:
        """What was said, a paragraph for each line that says something."""
        return [line for line in self.discussion.splitlines() if line.strip()]


class Attendance(_OfMeeting):
    """Whether a member came; ``substitute`` names who came instead."""

    class State(models.TextChoices):
        PRESENT = "present", "มาประชุม"
        SUBSTITUTE = "substitute", "ผู้แทนมาประชุม"
        LEAVE = "leave", "ไม่มาประชุม (ติดราชการหรือลา)"
        ABSENT = "absent", "ไม่มาประชุม"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance", verbose_name="การประชุม")
    member = models.ForeignKey(
        CommitteeMember, models.PROTECT, related_name="attendance", verbose_name="กรรมการ"
    )
    state = models.CharField("การเข้าประชุม", max_length=10, choices=State)
    substitute = models.CharField("ผู้มาประชุมแทน", max_length=300, blank=True)

    class Meta:
        verbose_name = "การเข้าประชุม"
        verbose_name_plural = "การเข้าประชุม"
        ordering = ["member__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"],
                name="organisations_attendance_once",
                violation_error_message="บันทึกการเข้าประชุมของกรรมการท่านนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["present", "substitute", "leave", "absent"]),
                name="organisations_attendance_state_known",
                violation_error_message="ไม่รู้จักการเข้าประชุมแบบนี้",
            ),
            models.CheckConstraint(
                condition=Q(state="substitute") | Q(substitute=""),
                name="organisations_attendance_substitute_came",
                violation_error_message="ระบุผู้มาประชุมแทนได้เฉพาะเมื่อผู้แทนมาประชุม",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class Resolution(_OfMeeting):
    """What a meeting resolved on a matter; with an owner and a day it is a task to be followed up.

    ``owner`` is printed as typed; ``unit`` and ``user`` where they are known.
    """

    class Kind(models.TextChoices):
        APPROVE = "approve", "อนุมัติ"
        ENDORSE = "endorse", "เห็นชอบ"
        NOTE = "note", "รับทราบ"
        ASSIGN = "assign", "มอบหมาย"

    class State(models.TextChoices):
        OPEN = "open", "อยู่ระหว่างดำเนินการ"
        DONE = "done", "ดำเนินการแล้ว"
        DROPPED = "dropped", "ยุติเรื่อง"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="resolutions", verbose_name="การประชุม")
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="resolutions", verbose_name="ระเบียบวาระ"
    )
    position = models.PositiveIntegerField("ลำดับ", default=0)
    kind = models.CharField("มติ", max_length=10, choices=Kind, default=Kind.NOTE)
    text = models.TextField("ข้อความมติ", validators=[MaxLengthValidator(5000)])
    owner = models.CharField("ผู้รับผิดชอบ", max_length=300, blank=True)
    unit = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ส่วนงาน"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name="บัญชีผู้รับผิดชอบ",
    )
    due_on = models.DateField("กำหนดแล้วเสร็จ", null=True, blank=True)
    state = models.CharField("การดำเนินการ", max_length=10, choices=State, default=State.OPEN)
    result = models.TextField("ผลการดำเนินการ", blank=True, validators=[MaxLengthValidator(5000)])
    done_on = models.DateField("แล้วเสร็จเมื่อ", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "มติที่ประชุม"
        verbose_name_plural = "มติที่ประชุม"
        ordering = ["agenda_item__section", "agenda_item__position", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["approve", "endorse", "note", "assign"]),
                name="organisations_resolution_kind_known",
                violation_error_message="ไม่รู้จักมติประเภทนี้",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "done", "dropped"]),
                name="organisations_resolution_state_known",
                violation_error_message="ไม่รู้จักสถานะนี้",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(state="done"),
                name="organisations_resolution_done_on_a_day",
                violation_error_message="ระบุวันที่แล้วเสร็จได้เฉพาะเมื่อดำเนินการแล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:200]

    def get_absolute_url(self) -> str:
        return reverse("organisations:resolution-detail", args=[self.pk])

    @property
    def is_task(self) -> bool:
        """Whether it asks somebody for something; ``meetings.open_resolutions`` asks the database so."""
        return self.kind == self.Kind.ASSIGN or bool(self.owner) or self.due_on is not None

    def refusal(self, permission: Permission) -> str:
        """What came of a resolution is written also after the minutes were adopted."""
        return ""
