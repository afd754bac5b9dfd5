"""A round of assessment of an organisation, its scores, and what is computed from them."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessments.models.framework import Framework, Instrument, InstrumentPart
from assessments.models.item import AssessmentIndicator, Item
from assessments.querysets import OfRoundQuerySet, RoundQuerySet
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from organisations.access import Permission
from organisations.models import Organisation
from plans.models import ActionPlan

RANGE_WORDS = "คะแนนต้องอยู่ระหว่าง 0 ถึง 100"


def _scores(*names: str) -> Q:
    """A condition: each of the fields is empty or a score."""
    condition = Q()
    for name in names:
        condition &= Q(**{name: None}) | Q(**{f"{name}__range": (Decimal(0), Decimal(100))})
    return condition


class Round(models.Model):
    """One time that an organisation is assessed, or rehearses, by one framework.

    ``fiscal_year`` is that of the round; its framework may be of an earlier year (a round of 2569 that still
    asks the questions of 2568). ``family`` is the framework's, kept here because it makes the round unique.
    ``label`` names a round of the office's own. ``first_month`` and ``last_month`` are first days of months.
    A closed round is frozen. ``official_*`` is what was announced, beside what is computed (``RoundResult``).
    ``plan`` is the plan in which its measures and activities stand.
    """

    class Kind(models.TextChoices):
        ANNUAL = "annual", "ประจำปี"
        FIRST5 = "first5", "รอบ 5 เดือนแรก"
        LAST5 = "last5", "รอบ 5 เดือนหลัง"
        MONTHS6 = "months6", "รอบ 6 เดือน"
        MONTHS9 = "months9", "รอบ 9 เดือน"
        MONTHS11 = "months11", "รอบ 11 เดือน"
        MONTHS12 = "months12", "รอบ 12 เดือน"
        OWN = "own", "รอบที่หน่วยงานกำหนด"
        PRACTICE = "practice", "รอบทดลองตอบแบบวัด"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="rounds", verbose_name="หน่วยงาน"
    )
    framework = models.ForeignKey(
        Framework, models.PROTECT, related_name="rounds", verbose_name="กรอบการประเมิน"
    )
    family = models.SlugField(max_length=50, editable=False)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.")
    kind = models.CharField("รอบ", max_length=10, choices=Kind, default=Kind.ANNUAL)
    label = models.CharField("ชื่อรอบ", max_length=200, blank=True)
    first_month = models.DateField("เดือนแรก", null=True, blank=True)
    last_month = models.DateField("เดือนสุดท้าย", null=True, blank=True)
    cut_off_on = models.DateField("วันตัดข้อมูล", null=True, blank=True)
    due_on = models.DateField("กำหนดส่ง", null=True, blank=True)
    confirmer = models.CharField("ผู้ยืนยันผล", max_length=300, blank=True)
    source = models.CharField("แหล่งที่มาของคะแนน", max_length=500, blank=True)
    note = models.TextField("หมายเหตุ", blank=True)
    plan = models.ForeignKey(
        ActionPlan, models.SET_NULL, null=True, blank=True, related_name="rounds", verbose_name="แผนที่ใช้ปิด Gap"
    )
    target_total = models.DecimalField(
        "เป้าหมายคะแนนรวม", max_digits=15, decimal_places=12, null=True, blank=True
    )
    official_total = models.DecimalField(
        "คะแนนรวมที่ประกาศ", max_digits=15, decimal_places=12, null=True, blank=True
    )
    official_rating = models.CharField("ระดับที่ประกาศ", max_length=100, blank=True)
    closed_at = models.DateTimeField("ปิดรอบเมื่อ", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ปิดรอบโดย",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "รอบการประเมิน"
        verbose_name_plural = "รอบการประเมิน"
        ordering = ["-fiscal_year", "-first_month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "family", "fiscal_year", "kind", "label"],
                name="assessments_round_once",
                violation_error_message="หน่วยงานมีรอบนี้ของปีงบประมาณนี้แล้ว หากเป็นอีกรอบหนึ่ง โปรดตั้งชื่อรอบให้ต่างกัน",
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)),
                name="assessments_round_year_range",
                violation_error_message=f"ปีงบประมาณต้องอยู่ระหว่าง พ.ศ. {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}",
            ),
            models.CheckConstraint(
                condition=Q(first_month=None, last_month=None) | Q(first_month__lte=models.F("last_month")),
                name="assessments_round_months_in_order",
                violation_error_message="เดือนสุดท้ายต้องไม่มาก่อนเดือนแรก",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="assessments_round_closed_by_somebody",
                violation_error_message="รอบที่ปิดแล้วต้องมีทั้งเวลาและผู้ปิด",
            ),
            models.CheckConstraint(
                condition=_scores("target_total", "official_total"),
                name="assessments_round_score_range",
                violation_error_message=RANGE_WORDS,
            ),
        ]
        indexes = [
            models.Index(fields=["fiscal_year", "family", "kind"], name="assessments_round_compared"),
        ]

    def __str__(self) -> str:
        return f"ปี {self.fiscal_year} {self.round_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("assessments:round-detail", args=[self.pk])

    @property
    def round_name(self) -> str:
        """ "รอบ 5 เดือนแรก", or the office's own name for it."""
        return self.label or self.get_kind_display()

    @property
    def code(self) -> str:
        """How commands name it within its organisation: ``nacc-ita-2569-first5``."""
        return f"{self.family}-{self.fiscal_year}-{self.kind}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    def refusal(self, permission: Permission) -> str:
        """Why the round's state forbids an act to somebody who otherwise may; "" when it allows it."""
        if permission is Permission.ASSESSMENT_EDIT and self.is_closed:
            return "รอบการประเมินนี้ปิดแล้ว หากต้องแก้ไขคะแนน โปรดให้ผู้มีอำนาจเปิดรอบอีกครั้ง"
        return ""


