"""What somebody has typed and not yet saved."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The fields of one form as typed by one person, kept until the form is saved or put aside.

    ``form`` names the form, ``key`` the object ("12" or "new:part:3"). ``base_version`` is the
    version of the row from which the typing began. What does not validate lives here, never in the row.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    data = models.JSONField()
    base_version = models.PositiveIntegerField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "ฉบับร่างที่ยังไม่บันทึก"
        verbose_name_plural = "ฉบับร่างที่ยังไม่บันทึก"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form", "key"],
                name="organisations_draft_once",
                violation_error_message="มีฉบับร่างของแบบฟอร์มนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.key}"
