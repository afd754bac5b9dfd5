"""What an organisation says of itself in one fiscal year, and how many people it has."""

from django.db import models
from django.urls import reverse

from ita_portal.thai.fiscal import MAX_FISCAL_YEAR, MIN_FISCAL_YEAR
from organisations.models.organisation import Organisation
from organisations.querysets import OrganisationYearQuerySet


class OrganisationYear(models.Model):
    """Vision, mission, values and strategy of a fiscal year (Buddhist era), each as text of several lines."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="years", verbose_name="หน่วยงาน"
    )
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.")
    vision = models.TextField("วิสัยทัศน์", blank=True)
    mission = models.TextField("พันธกิจ", blank=True)
    core_values = models.TextField("ค่านิยม", blank=True)
    strategy = models.TextField("ยุทธศาสตร์", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganisationYearQuerySet.as_manager()

    class Meta:
        verbose_name = "ข้อมูลรายปีของหน่วยงาน"
        verbose_name_plural = "ข้อมูลรายปีของหน่วยงาน"
        ordering = ["-fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fiscal_year"],
                name="organisations_organisationyear_once",
                violation_error_message="หน่วยงานนี้มีข้อมูลของปีงบประมาณนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=models.Q(fiscal_year__range=(MIN_FISCAL_YEAR, MAX_FISCAL_YEAR)),
                name="organisations_organisationyear_range",
                violation_error_message=f"ปีงบประมาณต้องอยู่ระหว่าง {MIN_FISCAL_YEAR} ถึง {MAX_FISCAL_YEAR}",
            ),
        ]

    def __str__(self) -> str:
        return f"ข้อมูลของหน่วยงาน ปีงบประมาณ พ.ศ. {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return f"{reverse('organisations:year-list', args=[self.organisation_id])}#year-{self.fiscal_year}"

    @property
    def staff_total(self) -> int:
        """All people of the year, of every unit and kind."""
        return sum(number.count for number in self.staff.all())


class StaffNumber(models.Model):
    """How many people of one kind ("ข้าราชการ", "พนักงานราชการ" …) a unit has, both as they are written."""

    year = models.ForeignKey(OrganisationYear, models.CASCADE, related_name="staff", verbose_name="ปี")
    position = models.PositiveIntegerField("ลำดับ", default=0)
    unit = models.CharField("หน่วยงาน", max_length=300, blank=True)
    kind = models.CharField("ประเภทบุคลากร", max_length=200)
    count = models.PositiveIntegerField("จำนวน (คน)")

    class Meta:
        verbose_name = "จำนวนบุคลากร"
        verbose_name_plural = "จำนวนบุคลากร"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(count__lte=1_000_000),
                name="organisations_staffnumber_count_range",
                violation_error_message="จำนวนบุคลากรต้องไม่เกิน 1,000,000 คน",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.kind}".strip()

    @property
    def organisation(self) -> Organisation:
        return self.year.organisation
