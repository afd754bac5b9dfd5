"""The tree of public bodies and their units."""

from django.db import models
from django.urls import reverse
from treebeard.mp_tree import MP_Node

from ita_portal.thai.collation import sort_key
from organisations.querysets import OrganisationManager


class Organisation(MP_Node):
    """A ministry, a department, or a unit of one, at any depth."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", "กระทรวง"
        DEPARTMENT = "department", "กรมหรือเทียบเท่า"
        PUBLIC_ORGANISATION = "public_organisation", "องค์การมหาชน"
        STATE_ENTERPRISE = "state_enterprise", "รัฐวิสาหกิจ"
        PROVINCE = "province", "จังหวัดหรืออำเภอ"
        LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
        EDUCATION = "education", "สถาบันการศึกษา"
        INSTITUTE = "institute", "สถาบันหรือศูนย์"
        DIVISION = "division", "กองหรือสำนัก"
        GROUP = "group", "กลุ่มงานหรือส่วนงาน"
        OTHER = "other", "อื่น ๆ"

    class AgencyType(models.TextChoices):
        """The groups in which the NACC lists agencies for the assessment."""

        CENTRAL = "central", "ส่วนราชการระดับกรม"
        PROVINCE = "province", "จังหวัด"
        LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
        STATE_ENTERPRISE = "state_enterprise", "รัฐวิสาหกิจ"
        PUBLIC_ORGANISATION = "public_organisation", "องค์การมหาชน"
        HIGHER_EDUCATION = "higher_education", "สถาบันอุดมศึกษา"
        FUND = "fund", "กองทุนที่เป็นนิติบุคคล"
        INDEPENDENT = "independent", "องค์กรอิสระ ศาล อัยการ และรัฐสภา"
        OTHER = "other", "หน่วยงานอื่นของรัฐ"

    class Scoring(models.TextChoices):
        NACC = "nacc", "รับการประเมินโดยสำนักงาน ป.ป.ช."
        INTERNAL = "internal", "ประเมินเป็นรอบภายในหน่วยงาน"
        NONE = "none", "ไม่มีการประเมิน"

    name = models.CharField("ชื่อหน่วยงาน", max_length=300)
    name_en = models.CharField("ชื่อภาษาอังกฤษ", max_length=300, blank=True)
    short_name = models.CharField("ชื่อย่อ", max_length=50, blank=True)
    code = models.CharField("รหัสหน่วยงาน", max_length=50)
    kind = models.CharField("ประเภทหน่วยงาน", max_length=30, choices=Kind, default=Kind.OTHER)
    agency_type = models.CharField("กลุ่มหน่วยงานตามการประเมิน", max_length=30, choices=AgencyType, blank=True)
    scoring = models.CharField("การประเมิน ITA", max_length=20, choices=Scoring, default=Scoring.NONE)
    address = models.TextField("ที่อยู่", blank=True)
    phone = models.CharField("โทรศัพท์", max_length=100, blank=True)
    email = models.EmailField("อีเมล", blank=True)
    website = models.URLField("เว็บไซต์", blank=True)
    social_links = models.TextField("สื่อสังคมออนไลน์", blank=True, help_text="บรรทัดละหนึ่งที่อยู่")
    letter_prefix = models.CharField(
        "เลขประจำของเจ้าของเรื่อง", max_length=50, blank=True, help_text="เช่น สธ ๐๗๑๐.๐๑"
    )
    logo = models.FileField("ตราหน่วยงาน", upload_to="organisation_marks/", blank=True)
    letter_emblem = models.FileField("ตราครุฑหรือตราหัวหนังสือ", upload_to="organisation_marks/", blank=True)
    is_active = models.BooleanField("ใช้งานอยู่", default=True)
    sort_key = models.CharField(max_length=700, editable=False, db_index=True)

    node_order_by = ["sort_key"]
    objects = OrganisationManager()

    class Meta:
        verbose_name = "หน่วยงาน"
        verbose_name_plural = "หน่วยงาน"
        constraints = [
            models.UniqueConstraint(
                models.functions.Upper("code"),
                name="organisations_organisation_code_once",
                violation_error_message="มีหน่วยงานที่ใช้รหัสนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(code=""),
                name="organisations_organisation_named",
                violation_error_message="หน่วยงานต้องมีชื่อและรหัส",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation-detail", args=[self.pk])

    @property
    def label(self) -> str:
        """The short name where there is one: for bars and narrow columns."""
        return self.short_name or self.name

    def above(self) -> "list[Organisation]":
        """Its ancestors, the highest first."""
        return list(Organisation.objects.get_ancestors(self))
