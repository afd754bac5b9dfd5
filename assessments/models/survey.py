"""The office's own survey: a rehearsal of IIT or EIT whose answers nobody can trace to a person.

What must hold, and why the models are as they are: a link (``SurveyLink``) knows that it was used and
nothing of the answer; an answer sheet (``SurveyAnswer``) knows its group and nothing of the link, the
person, the address, the browser or the moment. Neither has a number that counts up with the other.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from assessments.models.framework import Instrument, InstrumentPart
from assessments.models.round import Round
from assessments.querysets import OfRoundQuerySet
from organisations.access import Permission
from organisations.models import Organisation


class Survey(models.Model):
    """A questionnaire made of an instrument's items, open between two moments; its results become the
    scores of ``round``, a practice round, when it is closed.

    ``questions`` freezes what is asked: a list of ``{"item": id, "code": …, "words": …, "answers":
    [{"label": …, "points": …}]}`` in order, with the office's own wording where the framework has none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "ยังไม่เปิดตอบ"
        OPEN = "open", "เปิดตอบ"
        ENDED = "ended", "ปิดตอบแล้ว รอสรุปผล"
        CLOSED = "closed", "สรุปผลแล้ว"

    round = models.ForeignKey(Round, models.CASCADE, related_name="surveys")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+", verbose_name="เครื่องมือ")
    part = models.ForeignKey(
        InstrumentPart, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="กลุ่มผู้ตอบ"
    )
    title = models.CharField("ชื่อแบบสำรวจ", max_length=300)
    introduction = models.TextField("คำชี้แจง", blank=True)
    questions = models.JSONField(default=list, blank=True)
    asks_suggestions = models.BooleanField("ถามข้อเสนอแนะ", default=True)
    opens_at = models.DateTimeField("เปิดตอบ")
    closes_at = models.DateTimeField("ปิดตอบ")
    closed_at = models.DateTimeField("สรุปผลเมื่อ", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "แบบสำรวจของหน่วยงาน"
        verbose_name_plural = "แบบสำรวจของหน่วยงาน"
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("closes_at")),
                name="assessments_survey_opens_before_it_closes",
                violation_error_message="เวลาปิดตอบต้องอยู่หลังเวลาเปิดตอบ",
            ),
            models.UniqueConstraint(
                fields=["round", "instrument"],
                condition=Q(part=None),
                name="assessments_survey_instrument_once",
                violation_error_message="รอบนี้มีแบบสำรวจของเครื่องมือนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["round", "part"],
                condition=Q(part__isnull=False),
                name="assessments_survey_part_once",
                violation_error_message="รอบนี้มีแบบสำรวจของกลุ่มผู้ตอบนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assessments:survey-detail", args=[self.pk])

    @property
    def organisation(self) -> Organisation:
        return self.round.organisation

    @property
    def state(self) -> State:
        """Whether it can be answered now, by its moments and whether its results were written."""
        if self.closed_at:
            return self.State.CLOSED
        now = timezone.now()
        if now < self.opens_at:
            return self.State.WAITING
        return self.State.OPEN if now < self.closes_at else self.State.ENDED

    def refusal(self, permission: Permission) -> str:
        """Why the survey's state forbids an act to somebody who otherwise may; "" when it allows it."""
        if permission is Permission.ASSESSMENT_EDIT and self.closed_at:
            return "แบบสำรวจนี้สรุปผลแล้ว จึงแก้ไขไม่ได้"
        return self.round.refusal(permission)


class SurveyGroup(models.Model):
    """Those who are asked together, a unit for one. ``asked`` is how many they are, if known.

    ``key`` is in the address of the QR that is hung up for all of them; null has none.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="groups")
    name = models.CharField("กลุ่มหรือส่วนงาน", max_length=300)
    asked = models.PositiveIntegerField("จำนวนผู้ได้รับแบบสำรวจ", null=True, blank=True)
    key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "กลุ่มผู้ตอบแบบสำรวจ"
        verbose_name_plural = "กลุ่มผู้ตอบแบบสำรวจ"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "name"],
                name="assessments_survey_group_once",
                violation_error_message="แบบสำรวจนี้มีกลุ่มชื่อนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SurveyLink(models.Model):
    """A link that one answer can be given by. ``digest`` is the SHA-256 of its token, which is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(SurveyGroup, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        verbose_name = "ลิงก์ตอบแบบสำรวจ"
        verbose_name_plural = "ลิงก์ตอบแบบสำรวจ"
        ordering = ["id"]

    def __str__(self) -> str:
        return "ใช้แล้ว" if self.is_used else "ยังไม่ได้ใช้"


class SurveyAnswer(models.Model):
    """One sheet: ``answers`` maps an item's id (as text) to the place of the answer chosen, from 0."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(SurveyGroup, models.CASCADE, related_name="answers")
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name = "คำตอบแบบสำรวจ"
        verbose_name_plural = "คำตอบแบบสำรวจ"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.id)


class SurveyRemark(models.Model):
    """A suggestion that came with an answer, apart from it so that neither tells of the other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="remarks")
    text = models.TextField("ข้อเสนอแนะ")

    class Meta:
        verbose_name = "ข้อเสนอแนะจากแบบสำรวจ"
        verbose_name_plural = "ข้อเสนอแนะจากแบบสำรวจ"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:100]