class RoundInstrument(models.Model):
    """What a round says of an instrument, or of one part of it (``part``), beside its scores.

    ``population`` people were asked and ``respondents`` answered; ``minimum`` is the least number that the
    office goes by (null: the framework's rule, that of the ``group`` of agencies if one was chosen),
    ``answers_target`` the share of it in percent that is aimed at. ``official_score`` is what was announced.
    ``no_suggestions_source`` says where it stands that there were none: then there are none, stated.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="instruments")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    part = models.ForeignKey(InstrumentPart, models.PROTECT, null=True, blank=True, related_name="+")
    population = models.PositiveIntegerField("จำนวนผู้มีสิทธิตอบ", null=True, blank=True)
    respondents = models.PositiveIntegerField("จำนวนผู้ตอบ", null=True, blank=True)
    group = models.CharField("กลุ่มหน่วยงาน", max_length=200, blank=True)
    minimum = models.PositiveIntegerField("จำนวนขั้นต่ำ", null=True, blank=True)
    answers_target = models.DecimalField(
        "เป้าหมายการตอบ (ร้อยละ)", max_digits=5, decimal_places=2, null=True, blank=True, default=95
    )
    target_score = models.DecimalField(
        "เป้าหมายคะแนน", max_digits=15, decimal_places=12, null=True, blank=True
    )
    official_score = models.DecimalField(
        "คะแนนที่ประกาศ", max_digits=15, decimal_places=12, null=True, blank=True
    )
    no_suggestions_source = models.CharField("ไม่มีข้อเสนอแนะ (แหล่งที่มา)", max_length=500, blank=True)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "เครื่องมือในรอบการประเมิน"
        verbose_name_plural = "เครื่องมือในรอบการประเมิน"
        ordering = ["instrument__position", "part__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "instrument"],
                condition=Q(part=None),
                name="assessments_round_instrument_once",
                violation_error_message="รอบนี้มีข้อมูลของเครื่องมือนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["round", "part"],
                condition=Q(part__isnull=False),
                name="assessments_round_part_once",
                violation_error_message="รอบนี้มีข้อมูลของกลุ่มผู้ตอบนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=_scores("target_score", "official_score", "answers_target"),
                name="assessments_round_instrument_range",
                violation_error_message=RANGE_WORDS,
            ),
        ]

    def __str__(self) -> str:
        return str(self.part or self.instrument)


class Score(models.Model):
    """One score of a round, 0 to 100: of an item, or of an indicator where no items are known.

    ``part`` where it is that of one group of respondents; null is the score that counts for the instrument.
    Blank is no row. Twelve decimals, so that the mean of a survey's answers loses nothing that shows.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="scores")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="scores")
    indicator = models.ForeignKey(
        AssessmentIndicator, models.PROTECT, null=True, blank=True, related_name="scores"
    )
    part = models.ForeignKey(InstrumentPart, models.PROTECT, null=True, blank=True, related_name="scores")
    value = models.DecimalField("คะแนน", max_digits=15, decimal_places=12)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "คะแนน"
        verbose_name_plural = "คะแนน"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None, indicator__isnull=False) | Q(item__isnull=False, indicator=None),
                name="assessments_score_of_one_thing",
                violation_error_message="คะแนนต้องเป็นของข้อหรือของตัวชี้วัดอย่างใดอย่างหนึ่ง",
            ),
            models.CheckConstraint(
                condition=Q(value__range=(Decimal(0), Decimal(100))),
                name="assessments_score_range",
                violation_error_message=RANGE_WORDS,
            ),
            models.UniqueConstraint(
                fields=["round", "item"],
                condition=Q(item__isnull=False, part=None),
                name="assessments_score_item_once",
                violation_error_message="ข้อนี้มีคะแนนในรอบนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["round", "indicator"],
                condition=Q(indicator__isnull=False, part=None),
                name="assessments_score_indicator_once",
                violation_error_message="ตัวชี้วัดนี้มีคะแนนในรอบนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["round", "part", "item"],
                condition=Q(item__isnull=False, part__isnull=False),
                name="assessments_score_part_item_once",
                violation_error_message="ข้อนี้มีคะแนนของกลุ่มผู้ตอบนี้ในรอบนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["round", "part", "indicator"],
                condition=Q(indicator__isnull=False, part__isnull=False),
                name="assessments_score_part_indicator_once",
                violation_error_message="ตัวชี้วัดนี้มีคะแนนของกลุ่มผู้ตอบนี้ในรอบนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value:.2f}"


class DailyCount(models.Model):
    """How many had answered in ITAS by a day: of the organisation, or of a unit of it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="daily_counts")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    part = models.ForeignKey(InstrumentPart, models.PROTECT, null=True, blank=True, related_name="+")
    unit_name = models.CharField("ส่วนงาน", max_length=300, blank=True)
    counted_on = models.DateField("วันที่")
    count = models.PositiveIntegerField("จำนวนผู้ตอบสะสม")

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "จำนวนผู้ตอบรายวัน"
        verbose_name_plural = "จำนวนผู้ตอบรายวัน"
        ordering = ["counted_on", "unit_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "instrument", "unit_name", "counted_on"],
                condition=Q(part=None),
                name="assessments_daily_count_once",
                violation_error_message="บันทึกจำนวนผู้ตอบของวันนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["round", "part", "unit_name", "counted_on"],
                condition=Q(part__isnull=False),
                name="assessments_daily_count_of_part_once",
                violation_error_message="บันทึกจำนวนผู้ตอบของกลุ่มนี้ในวันนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counted_on:%d/%m}: {self.count}"


class Suggestion(models.Model):
    """What respondents suggested in a round, as it came, and where it came from."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="suggestions")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    text = models.TextField("ข้อเสนอแนะ")
    source = models.CharField("แหล่งที่มา", max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ข้อเสนอแนะของผู้ตอบ"
        verbose_name_plural = "ข้อเสนอแนะของผู้ตอบ"
        ordering = ["instrument__position", "position", "pk"]

    def __str__(self) -> str:
        return self.text[:100]


class RoundResult(models.Model):
    """What a round's scores come to, written with them in one transaction; never typed.

    ``total`` is null while anything is missing. ``missing`` counts the items and indicators without a score.
    ``failed_conditions`` says in Thai why the rating is not the next better one. ``framework_version`` is
    the version by which it was computed.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="result")
    total = models.DecimalField(max_digits=15, decimal_places=12, null=True, blank=True)
    rating_code = models.CharField(max_length=30, blank=True)
    rating = models.CharField(max_length=100, blank=True)
    failed_conditions = models.JSONField(default=list, blank=True)
    missing = models.PositiveSmallIntegerField(default=0)
    framework_version = models.PositiveIntegerField(default=1)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ผลคะแนนของรอบ"
        verbose_name_plural = "ผลคะแนนของรอบ"
        ordering = ["pk"]

    def __str__(self) -> str:
        return "" if self.total is None else f"{self.total:.2f}"


class ResultLine(models.Model):
    """The computed score of an instrument, or of an indicator or sub-indicator of it, in a round.

    ``value`` is null while something below it is missing.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="result_lines")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    indicator = models.ForeignKey(
        AssessmentIndicator, models.PROTECT, null=True, blank=True, related_name="+"
    )
    value = models.DecimalField(max_digits=15, decimal_places=12, null=True, blank=True)
    missing = models.PositiveSmallIntegerField(default=0)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ผลคะแนนรายตัวชี้วัด"
        verbose_name_plural = "ผลคะแนนรายตัวชี้วัด"
        ordering = ["instrument__position", "indicator__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "instrument"],
                condition=Q(indicator=None),
                name="assessments_result_instrument_once",
                violation_error_message="รอบนี้มีผลคะแนนของเครื่องมือนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["round", "indicator"],
                condition=Q(indicator__isnull=False),
                name="assessments_result_indicator_once",
                violation_error_message="รอบนี้มีผลคะแนนของตัวชี้วัดนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return "" if self.value is None else f"{self.value:.2f}"
