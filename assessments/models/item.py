"""What a framework asks: indicators in a tree, items with their scales, and the links between years."""

from django.db import models
from django.db.models import F, Q

from assessments.loading.plan import indicator_key
from assessments.models.framework import Framework, Instrument
from assessments.querysets import FactQuerySet


class AssessmentIndicator(models.Model):
    """An indicator of an instrument, or a sub-indicator of one (``parent``).

    ``number`` is as printed ("4", "10.1"), unique in the framework; "" where it is not established (one
    nameless indicator then holds the instrument's items). ``topic`` is the same for what is one and the
    same indicator in other years ("property_use"), so that history is carried although it is renumbered.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="indicators")
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="indicators")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    number = models.CharField("เลขที่", max_length=20, blank=True)
    name = models.CharField("ชื่อตัวชี้วัด", max_length=500, blank=True)
    topic = models.SlugField("หัวเรื่องประจำ", max_length=60, blank=True)
    is_inferred = models.BooleanField("อนุมานจากปีอื่น", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "ตัวชี้วัดของการประเมิน"
        verbose_name_plural = "ตัวชี้วัดของการประเมิน"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                condition=~Q(number=""),
                name="assessments_indicator_number_once",
                violation_error_message="กรอบการประเมินนี้มีตัวชี้วัดเลขนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}" if self.number and self.name else self.name or self.number

    @property
    def reference(self) -> str:
        """How sentences and tables name it: "ตัวชี้วัดที่ 4", "ตัวชี้วัด" where no number is established."""
        return f"ตัวชี้วัดที่ {self.number}" if self.number else "ตัวชี้วัด"

    @property
    def key(self) -> str:
        """What it is called in scoring: its number, or "OIT/" for the nameless indicator of an instrument."""
        return indicator_key(self.instrument.code, self.number)


class AnswerScale(models.Model):
    """The answers of items and their points.

    ``answers``: a list of ``{"label": "มาก", "points": "75"}`` in the order in which they are offered; label
    "" or points null where not established.
    """

    class Polarity(models.TextChoices):
        POSITIVE = "positive", "คะแนนมากคือดี"
        NEGATIVE = "negative", "คำตอบเชิงลบ"
        UNKNOWN = "unknown", "ยังไม่ทราบ"

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="scales")
    key = models.CharField("รหัส", max_length=60)
    answers = models.JSONField("ตัวเลือกคำตอบ", default=list, blank=True)
    polarity = models.CharField("ทิศทาง", max_length=10, choices=Polarity, default=Polarity.UNKNOWN)
    note = models.TextField("หมายเหตุ", blank=True)

    class Meta:
        verbose_name = "มาตรวัดคำตอบ"
        verbose_name_plural = "มาตรวัดคำตอบ"
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "key"],
                name="assessments_scale_key_once",
                violation_error_message="กรอบการประเมินนี้มีมาตรวัดรหัสนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Topic(models.Model):
    """What an item is about, whatever its code in a year or a family ("risk_assessment")."""

    key = models.SlugField("รหัส", max_length=60, unique=True)
    label = models.CharField("หัวเรื่อง", max_length=500)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "หัวเรื่องประจำ"
        verbose_name_plural = "หัวเรื่องประจำ"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.label


class Item(models.Model):
    """One item: a question of a survey or a thing to disclose.

    ``label`` "" says that the text is not established. ``details``: requirements, formats, group,
    data_year_offset and what else the file says of it. ``polarity`` "" is that of the scale.
    """

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="items")
    indicator = models.ForeignKey(AssessmentIndicator, models.CASCADE, related_name="items")
    code = models.CharField("ข้อ", max_length=30)
    label = models.TextField("ข้อความ", blank=True)
    scale = models.ForeignKey(AnswerScale, models.PROTECT, null=True, blank=True, related_name="items")
    polarity = models.CharField("ทิศทาง", max_length=10, choices=AnswerScale.Polarity, blank=True)
    topics = models.ManyToManyField(Topic, related_name="items", blank=True)
    details = models.JSONField("รายละเอียด", default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "ข้อของการประเมิน"
        verbose_name_plural = "ข้อของการประเมิน"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "code"],
                name="assessments_item_code_once",
                violation_error_message="กรอบการประเมินนี้มีข้อรหัสนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}".strip()


class ItemLink(models.Model):
    """What became of an item of an earlier year. A new item has no link; several make a split or a merge."""

    class Kind(models.TextChoices):
        SAME = "same", "ข้อเดิม"
        SPLIT = "split", "แยกเป็นหลายข้อ"
        MERGED = "merged", "รวมจากหลายข้อ"

    earlier = models.ForeignKey(Item, models.CASCADE, related_name="later_links")
    later = models.ForeignKey(Item, models.CASCADE, related_name="earlier_links")
    kind = models.CharField("ความสัมพันธ์", max_length=10, choices=Kind)

    class Meta:
        verbose_name = "ความเชื่อมโยงของข้อข้ามปี"
        verbose_name_plural = "ความเชื่อมโยงของข้อข้ามปี"
        ordering = ["later__position", "earlier__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later"],
                name="assessments_link_once",
                violation_error_message="เชื่อมโยงสองข้อนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")),
                name="assessments_link_not_itself",
                violation_error_message="ข้อหนึ่งเชื่อมโยงกับตัวเองไม่ได้",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier.code} → {self.later.code}"
