"""From a round's scores to work: narrative, SWOC, gaps, and the measures that close them."""

from django.db import models
from django.db.models import Q

from assessments.models.item import AssessmentIndicator, Item
from assessments.models.round import Round
from assessments.querysets import OfRoundQuerySet
from organisations.models import Organisation
from plans.models import Activity, Heading


class RoundNarrative(models.Model):
    """What a round says in words at one place of its report (``place``: "IIT", "EIT", "total", "use" …).

    ``body`` is plain text, a paragraph a line, in which numbers are named by tokens (``[คะแนน i10]``): they
    are read from the round's cells whenever the text is shown, so that a number can never disagree with its
    cell. See ``assessments.narrative``. ``basis`` is what the scores of then would have had it say: where
    those of now say something else, its words ("higher than", the lowest item) need to be looked at again.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="narratives")
    place = models.CharField("ส่วนของรายงาน", max_length=30)
    body = models.TextField("ข้อความ")
    basis = models.TextField("ข้อความตามคะแนนขณะที่เขียน", blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "คำบรรยายผลการประเมิน"
        verbose_name_plural = "คำบรรยายผลการประเมิน"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "place"],
                name="assessments_narrative_once",
                violation_error_message="รอบนี้มีคำบรรยายส่วนนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:100]


class SwocEntry(models.Model):
    """One strength, weakness, opportunity or challenge of a round."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "จุดแข็ง (Strengths)"
        WEAKNESS = "weakness", "จุดอ่อน (Weaknesses)"
        OPPORTUNITY = "opportunity", "โอกาส (Opportunities)"
        CHALLENGE = "challenge", "ความท้าทาย (Challenges)"

    round = models.ForeignKey(Round, models.CASCADE, related_name="swoc_entries")
    kind = models.CharField("ด้าน", max_length=12, choices=Kind)
    text = models.TextField("ประเด็น")
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ประเด็น SWOC"
        verbose_name_plural = "ประเด็น SWOC"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["strength", "weakness", "opportunity", "challenge"]),
                name="assessments_swoc_kind_known",
                violation_error_message="ไม่รู้จักด้านของประเด็น SWOC นี้",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100]


