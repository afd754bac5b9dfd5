"""The register of letters, out and in: what each refers to, what others wrote on it, its scans."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse

from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from organisations.access import Permission
from organisations.models.organisation import Organisation
from organisations.querysets import LetterQuerySet, OfLetterQuerySet

LONGEST_BODY = 50_000  # characters


class Letter(models.Model):
    """A letter, memo, order or announcement that left the organisation or came in.

    One that leaves is a draft until its number is taken from its ``series`` of the calendar year (Buddhist
    era), or typed from a paper register (``number_text``); "" leaves it open on paper. A number that was
    taken is never given again: a letter that is not sent is cancelled and keeps it. A letter that came in
    has the number of its sender in ``number_text``, and how it was received in its marks.

    ``body`` is plain text, one paragraph a line; ``enclosures`` a list of texts, one each.
    """

    class Direction(models.TextChoices):
        OUT = "out", "หนังสือออก"
        IN = "in", "หนังสือเข้า"

    class Kind(models.TextChoices):
        PROPOSE = "propose", "บันทึกข้อความ: เสนอขออนุมัติแผน"
        CHECK = "check", "บันทึกข้อความ: ตรวจสอบและเสนอต่อ"
        APPROVE = "approve", "บันทึกข้อความ: ขออนุมัติ"
        RESULT = "result", "บันทึกข้อความ: แจ้งผลการอนุมัติ"
        REPORT = "report", "บันทึกข้อความ: รายงานผลการดำเนินงาน"
        ADJUST = "adjust", "บันทึกข้อความ: ขอปรับแผน"
        PUBLISH = "publish", "บันทึกข้อความ: ขออนุญาตเผยแพร่"
        MEMO = "memo", "บันทึกข้อความ: เรื่องอื่น"
        EXTERNAL = "external", "หนังสือภายนอก"
        CIRCULAR = "circular", "หนังสือเวียน"
        INVITATION = "invitation", "หนังสือเชิญประชุม"
        ORDER = "order", "คำสั่ง"
        ANNOUNCEMENT = "announcement", "ประกาศ"
        PUBLICATION_FORM = "publication_form", "แบบฟอร์มการเผยแพร่ข้อมูลผ่านเว็บไซต์"

    class Urgency(models.TextChoices):
        """The three degrees of the rules on office correspondence."""

        NORMAL = "normal", "ปกติ"
        URGENT = "urgent", "ด่วน"
        VERY_URGENT = "very_urgent", "ด่วนมาก"
        MOST_URGENT = "most_urgent", "ด่วนที่สุด"

    class Series(models.TextChoices):
        """What is numbered together: each begins at 1 in a calendar year."""

        LETTERS = "letters", "ทะเบียนหนังสือออก"
        CIRCULARS = "circulars", "ทะเบียนหนังสือเวียน"
        ORDERS = "orders", "ทะเบียนคำสั่ง"
        ANNOUNCEMENTS = "announcements", "ทะเบียนประกาศ"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        ISSUED = "issued", "ออกเลขแล้ว"
        RECEIVED = "received", "รับแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="letters", verbose_name="หน่วยงาน"
    )
    direction = models.CharField("ออกหรือเข้า", max_length=3, choices=Direction, default=Direction.OUT)
    kind = models.CharField("ชนิดหนังสือ", max_length=20, choices=Kind, default=Kind.MEMO)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    urgency = models.CharField("ชั้นความเร็ว", max_length=12, choices=Urgency, default=Urgency.NORMAL)
    series = models.CharField("ทะเบียน", max_length=15, choices=Series, default=Series.LETTERS)
    number_prefix = models.CharField("เลขประจำของเจ้าของเรื่อง", max_length=50, blank=True)
    running_number = models.PositiveIntegerField("เลขลำดับ", null=True, blank=True)
    calendar_year = models.PositiveSmallIntegerField("ปีปฏิทิน พ.ศ.", null=True, blank=True)
    number_text = models.CharField("ที่", max_length=100, blank=True)
    dated_on = models.DateField("วันที่", null=True, blank=True)
    office = models.CharField("ส่วนราชการ", max_length=300, blank=True)
    phone = models.CharField("โทรศัพท์", max_length=100, blank=True)
    subject = models.CharField("เรื่อง", max_length=1000)
    addressee = models.CharField("เรียน", max_length=300, blank=True)
    through = models.CharField("ผ่าน", max_length=300, blank=True)
    enclosures = models.JSONField("สิ่งที่ส่งมาด้วย", default=list, blank=True)
    body = models.TextField("ข้อความ", blank=True, validators=[MaxLengthValidator(LONGEST_BODY)])
    signer_name = models.CharField("ผู้ลงนาม", max_length=300, blank=True)
    signer_position = models.CharField("ตำแหน่ง", max_length=300, blank=True)
    signer_acting_for = models.CharField("ปฏิบัติราชการแทน", max_length=300, blank=True)
    created_at = models.DateTimeField("บันทึกเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="บันทึกโดย"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "หนังสือ"
        verbose_name_plural = "ทะเบียนหนังสือ"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "series", "calendar_year", "running_number"],
                name="organisations_letter_number_once",
                violation_error_message="มีหนังสือที่ใช้เลขนี้ในปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=models.Q(running_number=None, calendar_year=None)
                | models.Q(running_number__gte=1, calendar_year__isnull=False),
                name="organisations_letter_number_with_year",
                violation_error_message="เลขลำดับและปีปฏิทินต้องมีครบทั้งคู่ และเลขลำดับเริ่มจาก 1",
            ),
            models.CheckConstraint(
                condition=models.Q(calendar_year=None)
                | models.Q(calendar_year__range=(MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)),
                name="organisations_letter_year_range",
                violation_error_message=f"ปีปฏิทินต้องอยู่ระหว่าง พ.ศ. {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}",
            ),
            models.CheckConstraint(
                condition=models.Q(direction="out", state__in=["draft", "issued", "cancelled"])
                | models.Q(direction="in", state__in=["received", "cancelled"], running_number=None),
                name="organisations_letter_state_of_direction",
                violation_error_message="สถานะของหนังสือไม่ตรงกับการเป็นหนังสือออกหรือหนังสือเข้า",
            ),
            models.CheckConstraint(
                condition=~models.Q(subject=""),
                name="organisations_letter_has_subject",
                violation_error_message="โปรดระบุเรื่อง",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at"], name="organisations_letter_register"),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("organisations:letter-detail", args=[self.pk])

    def refusal(self, permission: Permission) -> str:
        """Why the letter's state forbids an act to somebody who otherwise may; "" when it allows it."""
        if permission is Permission.LETTER_EDIT and self.state == self.State.CANCELLED:
            return "หนังสือนี้ยกเลิกแล้ว จึงแก้ไขไม่ได้"
        return ""


