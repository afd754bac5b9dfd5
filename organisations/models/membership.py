"""Who does what, where, from when to when."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from organisations.access import Role
from organisations.models.organisation import Organisation
from organisations.querysets import MembershipQuerySet


class Membership(models.Model):
    """One role of one person in one organisation; without an end it goes on."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="ผู้ใช้งาน"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name="หน่วยงาน"
    )
    role = models.CharField("บทบาท", max_length=30, choices=Role)
    starts_on = models.DateField("ตั้งแต่วันที่", default=timezone.localdate)
    ends_on = models.DateField("ถึงวันที่", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "บทบาทในหน่วยงาน"
        verbose_name_plural = "บทบาทในหน่วยงาน"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "starts_on"],
                name="organisations_membership_once",
                violation_error_message="ผู้ใช้งานมีบทบาทนี้ในหน่วยงานนี้ตั้งแต่วันที่เดียวกันอยู่แล้ว",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="organisations_membership_ends_after_start",
                violation_error_message="วันที่สิ้นสุดต้องไม่ก่อนวันที่เริ่มต้น",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="organisations_membership_role_known",
                violation_error_message="ไม่รู้จักบทบาทนี้",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"
