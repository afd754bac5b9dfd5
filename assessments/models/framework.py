"""An assessment framework of a family and a year as data: who asks what, how it counts, how it is rated.

Frameworks belong to no organisation: all who are signed in read them, central administrators load them.
``FrameworkVersion`` keeps each file as it was loaded. What is not established is null or "", never invented.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessments.querysets import FrameworkQuerySet
from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR


class Framework(models.Model):
    """All that is asked in one fiscal year by one family of assessments (``nacc-ita``, ``moph-moit`` …).

    ``facts`` holds what the file says beside: owner, calendar, plan_links, scoring, sources, confidence,
    gaps (what is not established), notes. ``version`` counts the loadings that changed something.
    """

    family = models.SlugField("ชุดการประเมิน", max_length=50)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.")
    code = models.SlugField("รหัส", max_length=60, unique=True)
    name = models.CharField("ชื่อกรอบการประเมิน", max_length=300)
    owner_name = models.CharField("หน่วยงานเจ้าของกรอบ", max_length=300, blank=True)
    facts = models.JSONField("ข้อเท็จจริงประกอบ", default=dict, blank=True)
    version = models.PositiveIntegerField("ฉบับที่", default=1)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "กรอบการประเมิน"
        verbose_name_plural = "กรอบการประเมิน"
        ordering = ["-fiscal_year", "family"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "fiscal_year"],
                name="assessments_framework_once_a_year",
                violation_error_message="มีกรอบการประเมินชุดนี้ของปีงบประมาณนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)),
                name="assessments_framework_year_range",
                violation_error_message=f"ปีงบประมาณต้องอยู่ระหว่าง พ.ศ. {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assessments:framework-detail", args=[self.code])


class FrameworkVersion(models.Model):
    """A file as it was loaded: its JSON (an Excel file as the JSON it was read to) and who loaded it."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("ฉบับที่")
    source = models.JSONField("เนื้อหา")
    digest = models.CharField("SHA-256", max_length=64)
    forced = models.BooleanField("บังคับนำเข้า", default=False)
    loaded_at = models.DateTimeField("นำเข้าเมื่อ", auto_now_add=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="นำเข้าโดย",
    )

    class Meta:
        verbose_name = "ฉบับของกรอบการประเมิน"
        verbose_name_plural = "ฉบับของกรอบการประเมิน"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="assessments_version_number_once",
                violation_error_message="กรอบการประเมินนี้มีฉบับเลขนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"ฉบับที่ {self.number}"


class Instrument(models.Model):
    """One instrument (IIT, EIT, OIT, MOIT …). ``weight`` is its share of the total, 0 to 1; a framework of
    one instrument has none, and no weighted total. ``item_count`` is what was announced, if it was.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="instruments")
    code = models.CharField("รหัส", max_length=20)
    name = models.CharField("ชื่อเครื่องมือ", max_length=300)
    weight = models.DecimalField("น้ำหนัก", max_digits=7, decimal_places=6, null=True, blank=True)
    item_count = models.PositiveSmallIntegerField("จำนวนข้อ", null=True, blank=True)
    note = models.TextField("หมายเหตุ", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "เครื่องมือประเมิน"
        verbose_name_plural = "เครื่องมือประเมิน"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "code"],
                name="assessments_instrument_code_once",
                violation_error_message="กรอบการประเมินนี้มีเครื่องมือรหัสนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__gt=0, weight__lte=1),
                name="assessments_instrument_weight_range",
                violation_error_message="น้ำหนักของเครื่องมือต้องมากกว่า 0 และไม่เกิน 1",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def asks_people(self) -> bool:
        """Whether it has respondents: OIT, and MOIT like it, look at what is published. By the code, for no
        framework says it otherwise.
        """
        return not self.code.upper().endswith("OIT")


class InstrumentPart(models.Model):
    """A group of respondents that an instrument is asked of in a way of its own (EIT1, EIT2).

    ``weight`` is its share of the instrument, 0 to 1; null where the framework does not say how the parts
    are combined: then the instrument's own scores are typed.
    """

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="parts")
    code = models.CharField("รหัส", max_length=20)
    name = models.CharField("ชื่อกลุ่ม", max_length=300)
    collector = models.CharField("ผู้เก็บข้อมูล", max_length=300, blank=True)
    weight = models.DecimalField("น้ำหนัก", max_digits=7, decimal_places=6, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "กลุ่มผู้ตอบ"
        verbose_name_plural = "กลุ่มผู้ตอบ"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "code"],
                name="assessments_part_code_once",
                violation_error_message="เครื่องมือนี้มีกลุ่มผู้ตอบรหัสนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__gt=0, weight__lte=1),
                name="assessments_part_weight_range",
                violation_error_message="น้ำหนักของกลุ่มผู้ตอบต้องมากกว่า 0 และไม่เกิน 1",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RatingRule(models.Model):
    """One rating: from which total, and which least score of every instrument. The first that fits counts.

    Bands are half-open: ``total_min`` (null: no least) up to the next one above. ``position`` 0 is the best.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="rating_rules")
    code = models.CharField("รหัส", max_length=30)
    label = models.CharField("ระดับผลการประเมิน", max_length=100)
    total_min = models.DecimalField("คะแนนรวมตั้งแต่", max_digits=7, decimal_places=4, null=True, blank=True)
    each_instrument_min = models.DecimalField(
        "ทุกเครื่องมือตั้งแต่", max_digits=7, decimal_places=4, null=True, blank=True
    )
    scheme = models.CharField("ชุดเกณฑ์", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "เกณฑ์ระดับผลการประเมิน"
        verbose_name_plural = "เกณฑ์ระดับผลการประเมิน"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "code"],
                name="assessments_rating_code_once",
                violation_error_message="กรอบการประเมินนี้มีระดับรหัสนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=(Q(total_min=None) | Q(total_min__range=(0, 100)))
                & (Q(each_instrument_min=None) | Q(each_instrument_min__range=(0, 100))),
                name="assessments_rating_range",
                violation_error_message="คะแนนของเกณฑ์ต้องอยู่ระหว่าง 0 ถึง 100",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class SurveyRule(models.Model):
    """How many must answer an instrument or a part of it: of all, or of a ``group`` of agencies.

    The least number is ``percent`` of the people asked, never under ``minimum``, never over ``maximum``;
    all of them where they are fewer than ``minimum``. ``words`` is the rule as it is published, which is
    all there is where no number is established.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="survey_rules")
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="survey_rules")
    part = models.ForeignKey(
        InstrumentPart, models.CASCADE, null=True, blank=True, related_name="survey_rules"
    )
    group = models.CharField("กลุ่มหน่วยงาน", max_length=200, blank=True)
    percent = models.DecimalField("ร้อยละ", max_digits=5, decimal_places=2, null=True, blank=True)
    minimum = models.PositiveIntegerField("อย่างน้อย (คน)", null=True, blank=True)
    maximum = models.PositiveIntegerField("ไม่เกิน (คน)", null=True, blank=True)
    words = models.TextField("เกณฑ์", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "เกณฑ์จำนวนผู้ตอบ"
        verbose_name_plural = "เกณฑ์จำนวนผู้ตอบ"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gt=0, percent__lte=100),
                name="assessments_survey_rule_percent_range",
                violation_error_message="ร้อยละของเกณฑ์จำนวนผู้ตอบต้องมากกว่า 0 และไม่เกิน 100",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.minimum)