class _OfLetter(models.Model):
    """An ordered line of a letter."""

    position = models.PositiveIntegerField("ลำดับ", default=0)

    objects = OfLetterQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    @property
    def organisation(self) -> Organisation:
        return self.letter.organisation  # type: ignore[attr-defined]


class LetterReference(_OfLetter):
    """What a letter refers to (อ้างถึง), as printed; the letter itself where the register has it."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="references", verbose_name="หนังสือ")
    referred = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="referred_by", verbose_name="หนังสือที่อ้างถึง"
    )
    text = models.CharField("อ้างถึง", max_length=1500)

    class Meta(_OfLetter.Meta):
        verbose_name = "หนังสือที่อ้างถึง"
        verbose_name_plural = "หนังสือที่อ้างถึง"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(referred=None) | ~models.Q(referred=models.F("letter")),
                name="organisations_letterreference_not_itself",
                violation_error_message="หนังสืออ้างถึงตัวเองไม่ได้",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class LetterMark(_OfLetter):
    """What was put on a letter on its way: the stamp of an office that received it, a remark, an order.

    ``time`` is a wall-clock time as stamped (10.39 น.); ``number`` the receiving number, as written.
    """

    class Kind(models.TextChoices):
        RECEIVED = "received", "ตรารับหนังสือ"
        REMARK = "remark", "เกษียณ"
        ORDER = "order", "คำสั่งการ"

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="marks", verbose_name="หนังสือ")
    kind = models.CharField("ชนิด", max_length=10, choices=Kind)
    office = models.CharField("หน่วยงานที่รับหรือสั่งการ", max_length=300, blank=True)
    number = models.CharField("เลขที่รับ", max_length=50, blank=True)
    on = models.DateField("วันที่", null=True, blank=True)
    time = models.TimeField("เวลา", null=True, blank=True)
    text = models.TextField("ข้อความ", blank=True, validators=[MaxLengthValidator(5000)])
    person = models.CharField("ผู้เขียน", max_length=300, blank=True)
    person_position = models.CharField("ตำแหน่ง", max_length=300, blank=True)

    class Meta(_OfLetter.Meta):
        verbose_name = "ตรารับและเกษียณ"
        verbose_name_plural = "ตรารับและเกษียณ"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="received") | ~models.Q(text=""),
                name="organisations_lettermark_says_something",
                violation_error_message="โปรดระบุข้อความที่เกษียณหรือสั่งการ",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:300] or self.get_kind_display()


class LetterScan(_OfLetter):
    """A scanned file of a letter, with the SHA-256 of its content in hexadecimal."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="scans", verbose_name="หนังสือ")
    file = models.FileField("ไฟล์สแกน", upload_to="letter_scans/%Y/%m/")
    name = models.CharField("ชื่อไฟล์", max_length=300)
    size = models.PositiveIntegerField("ขนาด (ไบต์)")
    sha256 = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField("เพิ่มเมื่อ", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="เพิ่มโดย"
    )

    class Meta(_OfLetter.Meta):
        verbose_name = "ไฟล์สแกน"
        verbose_name_plural = "ไฟล์สแกน"

    def __str__(self) -> str:
        return self.name