class Gap(models.Model):
    """A shortfall of a round that is to be closed: of an item, of an indicator, or stated in words alone.

    A gap raised from an item shows the item's score of now; ``issue`` and ``cause`` are the office's words.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="gaps")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="gaps")
    indicator = models.ForeignKey(
        AssessmentIndicator, models.PROTECT, null=True, blank=True, related_name="gaps"
    )
    issue = models.TextField("ประเด็นที่ต้องปิด Gap")
    cause = models.TextField("สาเหตุ", blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "ประเด็นที่ต้องปิด Gap"
        verbose_name_plural = "ประเด็นที่ต้องปิด Gap"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item=None) | Q(indicator=None),
                name="assessments_gap_of_one_thing",
                violation_error_message="ประเด็นหนึ่งเป็นของข้อหรือของตัวชี้วัดอย่างใดอย่างหนึ่ง",
            ),
            models.UniqueConstraint(
                fields=["round", "item"],
                condition=Q(item__isnull=False),
                name="assessments_gap_item_once",
                violation_error_message="ข้อนี้เป็นประเด็นที่ต้องปิด Gap ของรอบนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.issue[:100]


class Measure(models.Model):
    """A measure of a round against its gaps.

    Its PIRAB letter (the heading), words, reason and knowledge for C/SH are those of ``row``, a row of a
    ``pirab`` part of the round's plan: kept once. ``heading`` is the measure as it stands over its activities
    in the plan's table (one and the same measure; where the words differ, that is flagged). Its activities
    are those linked here, and all below the heading.
    """

    class Standing(models.TextChoices):
        KEPT = "kept", "เดิม"
        ADJUSTED = "adjusted", "ปรับ"
        NEW = "new", "ใหม่"

    round = models.ForeignKey(Round, models.CASCADE, related_name="measures")
    row = models.ForeignKey(Activity, models.CASCADE, related_name="measures")
    heading = models.ForeignKey(Heading, models.SET_NULL, null=True, blank=True, related_name="measures")
    standing = models.CharField("เทียบกับรอบก่อน", max_length=10, choices=Standing, default=Standing.NEW)
    previous = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name="มาตรการของรอบก่อน",
    )
    gaps = models.ManyToManyField(Gap, related_name="measures", blank=True)
    activities = models.ManyToManyField(Activity, related_name="serving_measures", blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "row"],
                name="assessments_measure_row_once",
                violation_error_message="มาตรการนี้อยู่ในรอบนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["kept", "adjusted", "new"]),
                name="assessments_measure_standing_known",
                violation_error_message="มาตรการต้องเป็นมาตรการเดิม ปรับ หรือใหม่",
            ),
        ]

    def __str__(self) -> str:
        return self.row.title[:100]


class IndicatorStatement(models.Model):
    """How the agency works in the field of an indicator, in one statement: its แนวปฏิบัติรายตัวชี้วัด."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="indicator_statements", verbose_name="หน่วยงาน"
    )
    indicator = models.ForeignKey(
        AssessmentIndicator, models.PROTECT, related_name="statements", verbose_name="ตัวชี้วัด"
    )
    body = models.TextField("แนวปฏิบัติของหน่วยงาน", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "แนวปฏิบัติรายตัวชี้วัด"
        verbose_name_plural = "แนวปฏิบัติรายตัวชี้วัด"
        ordering = ["indicator__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "indicator"],
                name="assessments_statement_once",
                violation_error_message="หน่วยงานมีแนวปฏิบัติของตัวชี้วัดนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:100]


class IndicatorControl(models.Model):
    """One control that a statement rests on, with its evidence (words or an address)."""

    class Kind(models.TextChoices):
        POLICY = "policy", "นโยบาย ระเบียบ ประกาศ"
        MANUAL = "manual", "คู่มือปฏิบัติงานและข้อตกลงระดับการให้บริการ (SLA)"
        STANDARD = "standard", "มาตรฐานและตัวชี้วัดความสำเร็จของงาน"
        MAKER_CHECKER = "maker_checker", "การสอบทานระหว่างผู้ทำกับผู้ตรวจ"
        SYSTEM = "system", "ระบบงานที่ควบคุมการปฏิบัติงาน"
        LIMITS = "limits", "วงเงินและอำนาจอนุมัติ"
        THREE_LINES = "three_lines", "การกำกับดูแลสามแนว (Three Lines)"
        REPORTING = "reporting", "การติดตามและรายงานผู้บริหาร"
        WHISTLE = "whistle", "ช่องทางร้องเรียนและแจ้งเบาะแส"
        OTHER = "other", "อื่น ๆ"

    statement = models.ForeignKey(IndicatorStatement, models.CASCADE, related_name="controls")
    kind = models.CharField("ประเภทการควบคุม", max_length=15, choices=Kind, default=Kind.POLICY)
    text = models.TextField("การดำเนินการ")
    evidence = models.TextField("หลักฐาน", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "การควบคุม"
        verbose_name_plural = "การควบคุม"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "policy",
                        "manual",
                        "standard",
                        "maker_checker",
                        "system",
                        "limits",
                        "three_lines",
                        "reporting",
                        "whistle",
                        "other",
                    ]
                ),
                name="assessments_control_kind_known",
                violation_error_message="ไม่รู้จักประเภทการควบคุมนี้",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100]


class QuestionNote(models.Model):
    """How a question that people misread is to be understood, in the agency's own words for its briefing."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="question_notes", verbose_name="หน่วยงาน"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="notes", verbose_name="ข้อคำถาม")
    text = models.TextField("คำอธิบาย", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "คำอธิบายข้อคำถาม"
        verbose_name_plural = "คำอธิบายข้อคำถาม"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "item"],
                name="assessments_question_note_once",
                violation_error_message="หน่วยงานมีคำอธิบายของข้อคำถามนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:100]
